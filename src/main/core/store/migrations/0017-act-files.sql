-- What an act carries as evidence: files of its own case, there before the act counts and with it for good (R-27, R-29).
create table case_act_files (
  call_id text not null,
  number integer not null,
  evidence_id text not null references evidence (id),
  primary key (call_id, number, evidence_id),
  foreign key (call_id, number) references case_acts (call_id, number)
) strict, without rowid;

create trigger case_act_files_own before insert on case_act_files
when not exists (select 1 from evidence where id = new.evidence_id and call_id = new.call_id) begin
  select raise(abort, 'law: an act carries files of its own case');
end;
-- The case's count moves on last: from then on nothing is laid to the act.
create trigger case_act_files_with_act before insert on case_act_files
when new.number <= (select acts from cases where call_id = new.call_id) begin
  select raise(abort, 'law: an act keeps the files it came with');
end;
create trigger case_act_files_fixed before update on case_act_files begin
  select raise(abort, 'law: an act keeps the files it came with');
end;
create trigger case_act_files_stay before delete on case_act_files begin
  select raise(abort, 'law: an act keeps the files it came with');
end;
