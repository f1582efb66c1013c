-- Retention (PIPL §19, §47): what a seat keeps of a sealed identity goes once its term is over, and nothing else ever does. A
-- certificate names by hash what was destroyed; the row that says so is the act.
create index revisions_boxes on revisions (call_id, revision)
  where instr(body, '"sealedIdentity":{"box":"') > 0 and instr(body, '"sealedIdentity":{"box":""') = 0;

create table retention_certificates (
  number integer primary key check (number >= 1),
  name text not null unique,
  -- Canonical JSON; its SM3 is in the audit.
  body text not null check (json_valid(body)),
  sm3 text not null check (length(sm3) = 64),
  made_by text not null references people (id),
  -- Center time.
  made_at integer not null
) strict;

create table destroyed_identities (
  seq integer primary key references revisions (seq),
  certificate integer not null references retention_certificates (number),
  call_id text not null,
  box_sha256 text not null check (length(box_sha256) = 64)
) strict;
create index destroyed_identities_call on destroyed_identities (call_id);

create trigger retention_certificates_next before insert on retention_certificates
when new.number <> coalesce((select max(number) from retention_certificates), 0) + 1 begin
  select raise(abort, 'law: certificates have no gap');
end;
create trigger retention_certificates_fixed before update on retention_certificates begin
  select raise(abort, 'law: certificates are fixed');
end;
create trigger retention_certificates_stay before delete on retention_certificates begin
  select raise(abort, 'law: certificates stay');
end;

create trigger destroyed_identities_ended before insert on destroyed_identities
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
create trigger destroyed_identities_fixed before update on destroyed_identities begin
  select raise(abort, 'law: what was destroyed stays so');
end;
create trigger destroyed_identities_stay before delete on destroyed_identities begin
  select raise(abort, 'law: what was destroyed stays so');
end;

drop trigger revisions_fixed;
create trigger revisions_fixed before update on revisions
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

create trigger destroyed_identities_go after insert on destroyed_identities begin
  update revisions set body = replace(
    body,
    '"sealedIdentity":{"box":"' || json_extract(body, '$.sealedIdentity.box') || '"',
    '"sealedIdentity":{"box":"","destroyed":"' || new.box_sha256 || '"'
  ) where seq = new.seq;
end;
