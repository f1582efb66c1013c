-- Lists over years: what is not simply received is little and has a tree of its own, in the order of the list; so has what
-- waits for its review. Words are looked through in one narrow tree, of every call.
create index calls_unsettled on calls (started_at desc, id desc, delivery, stage, agent_id)
  where delivery <> 'accepted' or stage = 'returned';
create index calls_unreviewed on calls (started_at desc, id desc, delivery, agent_id) where stage = 'finished';
create index calls_agent on calls (agent_id);
drop index calls_words;
create index calls_words on calls (id, search_text, center_number, disposition, agent_id);
