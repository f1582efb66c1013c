-- What each person chose lately from the catalogues, for their pickers. Codes alone, and of no call in particular.
create table recents (
  person_id text not null references people (id),
  catalogue text not null
    check (catalogue in ('county', 'town', 'industry', 'pollution_type', 'referral', 'consultation')),
  code text not null check (length(code) between 2 and 40 and code not glob '*[^a-z0-9_]*'),
  chosen_at integer not null,
  primary key (person_id, catalogue, code)
) strict, without rowid;
