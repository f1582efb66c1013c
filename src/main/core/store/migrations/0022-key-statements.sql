-- The center's rolls of its keys that this seat has followed, as they were signed. Kept for good: what an older key signed is
-- proved by them, and nobody can be led back behind the last one.
create table key_statements (
  seq integer primary key check (seq >= 1),
  key_id text not null,
  body text not null,
  signature text not null,
  proof text,
  followed_at integer not null
) strict;
create trigger key_statements_fixed before update on key_statements begin
  select raise(abort, 'law: statements of keys are fixed');
end;
create trigger key_statements_stay before delete on key_statements begin
  select raise(abort, 'law: statements of keys stay');
end;
