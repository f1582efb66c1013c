-- Photos and documents of a call, as they were cleaned. A row says that all its pieces are there: it is written last.
create table attachments (
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
create unique index attachments_call on attachments (call_id, number);

create table attachment_pieces (
  attachment_id text not null,
  place integer not null check (place >= 0),
  bytes blob not null,
  primary key (attachment_id, place)
) strict;

-- Owed to the center from the finish on, whatever becomes of it later.
create table attachment_outbox (
  attachment_id text primary key references attachments (id),
  delivery text not null default 'owed' check (delivery in ('owed', 'refused')),
  tries integer not null default 0,
  queued_at integer not null,
  next_try_at integer not null,
  refusal text,
  check ((delivery = 'refused') = (refusal is not null))
) strict, without rowid;

create table attachment_receipts (
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

create trigger attachments_fixed before update on attachments
when new.id <> old.id or new.call_id <> old.call_id or new.number <> old.number or new.type <> old.type
  or new.size <> old.size or new.sha256 <> old.sha256 or new.added_by <> old.added_by or new.added_at <> old.added_at
  or (old.since_revision is not null and new.since_revision is not old.since_revision)
  or (old.until_revision is not null and new.until_revision is not old.until_revision) begin
  select raise(abort, 'law: attachments are fixed');
end;
create trigger attachments_stay before delete on attachments when old.since_revision is not null begin
  select raise(abort, 'law: what a record names stays');
end;
create trigger attachment_pieces_fixed before update on attachment_pieces begin
  select raise(abort, 'law: attachments are fixed');
end;
create trigger attachment_pieces_stay before delete on attachment_pieces
when exists (select 1 from attachments where id = old.attachment_id and since_revision is not null) begin
  select raise(abort, 'law: what a record names stays');
end;
create trigger attachment_outbox_named before insert on attachment_outbox
when not exists (select 1 from attachments where id = new.attachment_id and since_revision is not null) begin
  select raise(abort, 'law: what is owed was finished');
end;
create trigger attachment_outbox_owes before delete on attachment_outbox
when not exists (select 1 from attachment_receipts where attachment_id = old.attachment_id) begin
  select raise(abort, 'law: owed until received');
end;
create trigger attachment_receipts_match before insert on attachment_receipts
when not exists (
  select 1 from attachments
  where id = new.attachment_id and call_id = new.record_id and since_revision = new.revision
    and sha256 = new.sha256 and size = new.size
) begin
  select raise(abort, 'law: a receipt is for what was finished');
end;
create trigger attachment_receipts_fixed before update on attachment_receipts begin
  select raise(abort, 'law: receipts are fixed');
end;
create trigger attachment_receipts_stay before delete on attachment_receipts begin
  select raise(abort, 'law: receipts stay');
end;
