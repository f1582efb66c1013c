-- An upload as announced: what a received record names. Only `received` moves; a receipt, once given, never changes.
create table attachments (
  attachment_id text collate "C" primary key,
  seat_id text not null references seats,
  record_id text collate "C" not null,
  revision integer not null,
  type text not null check (type in ('jpeg', 'png', 'webp', 'pdf', 'docx', 'xlsx')),
  size integer not null check (size between 1 and 20000000),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  announced_at bigint not null,
  received integer not null default 0 check (received between 0 and size),
  receipt text check (receipt is null or received = size),
  foreign key (record_id, revision) references records
);

create table attachment_pieces (
  attachment_id text collate "C" not null references attachments,
  start_at integer not null,
  bytes bytea not null,
  primary key (attachment_id, start_at)
);

create function refuse_attachment_change() returns trigger language plpgsql as $$
begin
  if old.receipt is not null
    or (new.attachment_id, new.seat_id, new.record_id, new.revision, new.type, new.size, new.sha256, new.announced_at)
      is distinct from
      (old.attachment_id, old.seat_id, old.record_id, old.revision, old.type, old.size, old.sha256, old.announced_at)
  then
    raise exception 'what was announced stays, and a receipt is given once';
  end if;
  return new;
end
$$;
create trigger attachments_are_fixed before update on attachments
  for each row execute function refuse_attachment_change();
create trigger attachments_stay before delete on attachments
  for each row execute function refuse_change();

create function refuse_piece_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (
    select 1 from attachments where attachment_id = old.attachment_id and receipt is not null
  ) then
    raise exception 'bytes that were received stay';
  end if;
  return old;
end
$$;
create trigger attachment_pieces_are_fixed before update or delete on attachment_pieces
  for each row execute function refuse_piece_change();
