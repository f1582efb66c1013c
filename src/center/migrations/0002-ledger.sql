-- The ledger has no numbers of its own: it counts the records themselves, by what they say of when they were made.
alter table records
  add column made_at bigint generated always as (((body::jsonb) ->> 'finishedAt')::bigint) stored;

-- Whose record it is stands at the record, too, so that one seat's days are read from one index.
alter table records add column seat_id text references seats;
alter table records disable trigger records_are_immutable;
update records set seat_id = record_numbers.seat_id from record_numbers
  where record_numbers.record_id = records.record_id;
alter table records enable trigger records_are_immutable;
alter table records alter column seat_id set not null;

create index records_ledger on records (seat_id, made_at) include (record_id, revision, body_sha256);
