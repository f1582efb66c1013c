import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_SEAT } from '../../src/center/enrolment';
import type { FaultPlanInput } from '../../src/center/faults/plan';
import { loadKeys } from '../../src/center/keys/keys';
import type { StoredRecord } from '../../src/center/records/store';
import { createReceiptCheck, type SigningKey } from '../../src/main/core/sync/center/receipt-check';
import { bundleProcesses } from './bundle-processes';
import { compare, noteDown, type Account, type Outcome } from './compare';
import { startCenter, startSeat } from './processes';
import { type Line, type PlantName, randomFrom, type SeatOptions } from './protocol';

const DRAIN_MS = 120_000;

/** What to end besides the processes of processes.ts. */
export const leaveNothing: (() => Promise<void>)[] = [];

/** A center on a bad day: busy, cut off before and after its commit, slow, half answers, somebody else's answers. */
function badDay(seed: number): FaultPlanInput {
  const on = (
    kind: NonNullable<FaultPlanInput['rules']>[number]['kind'],
    probability: number,
    more = {},
  ) => ({
    kind,
    probability,
    ...more,
  });
  return {
    seed,
    rules: [
      on('status', 0.05, { status: 503, retryAfter: 0 }),
      on('drop', 0.04, { when: 'before' }),
      on('drop', 0.08, { when: 'after', on: 'push' }),
      on('status', 0.02, { status: 500, when: 'after' }),
      on('truncated', 0.02, { when: 'after' }),
      on('garbage', 0.01, { when: 'after' }),
      on('portal', 0.01),
      on('wrong_signature', 0.01, { when: 'after', on: 'push' }),
      on('wrong_hash', 0.01, { when: 'after', on: 'push' }),
      on('other_ids', 0.01, { when: 'after', on: 'push' }),
      on('delay', 0.04, { when: 'after', delayMs: 120 }),
      on('delay', 0.04, { when: 'before', delayMs: 120 }),
    ],
  };
}

/** When to kill: some time after the start, or at the n-th event of a kind, a moment later. */
type Moment = { after: 'start' | 'up'; ms: number } | { at: Line['at']; nth: number; ms: number };

function drawMoment(random: () => number): Moment {
  const draw = random();
  // While the store is opened, migrated, recovered.
  if (draw < 0.1) return { after: 'start', ms: random() * 400 };
  if (draw < 0.4) return { after: 'up', ms: random() * 400 };
  const at = (['saving', 'saved', 'push', 'answer'] as const)[Math.floor(random() * 4)] ?? 'saving';
  return { at, nth: 1 + Math.floor(random() * 8), ms: random() < 0.5 ? 0 : random() * 6 };
}

/** Longest life: a kind of event may not come often enough. */
const LONGEST_LIFE_MS = 600;

async function oneLife(
  seat: string,
  options: SeatOptions,
  random: () => number,
  account: Account,
): Promise<void> {
  const moment = drawMoment(random);
  let count = 0;
  const killLater = (ms: number): void => {
    if (ms === 0) child.kill();
    else timers.push(setTimeout(() => child.kill(), ms));
  };
  const timers: NodeJS.Timeout[] = [];
  let trouble = '';
  const child = startSeat(seat, options, (line) => {
    noteDown(line, account);
    if (line.at === 'trouble') trouble = line.what;
    if (line.at === 'up') killLater('after' in moment && moment.after === 'up' ? moment.ms : LONGEST_LIFE_MS);
    if ('at' in moment && line.at === moment.at) {
      count += 1;
      if (count === moment.nth) killLater(moment.ms);
    }
  });
  if ('after' in moment && moment.after === 'start') killLater(moment.ms);
  timers.push(setTimeout(() => child.kill(), 20_000));
  const { wasKilled, errors } = await child.ended;
  for (const timer of timers) clearTimeout(timer);
  if (!wasKilled) throw new Error(`the seat ended by itself: ${trouble} ${errors}`);
}

async function drain(
  seat: string,
  options: SeatOptions,
  account: Account,
): Promise<Extract<Line, { at: 'store' }>> {
  const found: { store?: Extract<Line, { at: 'store' }>; trouble: string } = { trouble: '' };
  const child = startSeat(seat, { ...options, drain: true }, (line) => {
    noteDown(line, account);
    if (line.at === 'store') found.store = line;
    if (line.at === 'trouble') found.trouble = line.what;
  });
  const timer = setTimeout(() => child.kill(), DRAIN_MS);
  const { wasKilled, errors } = await child.ended;
  clearTimeout(timer);
  if (found.store !== undefined) return found.store;
  throw new Error(wasKilled ? 'withheld: the outbox does not empty' : `${found.trouble} ${errors}`);
}

export interface KillsAsked {
  kills: number;
  seed: number;
  plant: PlantName | null;
  electron: boolean;
  say: (text: string) => void;
}

/** Kills a seat at random moments of its life, then holds its account, its store and the center against each other. */
export async function runKills(
  asked: KillsAsked,
  folder: string,
  outDir: string,
  template: string,
): Promise<Outcome> {
  const { kills, seed, plant, electron, say } = asked;
  const random = randomFrom(seed);
  const centerFolder = join(folder, 'center');
  const enrolmentFile = join(folder, 'enrolment.json');
  const account: Account = { acknowledged: new Map(), hashes: new Map() };
  mkdirSync(centerFolder, { recursive: true });
  const files = await bundleProcesses(outDir);
  const center = await startCenter(files.center, {
    folder: centerFolder,
    enrolmentFile,
    templateFile: template,
  });
  try {
    await post(`${center.url}/_faults`, badDay(seed));
    const options: SeatOptions = { folder, enrolmentFile, centerFolder, seed, plant, drain: false };
    const lives = electron
      ? await electronLives(folder, enrolmentFile, account, random, (await loadKeys(centerFolder)).signing)
      : {
          oneLife: (life: number) => oneLife(files.seat, { ...options, seed: seed + life }, random, account),
          end: () => drain(files.seat, options, account),
        };
    for (let life = 1; life <= kills; life += 1) {
      await lives.oneLife(life);
      if (life % 50 === 0) say(`${String(life)} kills, ${String(account.acknowledged.size)} acknowledged`);
    }
    await post(`${center.url}/_faults`, { rules: [] });
    const store = await lives.end();
    const response = await fetch(`${center.url}/_records`);
    const { records } = (await response.json()) as { records: StoredRecord[] };
    return compare(account, store, records);
  } finally {
    await center.stop();
  }
}

/** Loaded only where it is asked for: it needs the built app, a runtime and a display. */
async function electronLives(
  folder: string,
  enrolment: string,
  account: Account,
  random: () => number,
  key: SigningKey,
) {
  const { ElectronLives } = await import('./electron-lives');
  const proves = createReceiptCheck(DEMO_SEAT.id, [key]);
  const app = await ElectronLives.begin(join(folder, 'home'), enrolment, account, random, proves);
  leaveNothing.push(() => app.abandon());
  return { oneLife: () => app.oneLife(), end: () => app.end() };
}

async function post(url: string, value: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  });
  if (!response.ok) throw new Error(`${url}: ${String(response.status)} ${await response.text()}`);
}
