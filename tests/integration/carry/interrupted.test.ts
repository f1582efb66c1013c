import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, onTestFinished, test } from 'vitest';
import { answerFileOf, importCarried } from '../../../src/center/carry/command';
import type { Store } from '../../../src/main/core/store/store';
import { summaryOf } from '../../../src/main/core/store/summary';
import { formOf } from '../../../src/shared/call/finish';
import { aDemoRecord, DEMO_BUNDLE, pushed, startCenter } from '../../builders/center';
import { aCarryingSeat, inFolder, type CarryingSeat } from '../../builders/sync/carrying-seat';

/** Enough for several frames, and for the work to be interrupted in its middle. */
const MANY = 300;
/** No turn of the core is longer, on a machine that does nothing else. */
const MAX_TURN_MS = 50;

const storeOf = (seat: CarryingSeat): Store => {
  const store = seat.core.core.desk()?.store;
  if (store === undefined) throw new Error('The store is shut');
  return store;
};

function invent(seat: CarryingSeat, count: number): void {
  const store = storeOf(seat);
  store.write(() => {
    for (let n = 0; n < count; n += 1) {
      const record = { ...aDemoRecord(), localNumber: `ZZ01-20261123-${String(n).padStart(4, '0')}` };
      const summary = summaryOf(formOf(record), record.localNumber, DEMO_BUNDLE);
      store.calls.addRevision({ record, ...pushed(record) }, summary);
    }
  });
}

async function aCenterAndSeat() {
  const center = await startCenter();
  onTestFinished(() => center.close());
  const seat = await aCarryingSeat(center);
  invent(seat, MANY);
  return { center, seat };
}

/** The work of `method` breaks at its `nth` call, as a power cut would break it. */
function breakAt<K extends string>(of: Record<K, unknown>, method: K, nth: number): () => void {
  const target = of as Record<string, unknown>;
  const whole = target[method] as (...args: unknown[]) => unknown;
  let calls = 0;
  target[method] = (...args: unknown[]) => {
    calls += 1;
    if (calls === nth) throw new Error('power cut');
    return whole.apply(of, args);
  };
  return () => (target[method] = whole);
}

test('an export that breaks leaves nothing under the name, and the next one is whole', async () => {
  const { center, seat } = await aCenterAndSeat();
  const file = inFolder('a.hn12369out');
  const store = storeOf(seat);
  const mend = breakAt(store.carriages as unknown as { pushed: unknown }, 'pushed', 150);
  seat.choose(file);
  expect(await seat.supervisor.codeOf('carry.export', { days: null })).toBe('internal');
  mend();
  expect(readdirSync(dirname(file))).toEqual([]);
  expect(await seat.supervisor.ask('carry.state', {})).toMatchObject({ lastOut: null, waiting: MANY });

  // What a killed process leaves there is written over.
  writeFileSync(`${file}.part`, Buffer.alloc(3_000_000, 1));
  expect(await seat.exportTo(file)).toMatchObject({ records: MANY });
  expect(existsSync(`${file}.part`)).toBe(false);
  expect(JSON.parse(await importCarried(center, file))).toMatchObject({ taken: MANY, refused: 0 });
});

test('an import that breaks keeps whole frames; brought again it settles the rest', async () => {
  const { center, seat } = await aCenterAndSeat();
  const file = inFolder('a.hn12369out');
  await seat.exportTo(file);
  await importCarried(center, file);
  const store = storeOf(seat);
  const mend = breakAt(store.outbox as unknown as { settle: unknown }, 'settle', 3);
  seat.choose(answerFileOf(file));
  expect(await seat.supervisor.codeOf('carry.import', {})).toBe('internal');
  mend();
  const half = store.conservation();
  expect(half.received).toBeGreaterThan(0);
  expect(half).toMatchObject({ owed: MANY - half.received, unknown: 0 });
  expect(await seat.importFrom(answerFileOf(file))).toMatchObject({
    received: MANY - half.received,
    known: half.received,
  });
  expect(store.conservation()).toMatchObject({ received: MANY, owed: 0, unknown: 0 });
});

test('a center that breaks in the middle is brought the same file again', async () => {
  const { center, seat } = await aCenterAndSeat();
  const file = inFolder('a.hn12369out');
  await seat.exportTo(file);
  // As if it had died after some batches: they are taken in, and there is no answer.
  const store = storeOf(seat);
  const some = store.carriages.owedAfter(0, 0, 70).flatMap(({ seq }) => store.carriages.pushed(seq) ?? []);
  await center.push(some);
  expect(JSON.parse(await importCarried(center, file))).toMatchObject({ taken: MANY - 70, known: 70 });
  expect(await center.records()).toHaveLength(MANY);
  expect(await seat.importFrom(answerFileOf(file))).toMatchObject({ received: MANY, unknown: 0 });
});

test('neither way holds the core up', async () => {
  const { center, seat } = await aCenterAndSeat();
  const file = inFolder('a.hn12369out');
  const turns = monitorEventLoopDelay({ resolution: 1 });
  turns.enable();
  await seat.exportTo(file);
  turns.disable();
  const out = turns.percentile(95) / 1e6;
  await importCarried(center, file);
  turns.reset();
  turns.enable();
  await seat.importFrom(answerFileOf(file));
  turns.disable();
  // The slowest turns of a crowded machine say nothing; most of them do.
  expect([out, turns.percentile(95) / 1e6].map((ms) => ms < MAX_TURN_MS)).toEqual([true, true]);
});
