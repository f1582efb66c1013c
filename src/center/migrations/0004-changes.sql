-- What the center did with a seat's records, as signed and as told: numbered from 1 without a gap, seat by seat.
create table changes (
  seat_id text not null references seats,
  position bigint not null check (position >= 1),
  record_id text collate "C" not null references record_numbers,
  body text not null,
  key_id text not null,
  signature text not null,
  primary key (seat_id, position)
);
create trigger changes_are_immutable before update or delete on changes
  for each row execute function refuse_change();

-- To whom a bundle is offered while it is rolled out: the seats named, or a share of all; null is everybody.
create table rollouts (
  ordinal bigint generated always as identity primary key,
  version text not null references bundles,
  percent integer check (percent between 0 and 100),
  seat_ids text[]
);
create trigger rollouts_are_immutable before update or delete on rollouts
  for each row execute function refuse_change();
