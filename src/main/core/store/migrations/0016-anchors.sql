-- Where the audit ended when the center saw it, signed by the center. Kept for good: what is cut off or exchanged shows by it.
create table audit_anchors (
  ordinal integer primary key,
  seat_id text not null,
  seq integer not null check (seq >= 1),
  hash text not null,
  center_time integer not null,
  key_id text not null,
  signature text not null,
  unique (seat_id, seq, hash)
) strict;
create index audit_anchors_seq on audit_anchors (seq);
create trigger audit_anchors_fixed before update on audit_anchors begin
  select raise(abort, 'law: anchors are fixed');
end;
create trigger audit_anchors_stay before delete on audit_anchors begin
  select raise(abort, 'law: anchors stay');
end;
