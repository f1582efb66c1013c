-- A report's life after the call: one case a report, made by what people did with it. Everything but the acts can be
-- made again from them (src/shared/case/case.ts); it stands here so that lists need no fold.
create table cases (
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
) strict, without rowid;
create index cases_due on cases (stage, due_on, call_id) where stage <> 'closed';
create index cases_accepted on cases (accepted_on, call_id);
create index cases_unit on cases (unit_id, stage);

create table case_acts (
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
create unique index case_acts_number on case_acts (call_id, number);
create index case_acts_at on case_acts (at);

create trigger case_acts_next before insert on case_acts
when new.number <> coalesce((select max(number) from case_acts where call_id = new.call_id), 0) + 1 begin
  select raise(abort, 'law: acts have no gap');
end;
create trigger case_acts_stay before delete on case_acts begin select raise(abort, 'law: acts stay'); end;
create trigger case_acts_fixed before update on case_acts begin select raise(abort, 'law: acts are fixed'); end;
create trigger cases_stay before delete on cases begin select raise(abort, 'law: cases stay'); end;
create trigger cases_follow_acts before update on cases
when new.call_id <> old.call_id or new.acts < old.acts
  or new.acts <> (select count(*) from case_acts where call_id = new.call_id) begin
  select raise(abort, 'law: a case is what its acts made it');
end;

-- Whatever way a report comes in, it has its case at once: none can be left off the sheet or the board (R-20, R-27).
create trigger calls_open_case after insert on calls when new.disposition = 'report' begin
  insert into cases (call_id, accepted_on, first_due_on, due_on, is_focus) values (
    new.id,
    coalesce(
      date(new.due_date, '-' || case new.urgency when 'urgent' then 3 when 'important' then 15 else 30 end || ' days'),
      date(new.finished_at / 1000, 'unixepoch', '+8 hours')
    ),
    new.due_date, new.due_date, new.grade is 'major'
  );
end;
create trigger calls_become_reports after update of revision on calls
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
-- Another urgency, another date: unless it was moved by an extension or by a second round, which have dates of their own.
create trigger calls_move_due after update of due_date on calls
when new.due_date is not old.due_date and new.disposition = 'report' begin
  update cases set first_due_on = new.due_date, due_on = new.due_date
  where call_id = new.id and round = 1 and due_on is first_due_on;
end;

insert into cases (call_id, accepted_on, first_due_on, due_on, is_focus)
select id,
  coalesce(
    date(due_date, '-' || case urgency when 'urgent' then 3 when 'important' then 15 else 30 end || ' days'),
    date(finished_at / 1000, 'unixepoch', '+8 hours')
  ),
  due_date, due_date, grade is 'major'
from calls where disposition = 'report';

-- The bureau's own directory: units that handle cases, and the public servants named in them.
create table units (
  id text primary key,
  name text not null check (length(name) between 1 and 60),
  level text not null check (level in ('province', 'city', 'county')),
  -- Division it answers for; empty: the whole city.
  area text not null check (area = '' or area glob '[0-9][0-9][0-9][0-9][0-9][0-9]'),
  phone text not null,
  is_active integer not null default 1 check (is_active in (0, 1))
) strict, without rowid;

create table officials (
  id text primary key,
  unit_id text not null references units (id),
  name text not null check (length(name) between 1 and 40),
  role text not null check (role in ('head', 'deputy', 'unit_head', 'handler')),
  phone text not null,
  -- 地区回避: divisions, as a JSON list of codes.
  areas text not null default '[]',
  is_active integer not null default 1 check (is_active in (0, 1))
) strict, without rowid;
create index officials_unit on officials (unit_id);

-- 利害关系申报 (R-25): `words` are looked for in target and place. Never deleted; ended.
create table interests (
  seq integer primary key,
  official_id text not null references officials (id),
  ground text not null
    check (ground in ('interest', 'benefit', 'brother', 'townsman', 'kin', 'area', 'post', 'other')),
  words text not null check (length(words) between 1 and 200),
  declared_by text not null references people (id),
  declared_at integer not null,
  ended_at integer
) strict;
create index interests_official on interests (official_id);

create trigger units_stay before delete on units begin select raise(abort, 'law: units stay'); end;
create trigger officials_stay before delete on officials begin select raise(abort, 'law: officials stay'); end;
create trigger interests_stay before delete on interests begin select raise(abort, 'law: interests stay'); end;
create trigger interests_fixed before update on interests
when new.seq <> old.seq or new.official_id <> old.official_id or new.ground <> old.ground or new.words <> old.words
  or new.declared_by <> old.declared_by or new.declared_at <> old.declared_at or old.ended_at is not null begin
  select raise(abort, 'law: a declared interest is ended, never rewritten');
end;
