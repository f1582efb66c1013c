import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { loadKeys } from '../../../src/center/keys/keys';
import type { StoredRecord } from '../../../src/center/records/store';
import { compare, noteDown, type Account, type Outcome } from '../compare';
import { startCenter, startSeat, type CenterProcess } from '../processes';
import { randomFrom, type Line, type PlantName, type SeatOptions } from '../protocol';
import { startProxy, type Proxy } from './proxy';

export interface SyncAsked {
  records: number;
  seed: number;
  plant: PlantName | null;
  say: (text: string) => void;
}

export interface SyncOutcome extends Outcome {
  seatKills: number;
  centerKills: number;
  exchanges: number;
  failed: number;
  byKind: Record<string, number>;
}

export interface SyncPaths {
  folder: string;
  templateFile: string;
  seat: string;
  center: string;
}

const KILLS_PER_RECORD = 1 / 250;
const MIN_KILLS = 10;
/** How long nothing may be heard of a seat before it counts as one that withholds. */
const STILL_MS = 120_000;

/**
 * `records` calls are taken at a real seat core and brought to a real center through a proxy that fails three exchanges
 * in ten to the very end, while seat and center are killed in between; then all three are held against each other.
 */
export async function runSync(asked: SyncAsked, paths: SyncPaths): Promise<SyncOutcome> {
  const { records, seed, plant, say } = asked;
  const random = randomFrom(seed);
  const account: Account = { acknowledged: new Map(), hashes: new Map() };
  const center = await Center.start(paths);
  const keys = await loadKeys(center.folder);
  const proxy = await startProxy(seed + 1, keys.sign);
  proxy.toCenter(center.url);
  const kills = Math.max(MIN_KILLS, Math.round(records * KILLS_PER_RECORD));
  let seatKills = 0;
  let store: Extract<Line, { at: 'store' }> | null = null;
  const killing = center.killNowAndThen(proxy, Math.ceil(kills / 3), randomFrom(seed + 2));
  try {
    for (let life = 0; store === null; life += 1) {
      const calls = Math.max(0, records - account.acknowledged.size);
      const options: SeatOptions = {
        folder: paths.folder,
        enrolmentFile: center.enrolmentFile,
        centerFolder: center.folder,
        seed: seed + life,
        plant,
        drain: true,
        sync: { centerUrl: proxy.url, calls },
      };
      const moment = life < kills ? drawMoment(random, records / kills) : null;
      const end = await oneLife(paths.seat, options, moment, account);
      store = end.store;
      if (store === null) seatKills += 1;
      if (life % 10 === 9) {
        const { exchanges, failed } = proxy.counts();
        say(
          `${account.acknowledged.size} taken, ${seatKills} kills, ${failed} of ${exchanges} exchanges failed`,
        );
      }
    }
    await killing.stop();
    const response = await fetch(`${center.url}/_records`);
    const { records: there } = (await response.json()) as { records: StoredRecord[] };
    const { exchanges, failed, byKind } = proxy.counts();
    const figures = { seatKills, centerKills: center.kills, exchanges, failed, byKind };
    return { ...compare(account, store, there), ...figures };
  } finally {
    await killing.stop();
    await proxy.close();
    await center.stop();
  }
}

type Moment = { ms: number } | { at: Line['at']; nth: number; ms: number };

/** When a seat is killed: soon after its start, or a moment after the n-th event of a kind. */
function drawMoment(random: () => number, each: number): Moment {
  if (random() < 0.15) return { ms: random() * 1_500 };
  const at = (['saving', 'saved', 'push', 'answer'] as const)[Math.floor(random() * 4)] ?? 'saved';
  const often = at === 'push' || at === 'answer' ? 0.1 : 2;
  return { at, nth: 1 + Math.floor(random() * each * often), ms: random() < 0.5 ? 0 : random() * 8 };
}

/** One life of the seat: to its kill (`store` null) or until nothing is owed. Throws where it ends otherwise. */
async function oneLife(
  seat: string,
  options: SeatOptions,
  moment: Moment | null,
  account: Account,
): Promise<{ store: Extract<Line, { at: 'store' }> | null }> {
  const found: { store: Extract<Line, { at: 'store' }> | null; trouble: string } = {
    store: null,
    trouble: '',
  };
  const timers = new Set<NodeJS.Timeout>();
  let count = 0;
  let isMeant = false;
  const killIn = (ms: number): void => {
    timers.add(
      setTimeout(() => {
        isMeant = found.store === null;
        child.kill();
      }, ms),
    );
  };
  const still = setTimeout(() => child.kill(), STILL_MS);
  timers.add(still);
  let receipts = 0;
  const child = startSeat(seat, options, (line) => {
    noteDown(line, account);
    // Calls taken or receipts that came in: somebody who only asks on and on is still.
    if (line.at === 'saved' || (line.at === 'owed' && line.owed !== receipts)) still.refresh();
    if (line.at === 'owed') receipts = line.owed;
    if (line.at === 'store') found.store = line;
    if (line.at === 'trouble') found.trouble = line.what;
    if (moment === null || !('at' in moment) || line.at !== moment.at) return;
    count += 1;
    if (count === moment.nth) killIn(moment.ms);
  });
  if (moment !== null && !('at' in moment)) killIn(moment.ms);
  const { wasKilled, errors } = await child.ended;
  for (const timer of timers) clearTimeout(timer);
  if (found.store !== null || (wasKilled && isMeant)) return { store: found.store };
  throw new Error(
    wasKilled ? 'withheld: the outbox does not empty' : `the seat ended: ${found.trouble} ${errors}`,
  );
}

/** The real center on its folder, started again on the same port after each kill. */
class Center {
  kills = 0;

  private constructor(
    readonly folder: string,
    readonly enrolmentFile: string,
    private readonly paths: SyncPaths,
    private running: CenterProcess,
  ) {}

  static async start(paths: SyncPaths): Promise<Center> {
    const folder = join(paths.folder, 'center');
    const enrolmentFile = join(paths.folder, 'enrolment.json');
    mkdirSync(folder, { recursive: true });
    const { templateFile } = paths;
    const running = await startCenter(paths.center, { folder, enrolmentFile, templateFile });
    return new Center(folder, enrolmentFile, paths, running);
  }

  get url(): string {
    return this.running.url;
  }

  /** Kills it `times` times, some seconds apart, until stopped. */
  killNowAndThen(proxy: Proxy, times: number, random: () => number): { stop(): Promise<void> } {
    const over = new AbortController();
    const killing = (async () => {
      for (let kill = 0; kill < times; kill += 1) {
        await wait(1_000 + random() * 5_000, undefined, { signal: over.signal });
        await this.running.stop();
        this.kills += 1;
        proxy.toCenter(null);
        const { folder, enrolmentFile } = this;
        const port = Number(new URL(this.url).port);
        const { templateFile, center } = this.paths;
        this.running = await startCenter(center, { folder, enrolmentFile, templateFile, port });
        proxy.toCenter(this.url);
      }
    })().catch((error: unknown) => {
      if (!over.signal.aborted) throw error;
    });
    // Awaited in `stop`; until then it is no stray rejection.
    killing.catch(() => undefined);
    return {
      stop: async () => {
        over.abort();
        await killing;
      },
    };
  }

  stop(): Promise<void> {
    return this.running.stop();
  }
}
