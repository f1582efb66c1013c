-- 初步分析 of a report, kept beside it for lists (R-21, R-48): a report can be a repeat, too, and 重大 wins.
alter table calls add column grade text check (grade in ('major', 'repeat', 'general'));
alter table drafts add column grade text check (grade in ('major', 'repeat', 'general'));
update calls set grade = (
  select case
    when coalesce(json_array_length(body, '$.report.majorFlags'), 0) > 0 then 'major'
    when json_extract(body, '$.report.repeats.said') = 'yes' then 'repeat'
    else 'general'
  end
  from revisions where call_id = calls.id and revision = calls.revision
) where disposition = 'report';

-- 马上办: raised the moment a flag is set, whatever the call becomes, until a supervisor has seen it (R-24).
create table lead_alerts (
  seq integer primary key,
  call_id text not null,
  flags text not null,
  raised_at integer not null,
  seen_by text references people (id),
  seen_at integer,
  check ((seen_by is null) = (seen_at is null))
) strict;
create index lead_alerts_call on lead_alerts (call_id);
create index lead_alerts_open on lead_alerts (seq) where seen_by is null;

create trigger lead_alerts_fixed before update on lead_alerts
when new.seq <> old.seq or new.call_id <> old.call_id or new.flags <> old.flags or new.raised_at <> old.raised_at
  or old.seen_by is not null begin
  select raise(abort, 'law: an alert is seen once');
end;
create trigger lead_alerts_stay before delete on lead_alerts begin
  select raise(abort, 'law: alerts stay');
end;

drop view queue_items;
create view queue_items as
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
