-- The key a seat made for itself (Ed25519, raw, base64): from its enrolment by code, or pinned by its first signed
-- request. Null for a seat that has signed nothing yet.
alter table seats add column seat_key text check (seat_key ~ '^[A-Za-z0-9+/]{43}=$');

-- Who may sign in, seat by seat; under the empty seat stand the center's own people.
create table people (
  seat_id text not null check (seat_id ~ '^([A-Z]{2}[0-9]{2})?$'),
  person_id text not null,
  number text not null check (number ~ '^[0-9]{2,6}$'),
  name text not null,
  role text not null check (role in ('agent', 'supervisor')),
  -- argon2id in PHC form.
  verifier text not null,
  is_active boolean not null default true,
  primary key (seat_id, person_id),
  unique (seat_id, number)
);
-- Rises with every change of a seat's people.
create table rosters (seat_id text primary key, version bigint not null check (version >= 1));

-- One-time codes; the code itself is never kept.
create table enrolment_codes (
  code_hash text primary key check (code_hash ~ '^[0-9a-f]{64}$'),
  seat_id text not null,
  unit_code text not null check (unit_code ~ '^[0-9]{4,6}$'),
  made_at bigint not null,
  expires_at bigint not null,
  -- Wrong codes tried for this seat while this one was open.
  wrong_tries integer not null default 0,
  used_by text check (used_by ~ '^[A-Za-z0-9+/]{43}=$'),
  used_at bigint,
  check ((used_by is null) = (used_at is null))
);
create index enrolment_codes_open on enrolment_codes (seat_id) where used_by is null;

-- Wrong passwords in a row.
create table sign_in_failures (
  seat_id text not null,
  person_id text not null,
  failures integer not null,
  failed_at bigint not null,
  primary key (seat_id, person_id)
);
create table sessions (
  token_sha256 text primary key check (token_sha256 ~ '^[0-9a-f]{64}$'),
  seat_id text not null,
  person_id text not null,
  expires_at bigint not null
);

-- Motivated requests for a reporter's identity (R-17); as signed by the seat.
create table identity_requests (
  request_id text primary key check (request_id ~ '^[0-9a-f]{32}$'),
  seat_id text not null references seats,
  record_id text collate "C" not null references record_numbers,
  purpose text not null check (purpose in ('on_site_help', 'callback')),
  reason text not null,
  asked_by text not null,
  asked_at bigint not null,
  box_key text not null,
  signed_text text not null,
  signature text not null,
  decision text check (decision in ('approved', 'refused')),
  decided_by text,
  decided_at bigint,
  -- The end of the time-box, or of the waiting.
  expires_at bigint not null,
  check (decided_by is null or decided_by <> asked_by),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null))
);
create index identity_requests_waiting on identity_requests (asked_at) where decision is null;

-- Each step of each request; nothing of it is ever changed.
create table identity_acts (
  seq bigint generated always as identity primary key,
  request_id text not null,
  at bigint not null,
  person_id text not null,
  act text not null check (act in ('asked', 'turned_away', 'approved', 'refused', 'revealed', 'reveal_refused')),
  detail text not null default ''
);
create trigger identity_acts_are_immutable before update or delete on identity_acts
  for each row execute function refuse_change();
