-- The proof of arrival is read from revisions, receipts and outbox themselves; a day is found by when they were made.
create index revisions_made on revisions (made_at);

-- Since when nobody knows whether it arrived; null: it is known.
alter table outbox add column doubted_at integer;
update outbox set doubted_at = coalesce(last_try_at, queued_at) where is_unconfirmed = 1;

-- The center's own count of the days as last heard, so that it is shown while the seat is offline, with its age.
create table center_days (
  day text primary key check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  received integer not null check (received >= 0),
  own_received integer not null check (own_received >= 0),
  verdict text not null check (verdict in ('agrees', 'open', 'lacks', 'differs')),
  checked_at integer not null,
  center_time integer not null
) strict, without rowid;
create table center_total (
  one integer primary key check (one = 1),
  received integer not null check (received >= 0),
  own_received integer not null check (own_received >= 0),
  verdict text not null check (verdict in ('agrees', 'open', 'lacks', 'differs')),
  checked_at integer not null,
  center_time integer not null
) strict, without rowid;

-- What the center signed for and, asked by its key, does not have. Settled when it has it (again).
create table center_lacks (
  id integer primary key,
  seq integer not null references revisions (seq),
  found_at integer not null,
  handed_in_at integer,
  handed_in_by text references people (id),
  settled_at integer,
  check ((handed_in_at is null) = (handed_in_by is null))
) strict;
create unique index center_lacks_open on center_lacks (seq) where settled_at is null;

create trigger center_lacks_signed before insert on center_lacks
when not exists (select 1 from receipts where seq = new.seq) begin
  select raise(abort, 'law: only what was received can be lacking');
end;
create trigger center_lacks_fixed before update on center_lacks
when new.id <> old.id or new.seq <> old.seq or new.found_at <> old.found_at or old.settled_at is not null
  or (old.handed_in_at is not null and new.handed_in_at is not old.handed_in_at) begin
  select raise(abort, 'law: what was lacking is written down once');
end;
create trigger center_lacks_stay before delete on center_lacks begin
  select raise(abort, 'law: what was lacking is written down once');
end;

-- Receipts beyond the first, of records that were handed in again. The first one stays.
create table later_receipts (
  id integer primary key,
  seq integer not null references revisions (seq),
  center_number text not null,
  received_at integer not null,
  key_id text not null,
  signature text not null,
  stored_at integer not null
) strict;
create index later_receipts_of on later_receipts (seq);

create trigger later_receipts_after_first before insert on later_receipts
when not exists (select 1 from receipts where seq = new.seq)
  or not exists (select 1 from center_lacks where seq = new.seq) begin
  select raise(abort, 'law: a later receipt is for what was lacking');
end;
create trigger later_receipts_fixed before update on later_receipts begin
  select raise(abort, 'law: receipts are fixed');
end;
create trigger later_receipts_stay before delete on later_receipts begin
  select raise(abort, 'law: receipts stay');
end;

-- Owed again only where the center lacks it; the call shows it at once.
create trigger outbox_once before insert on outbox
when exists (select 1 from receipts where seq = new.seq)
  and not exists (select 1 from center_lacks where seq = new.seq and settled_at is null) begin
  select raise(abort, 'law: received once');
end;
drop trigger outbox_added;
create trigger outbox_added after insert on outbox
when new.revision > 1 or exists (select 1 from receipts where seq = new.seq) begin
  update calls set delivery = (select delivery from call_deliveries where call_id = new.call_id)
  where id = new.call_id;
end;
drop trigger outbox_settled;
create trigger outbox_settled after delete on outbox begin
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

drop view conservation;
create view conservation as
  select
    (select count(*) from revisions) as finished,
    (select count(*) from receipts where seq not in (select seq from outbox)) as received,
    (select count(*) from outbox where delivery <> 'quarantined') as owed,
    (select count(*) from outbox where delivery = 'quarantined') as quarantined,
    (select count(*) from revisions r
      where not exists (select 1 from receipts where seq = r.seq)
        and not exists (select 1 from outbox where seq = r.seq)
    ) as unknown;
