-- The board of cases: what each list walks along, so that a page costs the same at any number of reports.
alter table cases add column urged_on text;
create index cases_open_due on cases (due_on, call_id) where stage <> 'closed';
create index cases_closed on cases (closed_at desc, call_id) where stage = 'closed';
create index cases_unsigned on cases (due_on, call_id) where stage <> 'closed' and owes_signature = 1;
create index cases_focus on cases (due_on, call_id) where stage <> 'closed' and is_focus = 1;
create index cases_unit_due on cases (unit_id, due_on, call_id) where stage <> 'closed' and unit_id is not null;
create index cases_handling on cases (due_on, accepted_on, urged_on, unit_id, call_id) where stage = 'handling';
