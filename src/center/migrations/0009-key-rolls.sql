-- Each roll of one of the center's keys, as it was announced to the seats, and who ran the command. The keys themselves lie
-- in center-keys.json; a key file that lacks one of these rolls is an older copy.
create table key_rolls (
  seq bigint primary key check (seq >= 1),
  at bigint not null,
  kind text not null check (kind in ('signing', 'sealing', 'recovery')),
  key_id text not null,
  replaces text not null,
  body_sha256 text not null check (body_sha256 ~ '^[0-9a-f]{64}$'),
  -- The user of the operating system; empty where the row was written after a crash, by the next start.
  rolled_by text not null
);
create trigger key_rolls_are_immutable before update or delete on key_rolls
  for each row execute function refuse_change();

-- Which of the center's keys each seat works with, as it last said.
create table seat_keys_in_use (
  seat_id text primary key references seats,
  signing text not null,
  sealing text not null,
  recovery text,
  told_at bigint not null
);
