import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { migrate, MIGRATIONS } from '../../../src/main/core/store/migrate';
import { MOST_FOUND } from '../../../src/main/core/store/repositories/search/call-search';
import { searchable } from '../../../src/main/core/store/summary';
import { aCallId } from '../../builders/draft';
import { WordsOnly } from '../../builders/words';

const PIECES = [
  '郑州市',
  '厂',
  '洗',
  '涤',
  'ZZ01-',
  '０1',
  '12',
  '3',
  'a',
  'OR ',
  'AND',
  '"',
  "'",
  '*',
  '%',
  '_',
  '\\',
];
const ODD = [' ', '\n', '　', '😀', '\ud83d', 'ﬁ', 'İ', '(', ')', ':', '^', '\u{10ffff}', '\u001f', 'null'];
const text = fc
  .array(fc.constantFrom(...PIECES, ...PIECES, ...ODD), { maxLength: 9 })
  .map((pieces) => pieces.join(''));
const aPart = fc.tuple(fc.nat(), fc.nat(12), fc.integer({ min: 1, max: 4 }));
const agent = fc.constantFrom('p-1001', 'p-1002');

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('add' as const), words: text, agent, day: fc.nat(40) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('amend' as const), which: fc.nat(), words: text }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('number' as const), which: fc.nat(), of: fc.nat(300) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('index' as const), slices: fc.nat(12) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('start' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('finish' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('search' as const),
      words: fc.oneof(text, fc.constantFrom('hn1', 'hn', '20', '2')),
      part: fc.option(aPart, { nil: null }),
      agent: fc.option(agent, { nil: null }),
      knowsAgent: fc.boolean(),
    }),
  },
);

function anEmptyStore(): Buffer {
  const db = new Database(':memory:');
  migrate(db);
  return db.serialize();
}

test('law: whatever came, changed and was noted so far, a search finds what a look at every call finds', async () => {
  const empty = anEmptyStore();
  const seen = { blocks: 0, loose: 0, hits: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 30, maxLength: 90 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 9 }),
      async (steps, blockCalls, sliceCalls) => {
        const db = new Database(empty);
        const calls = new WordsOnly(db, blockCalls, sliceCalls);
        const ids: string[] = [];
        const texts: string[] = [''];
        let indexer = calls.indexer();
        for (const step of steps) {
          const id = 'which' in step ? ids[step.which % Math.max(1, ids.length)] : undefined;
          if (step.do === 'add') {
            // Not in the order in which they began: a call may lie open for days.
            ids.push(aCallId(Date.UTC(2026, 10, 1 + step.day)));
            calls.add(ids.at(-1) ?? '', searchable(step.words), step.agent);
            texts.push(searchable(step.words));
          } else if (step.do === 'amend' && id !== undefined) {
            calls.amend(id, searchable(step.words));
            texts.push(searchable(step.words));
          } else if (step.do === 'number' && id !== undefined) calls.number(id, `HN-${step.of}`);
          else if (step.do === 'index') for (let n = 0; n < step.slices; n += 1) indexer.slice();
          else if (step.do === 'finish') while (indexer.slice());
          else if (step.do === 'start') indexer = calls.indexer();
          else if (step.do === 'search') {
            const [which, from, length] = step.part ?? [0, 0, 0];
            const of = texts[which % texts.length] ?? '';
            const words =
              step.part === null ? searchable(step.words) : of.slice(from % (of.length + 1)).slice(0, length);
            if (words === '') continue;
            const found = await calls.find(words, step.agent, step.knowsAgent);
            expect(found).toEqual(calls.plainly(words, step.agent));
            seen.hits += found.length;
          }
          const { blocks, loose } = calls.noted();
          seen.blocks = Math.max(seen.blocks, blocks);
          seen.loose = Math.max(seen.loose, loose);
        }
        db.close();
      },
    ),
    { numRuns: 150 },
  );
  // What was never there was never tried.
  expect(seen.blocks).toBeGreaterThan(3);
  expect(seen.loose).toBeGreaterThan(1);
  expect(seen.hits).toBeGreaterThan(500);
});

