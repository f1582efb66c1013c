-- Seats that may speak to the center. The token itself is never kept.
create table seats (
  seat_id text primary key check (seat_id ~ '^[A-Z]{2}[0-9]{2}$'),
  unit_code text not null check (unit_code ~ '^[0-9]{4,6}$'),
  token_sha256 text not null check (token_sha256 ~ '^[0-9a-f]{64}$'),
  enrolled_at bigint not null
);

-- Every bundle ever in force, as signed: a record is judged by the one it was taken under.
create table bundles (
  version text primary key,
  body text not null,
  key_id text not null,
  signature text not null,
  ordinal bigint generated always as identity
);

create sequence center_numbers;

-- One number for all revisions of a record; the seat that brought it first owns it.
create table record_numbers (
  record_id text collate "C" primary key,
  seat_id text not null references seats,
  center_number text not null unique
);

-- The exact text received. The key never expires: it is what makes sending again safe.
create table records (
  record_id text collate "C" not null references record_numbers,
  revision integer not null check (revision between 1 and 10000),
  body_sha256 text not null check (body_sha256 ~ '^[0-9a-f]{64}$'),
  body text not null,
  received_at bigint not null,
  primary key (record_id, revision)
);

-- The receipt as first given, byte for byte; written in the same transaction as its record.
create table receipts (
  record_id text collate "C" not null,
  revision integer not null,
  receipt text not null,
  primary key (record_id, revision),
  foreign key (record_id, revision) references records
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name;
end
$$;

create trigger records_are_immutable before update or delete on records
  for each row execute function refuse_change();
create trigger receipts_are_immutable before update or delete on receipts
  for each row execute function refuse_change();
create trigger record_numbers_are_immutable before update or delete on record_numbers
  for each row execute function refuse_change();
create trigger bundles_are_immutable before update or delete on bundles
  for each row execute function refuse_change();

-- Revisions arrive in any order; a missing one shows here until it comes (R-13: nothing is withheld).
create view missing_revisions as
  select latest.record_id, expected.revision
  from (select record_id, max(revision) as revision from records group by record_id) latest
  cross join lateral generate_series(1, latest.revision) as expected(revision)
  where not exists (
    select 1 from records
    where records.record_id = latest.record_id and records.revision = expected.revision
  );
