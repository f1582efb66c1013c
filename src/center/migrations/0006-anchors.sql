-- Heads of seats' audits as they were told with pushes: what an audit that was cut, exchanged or written anew is held to.
-- One row for each head that differs from the one told before; the furthest of a seat is what it is answered with.
create table audit_anchors (
  ordinal bigint generated always as identity primary key,
  seat_id text not null references seats,
  seq bigint not null check (seq >= 1),
  hash text not null,
  center_time bigint not null,
  key_id text not null,
  signature text not null,
  -- The seat told a head that does not follow the furthest one: an older or another audit.
  is_behind boolean not null
);
create index audit_anchors_of_seat on audit_anchors (seat_id, seq desc, ordinal);
create trigger audit_anchors_are_immutable before update or delete on audit_anchors
  for each row execute function refuse_change();