function manyCalls(count: number, blockCalls: number) {
  const db = new Database(':memory:');
  migrate(db, MIGRATIONS.slice(0, 18));
  db.pragma('foreign_keys = off');
  const ids = Array.from({ length: count }, (_, n) => aCallId(Date.UTC(2026, 0, 1) + n * 1_000));
  const added = db.prepare(`insert into calls (id, local_number, seat_id, agent_id, agent_number, started_at,
    finished_at, bundle_version, revision, disposition, title, place, search_text)
    values (?, '', '', 'p-1001', '', 0, 0, '', 1, 'consultation', '', '', ?)`);
  db.transaction(() => {
    for (const [n, id] of ids.entries())
      added.run(id, `zz01-${String(n).padStart(6, '0')}\n第${n % 7}养殖场`);
  })();
  migrate(db);
  return { calls: new WordsOnly(db, blockCalls), ids: ids.toReversed() };
}

test('an old store is found from its first moment on, while it is noted and after a start in the midst of it', async () => {
  const { calls, ids } = manyCalls(60, 8);
  const all = async () => {
    expect(await calls.find('养殖')).toEqual(ids);
    expect(await calls.find('000042')).toEqual([ids[17]]);
    expect(await calls.find('3养')).toEqual(ids.filter((_, at) => (59 - at) % 7 === 3));
    expect(await calls.find('没有这家')).toEqual([]);
  };
  await all();
  let indexer = calls.indexer();
  let slices = 0;
  for (; indexer.slice(); slices += 1) {
    await all();
    // As though it crashed: what it had in hand is gone, what half a block had written is not.
    if (slices % 25 === 9) indexer = calls.indexer();
    expect(slices).toBeLessThan(1_000);
  }
  expect(slices).toBeGreaterThan(60);
  await all();
  // A block's worth of the newest is left beside.
  expect(calls.noted()).toEqual({ blocks: 6, loose: 0 });
});

test('of very many the newest are found, in their order, wherever they are noted', async () => {
  const { calls, ids } = manyCalls(3_500, 256);
  const indexer = calls.indexer();
  while (indexer.slice());
  // Changed since, and so found in another block than their neighbours.
  for (const id of ids.slice(700, 1_300)) calls.amend(id, '恒源养殖合作社');
  expect(await calls.find('养殖')).toEqual(ids.slice(0, MOST_FOUND));
  while (indexer.slice());
  expect(await calls.find('养殖')).toEqual(ids.slice(0, MOST_FOUND));
  expect(await calls.find('恒源')).toEqual(ids.slice(700, 1_300));
});

test('what was amended is found by its new words and no longer by the old, before and after it is noted anew', async () => {
  const { calls, ids } = manyCalls(40, 4);
  const indexer = calls.indexer();
  while (indexer.slice());
  const changed = ids.slice(20, 24);
  for (const id of changed) calls.amend(id, '鼎麟铝业');
  calls.number(ids[30] ?? '', 'HN-7788');
  expect(calls.noted().loose).toBe(5);
  for (const _ of ['loose', 'noted']) {
    expect(await calls.find('鼎麟')).toEqual(changed);
    expect(await calls.find('hn-7788')).toEqual([ids[30]]);
    expect(await calls.find('养殖')).toEqual(ids.filter((id) => !changed.includes(id)));
    while (indexer.slice());
  }
  expect(calls.noted().loose).toBe(1);
});

test('what is amended, or comes in, while its block is in the making is found all the same', async () => {
  for (const after of [1, 3, 5, 6]) {
    const { calls, ids } = manyCalls(12, 4);
    const indexer = calls.indexer();
    for (let slice = 0; slice < after; slice += 1) indexer.slice();
    const amended = ids.at(-2) ?? '';
    const late = aCallId(Date.UTC(2026, 0, 1) + 500);
    calls.amend(amended, '鼎麟铝业');
    calls.add(late, '鼎麟铝业');
    while (indexer.slice());
    expect(calls.noted().blocks).toBeGreaterThan(0);
    expect(await calls.find('鼎麟')).toEqual([amended, late].sort().toReversed());
  }
});
