import { fileURLToPath } from 'node:url';
import type { LogEntry } from '../../../src/main/core/ports';
import type { StatisticsAsk } from '../../../src/shared/statistics/report';
import { SUPERVISOR, DEMO_PASSWORD } from '../../builders/enrolment';
import { median, quantile, round } from '../figures';
import { bigSeat } from '../invented/seat';
import { openSeat, valueOf } from '../seat';
import { LoopProbe } from './loop';

export interface StatisticsFigures {
  records: number;
  /** From the window's side of the router to the report, through the real worker; all reports of the seat. */
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
  reports: number;
  /** The same of a month of them. */
  monthP50Ms: number;
  /** From the worker's start until everything is in memory, the matcher's index included. */
  loadMs: number;
  /** The longest that the core's own thread worked in one turn while reports were made, ms of a processor's time. */
  longestWorkMs: number;
  /** The longest between two turns by the clock, waiting for a processor included; and both with no question asked. */
  longestGapMs: number;
  idleWorkMs: number;
  idleGapMs: number;
  /** How often each report said how far it is, at the median. */
  progress: number;
}

const IDLE_MS = 10_000;
const WORKER = fileURLToPath(new URL('../../../src/main/core/reader.ts', import.meta.url));
const ALL: StatisticsAsk = {
  period: { from: '2024-01-01', to: '2026-11-30' },
  unit: 'month',
  city: '',
  type: '',
};
const MONTH: StatisticsAsk = { ...ALL, period: { from: '2024-06-01', to: '2024-06-30' }, unit: 'day' };

/** Statistics of a seat of `records` reports, and what the core's own loop feels of them. */
export async function benchStatistics(
  cache: string,
  records: number,
  count: number,
  tell: (line: string) => void,
): Promise<StatisticsFigures> {
  const { store, enrolment } = await bigSeat(cache, records, tell);
  let onLog: (entry: LogEntry) => void = () => undefined;
  const ready = new Promise<LogEntry>((resolve, reject) => {
    onLog = (entry) => {
      if (entry.event !== 'reader') return;
      if (entry.what === 'ready') resolve(entry);
      else reject(new Error('The reader is gone'));
    };
  });
  const seat = await openSeat(store, enrolment, { readerScript: WORKER, onLog });
  const awake = setInterval(() => undefined, 1_000);
  const { ms: loadMs = 0 } = await ready;
  const caller = seat.core.openWindow();
  let heard = 0;
  seat.core.onChanged((topic) => (heard += topic === 'statistics-progress' ? 1 : 0));
  const signIn = { personId: SUPERVISOR.id, password: DEMO_PASSWORD };
  valueOf('session.signIn', await seat.core.request(caller, 'session.signIn', signIn));
  const ask = async (input: StatisticsAsk): Promise<{ ms: number; reports: number }> => {
    const startedAt = performance.now();
    const report = valueOf('statistics.report', await seat.core.request(caller, 'statistics.report', input));
    return { ms: performance.now() - startedAt, reports: report.reports.now };
  };
  const idle = new LoopProbe();
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const { workMs: idleWorkMs, gapMs: idleGapMs } = idle.stop();
  await ask(ALL); // warms the caches, as the first opening of the page does
  const probe = new LoopProbe();
  const all: number[] = [];
  const told: number[] = [];
  for (let number = 0; number < count; number += 1) {
    heard = 0;
    const { ms, reports } = await ask(ALL);
    if (reports !== records) throw new Error(`${reports} of ${records} reports counted`);
    all.push(ms);
    told.push(heard);
  }
  const { workMs: longestWorkMs, gapMs: longestGapMs } = probe.stop();
  const month: number[] = [];
  for (let number = 0; number < count; number += 1) month.push((await ask(MONTH)).ms);
  await seat.stop();
  clearInterval(awake);
  return {
    records,
    p50Ms: round(median(all)),
    p95Ms: round(quantile(all, 0.95)),
    maxMs: round(Math.max(...all)),
    reports: all.length,
    monthP50Ms: round(median(month)),
    loadMs,
    longestWorkMs: round(longestWorkMs),
    longestGapMs: round(longestGapMs),
    idleWorkMs: round(idleWorkMs),
    idleGapMs: round(idleGapMs),
    progress: median(told),
  };
}
