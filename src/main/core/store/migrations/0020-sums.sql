-- Sums that pages show, kept in the transaction that changes what they count: counted at each look, years of calls, or all that
-- is owed while the center is away, would hold the core's thread. `KeptSums` counts them anew and tells whether they agree.

-- What was made on each day, what of it has a receipt, and what is in the outbox.
create table arrival_days (
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

insert into arrival_days (day, made, receipts, owed, unconfirmed, quarantined, again)
  select (r.made_at + 28800000) / 86400000, count(*), count(x.seq),
    count(*) filter (where o.delivery = 'owed' or (o.delivery = 'sending' and o.is_unconfirmed = 0)),
    count(*) filter (where o.delivery = 'unconfirmed' or (o.delivery = 'sending' and o.is_unconfirmed = 1)),
    count(*) filter (where o.delivery = 'quarantined'),
    count(*) filter (where o.seq is not null and x.seq is not null)
  from revisions r indexed by revisions_made left join outbox o on o.seq = r.seq left join receipts x on x.seq = r.seq
  group by 1;

create trigger revisions_counted after insert on revisions begin
  insert into arrival_days (day, made) values ((new.made_at + 28800000) / 86400000, 1)
    on conflict (day) do update set made = made + 1;
end;

create trigger outbox_counted after insert on outbox begin
  update arrival_days set
    owed = owed + (new.delivery = 'owed' or (new.delivery = 'sending' and new.is_unconfirmed = 0)),
    unconfirmed = unconfirmed
      + (new.delivery = 'unconfirmed' or (new.delivery = 'sending' and new.is_unconfirmed = 1)),
    quarantined = quarantined + (new.delivery = 'quarantined'),
    again = again + exists (select 1 from receipts where seq = new.seq)
  where day = (select (made_at + 28800000) / 86400000 from revisions where seq = new.seq);
end;

create trigger outbox_counted_anew after update of delivery, is_unconfirmed on outbox
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

create trigger outbox_counted_off after delete on outbox begin
  update arrival_days set
    owed = owed - (old.delivery = 'owed' or (old.delivery = 'sending' and old.is_unconfirmed = 0)),
    unconfirmed = unconfirmed
      - (old.delivery = 'unconfirmed' or (old.delivery = 'sending' and old.is_unconfirmed = 1)),
    quarantined = quarantined - (old.delivery = 'quarantined'),
    again = again - exists (select 1 from receipts where seq = old.seq)
  where day = (select (made_at + 28800000) / 86400000 from revisions where seq = old.seq);
end;

create trigger receipts_counted after insert on receipts begin
  update arrival_days set receipts = receipts + 1, again = again + exists (select 1 from outbox where seq = new.seq)
  where day = (select (made_at + 28800000) / 86400000 from revisions where seq = new.seq);
end;

create trigger receipts_counted_off after delete on receipts begin
  update arrival_days set receipts = receipts - 1, again = again - exists (select 1 from outbox where seq = old.seq)
  where day = (select (made_at + 28800000) / 86400000 from revisions where seq = old.seq);
end;

-- Calls by who answered, and by both axes of their state.
create table call_sums (
  agent_id text not null,
  delivery text not null,
  stage text not null,
  calls integer not null,
  primary key (agent_id, delivery, stage)
) strict, without rowid;

insert into call_sums (agent_id, delivery, stage, calls)
  select agent_id, delivery, stage, count(*) from calls group by agent_id, delivery, stage;

create trigger calls_counted after insert on calls begin
  insert into call_sums (agent_id, delivery, stage, calls) values (new.agent_id, new.delivery, new.stage, 1)
    on conflict (agent_id, delivery, stage) do update set calls = calls + 1;
end;

create trigger calls_counted_anew after update of agent_id, delivery, stage on calls
when new.agent_id <> old.agent_id or new.delivery <> old.delivery or new.stage <> old.stage begin
  update call_sums set calls = calls - 1
    where agent_id = old.agent_id and delivery = old.delivery and stage = old.stage;
  insert into call_sums (agent_id, delivery, stage, calls) values (new.agent_id, new.delivery, new.stage, 1)
    on conflict (agent_id, delivery, stage) do update set calls = calls + 1;
end;

create trigger calls_counted_off after delete on calls begin
  update call_sums set calls = calls - 1
    where agent_id = old.agent_id and delivery = old.delivery and stage = old.stage;
end;

-- Cases by their stage.
create table case_sums (
  stage text primary key,
  cases integer not null
) strict, without rowid;

insert into case_sums (stage, cases) select stage, count(*) from cases group by stage;

create trigger cases_counted after insert on cases begin
  insert into case_sums (stage, cases) values (new.stage, 1) on conflict (stage) do update set cases = cases + 1;
end;

create trigger cases_counted_anew after update of stage on cases when new.stage <> old.stage begin
  update case_sums set cases = cases - 1 where stage = old.stage;
  insert into case_sums (stage, cases) values (new.stage, 1) on conflict (stage) do update set cases = cases + 1;
end;

create trigger cases_counted_off after delete on cases begin
  update case_sums set cases = cases - 1 where stage = old.stage;
end;

-- Closed cases by the day of their acceptance: whether they were late and what for, as `overdue` in statistics-reads.ts numbers it,
-- and by unit. What is open is little, and late by the day on which one asks: that is looked at each time.
create table closed_days (
  day text not null,
  code integer not null,
  cases integer not null,
  primary key (day, code)
) strict, without rowid;

create table closed_units (
  day text not null,
  unit_name text not null,
  cases integer not null,
  late integer not null,
  primary key (day, unit_name)
) strict, without rowid;

insert into closed_days (day, code, cases)
  select accepted_on,
      10 * coalesce(due_on < date(closed_at / 1000, 'unixepoch', '+8 hours'), 0)
        + case when round > 1 then 0 when due_on > first_due_on then 1 when referred_on is null then 2
          when referred_on > accepted_on then 3 else 4 end,
      count(*)
  from cases where stage = 'closed' and closed_at is not null group by 1, 2;

insert into closed_units (day, unit_name, cases, late)
  select accepted_on, unit_name, count(*), sum(coalesce(due_on < date(closed_at / 1000, 'unixepoch', '+8 hours'), 0))
  from cases where stage = 'closed' and closed_at is not null and unit_name is not null group by 1, 2;

create index cases_unsettled on cases (accepted_on, call_id, stage, due_on, first_due_on, closed_at, round, referred_on, unit_name)
  where stage <> 'closed' or closed_at is null;

create trigger cases_closed_counted after insert on cases when new.stage = 'closed' and new.closed_at is not null begin
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

create trigger cases_closed_counted_on after update of stage, accepted_on, due_on, first_due_on, closed_at, round, referred_on, unit_name on cases
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

create trigger cases_closed_counted_away after update of stage, accepted_on, due_on, first_due_on, closed_at, round, referred_on, unit_name on cases
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

create trigger cases_closed_counted_off after delete on cases when old.stage = 'closed' and old.closed_at is not null begin
  update closed_days set cases = cases - 1
    where day = old.accepted_on
      and code = 10 * coalesce(old.due_on < date(old.closed_at / 1000, 'unixepoch', '+8 hours'), 0)
        + case when old.round > 1 then 0 when old.due_on > old.first_due_on then 1 when old.referred_on is null then 2
          when old.referred_on > old.accepted_on then 3 else 4 end;
  update closed_units set cases = cases - 1,
      late = late - coalesce(old.due_on < date(old.closed_at / 1000, 'unixepoch', '+8 hours'), 0)
    where day = old.accepted_on and unit_name = old.unit_name;
end;

-- What is due in the order in which it is tried, what is due next, and what waits longest.
create index outbox_due on outbox (tries, seq, next_try_at) where delivery in ('owed', 'unconfirmed');
create index outbox_next on outbox (delivery, next_try_at);
create index outbox_oldest on outbox (delivery, queued_at);
