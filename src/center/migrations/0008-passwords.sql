-- When a person last chose their own password, center time; 0: an operator made it, and it must be changed.
alter table people add column password_set_at bigint not null default 0;
-- Whoever worked here before this rule begins their ninety days now.
update people set password_set_at = (extract(epoch from now()) * 1000)::bigint;

-- Verifiers of earlier passwords, which may not come again.
create table password_history (
  seq bigint generated always as identity primary key,
  seat_id text not null,
  person_id text not null,
  verifier text not null,
  replaced_at bigint not null
);
create index password_history_of on password_history (seat_id, person_id, seq desc);
