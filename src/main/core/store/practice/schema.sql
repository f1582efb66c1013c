CREATE INDEX runs_finished on runs (finished_at);

CREATE TABLE runs (
  id text primary key,
  -- Of the file of callers; empty for a drill.
  caller_id text not null,
  kind text not null check (kind in ('calls', 'consultations', 'outage')),
  started_at integer not null,
  finished_at integer,
  total integer check (total between 0 and 100),
  seconds integer check (seconds >= 0),
  check ((finished_at is null) = (total is null) and (total is null) = (seconds is null))
) strict, without rowid;
