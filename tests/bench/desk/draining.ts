import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { AGENT, DEMO_PASSWORD } from '../../builders/enrolment';
import { BUNDLE } from '../../builders/practice';
import { AgentKeyboard } from '../../end-to-end/stage/agent-keyboard';
import { SeatApp } from '../../end-to-end/stage/seat-app';
import { startStub } from '../drain';
import { quantile, round } from '../figures';
import { inventInto } from '../invented/seat';
import { anEnrolledSeat, NOWHERE, openSeat, PASSPHRASE } from '../seat';

/** How the app kept up during one stretch of time. */
interface Watched {
  seconds: number;
  /** How late the main process' event loop came round. */
  mainP99Ms: number;
  mainMaxMs: number;
  /**
   * The most that its main thread computed from one look, 4 ms later, to the next: a block of its own making is no longer
   * than that, whatever else the machine does.
   */
  mainOwnP99Ms: number;
  mainOwnMaxMs: number;
  /** Its latest look: of so many ms it computed, and waited for a processor; the rest it waited for the disk or the screen. */
  mainWorst: Worst;
  /** Main process' own processor time for each second that passed, ms: other programs add nothing to it. */
  mainCpuMsPerSecond: number;
  /** From one of the window's frames to the next. */
  frameP99Ms: number;
  frameMaxMs: number;
}

export interface DrainingFigures {
  records: number;
  perSecond: number;
  /** Before the center was there: what this machine does to an app that rests. */
  resting: Watched;
  draining: Watched;
  loadAverage: number;
}

const REST_MS = 8_000;
const LONGEST_DRAIN_MS = 300_000;

/**
 * The real app in its window with `count` records owed; then the center is there, and all go. Watches the main process'
 * event loop and the window's frames while they do, and before.
 */
export async function benchDraining(
  folder: string,
  count: number,
  tell: (line: string) => void,
): Promise<DrainingFigures> {
  const home = join(folder, 'draining');
  const probes = join(home, 'probes');
  mkdirSync(probes, { recursive: true });
  const stub = await startStub();
  const enrolled = await anEnrolledSeat({ bundle: BUNDLE, receiptKey: stub.publicKey });
  const store = join(home, 'hn12369-seat', 'store'); // where SeatApp looks for it
  await (await openSeat(store, enrolled.write(home, NOWHERE))).stop();
  tell(`inventing ${count} owed reports`);
  await inventInto(store, count);
  // Stopped, the center is there and does not answer.
  stub.child.kill('SIGSTOP');
  const app = await SeatApp.launch({
    enrolment: enrolled.write(home, stub.url),
    home,
    passphrase: PASSPHRASE,
    env: {
      NODE_OPTIONS: `--require=${fileURLToPath(new URL('./loop-probe.cjs', import.meta.url))}`,
      SEAT_PROBE: probes,
    },
  });
  try {
    const hands = new AgentKeyboard(app.page);
    await hands.signIn(AGENT.id, DEMO_PASSWORD, PASSPHRASE);
    await hands.closeTour();
    await hands.press('Alt+2'); // the queue: what shows most of it
    tell('watching it rest');
    const resting = await watch(app, probes, () => pause(REST_MS));
    const before = await owedAt(app);
    tell(`draining ${before}`);
    stub.child.kill('SIGCONT');
    const draining = await watch(app, probes, () => untilDrained(app));
    return {
      records: before,
      perSecond: round(before / draining.seconds, 0),
      resting,
      draining,
      loadAverage: round(loadavg()[0] ?? Number.NaN),
    };
  } finally {
    await app.kill();
    stub.child.kill('SIGKILL');
  }
}

async function owedAt(app: SeatApp): Promise<number> {
  return ((await app.ask('sync.state')) as { value: { owed: number } }).value.owed;
}

async function untilDrained(app: SeatApp): Promise<void> {
  for (const deadline = Date.now() + LONGEST_DRAIN_MS; Date.now() < deadline; await pause(250)) {
    const { value } = (await app.ask('queue.retry', { id: null })) as { value: { owed: number } };
    if (value.owed === 0) return;
  }
  throw new Error(`${await owedAt(app)} are still owed`);
}

async function watch(app: SeatApp, probes: string, work: () => Promise<void>): Promise<Watched> {
  await probe(app.pid, probes);
  await watchFrames(app.page);
  const cpuBefore = cpuMsOf(app.pid);
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpuMs = cpuMsOf(app.pid) - cpuBefore;
  const gaps = await frameGaps(app.page);
  const { p99Ms, maxMs, ownP99Ms, ownMaxMs, worst } = await probe(app.pid, probes);
  return {
    seconds: round(seconds),
    mainP99Ms: round(p99Ms),
    mainMaxMs: round(maxMs),
    mainOwnP99Ms: round(ownP99Ms),
    mainOwnMaxMs: round(ownMaxMs),
    mainWorst: { lateMs: round(worst.lateMs), ranMs: round(worst.ranMs), queuedMs: round(worst.queuedMs) },
    mainCpuMsPerSecond: round(cpuMs / seconds),
    frameP99Ms: round(quantile(gaps, 0.99)),
    frameMaxMs: round(quantile(gaps, 1)),
  };
}

type Worst = Record<'lateMs' | 'ranMs' | 'queuedMs', number>;
type Probed = Record<'p99Ms' | 'maxMs' | 'ownP99Ms' | 'ownMaxMs', number> & { worst: Worst };

/** What the main process' probe saw since it was last asked. */
async function probe(pid: number, folder: string): Promise<Probed> {
  const file = join(folder, `${pid}.json`);
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(20)) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (text.endsWith('}')) return JSON.parse(text) as Probed;
  }
  throw new Error('The probe in the main process does not answer');
}

type Framed = typeof globalThis & { paintedAt?: number[] };

async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frames: number[] = [];
    (globalThis as Framed).paintedAt = frames;
    const next = (at: number) => {
      if ((globalThis as Framed).paintedAt !== frames) return;
      frames.push(at);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
}

async function frameGaps(page: Page): Promise<number[]> {
  const frames = await page.evaluate(() => {
    const seen = (globalThis as Framed).paintedAt ?? [];
    delete (globalThis as Framed).paintedAt;
    return seen;
  });
  return frames.slice(1).map((at, index) => at - (frames[index] ?? at));
}

/** Processor time of a process so far; Linux counts it in hundredths of a second. */
function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
