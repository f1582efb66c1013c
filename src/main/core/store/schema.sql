CREATE UNIQUE INDEX attachments_call on attachments (call_id, number);

CREATE INDEX audit_anchors_seq on audit_anchors (seq);

CREATE INDEX calls_agent on calls (agent_id);

CREATE INDEX calls_list on calls (started_at desc, id desc, delivery, stage, agent_id);

CREATE INDEX calls_unreviewed on calls (started_at desc, id desc, delivery, agent_id) where stage = 'finished';

CREATE INDEX calls_unsettled on calls (started_at desc, id desc, delivery, stage, agent_id)
  where delivery <> 'accepted' or stage = 'returned';

CREATE INDEX calls_words on calls (id, search_text, center_number, disposition, agent_id);

CREATE INDEX case_acts_at on case_acts (at);

CREATE UNIQUE INDEX case_acts_number on case_acts (call_id, number);

CREATE INDEX cases_accepted on cases (accepted_on, call_id);

CREATE INDEX cases_closed on cases (closed_at desc, call_id) where stage = 'closed';

CREATE INDEX cases_due on cases (stage, due_on, call_id) where stage <> 'closed';

CREATE INDEX cases_focus on cases (due_on, call_id, unit_id) where stage <> 'closed' and is_focus = 1;

CREATE INDEX cases_handling on cases (due_on, call_id, half_on, urged_on, unit_id) where stage = 'handling';

CREATE INDEX cases_open_due on cases (due_on, call_id) where stage <> 'closed';

CREATE INDEX cases_unit on cases (unit_id, stage);

CREATE INDEX cases_unit_closed on cases (unit_id, closed_at desc, call_id) where stage = 'closed' and unit_id is not null;

CREATE INDEX cases_unit_due on cases (unit_id, due_on, call_id) where stage <> 'closed' and unit_id is not null;

CREATE INDEX cases_unit_stage on cases (unit_id, stage, due_on, call_id) where unit_id is not null;

CREATE INDEX cases_unsettled on cases (accepted_on, call_id, stage, due_on, first_due_on, closed_at, round, referred_on, unit_name)
  where stage <> 'closed' or closed_at is null;

CREATE INDEX cases_unsigned on cases (due_on, call_id, unit_id) where stage <> 'closed' and owes_signature = 1;

CREATE UNIQUE INDEX center_lacks_open on center_lacks (seq) where settled_at is null;

CREATE INDEX changes_amended on changes (position) where kind = 'amended';

CREATE INDEX changes_call on changes (call_id);

CREATE INDEX destroyed_identities_call on destroyed_identities (call_id);

CREATE UNIQUE INDEX evidence_number on evidence (call_id, number);

CREATE UNIQUE INDEX evidence_sha256 on evidence (call_id, sha256);

CREATE INDEX interests_official on interests (official_id);

CREATE UNIQUE INDEX investigation_revisions_number on investigation_revisions (call_id, revision);

CREATE INDEX investigation_seals_case on investigation_seals (call_id, revision);

CREATE INDEX later_receipts_of on later_receipts (seq);

CREATE INDEX lead_alerts_call on lead_alerts (call_id);

CREATE INDEX lead_alerts_open on lead_alerts (seq) where seen_by is null;

CREATE INDEX officials_unit on officials (unit_id);

CREATE INDEX outbox_due on outbox (tries, seq, next_try_at) where delivery in ('owed', 'unconfirmed');

CREATE INDEX outbox_next on outbox (delivery, next_try_at);

CREATE INDEX outbox_oldest on outbox (delivery, queued_at);

CREATE INDEX phone_calls_day on phone_calls (answered_at);

CREATE UNIQUE INDEX quality_looks_call on quality_looks (call_id, look);

CREATE INDEX receipts_time on receipts (stored_at);

CREATE INDEX repeat_causes_target on repeat_causes (target, seq);

CREATE INDEX reviews_call on reviews (call_id);

CREATE INDEX revisions_boxes on revisions (call_id, revision)
  where instr(body, '"sealedIdentity":{"box":"') > 0 and instr(body, '"sealedIdentity":{"box":""') = 0;

CREATE UNIQUE INDEX revisions_key on revisions (call_id, revision);

CREATE INDEX revisions_made on revisions (made_at);

CREATE INDEX sheet_signatures_day on sheet_signatures (day, revision);

CREATE INDEX sign_offs_day on sign_offs (day);

CREATE INDEX takeovers_call on takeovers (call_id);

CREATE INDEX word_blocks_newest on word_blocks (newest desc);

CREATE TABLE arrival_days (
  -- Asia/Shanghai's calendar day of made_at, as a whole number since 1970.
  day integer primary key,
  made integer not null default 0,
  receipts integer not null default 0,
  owed integer not null default 0,
  -- A lost answer stays in doubt while it is asked about.
  unconfirmed integer not null default 0,
  quarantined integer not null default 0,
  -- In the outbox although there is a receipt: the center lost it.
  again integer not null default 0
) strict;

CREATE TABLE attachment_outbox (
  attachment_id text primary key references attachments (id),
  delivery text not null default 'owed' check (delivery in ('owed', 'refused')),
  tries integer not null default 0,
  queued_at integer not null,
  next_try_at integer not null,
  refusal text,
  check ((delivery = 'refused') = (refusal is not null))
) strict, without rowid;

CREATE TABLE attachment_pieces (
  attachment_id text not null,
  place integer not null check (place >= 0),
  bytes blob not null,
  primary key (attachment_id, place)
) strict;

CREATE TABLE attachment_receipts (
  attachment_id text primary key references attachments (id),
  record_id text not null,
  revision integer not null,
  sha256 text not null,
  size integer not null,
  seat_id text not null,
  received_at integer not null,
  key_id text not null,
  signature text not null,
  stored_at integer not null
) strict, without rowid;

CREATE TABLE attachments (
  id text primary key,
  call_id text not null,
  -- 附件n, counted in the call: its only name.
  number integer not null check (number >= 1),
  type text not null check (type in ('jpeg', 'png', 'webp', 'pdf', 'docx', 'xlsx')),
  size integer not null check (size between 1 and 20000000),
  sha256 text not null check (length(sha256) = 64),
  added_by text not null references people (id),
  added_at integer not null,
  -- The first revision that names it; null while it is in a draft alone.
  since_revision integer check (since_revision >= 1),
  -- The first revision that names it no more.
  until_revision integer check (until_revision > since_revision),
  -- 1: the revision in the making will name it no more.
  is_leaving integer not null default 0 check (is_leaving in (0, 1))
) strict, without rowid;

CREATE TABLE audit (
  seq integer primary key,
  at integer not null,
  actor text not null,
  act text not null,
  subject text not null,
  detail text not null,
  previous_hash text not null,
  hash text not null
) strict;

CREATE TABLE audit_anchors (
  ordinal integer primary key,
  seat_id text not null,
  seq integer not null check (seq >= 1),
  hash text not null,
  center_time integer not null,
  key_id text not null,
  signature text not null,
  unique (seat_id, seq, hash)
) strict;

CREATE TABLE bundles (
  version text primary key,
  effective_from integer not null,
  key_id text not null,
  body text not null,
  signature text not null,
  received_at integer not null
) strict;

CREATE TABLE call_sums (
  agent_id text not null,
  delivery text not null,
  stage text not null,
  calls integer not null,
  primary key (agent_id, delivery, stage)
) strict, without rowid;

