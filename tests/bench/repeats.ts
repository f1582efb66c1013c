import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogEntry } from '../../src/main/core/ports';
import { RepeatIndexer } from '../../src/main/core/repeats/indexer';
import { Reserve } from '../../src/main/core/store/reserve';
import { Store } from '../../src/main/core/store/store';
import { realClock, realTimer } from '../../src/main/core/sync/timer';
import type { RepeatInput } from '../../src/shared/repeats/features';
import { BUNDLE } from '../builders/practice';
import { addInvented, bigSeat } from './invented/seat';
import { median, quantile, round } from './figures';
import { Dice, inventParty, inventReport } from './invented/reports';
import { openSeat, type BenchSeat } from './seat';

export interface RepeatFigures {
  records: number;
  /** A question from the window's side of the router to its answer, through the real worker. */
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
  questions: number;
  /** From the worker's start until every report is in its index. */
  loadMs: number;
  /** What index and worker add to the process. */
  memoryMb: number;
  /** Of questions about parties that the seat knows, in other words: share with a likely candidate. */
  foundShare: number;
  /** Of questions about parties that the seat has no report of: share with a likely candidate all the same. */
  falseAlarmShare: number;
  /** How long one slice of indexing older calls holds the core's loop. */
  sliceP50Ms: number;
  sliceP99Ms: number;
}

const WORKER = fileURLToPath(new URL('../../src/main/core/reader.ts', import.meta.url));

/** The matcher on a seat of `records` reports: half its questions are about parties that it has reports of. */
export async function benchRepeats(
  cache: string,
  records: number,
  questions: number,
  tell: (line: string) => void,
): Promise<RepeatFigures> {
  const { store, enrolment, parties } = await bigSeat(cache, records, tell);
  const before = process.memoryUsage().rss;
  let onLog: (entry: LogEntry) => void = () => undefined;
  const ready = new Promise<LogEntry>((resolve, reject) => {
    onLog = (entry) => {
      if (entry.event !== 'reader') return;
      if (entry.what === 'ready') resolve(entry);
      else reject(new Error('The reader is gone'));
    };
  });
  const awake = setInterval(() => undefined, 1_000); // neither worker nor timers of the seat keep a process up
  const seat = await openSeat(store, enrolment, { readerScript: WORKER, onLog });
  const { ms: loadMs = 0, count = 0 } = await ready;
  const memoryMb = (process.memoryUsage().rss - before) / 2 ** 20;
  const dice = new Dice(63_211);
  const known = Array.from({ length: questions / 2 }, () => inventReport(dice, dice.pick(parties)));
  const unknown = Array.from({ length: questions / 2 }, () => inventReport(dice, inventParty(dice)));
  await askAll(seat, unknown.slice(0, 20)); // warms the caches, as the first keystrokes do
  const found = await askAll(seat, known);
  const alarms = await askAll(seat, unknown);
  await seat.stop();
  clearInterval(awake);
  const times = [...found.times, ...alarms.times];
  return {
    records: count,
    p50Ms: round(median(times)),
    p95Ms: round(quantile(times, 0.95)),
    maxMs: round(Math.max(...times)),
    questions: times.length,
    loadMs,
    memoryMb: round(memoryMb, 0),
    foundShare: round(found.likely / known.length, 3),
    falseAlarmShare: round(alarms.likely / unknown.length, 3),
    ...(await benchSlices(join(cache, 'slices'))),
  };
}

const OLDER_CALLS = 3_000;

/** Indexes calls that were finished before there was a matcher, slice by slice as the core does it. */
async function benchSlices(folder: string): Promise<{ sliceP50Ms: number; sliceP99Ms: number }> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = { file: join(folder, 'seat.db'), key: randomBytes(32), nativeBinding: null, salt: null };
  const store = Store.open(options, new Reserve(join(folder, 'reserve'), 4_096));
  store.write(() => {
    store.bundles.add(BUNDLE, { keyId: 'bench', body: '{}', signature: '' }, 0);
    const dice = new Dice(7);
    for (let number = 0; number < OLDER_CALLS; number += 1) {
      addInvented(store, number, inventReport(dice, inventParty(dice)), false);
    }
  });
  const indexer = new RepeatIndexer({
    repeats: store.repeats,
    meta: store.meta,
    writer: store,
    clock: realClock,
    timer: realTimer,
    onIndexed: () => undefined,
  });
  const times: number[] = [];
  for (let isMore = true; isMore;) {
    const startedAt = performance.now();
    isMore = indexer.slice();
    times.push(performance.now() - startedAt);
  }
  store.close();
  rmSync(folder, { recursive: true, force: true });
  return { sliceP50Ms: round(median(times)), sliceP99Ms: round(quantile(times.slice(1), 0.99)) };
}

async function askAll(
  seat: BenchSeat,
  questions: readonly RepeatInput[],
): Promise<{ times: number[]; likely: number }> {
  // One call at a time: an earlier round left one open.
  const [open] = await seat.ask('draft.list', {});
  const { id } = open ?? (await seat.ask('call.start', {}));
  const times: number[] = [];
  let likely = 0;
  for (const { types, occurrences: _none, ...question } of questions) {
    const startedAt = performance.now();
    const { candidates } = await seat.ask('repeats.find', { ...question, types: [...types], id });
    times.push(performance.now() - startedAt);
    if (candidates.some(({ verdict }) => verdict === 'likely')) {
      likely += 1;
      if (process.env['BENCH_LOG']) process.stderr.write(`${JSON.stringify([question, candidates[0]])}\n`);
    }
  }
  return { times, likely };
}
