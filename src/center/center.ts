import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Change } from '../shared/center-api/changes';
import type { Person, SignedEnrolment } from '../shared/center-api/enrolment';
import type { SignedBundle } from '../shared/script/bundle';
import { createAnchors, type Anchors } from './audit/anchors';
import { createAttachmentStore, type AttachmentStore } from './attachments/store';
import { SHIPPED_BUNDLE } from './bundle/shipped';
import { loadBundles, refusalSentence, type OfferOutcome, type Stage } from './bundles';
import { takeCarried, type CarriedOutcome } from './carry/take-carried';
import { createChanges, type Act } from './changes/changes';
import type { Database } from './database/database';
import { migrate } from './database/migrate';
import { openPglite } from './database/pglite';
import { openPostgres } from './database/postgres';
import { DEMO_CHIEF, DEMO_PEOPLE, DEMO_SEAT, makeEnrolment, writeEnrolment } from './enrolment';
import { createFaultSwitch, type FaultSwitch } from './faults/plan';
import { createApp, MAX_REQUEST_BYTES } from './http/app';
import type { Center, CenterEvent } from './http/parts';
import { loadKeys, type CenterKeys } from './keys/keys';
import { openKeyRolls, type KeyRolls } from './keys/rolls';
import { createTally } from './operator/tally';
import type { Codes } from './people/codes';
import { activePeople, createPeopleParts } from './people/parts';
import { CENTER, withVerifier, type NewPerson, type People } from './people/people';
import { createRecordStore, type StoredRecord } from './records/store';
import { createReleases, RELEASE_FOLDER } from './releases/releases';
import { createSeats } from './seats';

export interface CenterOptions {
  /** Folder of the keys and the embedded database; null keeps both in memory (tests). */
  folder: string | null;
  /** A PostgreSQL server to use instead of the embedded database. */
  databaseUrl?: string;
  /** Where an empty embedded cluster is kept for copying; see `openPglite`. */
  templateFile?: string;
  host?: string;
  /** 0 takes a free one; null: nothing listens (the operator's command line). */
  port?: number | null;
  /** Offered at start; refused, the last good one stays in force, and without any the center does not start. */
  bundle?: unknown;
  /** Enrols the demo's seat and people, and writes their enrolment here where it is missing or out of date. */
  demoEnrolmentFile?: string;
  /** Opens the fault switch and the tests' doors; only on the loopback interface. */
  faults?: boolean;
  now?: () => number;
  log?: (event: CenterEvent) => void;
  maxRequestBytes?: number;
  /** How long an approved identity may be looked at, ms; a quarter of an hour unless told. */
  identityMs?: number;
  /** Where the signed release lies that seats may take; `FOLDER/release` unless told. */
  releaseFolder?: string;
  /** Opens the operator's page to whoever has it, from anywhere; without one it opens on this machine alone. */
  operatorToken?: string;
}

export interface RunningCenter {
  /** `http://127.0.0.1:PORT`, without a path; empty where nothing listens. */
  url: string;
  keys: CenterKeys;
  keyRolls: KeyRolls;
  /** Null where `faults` was not asked for. */
  faults: FaultSwitch | null;
  /** Makes a seat's enrolment and its people exactly these; the token stays the same however often. */
  enrol(
    seat: { id: string; unitCode: string },
    people: readonly NewPerson[],
  ): Promise<{ enrolment: SignedEnrolment; token: string }>;
  people: People;
  codes: Pick<Codes, 'make'>;
  /** `stage`: to whom it is offered first; a later offer of the same words widens it. */
  offerBundle(value: unknown, stage?: Stage): Promise<OfferOutcome>;
  /** What an officer does with a record; its seat is told at its next pull. Throws where no such record is here. */
  act(act: Act): Promise<Change>;
  /** Takes in a file carried from a seat; see carry/take-carried.ts. */
  takeCarried(file: Uint8Array): Promise<CarriedOutcome>;
  bundle(): SignedBundle;
  records(): Promise<StoredRecord[]>;
  attachments: Pick<AttachmentStore, 'read'>;
  anchors: Anchors;
  missingRevisions(): Promise<{ id: string; revision: number }[]>;
  /** What the database keeps in one of its tables: for tests that look for what must not be there. */
  databaseRows(
    table:
      | 'people'
      | 'seats'
      | 'enrolment_codes'
      | 'sessions'
      | 'identity_requests'
      | 'identity_acts'
      | 'key_rolls',
  ): Promise<Record<string, unknown>[]>;
  /** Finishes what is being answered, then closes database and socket. Once; later calls wait for the first. */
  close(): Promise<void>;
}

