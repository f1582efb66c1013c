import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { RecordOf } from '../../../src/shared/call/record';
import { WordIndexer } from '../../../src/main/core/search/word-indexer';
import { WordBlocks } from '../../../src/main/core/store/repositories/search/word-blocks';
import { CallSearch } from '../../../src/main/core/store/repositories/search/call-search';
import { aStore, takeIn } from '../../builders/store';
import { aCore } from '../../builders/core';
import { aDraft, aRecord, aReportForm } from '../../builders/draft';
import { FakeTime } from '../../builders/sync/fake-time';
import { SUPERVISOR } from '../../builders/enrolment';

const TARGETS = ['宏达洗涤厂', '磐筑商砼', '恒源耐火厂', '洗涤小作坊'];

test('law: whatever the slices, a search finds what a look at every call finds, newest first, page by page', async () => {
  const { store } = await aStore();
  const { db } = store as unknown as { db: Database.Database };
  const calls = Array.from({ length: 23 }, (_, n) => {
    const record = aRecord() as RecordOf<'report'>;
    const answer = TARGETS[n % TARGETS.length] ?? '';
    return {
      id: takeIn(store, {
        ...record,
        report: { ...record.report, target: { answer, missing: null, reason: '' } },
      }).id,
      answer,
    };
  });
  const newestFirst = calls.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const page = fc.record({ offset: fc.integer({ min: 0, max: 12 }), limit: fc.integer({ min: 1, max: 9 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom('洗涤', '磐筑', '厂', '没有这家'),
      page,
      async (slice, words, { offset, limit }) => {
        const wanted = newestFirst.filter(({ answer }) => answer.includes(words)).map(({ id }) => id);
        const found = await new CallSearch(db, slice).find({
          words,
          among: "disposition = 'report'",
          list: null,
          params: {},
          offset,
          limit,
        });
        expect(found).toEqual({ ids: wanted.slice(offset, offset + limit), total: wanted.length });
      },
    ),
    { numRuns: 60 },
  );
});

test('the queue’s search finds drafts and finished calls, an agent’s own alone, in the states asked for', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const finished = await agent.takeCall(aReportForm({ report: { target: { answer: '磐筑商砼搅拌站' } } }));
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const ask = (window: typeof agent, states: string[], search: string, onlyUnreviewed = false) =>
    window.ask('queue.list', { states, search, onlyUnreviewed, offset: 0, limit: 10 } as never);
  const idsOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).items.map(({ id }) => id);
  expect(await idsOf(supervisor, [], '磐筑')).toEqual([finished.id]);
  expect(await idsOf(agent, [], '磐筑')).toEqual([finished.id]);
  expect(await idsOf(supervisor, ['accepted'], '磐筑')).toEqual([]);
  expect(await idsOf(supervisor, [], '磐筑', true)).toEqual([finished.id]);
  expect(await ask(supervisor, [], '没有这家')).toEqual({ items: [], total: 0 });
  expect((await ask(supervisor, [], '', true)).items.map(({ id }) => id)).toEqual([finished.id]);
  expect((await supervisor.ask('queue.counts', {})).all).toBe(1);
});

test('a running seat notes words by itself, and no more once it has stopped', async () => {
  const owed = vi.spyOn(WordBlocks.prototype, 'owed');
  const time = new FakeTime();
  const settle = () => Promise.resolve();
  const { core } = await aCore({ timer: time, clock: time });
  expect(owed).not.toHaveBeenCalled();
  await time.pass(3_000, settle);
  expect(owed).toHaveBeenCalledTimes(1);
  await time.pass(10 * 60_000, settle);
  expect(owed).toHaveBeenCalledTimes(2);
  await core.stop();
  await time.pass(60 * 60_000, settle);
  expect(owed).toHaveBeenCalledTimes(2);
});

test('a call that is amended is found by its new words alone, through the store’s own acts', async () => {
  const { store } = await aStore();
  const { db } = store as unknown as { db: Database.Database };
  const search = new CallSearch(db);
  const idsOf = async (words: string) =>
    (await search.find({ words, among: 'true', list: null, params: {}, offset: 0, limit: 10 })).ids;
  const about = (answer: string) => aReportForm({ report: { target: { answer } } });
  const drafts = Array.from({ length: 9 }, () => aDraft({ form: about('宏达洗涤厂') }));
  for (const draft of drafts) takeIn(store, aRecord(draft));
  const { words } = store;
  const indexer = new WordIndexer({
    words,
    writer: store,
    clock: { monotonic: () => performance.now() },
    timer: { after: () => () => undefined },
    blockCalls: 3,
  });
  while (indexer.slice());
  expect(words.list()).toHaveLength(2);
  const [first] = drafts;
  if (first === undefined) throw new Error('no draft');
  const { id, localNumber } = first;
  const revised = aRecord(aDraft({ id, localNumber, form: about('鼎麟铝业') }), 2);
  takeIn(store, { ...revised, why: '对象记错了' });
  expect(await idsOf('鼎麟')).toEqual([id]);
  expect(await idsOf('洗涤')).toEqual(
    drafts
      .slice(1)
      .map((draft) => draft.id)
      .toReversed(),
  );
  expect(words.looseIds()).toEqual([id]);
});
