import { createReleases } from '../../../src/center/releases/releases';
import { SHIPPED_BUNDLE } from '../../../src/center/bundle/shipped';
import { loadBundles } from '../../../src/center/bundles';
import { createAnchors } from '../../../src/center/audit/anchors';
import { createAttachmentStore } from '../../../src/center/attachments/store';
import { createChanges } from '../../../src/center/changes/changes';
import type { Database, Queries } from '../../../src/center/database/database';
import { createApp, MAX_REQUEST_BYTES } from '../../../src/center/http/app';
import type { CenterKeys } from '../../../src/center/keys/keys';
import { openKeyRolls } from '../../../src/center/keys/rolls';
import { createTally } from '../../../src/center/operator/tally';
import { createPeopleParts } from '../../../src/center/people/parts';
import { createRecordStore, type StoredRecord } from '../../../src/center/records/store';
import { createSeats } from '../../../src/center/seats';
import type { Exchange } from '../../../src/main/core/sync/ports';
import { ProvinceSeat, type SeatPlant } from './province-seat';

/** Where the center's process is killed within the next transaction it begins. */
export type CrashAt = 'before' | 'inside' | 'after';

/** A bug put in on purpose, to show that the checks see it. */
export interface ProvincePlant extends SeatPlant {
  /** The center answers before its transaction is committed. */
  answersEarly?: boolean;
}

class Crash extends Error {}

/** A database whose center dies at a step of its transaction. What was committed stays. */
class CrashingDatabase implements Database {
  readonly kind = 'pglite';
  crashAt: CrashAt | null = null;
  hasCrashed = false;

  constructor(
    private readonly inner: Database,
    private readonly answersEarly: boolean,
  ) {}

  query<R extends object>(text: string, parameters?: readonly unknown[]): Promise<R[]> {
    return this.inner.query<R>(text, parameters);
  }

  script(text: string): Promise<void> {
    return this.inner.script(text);
  }

  async transaction<T>(work: (transaction: Queries) => Promise<T>): Promise<T> {
    const at = this.crashAt;
    this.crashAt = null;
    if (at === null) return this.inner.transaction<T>(work);
    let result: T | undefined;
    if (at === 'inside') {
      await this.inner
        .transaction(async (transaction) => {
          result = await work(transaction);
          throw new Crash();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
        });
      if (this.answersEarly) return result as T;
    }
    if (at === 'after') await this.inner.transaction<T>(work);
    this.hasCrashed = true;
    throw new Crash();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** One process of the center: the real routes, judge and SQL. Killed, it is up again for the next request. */
class CenterProcess {
  readonly database: CrashingDatabase;
  private app: ReturnType<typeof createApp> | null = null;
  private now = 0;

  constructor(
    database: Database,
    private readonly keys: CenterKeys,
    plant: ProvincePlant,
  ) {
    this.database = new CrashingDatabase(database, plant.answersEarly ?? false);
  }

  async ask(
    method: 'GET' | 'POST',
    url: string,
    seatId: string,
    now: number,
    body?: unknown,
  ): Promise<Exchange> {
    this.now = now;
    const { database } = this;
    const app = (this.app ??= await this.start());
    const token = await createSeats(database, this.keys).enrol({ id: seatId, unitCode: '4101' }, 0);
    const headers = { authorization: `Bearer ${token}` };
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const type = payload === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await app.inject({ method, url, headers: { ...headers, ...type }, payload });
    if (database.hasCrashed) {
      database.hasCrashed = false;
      this.app = null;
      return { kind: 'failed', cause: 'unreachable', mayHaveArrived: true };
    }
    const header = (name: string) =>
      answer.headers[name] === undefined ? null : String(answer.headers[name]);
    return {
      kind: 'answered',
      status: answer.statusCode,
      contentType: header('content-type') ?? '',
      retryAfter: header('retry-after'),
      etag: header('etag'),
      body: answer.rawPayload,
    };
  }

  private async start(): Promise<ReturnType<typeof createApp>> {
    const { database, keys } = this;
    const bundles = await loadBundles(database, keys);
    await bundles.offer(SHIPPED_BUNDLE);
    return createApp({
      database,
      keys,
      keyRolls: await openKeyRolls(database, keys),
      bundles,
      seats: createSeats(database, keys),
      store: createRecordStore(database, keys),
      changes: createChanges(database, keys),
      anchors: createAnchors(database, keys),
      attachments: createAttachmentStore(database, keys),
      releases: createReleases(null),
      tally: createTally(0),
      ...createPeopleParts(database, keys, bundles),
      operatorToken: null,
      now: () => this.now,
      log: () => undefined,
      findBundle: bundles.find,
      isSealingKey: (id) => keys.sealingIds.has(id),
      maxRequestBytes: MAX_REQUEST_BYTES,
    });
  }
}

/**
 * Two seats' real engines, outboxes and schemas, each at a process of the real center of its own, both over one database.
 * What is simulated is the way between them and every clock. Kills of either side at each step on demand.
 */
export class Province {
  readonly seats: readonly [ProvinceSeat, ProvinceSeat];
  private readonly centers: readonly [CenterProcess, CenterProcess];

  constructor(
    private readonly database: Database,
    private readonly keys: CenterKeys,
    seed: number,
    plant: ProvincePlant = {},
  ) {
    const process = () => new CenterProcess(database, keys, plant);
    this.centers = [process(), process()];
    const [first, second] = this.centers;
    const seat = (id: string, center: CenterProcess, own: number) =>
      new ProvinceSeat(
        (method, url, now, body) => center.ask(method, url, id, now, body),
        keys,
        id,
        own,
        plant,
      );
    this.seats = [seat('ZZ01', first, seed), seat('ZZ02', second, seed + 1)];
  }

  /** The process dies at this step of the next push that reaches its database. */
  crashCenter(which: 0 | 1, at: CrashAt): void {
    this.centers[which].database.crashAt = at;
  }

  /** Nothing more is to crash. */
  calm(): void {
    for (const { database } of this.centers) database.crashAt = null;
  }

  records(): Promise<StoredRecord[]> {
    return createRecordStore(this.database, this.keys).list();
  }

  close(): void {
    for (const seat of this.seats) seat.close();
  }
}