CREATE TABLE calls (
  id text primary key,
  local_number text not null,
  seat_id text not null,
  agent_id text not null,
  agent_number text not null,
  started_at integer not null,
  finished_at integer not null,
  bundle_version text not null references bundles (version),
  revision integer not null check (revision >= 1),
  disposition text not null
    check (disposition in ('report', 'consultation', 'out_of_scope', 'nuisance', 'dropped')),
  -- Two axes (design §6): stage with people, delivery with the center.
  stage text not null default 'finished' check (stage in ('finished', 'returned', 'reviewed')),
  delivery text not null default 'owed'
    check (delivery in ('owed', 'sending', 'unconfirmed', 'accepted', 'quarantined')),
  title text not null,
  place text not null,
  urgency text check (urgency in ('urgent', 'important', 'general')),
  due_date text,
  is_anonymous integer check (is_anonymous in (0, 1)),
  answered integer,
  search_text text not null,
  center_number text
, origin text not null default 'key' check (origin in ('key', 'telephony', 'back_entry')), transfers integer not null default 0 check (transfers >= 0), grade text check (grade in ('major', 'repeat', 'general'))) strict, without rowid;

CREATE TABLE carriages (
  seq integer primary key,
  direction text not null check (direction in ('out', 'in')),
  -- The file's own: the same answer read again is told from a new one by it.
  carriage_id text not null check (length(carriage_id) = 32),
  done_at integer not null,
  done_by text not null references people (id),
  -- Records in a file written; receipts stored from an answer.
  records integer not null check (records >= 0),
  refused integer not null check (refused >= 0),
  unknown integer not null check (unknown >= 0)
) strict;

CREATE TABLE case_act_files (
  call_id text not null,
  number integer not null,
  evidence_id text not null references evidence (id),
  primary key (call_id, number, evidence_id),
  foreign key (call_id, number) references case_acts (call_id, number)
) strict, without rowid;

CREATE TABLE case_acts (
  seq integer primary key,
  call_id text not null references cases (call_id),
  number integer not null check (number >= 1),
  kind text not null,
  body text not null,
  done_by text not null references people (id),
  at integer not null,
  -- Center clock minus seat clock; null while it was unknown.
  clock_offset_ms integer
) strict;

CREATE TABLE case_sums (
  stage text primary key,
  cases integer not null
) strict, without rowid;

