-- The board of cases: each list walks along an index that has its order and all that it asks, so that a page costs the same
-- at any number of reports.
alter table cases add column urged_on text;
-- Half of its time, when a case asks to be urged for the first time (src/shared/case/urge.ts).
alter table cases add column half_on text generated always as
  (date(accepted_on, '+' || max(0, cast(julianday(due_on) - julianday(accepted_on) as integer) / 2) || ' days')) virtual;
create index cases_open_due on cases (due_on, call_id) where stage <> 'closed';
create index cases_unit_due on cases (unit_id, due_on, call_id) where stage <> 'closed' and unit_id is not null;
create index cases_unit_stage on cases (unit_id, stage, due_on, call_id) where unit_id is not null;
create index cases_closed on cases (closed_at desc, call_id) where stage = 'closed';
create index cases_unit_closed on cases (unit_id, closed_at desc, call_id) where stage = 'closed' and unit_id is not null;
create index cases_unsigned on cases (due_on, call_id, unit_id) where stage <> 'closed' and owes_signature = 1;
create index cases_focus on cases (due_on, call_id, unit_id) where stage <> 'closed' and is_focus = 1;
create index cases_handling on cases (due_on, call_id, half_on, urged_on, unit_id) where stage = 'handling';
-- What is closed is most of all there is: its search reads these words alone, never the calls.
create index calls_words on calls (id, search_text, center_number) where disposition = 'report';
