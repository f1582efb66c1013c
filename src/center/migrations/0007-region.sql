-- What is counted for a whole city stands beside the text it is read from, so that no body is read to count.
alter table records
  add column started_at bigint generated always as (((body::jsonb) ->> 'startedAt')::bigint) stored,
  add column disposition text generated always as ((body::jsonb) ->> 'disposition') stored,
  add column county text generated always as ((body::jsonb) #>> '{report,address,county}') stored,
  add column urgency text generated always as ((body::jsonb) #>> '{report,urgency}') stored;
alter table changes
  add column progress text generated always as ((body::jsonb) ->> 'progress') stored;

create index seats_city on seats (left(unit_code, 4));
create index record_numbers_seat on record_numbers (seat_id);
create index records_received on records (seat_id, received_at, revision);
create index records_started on records (seat_id, started_at)
  include (record_id, revision, disposition, county, urgency);
create index changes_progress on changes (seat_id, record_id, position desc) include (progress)
  where progress is not null;
