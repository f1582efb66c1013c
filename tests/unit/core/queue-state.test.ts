import { expect, test } from 'vitest';
import { Delivery, queueState, Stage } from '../../../src/shared/queue/state';
import { migrate } from '../../../src/main/core/store/migrate';
import { QueueRepository } from '../../../src/main/core/store/repositories/queue';
import Database from 'better-sqlite3';

const STAGES = Stage.options.filter((stage) => stage !== 'draft');

test('the eight states in SQL are those of queueState, in the view, the counts and the filter', () => {
  const db = new Database(':memory:');
  migrate(db);
  db.exec('drop trigger calls_accepted; pragma foreign_keys = off');
  const insert = db.prepare(`insert into calls (id, local_number, seat_id, agent_id, agent_number, started_at,
    finished_at, bundle_version, revision, disposition, stage, delivery, title, place, search_text)
    values (?, ?, 'ZZ01', 'p', '1', 1, 1, 'b', 1, 'report', ?, ?, '', '', '')`);
  const expected: [id: string, state: string][] = [];
  for (const stage of STAGES) {
    for (const delivery of Delivery.options) {
      const id = `${stage}/${delivery}`;
      insert.run(id, id, stage, delivery);
      expected.push([id, queueState({ stage, delivery })]);
    }
  }
  const addDraft = db.prepare(`insert into drafts (id, local_number, seat_id, agent_id, owner_id, started_at,
    save_count, saved_at, hung_up_at, bundle_version, step, confirmations, form, title, place, search_text)
    values (?, ?, 'ZZ01', 'p', ?, 1, 0, 1, ?, 'b', 's', '[]', '{}', '', '', '')`);
  for (const hungUp of [false, true]) {
    const id = `draft/${hungUp}`;
    addDraft.run(id, id, `owner ${hungUp}`, hungUp ? 5 : null);
    expected.push([id, queueState({ stage: 'draft', hungUp })]);
  }
  const queue = new QueueRepository(db);
  for (const [id, state] of expected) expect([id, queue.find(id)?.state]).toEqual([id, state]);
  for (const { state, count } of queue.countByState(null)) {
    const wanted = expected.filter(([, each]) => each === state).length;
    const page = { agentId: null, search: '', onlyUnreviewed: false, offset: 0, limit: 100 };
    expect([state, count]).toEqual([state, wanted]);
    expect(queue.list({ ...page, states: [state] }).total).toBe(wanted);
  }
});
