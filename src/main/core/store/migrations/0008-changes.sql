-- What the center did with this seat's records, as signed: numbered without a gap, so that what was withheld shows.
create table changes (
  position integer primary key check (position >= 1),
  -- Of a record that this store may not know: a seat set up again is told everything from the beginning.
  call_id text not null,
  revision integer not null check (revision >= 1),
  kind text not null check (kind in ('amended', 'returned', 'progressed')),
  made_at integer not null,
  body text not null,
  key_id text not null,
  signature text not null,
  taken_at integer not null
) strict;
create index changes_call on changes (call_id);
create index changes_amended on changes (position) where kind = 'amended';

-- A person's decision on an amendment; the revision that answers it carries the reason.
create table decisions (
  position integer primary key references changes (position),
  decided_by text not null references people (id),
  decided_at integer not null,
  -- JSON list of the parts taken from the center.
  taken text not null
) strict;

create trigger changes_next before insert on changes
when new.position <> coalesce((select max(position) from changes), 0) + 1 begin
  select raise(abort, 'law: changes have no gap');
end;
create trigger changes_stay before delete on changes begin select raise(abort, 'law: changes stay'); end;
create trigger changes_fixed before update on changes begin select raise(abort, 'law: changes are fixed'); end;
create trigger decisions_stay before delete on decisions begin select raise(abort, 'law: decisions stay'); end;
create trigger decisions_fixed before update on decisions begin select raise(abort, 'law: decisions are fixed'); end;
