-- How a call came into the ledger: by key, by the telephone system, or entered later from paper (R-12).
alter table drafts add column origin text not null default '{"kind":"key"}';

drop trigger drafts_fixed;
create trigger drafts_fixed before update on drafts
when new.id <> old.id or new.agent_id <> old.agent_id or new.local_number <> old.local_number
  or new.seat_id <> old.seat_id or new.started_at <> old.started_at or new.bundle_version <> old.bundle_version
  or new.revises is not old.revises or new.origin <> old.origin begin
  select raise(abort, 'law: who answered, when and under which number is fixed');
end;