CREATE TABLE cases (
  call_id text primary key references calls (id),
  stage text not null default 'new' check (stage in ('new', 'handling', 'replying', 'feedback', 'closed')),
  -- Asia/Shanghai. Accepted by center time: the deadline counts from this day (R-35).
  accepted_on text not null check (accepted_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- Of this round; null where the report was taken in without one.
  first_due_on text,
  due_on text,
  round integer not null default 1 check (round >= 1),
  acts integer not null default 0 check (acts >= 0),
  -- 初步分析 as the supervisor settled it; null before.
  grade text check (grade in ('major', 'repeat', 'general')),
  owes_signature integer not null default 1 check (owes_signature in (0, 1)),
  is_focus integer not null default 0 check (is_focus in (0, 1)),
  unit_id text,
  unit_name text,
  handler_name text,
  finding text check (finding in ('true', 'partly', 'false')),
  analysed_on text,
  signed_on text,
  referred_on text,
  closed_at integer
, urged_on text, half_on text generated always as
  (date(accepted_on, '+' || max(0, cast(julianday(due_on) - julianday(accepted_on) as integer) / 2) || ' days')) virtual) strict, without rowid;

CREATE TABLE center_days (
  day text primary key check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  received integer not null check (received >= 0),
  own_received integer not null check (own_received >= 0),
  verdict text not null check (verdict in ('agrees', 'open', 'lacks', 'differs')),
  checked_at integer not null,
  center_time integer not null
) strict, without rowid;

CREATE TABLE center_lacks (
  id integer primary key,
  seq integer not null references revisions (seq),
  found_at integer not null,
  handed_in_at integer,
  handed_in_by text references people (id),
  settled_at integer,
  check ((handed_in_at is null) = (handed_in_by is null))
) strict;

CREATE TABLE center_total (
  one integer primary key check (one = 1),
  received integer not null check (received >= 0),
  own_received integer not null check (own_received >= 0),
  verdict text not null check (verdict in ('agrees', 'open', 'lacks', 'differs')),
  checked_at integer not null,
  center_time integer not null
) strict, without rowid;

CREATE TABLE changes (
  position integer primary key check (position >= 1),
  -- Of a record that this store may not know: a seat set up again is told everything from the beginning.
  call_id text not null,
  revision integer not null check (revision >= 1),
  kind text not null check (kind in ('amended', 'returned', 'progressed')),
  made_at integer not null,
  body text not null,
  key_id text not null,
  signature text not null,
  taken_at integer not null
) strict;

CREATE TABLE closed_days (
  day text not null,
  code integer not null,
  cases integer not null,
  primary key (day, code)
) strict, without rowid;

CREATE TABLE closed_units (
  day text not null,
  unit_name text not null,
  cases integer not null,
  late integer not null,
  primary key (day, unit_name)
) strict, without rowid;

CREATE TABLE decisions (
  position integer primary key references changes (position),
  decided_by text not null references people (id),
  decided_at integer not null,
  -- JSON list of the parts taken from the center.
  taken text not null
) strict;

CREATE TABLE destroyed_identities (
  seq integer primary key references revisions (seq),
  certificate integer not null references retention_certificates (number),
  call_id text not null,
  box_sha256 text not null check (length(box_sha256) = 64)
) strict;

CREATE TABLE drafts (
  id text primary key,
  local_number text not null,
  seat_id text not null,
  agent_id text not null references people (id),
  -- Who is working on it; differs from agent_id (首问责任人, R-7) where a supervisor revises.
  owner_id text not null references people (id),
  started_at integer not null,
  save_count integer not null check (save_count >= 0),
  saved_at integer not null,
  hung_up_at integer,
  bundle_version text not null references bundles (version),
  step text not null,
  confirmations text not null,
  form text not null,
  revises_revision integer check (revises_revision >= 1),
  revises text,
  disposition text,
  title text not null,
  place text not null,
  urgency text,
  due_date text,
  is_anonymous integer,
  answered integer,
  search_text text not null, origin text not null default '{"kind":"key"}', sealed_identity text, grade text check (grade in ('major', 'repeat', 'general')),
  check ((revises is null) = (revises_revision is null))
) strict;

CREATE TABLE enrolments (
  id integer primary key,
  seat_id text not null,
  key_id text not null,
  body text not null,
  signature text not null,
  imported_at integer not null
) strict;

CREATE TABLE evidence (
  id text primary key,
  call_id text not null references cases (call_id),
  number integer not null check (number >= 1),
  type text not null check (type in ('jpeg', 'png', 'webp', 'pdf', 'docx', 'xlsx')),
  size integer not null check (size between 1 and 20000000),
  sha256 text not null check (length(sha256) = 64),
  added_by text not null references people (id),
  added_at integer not null
) strict, without rowid;

CREATE TABLE evidence_pieces (
  evidence_id text not null,
  place integer not null check (place >= 0),
  bytes blob not null,
  primary key (evidence_id, place)
) strict;

CREATE TABLE interests (
  seq integer primary key,
  official_id text not null references officials (id),
  ground text not null
    check (ground in ('interest', 'benefit', 'brother', 'townsman', 'kin', 'area', 'post', 'other')),
  words text not null check (length(words) between 1 and 200),
  declared_by text not null references people (id),
  declared_at integer not null,
  ended_at integer
) strict;

CREATE TABLE investigation_revisions (
  seq integer primary key,
  call_id text not null references cases (call_id),
  revision integer not null check (revision >= 1),
  round integer not null check (round >= 1),
  body text not null,
  sha256 text not null check (length(sha256) = 64),
  why text not null,
  made_by text not null references people (id),
  made_at integer not null
) strict;

CREATE TABLE investigation_seals (
  seq integer primary key,
  call_id text not null references cases (call_id),
  revision integer not null,
  evidence_id text not null references evidence (id),
  seal text not null check (seal in ('city', 'branch')),
  is_readable integer not null check (is_readable = 1),
  checked_by text not null references people (id),
  checked_at integer not null
) strict;

CREATE TABLE investigations (
  call_id text not null references cases (call_id),
  round integer not null check (round >= 1),
  body text not null,
  save_count integer not null check (save_count >= 1),
  saved_by text not null references people (id),
  saved_at integer not null,
  primary key (call_id, round)
) strict, without rowid;

CREATE TABLE key_statements (
  seq integer primary key check (seq >= 1),
  key_id text not null,
  body text not null,
  signature text not null,
  proof text,
  followed_at integer not null
) strict;

CREATE TABLE later_receipts (
  id integer primary key,
  seq integer not null references revisions (seq),
  center_number text not null,
  received_at integer not null,
  key_id text not null,
  signature text not null,
  stored_at integer not null
) strict;

CREATE TABLE lead_alerts (
  seq integer primary key,
  call_id text not null,
  flags text not null,
  raised_at integer not null,
  seen_by text references people (id),
  seen_at integer,
  check ((seen_by is null) = (seen_at is null))
) strict;

CREATE TABLE loose_words (
  call_id text primary key
) strict, without rowid;

CREATE TABLE meta (
  name text primary key,
  value text not null
) strict, without rowid;

CREATE TABLE number_series (
  seat_id text not null,
  day text not null check (length(day) = 8),
  last integer not null check (last >= 1),
  primary key (seat_id, day)
) strict, without rowid;

CREATE TABLE officials (
  id text primary key,
  unit_id text not null references units (id),
  name text not null check (length(name) between 1 and 40),
  role text not null check (role in ('head', 'deputy', 'unit_head', 'handler')),
  phone text not null,
  -- 地区回避: divisions, as a JSON list of codes.
  areas text not null default '[]',
  is_active integer not null default 1 check (is_active in (0, 1))
) strict, without rowid;

CREATE TABLE outbox (
  seq integer primary key references revisions (seq),
  call_id text not null,
  revision integer not null,
  body_chars integer not null,
  delivery text not null default 'owed'
    check (delivery in ('owed', 'sending', 'unconfirmed', 'quarantined')),
  -- 1 from a lost answer until the center was asked.
  is_unconfirmed integer not null default 0 check (is_unconfirmed in (0, 1)),
  tries integer not null default 0,
  queued_at integer not null,
  next_try_at integer not null,
  last_try_at integer,
  cause text,
  refusal text, doubted_at integer,
  check ((delivery = 'quarantined') = (refusal is not null))
) strict;

CREATE TABLE people (
  id text primary key,
  number text not null,
  name text not null,
  role text not null check (role in ('agent', 'supervisor')),
  verifier text not null,
  is_active integer not null default 1 check (is_active in (0, 1))
) strict, without rowid;

CREATE TABLE phone_calls (
  seq integer primary key,
  answered_at integer not null,
  hung_up_at integer,
  state text not null check (state in ('open', 'entered', 'missed', 'explained')),
  explained_by text references people (id),
  why text,
  check ((state = 'explained') = (explained_by is not null and why is not null))
) strict;

CREATE TABLE quality_looks (
  seq integer primary key,
  call_id text not null references calls (id),
  look integer not null check (look in (1, 2)),
  level text not null check (level in ('excellent', 'good', 'pass', 'fail')),
  remark text not null,
  made_by text not null references people (id),
  made_at integer not null
) strict;

CREATE TABLE receipts (
  seq integer primary key references revisions (seq),
  call_id text not null,
  revision integer not null,
  body_sha256 text not null,
  seat_id text not null,
  center_number text not null,
  received_at integer not null,
  key_id text not null,
  signature text not null,
  stored_at integer not null
) strict;

CREATE TABLE recents (
  person_id text not null references people (id),
  catalogue text not null
    check (catalogue in ('county', 'town', 'industry', 'pollution_type', 'referral', 'consultation')),
  code text not null check (length(code) between 2 and 40 and code not glob '*[^a-z0-9_]*'),
  chosen_at integer not null,
  primary key (person_id, catalogue, code)
) strict, without rowid;

CREATE TABLE repeat_causes (
  seq integer primary key,
  target text not null check (length(target) between 1 and 200),
  cause text not null check (length(cause) between 2 and 1000),
  entered_by text not null references people (id),
  entered_at integer not null
) strict;

CREATE TABLE repeats (
  seq integer primary key references revisions (seq),
  call_id text not null,
  revision integer not null,
  city text not null,
  county text not null,
  version integer not null,
  features text not null
) strict;

CREATE TABLE report_facts (
  number integer primary key references revisions (seq),
  call_id text not null,
  revision integer not null check (revision >= 1),
  version integer not null,
  -- Asia/Shanghai, of the call's begin.
  day text not null check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  start_hour integer not null check (start_hour between 0 and 23),
  disposition text not null
    check (disposition in ('report', 'consultation', 'out_of_scope', 'nuisance', 'dropped')),
  agent text not null,
  city text not null,
  county text not null,
  town text not null,
  -- Codes, a space between two.
  types text not null,
  industry text not null,
  is_night integer not null check (is_night in (0, 1)),
  -- When the pollution is there: bit n is hour n; bit 0 of the days is Sunday.
  hours integer not null check (hours between 0 and 16777215),
  weekdays integer not null check (weekdays between 0 and 127),
  grade text check (grade in ('major', 'repeat', 'general')),
  urgency text check (urgency in ('urgent', 'important', 'general')),
  is_repeat integer not null check (is_repeat in (0, 1)),
  links integer not null check (links >= 0),
  -- What the same party has in common over reports, and its name as one of them gave it; empty: not told apart.
  target text not null,
  target_name text not null,
  completeness integer check (completeness between 0 and 5)
) strict;

CREATE TABLE retention_certificates (
  number integer primary key check (number >= 1),
  name text not null unique,
  -- Canonical JSON; its SM3 is in the audit.
  body text not null check (json_valid(body)),
  sm3 text not null check (length(sm3) = 64),
  made_by text not null references people (id),
  -- Center time.
  made_at integer not null
) strict;

CREATE TABLE reviews (
  seq integer primary key,
  call_id text not null references calls (id),
  revision integer not null,
  verdict text not null check (verdict in ('confirmed', 'returned')),
  remark text not null,
  reviewer_id text not null references people (id),
  made_at integer not null
) strict;

CREATE TABLE revisions (
  seq integer primary key,
  call_id text not null references calls (id),
  revision integer not null check (revision >= 1),
  -- The exact text that was hashed, and that is sent.
  body text not null,
  body_sha256 text not null check (length(body_sha256) = 64),
  made_by text not null,
  made_at integer not null,
  why text not null
) strict;

CREATE TABLE roster (
  one integer primary key check (one = 1),
  version integer not null check (version >= 0),
  confirmed_at integer not null
) strict;

CREATE TABLE seat_key (
  one integer primary key check (one = 1),
  seed blob not null check (length(seed) = 32),
  public_key text not null check (length(public_key) = 44),
  made_at integer not null
) strict;

CREATE TABLE sheet_revisions (
  day text not null check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  revision integer not null check (revision >= 1),
  rows text not null check (json_valid(rows)),
  -- Cells in which the linter found something: such a revision is neither signed nor exported (R-18).
  findings integer not null check (findings >= 0),
  made_by text not null references people (id),
  made_at integer not null,
  -- Center clock minus seat clock; null while it was unknown.
  clock_offset_ms integer,
  why text not null,
  primary key (day, revision)
) strict;

CREATE TABLE sheet_signatures (
  seq integer primary key,
  day text not null,
  revision integer not null,
  leader text not null check (json_valid(leader)),
  opinion text not null,
  signed_at integer not null,
  calls text not null check (json_valid(calls)),
  noted_by text not null references people (id),
  noted_at integer not null,
  foreign key (day, revision) references sheet_revisions (day, revision)
) strict;

CREATE TABLE sign_in_failures (
  person_id text primary key references people (id),
  failures integer not null check (failures >= 0),
  last_failed_at integer not null
) strict, without rowid;

CREATE TABLE sign_offs (
  seq integer primary key,
  day text not null check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  answered integer not null,
  report integer not null,
  consultation integer not null,
  out_of_scope integer not null,
  nuisance integer not null,
  dropped integer not null,
  transfers integer not null,
  signed_by text not null references people (id),
  signed_at integer not null,
  check (answered = report + consultation + out_of_scope + nuisance + dropped)
) strict;

CREATE TABLE takeovers (
  seq integer primary key,
  call_id text not null,
  taken_from text not null references people (id),
  taken_by text not null references people (id),
  taken_at integer not null,
  why text not null
) strict;

CREATE TABLE units (
  id text primary key,
  name text not null check (length(name) between 1 and 60),
  level text not null check (level in ('province', 'city', 'county')),
  -- Division it answers for; empty: the whole city.
  area text not null check (area = '' or area glob '[0-9][0-9][0-9][0-9][0-9][0-9]'),
  phone text not null,
  is_active integer not null default 1 check (is_active in (0, 1))
) strict, without rowid;

CREATE TABLE word_blocks (
  block integer primary key check (block >= 1),
  -- The newest of its calls: the newest of all blocks is how far words are noted at all.
  newest text not null,
  -- Ids, newest first, one after the other.
  calls text not null
) strict;

CREATE TABLE word_grams (
  block integer not null,
  gram text not null,
  -- Places in the block.
  calls blob not null,
  primary key (block, gram)
) strict, without rowid;

CREATE TRIGGER attachment_outbox_named before insert on attachment_outbox
when not exists (select 1 from attachments where id = new.attachment_id and since_revision is not null) begin
  select raise(abort, 'law: what is owed was finished');
end;

CREATE TRIGGER attachment_outbox_owes before delete on attachment_outbox
when not exists (select 1 from attachment_receipts where attachment_id = old.attachment_id) begin
  select raise(abort, 'law: owed until received');
end;

CREATE TRIGGER attachment_pieces_fixed before update on attachment_pieces begin
  select raise(abort, 'law: attachments are fixed');
end;

CREATE TRIGGER attachment_pieces_stay before delete on attachment_pieces
when exists (select 1 from attachments where id = old.attachment_id and since_revision is not null) begin
  select raise(abort, 'law: what a record names stays');
end;

CREATE TRIGGER attachment_receipts_fixed before update on attachment_receipts begin
  select raise(abort, 'law: receipts are fixed');
end;

CREATE TRIGGER attachment_receipts_match before insert on attachment_receipts
when not exists (
  select 1 from attachments
  where id = new.attachment_id and call_id = new.record_id and since_revision = new.revision
    and sha256 = new.sha256 and size = new.size
) begin
  select raise(abort, 'law: a receipt is for what was finished');
end;

CREATE TRIGGER attachment_receipts_stay before delete on attachment_receipts begin
  select raise(abort, 'law: receipts stay');
end;

CREATE TRIGGER attachments_fixed before update on attachments
when new.id <> old.id or new.call_id <> old.call_id or new.number <> old.number or new.type <> old.type
  or new.size <> old.size or new.sha256 <> old.sha256 or new.added_by <> old.added_by or new.added_at <> old.added_at
  or (old.since_revision is not null and new.since_revision is not old.since_revision)
  or (old.until_revision is not null and new.until_revision is not old.until_revision) begin
  select raise(abort, 'law: attachments are fixed');
end;

CREATE TRIGGER attachments_stay before delete on attachments when old.since_revision is not null begin
  select raise(abort, 'law: what a record names stays');
end;

CREATE TRIGGER audit_anchors_fixed before update on audit_anchors begin
  select raise(abort, 'law: anchors are fixed');
end;

CREATE TRIGGER audit_anchors_stay before delete on audit_anchors begin
  select raise(abort, 'law: anchors stay');
end;

CREATE TRIGGER audit_chained before insert on audit
when new.previous_hash <> coalesce((select hash from audit order by seq desc limit 1), '') begin
  select raise(abort, 'law: audit is one chain');
end;

CREATE TRIGGER audit_fixed before update on audit begin select raise(abort, 'law: audit is fixed'); end;

CREATE TRIGGER audit_stays before delete on audit begin select raise(abort, 'law: audit stays'); end;

CREATE TRIGGER bundles_fixed before update on bundles begin select raise(abort, 'law: bundles are fixed'); end;

CREATE TRIGGER bundles_stay before delete on bundles begin select raise(abort, 'law: bundles stay'); end;

CREATE TRIGGER calls_accepted before update of delivery on calls
when new.delivery = 'accepted' and not exists (
  select 1 from receipts
  where seq = (select seq from revisions where call_id = new.id and revision = new.revision)
) begin
  select raise(abort, 'law: accepted means a receipt');
end;

CREATE TRIGGER calls_become_reports after update of revision on calls
when new.disposition = 'report' and not exists (select 1 from cases where call_id = new.id) begin
  insert into cases (call_id, accepted_on, first_due_on, due_on, is_focus) values (
    new.id,
    coalesce(
      date(new.due_date, '-' || case new.urgency when 'urgent' then 3 when 'important' then 15 else 30 end || ' days'),
      date(new.finished_at / 1000, 'unixepoch', '+8 hours')
    ),
    new.due_date, new.due_date, new.grade is 'major'
  );
end;

CREATE TRIGGER calls_counted after insert on calls begin
  insert into call_sums (agent_id, delivery, stage, calls) values (new.agent_id, new.delivery, new.stage, 1)
    on conflict (agent_id, delivery, stage) do update set calls = calls + 1;
end;

CREATE TRIGGER calls_counted_anew after update of agent_id, delivery, stage on calls
when new.agent_id <> old.agent_id or new.delivery <> old.delivery or new.stage <> old.stage begin
  update call_sums set calls = calls - 1
    where agent_id = old.agent_id and delivery = old.delivery and stage = old.stage;
  insert into call_sums (agent_id, delivery, stage, calls) values (new.agent_id, new.delivery, new.stage, 1)
    on conflict (agent_id, delivery, stage) do update set calls = calls + 1;
end;

CREATE TRIGGER calls_counted_off after delete on calls begin
  update call_sums set calls = calls - 1
    where agent_id = old.agent_id and delivery = old.delivery and stage = old.stage;
end;

CREATE TRIGGER calls_fixed before update on calls
when new.id <> old.id or new.agent_id <> old.agent_id or new.agent_number <> old.agent_number
  or new.local_number <> old.local_number or new.seat_id <> old.seat_id or new.started_at <> old.started_at
  or new.finished_at <> old.finished_at or new.origin <> old.origin begin
  select raise(abort, 'law: who answered, when and under which number is fixed');
end;

CREATE TRIGGER calls_move_due after update of due_date on calls
when new.due_date is not old.due_date and new.disposition = 'report' begin
  update cases set first_due_on = new.due_date, due_on = new.due_date
  where call_id = new.id and round = 1 and due_on is first_due_on;
end;

CREATE TRIGGER calls_next before update of revision on calls
when new.revision <> old.revision + 1 begin
  select raise(abort, 'law: revisions have no gap');
end;

CREATE TRIGGER calls_open_case after insert on calls when new.disposition = 'report' begin
  insert into cases (call_id, accepted_on, first_due_on, due_on, is_focus) values (
    new.id,
    coalesce(
      date(new.due_date, '-' || case new.urgency when 'urgent' then 3 when 'important' then 15 else 30 end || ' days'),
      date(new.finished_at / 1000, 'unixepoch', '+8 hours')
    ),
    new.due_date, new.due_date, new.grade is 'major'
  );
end;

CREATE TRIGGER calls_stay before delete on calls begin select raise(abort, 'law: calls stay'); end;

CREATE TRIGGER calls_words_changed after update of search_text, center_number on calls
when new.id <= (select max(newest) from word_blocks)
  and (new.search_text <> old.search_text or new.center_number is not old.center_number) begin
  insert or ignore into loose_words (call_id) values (new.id);
end;

CREATE TRIGGER calls_words_late after insert on calls
when new.id <= (select max(newest) from word_blocks) begin
  insert or ignore into loose_words (call_id) values (new.id);
end;

CREATE TRIGGER carriages_fixed before update on carriages begin select raise(abort, 'law: carriages are fixed'); end;

CREATE TRIGGER carriages_stay before delete on carriages begin select raise(abort, 'law: carriages stay'); end;

CREATE TRIGGER case_act_files_fixed before update on case_act_files begin
  select raise(abort, 'law: an act keeps the files it came with');
end;

CREATE TRIGGER case_act_files_own before insert on case_act_files
when not exists (select 1 from evidence where id = new.evidence_id and call_id = new.call_id) begin
  select raise(abort, 'law: an act carries files of its own case');
end;

CREATE TRIGGER case_act_files_stay before delete on case_act_files begin
  select raise(abort, 'law: an act keeps the files it came with');
end;

CREATE TRIGGER case_act_files_with_act before insert on case_act_files
when new.number <= (select acts from cases where call_id = new.call_id) begin
  select raise(abort, 'law: an act keeps the files it came with');
end;

CREATE TRIGGER case_acts_fixed before update on case_acts begin select raise(abort, 'law: acts are fixed'); end;

CREATE TRIGGER case_acts_next before insert on case_acts
when new.number <> coalesce((select max(number) from case_acts where call_id = new.call_id), 0) + 1 begin
  select raise(abort, 'law: acts have no gap');
end;

CREATE TRIGGER case_acts_stay before delete on case_acts begin select raise(abort, 'law: acts stay'); end;

CREATE TRIGGER cases_closed_counted after insert on cases when new.stage = 'closed' and new.closed_at is not null begin
  insert into closed_days (day, code, cases)
    values (
      new.accepted_on,
      10 * coalesce(new.due_on < date(new.closed_at / 1000, 'unixepoch', '+8 hours'), 0)
        + case when new.round > 1 then 0 when new.due_on > new.first_due_on then 1 when new.referred_on is null then 2
          when new.referred_on > new.accepted_on then 3 else 4 end,
      1
    ) on conflict (day, code) do update set cases = cases + 1;
  insert into closed_units (day, unit_name, cases, late)
    select new.accepted_on, new.unit_name, 1, coalesce(new.due_on < date(new.closed_at / 1000, 'unixepoch', '+8 hours'), 0) where new.unit_name is not null
    on conflict (day, unit_name) do update set cases = cases + 1, late = late + excluded.late;
end;

CREATE TRIGGER cases_closed_counted_away after update of stage, accepted_on, due_on, first_due_on, closed_at, round, referred_on, unit_name on cases
when old.stage = 'closed' and old.closed_at is not null and (
  new.stage is not old.stage or new.accepted_on is not old.accepted_on
  or new.due_on is not old.due_on or new.first_due_on is not old.first_due_on or new.closed_at is not old.closed_at
  or new.round is not old.round or new.referred_on is not old.referred_on or new.unit_name is not old.unit_name
) begin
  update closed_days set cases = cases - 1
    where day = old.accepted_on
      and code = 10 * coalesce(old.due_on < date(old.closed_at / 1000, 'unixepoch', '+8 hours'), 0)
        + case when old.round > 1 then 0 when old.due_on > old.first_due_on then 1 when old.referred_on is null then 2
          when old.referred_on > old.accepted_on then 3 else 4 end;
  update closed_units set cases = cases - 1,
      late = late - coalesce(old.due_on < date(old.closed_at / 1000, 'unixepoch', '+8 hours'), 0)
    where day = old.accepted_on and unit_name = old.unit_name;
end;

CREATE TRIGGER cases_closed_counted_off after delete on cases when old.stage = 'closed' and old.closed_at is not null begin
  update closed_days set cases = cases - 1
    where day = old.accepted_on
      and code = 10 * coalesce(old.due_on < date(old.closed_at / 1000, 'unixepoch', '+8 hours'), 0)
        + case when old.round > 1 then 0 when old.due_on > old.first_due_on then 1 when old.referred_on is null then 2
          when old.referred_on > old.accepted_on then 3 else 4 end;
  update closed_units set cases = cases - 1,
      late = late - coalesce(old.due_on < date(old.closed_at / 1000, 'unixepoch', '+8 hours'), 0)
    where day = old.accepted_on and unit_name = old.unit_name;
end;

CREATE TRIGGER cases_closed_counted_on after update of stage, accepted_on, due_on, first_due_on, closed_at, round, referred_on, unit_name on cases
when new.stage = 'closed' and new.closed_at is not null and (
  new.stage is not old.stage or new.accepted_on is not old.accepted_on
  or new.due_on is not old.due_on or new.first_due_on is not old.first_due_on or new.closed_at is not old.closed_at
  or new.round is not old.round or new.referred_on is not old.referred_on or new.unit_name is not old.unit_name
) begin
  insert into closed_days (day, code, cases)
    values (
      new.accepted_on,
      10 * coalesce(new.due_on < date(new.closed_at / 1000, 'unixepoch', '+8 hours'), 0)
        + case when new.round > 1 then 0 when new.due_on > new.first_due_on then 1 when new.referred_on is null then 2
          when new.referred_on > new.accepted_on then 3 else 4 end,
      1
    ) on conflict (day, code) do update set cases = cases + 1;
  insert into closed_units (day, unit_name, cases, late)
    select new.accepted_on, new.unit_name, 1, coalesce(new.due_on < date(new.closed_at / 1000, 'unixepoch', '+8 hours'), 0) where new.unit_name is not null
    on conflict (day, unit_name) do update set cases = cases + 1, late = late + excluded.late;
end;

CREATE TRIGGER cases_counted after insert on cases begin
  insert into case_sums (stage, cases) values (new.stage, 1) on conflict (stage) do update set cases = cases + 1;
end;

CREATE TRIGGER cases_counted_anew after update of stage on cases when new.stage <> old.stage begin
  update case_sums set cases = cases - 1 where stage = old.stage;
  insert into case_sums (stage, cases) values (new.stage, 1) on conflict (stage) do update set cases = cases + 1;
end;

CREATE TRIGGER cases_counted_off after delete on cases begin
  update case_sums set cases = cases - 1 where stage = old.stage;
end;

CREATE TRIGGER cases_follow_acts before update on cases
when new.call_id <> old.call_id or new.acts < old.acts
  or new.acts <> (select count(*) from case_acts where call_id = new.call_id) begin
  select raise(abort, 'law: a case is what its acts made it');
end;

CREATE TRIGGER cases_stay before delete on cases begin select raise(abort, 'law: cases stay'); end;

CREATE TRIGGER center_lacks_fixed before update on center_lacks
when new.id <> old.id or new.seq <> old.seq or new.found_at <> old.found_at or old.settled_at is not null
  or (old.handed_in_at is not null and new.handed_in_at is not old.handed_in_at) begin
  select raise(abort, 'law: what was lacking is written down once');
end;

CREATE TRIGGER center_lacks_signed before insert on center_lacks
when not exists (select 1 from receipts where seq = new.seq) begin
  select raise(abort, 'law: only what was received can be lacking');
end;

CREATE TRIGGER center_lacks_stay before delete on center_lacks begin
  select raise(abort, 'law: what was lacking is written down once');
end;

CREATE TRIGGER changes_fixed before update on changes begin select raise(abort, 'law: changes are fixed'); end;

CREATE TRIGGER changes_next before insert on changes
when new.position <> coalesce((select max(position) from changes), 0) + 1 begin
  select raise(abort, 'law: changes have no gap');
end;

CREATE TRIGGER changes_stay before delete on changes begin select raise(abort, 'law: changes stay'); end;

CREATE TRIGGER decisions_fixed before update on decisions begin select raise(abort, 'law: decisions are fixed'); end;

CREATE TRIGGER decisions_stay before delete on decisions begin select raise(abort, 'law: decisions stay'); end;

CREATE TRIGGER destroyed_identities_ended before insert on destroyed_identities
when not exists (
    select 1 from revisions
    where seq = new.seq and call_id = new.call_id and json_extract(body, '$.sealedIdentity.box') <> ''
  )
  or exists (
    select 1 from revisions r where r.call_id = new.call_id and not exists (select 1 from receipts where seq = r.seq)
  )
  or exists (select 1 from outbox where call_id = new.call_id)
  or exists (select 1 from drafts where id = new.call_id)
  or exists (select 1 from cases where call_id = new.call_id and stage <> 'closed')
  or exists (
    select 1 from center_lacks l join revisions r on r.seq = l.seq
    where r.call_id = new.call_id and l.settled_at is null
  ) begin
  select raise(abort, 'law: an identity that is owed, or of a case that goes on, is kept');
end;

CREATE TRIGGER destroyed_identities_fixed before update on destroyed_identities begin
  select raise(abort, 'law: what was destroyed stays so');
end;

CREATE TRIGGER destroyed_identities_go after insert on destroyed_identities begin
  update revisions set body = replace(
    body,
    '"sealedIdentity":{"box":"' || json_extract(body, '$.sealedIdentity.box') || '"',
    '"sealedIdentity":{"box":"","destroyed":"' || new.box_sha256 || '"'
  ) where seq = new.seq;
end;

CREATE TRIGGER destroyed_identities_stay before delete on destroyed_identities begin
  select raise(abort, 'law: what was destroyed stays so');
end;

CREATE TRIGGER drafts_change_hands before update of owner_id on drafts
when new.owner_id <> old.owner_id and (
  new.revises is not null
  or json_extract(new.form, '$.identity') is not null
  or not exists (
    select 1 from takeovers where call_id = new.id and taken_from = old.owner_id and taken_by = new.owner_id
  )
) begin
  select raise(abort, 'law: a call changes hands by a takeover, its identity sealed');
end;

CREATE TRIGGER drafts_end_as_records before delete on drafts
when not exists (
  select 1 from revisions
  where call_id = old.id and revision = coalesce(old.revises_revision, 0) + 1
) begin
  select raise(abort, 'law: a draft ends as a record');
end;

CREATE TRIGGER drafts_fixed before update on drafts
when new.id <> old.id or new.agent_id <> old.agent_id or new.local_number <> old.local_number
  or new.seat_id <> old.seat_id or new.started_at <> old.started_at or new.bundle_version <> old.bundle_version
  or new.revises is not old.revises or new.origin <> old.origin begin
  select raise(abort, 'law: who answered, when and under which number is fixed');
end;

CREATE TRIGGER drafts_one_at_a_time before insert on drafts
when new.revises is null and exists (select 1 from drafts where owner_id = new.owner_id and revises is null) begin
  select raise(abort, 'law: one call at a time');
end;

CREATE TRIGGER enrolments_fixed before update on enrolments begin select raise(abort, 'law: enrolments are fixed'); end;

CREATE TRIGGER enrolments_stay before delete on enrolments begin select raise(abort, 'law: enrolments stay'); end;

CREATE TRIGGER evidence_fixed before update on evidence begin select raise(abort, 'law: evidence is fixed'); end;

CREATE TRIGGER evidence_pieces_added before insert on evidence_pieces
when exists (select 1 from evidence where id = new.evidence_id) begin
  select raise(abort, 'law: evidence is fixed');
end;

CREATE TRIGGER evidence_pieces_fixed before update on evidence_pieces begin
  select raise(abort, 'law: evidence is fixed');
end;

CREATE TRIGGER evidence_pieces_stay before delete on evidence_pieces
when exists (select 1 from evidence where id = old.evidence_id) begin
  select raise(abort, 'law: evidence stays');
end;

CREATE TRIGGER evidence_stays before delete on evidence begin select raise(abort, 'law: evidence stays'); end;

CREATE TRIGGER interests_fixed before update on interests
when new.seq <> old.seq or new.official_id <> old.official_id or new.ground <> old.ground or new.words <> old.words
  or new.declared_by <> old.declared_by or new.declared_at <> old.declared_at or old.ended_at is not null begin
  select raise(abort, 'law: a declared interest is ended, never rewritten');
end;

CREATE TRIGGER interests_stay before delete on interests begin select raise(abort, 'law: interests stay'); end;

CREATE TRIGGER investigation_revisions_fixed before update on investigation_revisions begin
  select raise(abort, 'law: revisions are fixed');
end;

CREATE TRIGGER investigation_revisions_next before insert on investigation_revisions
when new.revision <> coalesce((select max(revision) from investigation_revisions where call_id = new.call_id), 0) + 1
begin
  select raise(abort, 'law: revisions have no gap');
end;

CREATE TRIGGER investigation_revisions_stay before delete on investigation_revisions begin
  select raise(abort, 'law: revisions stay');
end;

CREATE TRIGGER investigation_seals_fixed before update on investigation_seals begin
  select raise(abort, 'law: what was looked at stays');
end;

CREATE TRIGGER investigation_seals_match before insert on investigation_seals
when not exists (
  select 1 from investigation_revisions where call_id = new.call_id and revision = new.revision
) or not exists (
  select 1 from evidence where id = new.evidence_id and call_id = new.call_id and type in ('pdf', 'jpeg')
) begin
  select raise(abort, 'law: a seal is on a scan of this report');
end;

CREATE TRIGGER investigation_seals_stay before delete on investigation_seals begin
  select raise(abort, 'law: what was looked at stays');
end;

CREATE TRIGGER investigations_rise before update on investigations
when new.call_id <> old.call_id or new.round <> old.round or new.save_count <= old.save_count begin
  select raise(abort, 'law: a later save takes the place of an earlier one');
end;

CREATE TRIGGER investigations_stay before delete on investigations begin
  select raise(abort, 'law: investigations stay');
end;

CREATE TRIGGER key_statements_fixed before update on key_statements begin
  select raise(abort, 'law: statements of keys are fixed');
end;

CREATE TRIGGER key_statements_stay before delete on key_statements begin
  select raise(abort, 'law: statements of keys stay');
end;

CREATE TRIGGER later_receipts_after_first before insert on later_receipts
when not exists (select 1 from receipts where seq = new.seq)
  or not exists (select 1 from center_lacks where seq = new.seq) begin
  select raise(abort, 'law: a later receipt is for what was lacking');
end;

CREATE TRIGGER later_receipts_fixed before update on later_receipts begin
  select raise(abort, 'law: receipts are fixed');
end;

CREATE TRIGGER later_receipts_stay before delete on later_receipts begin
  select raise(abort, 'law: receipts stay');
end;

CREATE TRIGGER lead_alerts_fixed before update on lead_alerts
when new.seq <> old.seq or new.call_id <> old.call_id or new.flags <> old.flags or new.raised_at <> old.raised_at
  or old.seen_by is not null begin
  select raise(abort, 'law: an alert is seen once');
end;

CREATE TRIGGER lead_alerts_stay before delete on lead_alerts begin
  select raise(abort, 'law: alerts stay');
end;

CREATE TRIGGER number_series_first before insert on number_series when new.last <> 1 begin
  select raise(abort, 'law: numbers have no gap');
end;

CREATE TRIGGER number_series_next before update on number_series
when new.last <> old.last + 1 or new.seat_id <> old.seat_id or new.day <> old.day begin
  select raise(abort, 'law: numbers have no gap');
end;

CREATE TRIGGER number_series_stay before delete on number_series begin
  select raise(abort, 'law: numbers have no gap');
end;

CREATE TRIGGER officials_stay before delete on officials begin select raise(abort, 'law: officials stay'); end;

CREATE TRIGGER outbox_added after insert on outbox
when new.revision > 1 or exists (select 1 from receipts where seq = new.seq) begin
  update calls set delivery = (select delivery from call_deliveries where call_id = new.call_id)
  where id = new.call_id;
end;

CREATE TRIGGER outbox_counted after insert on outbox begin
  update arrival_days set
    owed = owed + (new.delivery = 'owed' or (new.delivery = 'sending' and new.is_unconfirmed = 0)),
    unconfirmed = unconfirmed
      + (new.delivery = 'unconfirmed' or (new.delivery = 'sending' and new.is_unconfirmed = 1)),
    quarantined = quarantined + (new.delivery = 'quarantined'),
    again = again + exists (select 1 from receipts where seq = new.seq)
  where day = (select (made_at + 28800000) / 86400000 from revisions where seq = new.seq);
end;

CREATE TRIGGER outbox_counted_anew after update of delivery, is_unconfirmed on outbox
when (new.delivery = 'quarantined') <> (old.delivery = 'quarantined')
  or (new.delivery = 'unconfirmed' or (new.delivery = 'sending' and new.is_unconfirmed = 1))
    <> (old.delivery = 'unconfirmed' or (old.delivery = 'sending' and old.is_unconfirmed = 1)) begin
  update arrival_days set
    owed = owed + (new.delivery = 'owed' or (new.delivery = 'sending' and new.is_unconfirmed = 0))
      - (old.delivery = 'owed' or (old.delivery = 'sending' and old.is_unconfirmed = 0)),
    unconfirmed = unconfirmed
      + (new.delivery = 'unconfirmed' or (new.delivery = 'sending' and new.is_unconfirmed = 1))
      - (old.delivery = 'unconfirmed' or (old.delivery = 'sending' and old.is_unconfirmed = 1)),
    quarantined = quarantined + (new.delivery = 'quarantined') - (old.delivery = 'quarantined')
  where day = (select (made_at + 28800000) / 86400000 from revisions where seq = new.seq);
end;

CREATE TRIGGER outbox_counted_off after delete on outbox begin
  update arrival_days set
    owed = owed - (old.delivery = 'owed' or (old.delivery = 'sending' and old.is_unconfirmed = 0)),
    unconfirmed = unconfirmed
      - (old.delivery = 'unconfirmed' or (old.delivery = 'sending' and old.is_unconfirmed = 1)),
    quarantined = quarantined - (old.delivery = 'quarantined'),
    again = again - exists (select 1 from receipts where seq = old.seq)
  where day = (select (made_at + 28800000) / 86400000 from revisions where seq = old.seq);
end;

CREATE TRIGGER outbox_fixed before update on outbox
when new.seq <> old.seq or new.call_id <> old.call_id or new.revision <> old.revision
  or new.queued_at <> old.queued_at begin
  select raise(abort, 'law: what is owed is fixed');
end;

CREATE TRIGGER outbox_is_of_revision before insert on outbox
when not exists (
  select 1 from revisions where seq = new.seq and call_id = new.call_id and revision = new.revision
) begin
  select raise(abort, 'law: what is owed was finished');
end;

CREATE TRIGGER outbox_moved after update of delivery on outbox when new.delivery <> old.delivery begin
  update calls set delivery = iif(
    revision = 1, new.delivery, (select delivery from call_deliveries where call_id = new.call_id)
  ) where id = new.call_id;
end;

CREATE TRIGGER outbox_once before insert on outbox
when exists (select 1 from receipts where seq = new.seq)
  and not exists (select 1 from center_lacks where seq = new.seq and settled_at is null) begin
  select raise(abort, 'law: received once');
end;

CREATE TRIGGER outbox_owes before delete on outbox
when not exists (select 1 from receipts where seq = old.seq) begin
  select raise(abort, 'law: owed until received');
end;

CREATE TRIGGER outbox_settled after delete on outbox begin
  update calls set
    delivery = iif(
      revision = 1, 'accepted', (select delivery from call_deliveries where call_id = old.call_id)
    ),
    center_number = iif(
      revision = 1 and not exists (select 1 from later_receipts where seq = old.seq),
      (select center_number from receipts where seq = old.seq),
      (
        select coalesce(
          (select l.center_number from later_receipts l where l.seq = r.seq order by l.id desc limit 1),
          x.center_number
        )
        from revisions r join receipts x on x.seq = r.seq
        where r.call_id = old.call_id order by r.revision desc limit 1
      )
    )
  where id = old.call_id;
end;

CREATE TRIGGER people_stay before delete on people begin select raise(abort, 'law: people stay'); end;

CREATE TRIGGER phone_calls_settle before update on phone_calls
when new.seq <> old.seq or new.answered_at <> old.answered_at
  or (old.hung_up_at is not null and new.hung_up_at is not old.hung_up_at)
  or (old.state in ('entered', 'explained')
    and (new.state <> old.state or new.why is not old.why or new.explained_by is not old.explained_by))
  or (old.state = 'missed' and new.state = 'open') begin
  select raise(abort, 'law: a phone call is settled once');
end;

CREATE TRIGGER phone_calls_stay before delete on phone_calls begin
  select raise(abort, 'law: phone calls stay');
end;

CREATE TRIGGER quality_looks_fixed before update on quality_looks begin
  select raise(abort, 'law: looks are fixed');
end;

CREATE TRIGGER quality_looks_second before insert on quality_looks
when new.look = 2 and not exists (
  select 1 from quality_looks where call_id = new.call_id and look = 1 and made_by <> new.made_by
) begin
  select raise(abort, 'law: the second look is another person''s, after the first');
end;

CREATE TRIGGER quality_looks_stay before delete on quality_looks begin
  select raise(abort, 'law: looks stay');
end;

CREATE TRIGGER receipts_counted after insert on receipts begin
  update arrival_days set receipts = receipts + 1, again = again + exists (select 1 from outbox where seq = new.seq)
  where day = (select (made_at + 28800000) / 86400000 from revisions where seq = new.seq);
end;

CREATE TRIGGER receipts_counted_off after delete on receipts begin
  update arrival_days set receipts = receipts - 1, again = again - exists (select 1 from outbox where seq = old.seq)
  where day = (select (made_at + 28800000) / 86400000 from revisions where seq = old.seq);
end;

CREATE TRIGGER receipts_fixed before update on receipts begin
  select raise(abort, 'law: receipts are fixed');
end;

CREATE TRIGGER receipts_match before insert on receipts
when not exists (
  select 1 from revisions
  where seq = new.seq and call_id = new.call_id and revision = new.revision and body_sha256 = new.body_sha256
) begin
  select raise(abort, 'law: a receipt is for what was finished');
end;

CREATE TRIGGER receipts_stay before delete on receipts begin select raise(abort, 'law: receipts stay'); end;

CREATE TRIGGER repeat_causes_fixed before update on repeat_causes begin
  select raise(abort, 'law: causes are fixed');
end;

CREATE TRIGGER repeat_causes_stay before delete on repeat_causes begin select raise(abort, 'law: causes stay'); end;

CREATE TRIGGER retention_certificates_fixed before update on retention_certificates begin
  select raise(abort, 'law: certificates are fixed');
end;

CREATE TRIGGER retention_certificates_next before insert on retention_certificates
when new.number <> coalesce((select max(number) from retention_certificates), 0) + 1 begin
  select raise(abort, 'law: certificates have no gap');
end;

CREATE TRIGGER retention_certificates_stay before delete on retention_certificates begin
  select raise(abort, 'law: certificates stay');
end;

CREATE TRIGGER reviews_fixed before update on reviews begin select raise(abort, 'law: reviews are fixed'); end;

CREATE TRIGGER reviews_stay before delete on reviews begin select raise(abort, 'law: reviews stay'); end;

CREATE TRIGGER revisions_counted after insert on revisions begin
  insert into arrival_days (day, made) values ((new.made_at + 28800000) / 86400000, 1)
    on conflict (day) do update set made = made + 1;
end;

CREATE TRIGGER revisions_fixed before update on revisions
when new.seq <> old.seq or new.call_id <> old.call_id or new.revision <> old.revision
  or new.body_sha256 <> old.body_sha256 or new.made_by <> old.made_by or new.made_at <> old.made_at
  or new.why <> old.why
  or not exists (
    select 1 from destroyed_identities d where d.seq = old.seq and new.body = replace(
      old.body,
      '"sealedIdentity":{"box":"' || json_extract(old.body, '$.sealedIdentity.box') || '"',
      '"sealedIdentity":{"box":"","destroyed":"' || d.box_sha256 || '"'
    )
  ) begin
  select raise(abort, 'law: revisions are fixed');
end;

CREATE TRIGGER revisions_stay before delete on revisions begin select raise(abort, 'law: revisions stay'); end;

CREATE TRIGGER seat_key_fixed before update on seat_key begin select raise(abort, 'law: the seat key is fixed'); end;

CREATE TRIGGER seat_key_stays before delete on seat_key begin select raise(abort, 'law: the seat key stays'); end;

CREATE TRIGGER sheet_revisions_fixed before update on sheet_revisions begin
  select raise(abort, 'law: sheets are fixed');
end;

CREATE TRIGGER sheet_revisions_next before insert on sheet_revisions
when new.revision <> coalesce((select max(revision) from sheet_revisions where day = new.day), 0) + 1 begin
  select raise(abort, 'law: a day has one sheet, and its revisions no gap');
end;

CREATE TRIGGER sheet_revisions_say_why before insert on sheet_revisions
when new.revision > 1 and length(trim(new.why)) < 2 begin
  select raise(abort, 'law: a revision of a sheet says why');
end;

CREATE TRIGGER sheet_revisions_stay before delete on sheet_revisions begin
  select raise(abort, 'law: sheets stay');
end;

CREATE TRIGGER sheet_signatures_fixed before update on sheet_signatures begin
  select raise(abort, 'law: signatures are fixed');
end;

CREATE TRIGGER sheet_signatures_latest before insert on sheet_signatures
when new.revision <> (select max(revision) from sheet_revisions where day = new.day)
  or (select findings from sheet_revisions where day = new.day and revision = new.revision) > 0 begin
  select raise(abort, 'law: what is signed is the latest revision, with nothing found in it');
end;

CREATE TRIGGER sheet_signatures_stay before delete on sheet_signatures begin
  select raise(abort, 'law: signatures stay');
end;

CREATE TRIGGER sign_offs_close before insert on sign_offs
when exists (
    select 1 from drafts where revises is null and date(started_at / 1000, 'unixepoch', '+8 hours') = new.day
  )
  or exists (
    select 1 from phone_calls where state in ('open', 'missed')
      and date(answered_at / 1000, 'unixepoch', '+8 hours') = new.day
  )
  or new.answered <> (
    select count(*) from calls
    where started_at >= 1000 * unixepoch(new.day, '-8 hours')
      and started_at < 1000 * unixepoch(new.day, '+1 day', '-8 hours')
  ) begin
  select raise(abort, 'law: a day is signed off when its sum closes');
end;

CREATE TRIGGER sign_offs_fixed before update on sign_offs begin
  select raise(abort, 'law: sign-offs are fixed');
end;

CREATE TRIGGER sign_offs_stay before delete on sign_offs begin select raise(abort, 'law: sign-offs stay'); end;

CREATE TRIGGER takeovers_fixed before update on takeovers begin
  select raise(abort, 'law: takeovers are fixed');
end;

CREATE TRIGGER takeovers_stay before delete on takeovers begin select raise(abort, 'law: takeovers stay'); end;

CREATE TRIGGER units_stay before delete on units begin select raise(abort, 'law: units stay'); end;

CREATE VIEW call_deliveries as
  select c.id as call_id, coalesce(
    (select o.delivery from revisions r join outbox o on o.seq = r.seq
      where r.call_id = c.id and o.delivery <> 'quarantined' order by r.revision limit 1),
    (select o.delivery from revisions r join outbox o on o.seq = r.seq
      where r.call_id = c.id and r.revision = c.revision),
    'accepted'
  ) as delivery
  from calls c;

CREATE VIEW conservation as
  select
    (select count(*) from revisions) as finished,
    (select count(*) from receipts where seq not in (select seq from outbox)) as received,
    (select count(*) from outbox where delivery <> 'quarantined') as owed,
    (select count(*) from outbox where delivery = 'quarantined') as quarantined,
    (select count(*) from revisions r
      where not exists (select 1 from receipts where seq = r.seq)
        and not exists (select 1 from outbox where seq = r.seq)
    ) as unknown;

CREATE VIEW queue_items as
  select id, local_number, center_number,
    -- The same as queueState in src/shared/queue/state.ts; a test holds the two together.
    case
      when delivery = 'owed' then 'waiting'
      when delivery <> 'accepted' then delivery
      when stage = 'returned' then 'returned'
      else 'accepted'
    end as state,
    disposition, title, place, urgency, due_date, is_anonymous,
    agent_id, started_at, finished_at, revision, answered, stage, search_text, grade
  from calls
  union all
  select id, local_number, null, iif(hung_up_at is null, 'draft', 'incomplete'), disposition, title, place,
    urgency, due_date, is_anonymous, agent_id, started_at, null, 0, answered, 'draft', search_text, grade
  from drafts where revises is null;
