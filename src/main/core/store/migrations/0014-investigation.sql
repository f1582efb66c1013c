-- 调查报告 (附件2). What is typed, one a case and round: changed until it is signed.
create table investigations (
  call_id text not null references cases (call_id),
  round integer not null check (round >= 1),
  body text not null,
  save_count integer not null check (save_count >= 1),
  saved_by text not null references people (id),
  saved_at integer not null,
  primary key (call_id, round)
) strict, without rowid;

-- What was kept of it, counted in the case over all rounds; only ever added.
create table investigation_revisions (
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
create unique index investigation_revisions_number on investigation_revisions (call_id, revision);

-- Photos, documents and the sealed scan, as they were cleaned. A row says that all its pieces are there: it is written last.
create table evidence (
  id text primary key,
  call_id text not null references cases (call_id),
  number integer not null check (number >= 1),
  type text not null check (type in ('jpeg', 'png', 'webp', 'pdf', 'docx', 'xlsx')),
  size integer not null check (size between 1 and 20000000),
  sha256 text not null check (length(sha256) = 64),
  added_by text not null references people (id),
  added_at integer not null
) strict, without rowid;
create unique index evidence_number on evidence (call_id, number);
create unique index evidence_sha256 on evidence (call_id, sha256);

create table evidence_pieces (
  evidence_id text not null,
  place integer not null check (place >= 0),
  bytes blob not null,
  primary key (evidence_id, place)
) strict;

-- 盖章扫描件 as somebody looked at it; the latest of a revision counts (R-41).
create table investigation_seals (
  seq integer primary key,
  call_id text not null references cases (call_id),
  revision integer not null,
  evidence_id text not null references evidence (id),
  seal text not null check (seal in ('city', 'branch')),
  is_readable integer not null check (is_readable = 1),
  checked_by text not null references people (id),
  checked_at integer not null
) strict;
create index investigation_seals_case on investigation_seals (call_id, revision);

create trigger investigations_stay before delete on investigations begin
  select raise(abort, 'law: investigations stay');
end;
create trigger investigations_rise before update on investigations
when new.call_id <> old.call_id or new.round <> old.round or new.save_count <= old.save_count begin
  select raise(abort, 'law: a later save takes the place of an earlier one');
end;
create trigger investigation_revisions_next before insert on investigation_revisions
when new.revision <> coalesce((select max(revision) from investigation_revisions where call_id = new.call_id), 0) + 1
begin
  select raise(abort, 'law: revisions have no gap');
end;
create trigger investigation_revisions_fixed before update on investigation_revisions begin
  select raise(abort, 'law: revisions are fixed');
end;
create trigger investigation_revisions_stay before delete on investigation_revisions begin
  select raise(abort, 'law: revisions stay');
end;
create trigger evidence_fixed before update on evidence begin select raise(abort, 'law: evidence is fixed'); end;
create trigger evidence_stays before delete on evidence begin select raise(abort, 'law: evidence stays'); end;
create trigger evidence_pieces_fixed before update on evidence_pieces begin
  select raise(abort, 'law: evidence is fixed');
end;
create trigger evidence_pieces_added before insert on evidence_pieces
when exists (select 1 from evidence where id = new.evidence_id) begin
  select raise(abort, 'law: evidence is fixed');
end;
create trigger evidence_pieces_stay before delete on evidence_pieces
when exists (select 1 from evidence where id = old.evidence_id) begin
  select raise(abort, 'law: evidence stays');
end;
create trigger investigation_seals_match before insert on investigation_seals
when not exists (
  select 1 from investigation_revisions where call_id = new.call_id and revision = new.revision
) or not exists (
  select 1 from evidence where id = new.evidence_id and call_id = new.call_id and type in ('pdf', 'jpeg')
) begin
  select raise(abort, 'law: a seal is on a scan of this report');
end;
create trigger investigation_seals_fixed before update on investigation_seals begin
  select raise(abort, 'law: what was looked at stays');
end;
create trigger investigation_seals_stay before delete on investigation_seals begin
  select raise(abort, 'law: what was looked at stays');
end;
