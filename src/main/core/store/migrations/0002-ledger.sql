-- How a call came into the ledger: by key, by the telephone system, or entered later from paper (R-12).
alter table drafts add column origin text not null default '{"kind":"key"}';
-- Sealed to the center when the call changed hands: whoever ends it can not read it (R-17).
alter table drafts add column sealed_identity text;
alter table calls add column origin text not null default 'key' check (origin in ('key', 'telephony', 'back_entry'));
alter table calls add column transfers integer not null default 0 check (transfers >= 0);

-- A supervisor ends a colleague's open call. Who answered stays who answered (R-7).
create table takeovers (
  seq integer primary key,
  call_id text not null,
  taken_from text not null references people (id),
  taken_by text not null references people (id),
  taken_at integer not null,
  why text not null
) strict;
create index takeovers_call on takeovers (call_id);

-- The telephone system's log, so that no call is answered without being recorded (只接不录, R-14). Neither a number nor
-- anything that leads to a caller, a recording or a report stands in it (R-16).
create table phone_calls (
  seq integer primary key,
  answered_at integer not null,
  hung_up_at integer,
  state text not null check (state in ('open', 'entered', 'missed', 'explained')),
  explained_by text references people (id),
  why text,
  check ((state = 'explained') = (explained_by is not null and why is not null))
) strict;
create index phone_calls_day on phone_calls (answered_at);

-- A day signed off as it stood. A call that comes to it later makes another signature due; none is ever changed.
create table sign_offs (
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
create index sign_offs_day on sign_offs (day);

drop trigger drafts_fixed;
create trigger drafts_fixed before update on drafts
when new.id <> old.id or new.agent_id <> old.agent_id or new.local_number <> old.local_number
  or new.seat_id <> old.seat_id or new.started_at <> old.started_at or new.bundle_version <> old.bundle_version
  or new.revises is not old.revises or new.origin <> old.origin begin
  select raise(abort, 'law: who answered, when and under which number is fixed');
end;
drop trigger calls_fixed;
create trigger calls_fixed before update on calls
when new.id <> old.id or new.agent_id <> old.agent_id or new.agent_number <> old.agent_number
  or new.local_number <> old.local_number or new.seat_id <> old.seat_id or new.started_at <> old.started_at
  or new.finished_at <> old.finished_at or new.origin <> old.origin begin
  select raise(abort, 'law: who answered, when and under which number is fixed');
end;

-- The next call is not taken while the last one lacks its end (R-14).
create trigger drafts_one_at_a_time before insert on drafts
when new.revises is null and exists (select 1 from drafts where owner_id = new.owner_id and revises is null) begin
  select raise(abort, 'law: one call at a time');
end;
create trigger drafts_change_hands before update of owner_id on drafts
when new.owner_id <> old.owner_id and (
  new.revises is not null
  or json_extract(new.form, '$.identity') is not null
  or not exists (
    select 1 from takeovers where call_id = new.id and taken_from = old.owner_id and taken_by = new.owner_id
  )
) begin
  select raise(abort, 'law: a call changes hands by a takeover, its identity sealed');
end;
create trigger takeovers_stay before delete on takeovers begin select raise(abort, 'law: takeovers stay'); end;
create trigger takeovers_fixed before update on takeovers begin
  select raise(abort, 'law: takeovers are fixed');
end;

create trigger phone_calls_stay before delete on phone_calls begin
  select raise(abort, 'law: phone calls stay');
end;
create trigger phone_calls_settle before update on phone_calls
when new.seq <> old.seq or new.answered_at <> old.answered_at
  or (old.hung_up_at is not null and new.hung_up_at is not old.hung_up_at)
  or (old.state in ('entered', 'explained')
    and (new.state <> old.state or new.why is not old.why or new.explained_by is not old.explained_by))
  or (old.state = 'missed' and new.state = 'open') begin
  select raise(abort, 'law: a phone call is settled once');
end;

create trigger sign_offs_stay before delete on sign_offs begin select raise(abort, 'law: sign-offs stay'); end;
create trigger sign_offs_fixed before update on sign_offs begin
  select raise(abort, 'law: sign-offs are fixed');
end;
create trigger sign_offs_close before insert on sign_offs
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
