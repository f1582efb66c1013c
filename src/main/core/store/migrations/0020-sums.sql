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

-- What is due in the order in which it is tried, what is due next, and what waits longest.
create index outbox_due on outbox (tries, seq, next_try_at) where delivery in ('owed', 'unconfirmed');
create index outbox_next on outbox (delivery, next_try_at);
create index outbox_oldest on outbox (delivery, queued_at);
