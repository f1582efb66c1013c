-- Words of calls over years: what grams (src/main/core/store/repositories/search/grams.ts) stand in which calls, block by block of
-- calls. A block is written once, in the background; finishing a call writes nothing here.
create table word_blocks (
  block integer primary key check (block >= 1),
  -- The newest of its calls: the newest of all blocks is how far words are noted at all.
  newest text not null,
  -- Ids, newest first, one after the other.
  calls text not null
) strict;
create index word_blocks_newest on word_blocks (newest desc);

create table word_grams (
  block integer not null,
  gram text not null,
  -- Places in the block.
  calls blob not null,
  primary key (block, gram)
) strict, without rowid;

-- Calls that no block has as they are now, though they are not newer than all blocks: a search looks at each.
create table loose_words (
  call_id text primary key
) strict, without rowid;

create trigger calls_words_late after insert on calls
when new.id <= (select max(newest) from word_blocks) begin
  insert or ignore into loose_words (call_id) values (new.id);
end;
create trigger calls_words_changed after update of search_text, center_number on calls
when new.id <= (select max(newest) from word_blocks)
  and (new.search_text <> old.search_text or new.center_number is not old.center_number) begin
  insert or ignore into loose_words (call_id) values (new.id);
end;
