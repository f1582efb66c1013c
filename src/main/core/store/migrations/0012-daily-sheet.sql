-- 每日梳理 (Annex 1): one sheet a day, a row of this table each time it was saved. Its rows lie in it as they were then.
create table sheet_revisions (
  day text not null check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  revision integer not null check (revision >= 1),
  rows text not null check (json_valid(rows)),
  -- Cells in which the linter found something: such a revision is neither signed nor exported (R-18).
  findings integer not null check (findings >= 0),
  made_by text not null references people (id),
  made_at integer not null,
  -- Center clock minus seat clock; null while it was unknown.
  clock_offset_ms integer,
  why text not null,
  primary key (day, revision)
) strict;

create trigger sheet_revisions_next before insert on sheet_revisions
when new.revision <> coalesce((select max(revision) from sheet_revisions where day = new.day), 0) + 1 begin
  select raise(abort, 'law: a day has one sheet, and its revisions no gap');
end;
create trigger sheet_revisions_say_why before insert on sheet_revisions
when new.revision > 1 and length(trim(new.why)) < 2 begin
  select raise(abort, 'law: a revision of a sheet says why');
end;
create trigger sheet_revisions_stay before delete on sheet_revisions begin
  select raise(abort, 'law: sheets stay');
end;
create trigger sheet_revisions_fixed before update on sheet_revisions begin
  select raise(abort, 'law: sheets are fixed');
end;

-- 领导签批 of a sheet (R-22). `calls`: the leads it was given for, as a JSON list of ids.
create table sheet_signatures (
  seq integer primary key,
  day text not null,
  revision integer not null,
  leader text not null check (json_valid(leader)),
  opinion text not null,
  signed_at integer not null,
  calls text not null check (json_valid(calls)),
  noted_by text not null references people (id),
  noted_at integer not null,
  foreign key (day, revision) references sheet_revisions (day, revision)
) strict;
create index sheet_signatures_day on sheet_signatures (day, revision);

create trigger sheet_signatures_latest before insert on sheet_signatures
when new.revision <> (select max(revision) from sheet_revisions where day = new.day)
  or (select findings from sheet_revisions where day = new.day and revision = new.revision) > 0 begin
  select raise(abort, 'law: what is signed is the latest revision, with nothing found in it');
end;
create trigger sheet_signatures_stay before delete on sheet_signatures begin
  select raise(abort, 'law: signatures stay');
end;
create trigger sheet_signatures_fixed before update on sheet_signatures begin
  select raise(abort, 'law: signatures are fixed');
end;

-- 抽检: a first look at a call that was drawn, and a second one by somebody else.
create table quality_looks (
  seq integer primary key,
  call_id text not null references calls (id),
  look integer not null check (look in (1, 2)),
  level text not null check (level in ('excellent', 'good', 'pass', 'fail')),
  remark text not null,
  made_by text not null references people (id),
  made_at integer not null
) strict;
create unique index quality_looks_call on quality_looks (call_id, look);

create trigger quality_looks_second before insert on quality_looks
when new.look = 2 and not exists (
  select 1 from quality_looks where call_id = new.call_id and look = 1 and made_by <> new.made_by
) begin
  select raise(abort, 'law: the second look is another person''s, after the first');
end;
create trigger quality_looks_stay before delete on quality_looks begin
  select raise(abort, 'law: looks stay');
end;
create trigger quality_looks_fixed before update on quality_looks begin
  select raise(abort, 'law: looks are fixed');
end;