/** The reference provincial center, listening. Rejects with a sentence for the operator where it cannot start. */
export async function createCenter(options: CenterOptions): Promise<RunningCenter> {
  const { folder, host = '127.0.0.1', now = Date.now } = options;
  const log = options.log ?? (() => undefined);
  if (options.faults === true && !['127.0.0.1', '::1', 'localhost'].includes(host)) {
    throw new Error('The fault switch opens on the loopback interface only.');
  }
  const keys = await loadKeys(folder);
  const database = await openDatabase(options);
  try {
    await migrate(database);
    const keyRolls = await openKeyRolls(database, keys);
    const bundles = await loadBundles(database, keys);
    await takeInForce(bundles, options.bundle ?? SHIPPED_BUNDLE, log);
    const seats = createSeats(database, keys);
    const store = createRecordStore(database, keys);
    const changes = createChanges(database, keys);
    const attachments = createAttachmentStore(database, keys);
    const persons = createPeopleParts(database, keys, bundles, options.identityMs);
    const { people, codes } = persons;
    const anchors = createAnchors(database, keys);
    const faults = options.faults === true ? createFaultSwitch() : null;
    const center: Center = {
      database,
      keys,
      keyRolls,
      bundles,
      seats,
      store,
      changes,
      anchors,
      attachments,
      releases: createReleases(options.releaseFolder ?? (folder && join(folder, RELEASE_FOLDER))),
      tally: createTally(now()),
      ...persons,
      operatorToken: options.operatorToken ?? null,
      now,
      log,
      findBundle: bundles.find,
      isSealingKey: (id) => keys.sealingIds.has(id),
      maxRequestBytes: options.maxRequestBytes ?? MAX_REQUEST_BYTES,
    };
    const app = createApp(center, faults === null ? undefined : { faults, keys });
    const demoToken =
      options.demoEnrolmentFile === undefined ? undefined : await seats.enrol(DEMO_SEAT, now());
    const url = options.port === null ? '' : await listen(app, host, options.port ?? 0);
    const parts = () => ({ centerUrl: url, bundle: bundles.current(null).signed });
    if (options.demoEnrolmentFile !== undefined && demoToken !== undefined) {
      const enrolment = { ...parts(), seat: DEMO_SEAT, token: demoToken };
      await writeEnrolment(options.demoEnrolmentFile, enrolment, await demoPeople(people, now()), keys);
    }
    let closing: Promise<void> | undefined;
    return {
      url,
      keys,
      keyRolls,
      faults,
      people,
      codes,
      enrol: async (seat, newPeople) => {
        const token = await seats.enrol(seat, now());
        const entered = await Promise.all(newPeople.map(withVerifier));
        await people.replace(seat.id, entered, now());
        return { token, enrolment: makeEnrolment({ ...parts(), seat, token }, entered, keys) };
      },
      act: (act) => changes.add(act),
      offerBundle: async (value, stage) => {
        const outcome = await bundles.offer(value, stage);
        if (!outcome.ok) {
          const stillInForce = bundles.current(null).bundle.version;
          log({ event: 'bundle_refused', why: refusalSentence(outcome), stillInForce });
        }
        return outcome;
      },
      takeCarried: (file) => takeCarried(file, keys, center),
      bundle: () => bundles.current(null).signed,
      records: () => store.list(),
      attachments,
      anchors,
      missingRevisions: () => store.missingRevisions(),
      databaseRows: (table) => database.query(`select * from ${table}`),
      close: () => (closing ??= app.close().then(() => database.close())),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The demo's people are entered once; what an operator then makes of them stays. */
async function demoPeople(people: People, now: number): Promise<Person[]> {
  if ((await people.list(DEMO_SEAT.id)).length === 0) {
    await people.replace(DEMO_SEAT.id, await Promise.all(DEMO_PEOPLE.map(withVerifier)), now);
  }
  if ((await people.list(CENTER)).length === 0) {
    await people.add(CENTER, await withVerifier(DEMO_CHIEF), now);
  }
  return activePeople(people, DEMO_SEAT.id);
}

async function listen(app: ReturnType<typeof createApp>, host: string, asked: number): Promise<string> {
  await app.listen({ host, port: asked });
  const { port } = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function openDatabase({ databaseUrl, folder, templateFile }: CenterOptions): Promise<Database> {
  if (databaseUrl !== undefined) return openPostgres(databaseUrl);
  return openPglite({ folder: folder === null ? null : join(folder, 'database'), templateFile });
}

/** A refused bundle is told and left; the center runs on with the last good one, or not at all (R-5). */
async function takeInForce(
  bundles: Awaited<ReturnType<typeof loadBundles>>,
  offered: unknown,
  log: (event: CenterEvent) => void,
): Promise<void> {
  const outcome = await bundles.offer(offered);
  if (outcome.ok) return;
  const why = refusalSentence(outcome);
  let stillInForce: string;
  try {
    stillInForce = bundles.current(null).bundle.version;
  } catch {
    throw new Error(`The bundle is refused, and there is no earlier one to run with. ${why}`);
  }
  log({ event: 'bundle_refused', why, stillInForce });
}
