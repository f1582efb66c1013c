-- What statistics count of a call (R-47): codes, times and the reported party's own name. No caller, no free text, no
-- place finer than the township. Derived from `revisions`, made anew when FACTS_VERSION rises. One row a call, under the
-- number of its first revision, so that a later one takes its place.
create table report_facts (
  number integer primary key references revisions (seq),
  call_id text not null,
  revision integer not null check (revision >= 1),
  version integer not null,
  -- Asia/Shanghai, of the call's begin.
  day text not null check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  start_hour integer not null check (start_hour between 0 and 23),
  disposition text not null
    check (disposition in ('report', 'consultation', 'out_of_scope', 'nuisance', 'dropped')),
  agent text not null,
  city text not null,
  county text not null,
  town text not null,
  -- Codes, a space between two.
  types text not null,
  industry text not null,
  is_night integer not null check (is_night in (0, 1)),
  -- When the pollution is there: bit n is hour n; bit 0 of the days is Sunday.
  hours integer not null check (hours between 0 and 16777215),
  weekdays integer not null check (weekdays between 0 and 127),
  grade text check (grade in ('major', 'repeat', 'general')),
  urgency text check (urgency in ('urgent', 'important', 'general')),
  is_repeat integer not null check (is_repeat in (0, 1)),
  links integer not null check (links >= 0),
  -- What the same party has in common over reports, and its name as one of them gave it; empty: not told apart.
  target text not null,
  target_name text not null,
  completeness integer check (completeness between 0 and 5)
) strict;

-- 重复举报原因分析 (R-32): of a party, in words; only ever added, the latest counts.
create table repeat_causes (
  seq integer primary key,
  target text not null check (length(target) between 1 and 200),
  cause text not null check (length(cause) between 2 and 1000),
  entered_by text not null references people (id),
  entered_at integer not null
) strict;
create index repeat_causes_target on repeat_causes (target, seq);

create trigger repeat_causes_stay before delete on repeat_causes begin select raise(abort, 'law: causes stay'); end;
create trigger repeat_causes_fixed before update on repeat_causes begin
  select raise(abort, 'law: causes are fixed');
end;
