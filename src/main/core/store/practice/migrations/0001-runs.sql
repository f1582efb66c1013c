-- One person's exercises. A call in hand has no end yet; a drill is a run of its own.
create table runs (
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

create index runs_finished on runs (finished_at);
