import { CHECK_NAMES, type CheckName, type SelfCheckReport } from '../../../shared/self-check/check';
import { judgeCheck, type CheckFacts } from '../../../shared/self-check/judge';
import { runVerification } from '../audit/verifier';
import { backupFolderIn, readBook } from '../backup/book';
import type { CoreConfig, KeyStore, PrinterList } from '../ports';
import { STORE_VERSION } from '../store/migrate';
import type { Reader } from '../reader/reader';
import type { Clock } from '../sync/ports';
import { centerKeysOf, escrowOf } from './center-keys';
import { chineseFonts, diskSpace, diskSpeed, keyStoreOf, programOf, storeSizes, timeZone } from './measures';
import { keysOf } from '../enrolment/enrolment';
import type { Opened, StandingStore } from './opened';

export interface SelfCheckParts {
  config: Pick<CoreConfig, 'dataFolder' | 'version' | 'runtime'>;
  keyStore: KeyStore;
  storeState: () => StandingStore;
  opened: () => Opened | undefined;
  /** How many printers the system knows; null where it cannot be asked. */
  printers: () => Promise<PrinterList | null>;
  clock: Clock;
  onProgress: () => void;
  reserveBytes?: number | undefined;
}

/** What is known of a check whose look broke. */
const UNSEEN: { [N in Exclude<CheckName, 'clock' | 'program'>]: CheckFacts[N] } = {
  disk_space: null,
  disk_speed: null,
  key_store: { keptBy: null, backend: '', isAvailable: false },
  database: { state: 'failed', code: 'internal' },
  escrow: { copies: 0, keyId: null, hasStore: true, wanted: null },
  center_keys: null,
  backup: null,
  network: null,
  center: null,
  bundle: null,
  delivery: null,
  audit: null,
  fonts: null,
  printer: null,
};

/**
 * The self-check (体检): one check after the other, each looked at, judged and shown as it ends. Sends a health question and
 * one for the bundle, writes one small file that it takes away again, and reads no call.
 */
export class SelfCheck {
  private current: SelfCheckReport | null = null;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(private readonly parts: SelfCheckParts) {}

  /** The last report or the one in the making; null before the first. */
  report(): SelfCheckReport | null {
    return this.current;
  }

  /** Begins one, unless one runs; returns it as it stands. */
  start(): SelfCheckReport {
    if (this.current !== null && this.current.running !== null) return this.current;
    const [first = null] = CHECK_NAMES;
    const seatId = this.parts.opened()?.enrolment.seat.id ?? null;
    const report: SelfCheckReport = {
      startedAt: this.parts.clock.now(),
      running: first,
      progress: null,
      seatId,
      checks: [],
    };
    this.current = report;
    this.running = this.all(report);
    return report;
  }

  /** The one that runs, or a new one, once it is through. */
  async finished(): Promise<SelfCheckReport> {
    const report = this.start();
    await this.running;
    return this.current ?? report;
  }

  /** The check in hand is the last. */
  stop(): void {
    this.isStopped = true;
  }

  private async all(begun: SelfCheckReport): Promise<void> {
    let report = begun;
    const put = (change: Partial<SelfCheckReport>): void => {
      this.current = report = { ...report, ...change };
      this.parts.onProgress();
    };
    for (const [index, name] of CHECK_NAMES.entries()) {
      if (this.isStopped) return;
      put({ running: name, progress: null });
      const check = await this.check(name, (done, of) => put({ progress: { done, of } }));
      put({ checks: [...report.checks, check], running: CHECK_NAMES[index + 1] ?? null, progress: null });
    }
  }

  /** Where a look itself breaks (a disk that fails, a store that was closed meanwhile), the check says that it could not. */
  private async check<N extends CheckName>(name: N, progress: (done: number, of: number) => void) {
    const now = this.parts.clock.now();
    try {
      return judgeCheck(name, await this.look(progress)[name](), now);
    } catch {
      const facts: CheckFacts[N] = {
        ...UNSEEN,
        clock: { offsetMs: null, ...timeZone(now) },
        program: programOf(this.parts.config),
      }[name];
      return judgeCheck(name, facts, now);
    }
  }

  private look(progress: (done: number, of: number) => void): {
    [N in CheckName]: () => CheckFacts[N] | Promise<CheckFacts[N]>;
  } {
    const { config, keyStore, clock, opened, reserveBytes } = this.parts;
    const now = clock.now();
    return {
      disk_space: () => diskSpace(config, reserveBytes),
      disk_speed: () => diskSpeed(config),
      clock: () => ({ offsetMs: opened()?.clockOffset() ?? null, ...timeZone(now) }),
      key_store: () => keyStoreOf(config, keyStore),
      database: () => this.database(),
      escrow: () => escrowOf(config, opened()),
      center_keys: () => centerKeysOf(opened()),
      backup: () => opened()?.backups?.book() ?? readBook(backupFolderIn(config)),
      network: () => {
        const view = opened()?.network.settings();
        return view === undefined
          ? null
          : { mode: view.mode, validUntil: view.authorities.map(({ validUntil }) => validUntil) };
      },
      center: async () => (await opened()?.tester.finished()) ?? null,
      bundle: () => this.bundle(now),
      delivery: () => this.delivery(),
      audit: async () => {
        const open = opened();
        if (open === undefined) return null;
        return runVerification({
          reader: open.reader,
          seatId: open.enrolment.seat.id,
          signingKeys: keysOf(open.store, open.enrolment).signing,
          rows: () => open.store.audit.head().seq,
          now: () => clock.now(),
          monotonic: () => clock.monotonic(),
          lane: 'self-check',
          onProgress: ({ verdict, of }) => progress(verdict.rows, of),
        });
      },
      fonts: () => chineseFonts(),
      printer: async () => {
        const list = await this.parts.printers().catch(() => null);
        return list === null ? null : { printers: list.count };
      },
      program: () => programOf(config),
    };
  }

  private async database(): Promise<CheckFacts['database']> {
    const { config, storeState, opened } = this.parts;
    const state = storeState();
    if (state.kind === 'failed') return { state: 'failed', code: state.error.code };
    const open = opened();
    if (open === undefined) return { state: 'locked' };
    return {
      state: 'open',
      version: STORE_VERSION,
      ...storeSizes(config),
      damaged: await damagedTables(open.reader),
      amiss: open.isSeats ? open.store.settingsAmiss().length : null,
    };
  }

  private bundle(now: number): CheckFacts['bundle'] {
    const store = this.parts.opened()?.store;
    if (store === undefined) return null;
    const heads = store.bundles.list();
    const inForce = heads.filter(({ effectiveFrom }) => effectiveFrom <= now).at(-1) ?? heads[0];
    if (inForce === undefined) return { version: null, refusedAt: null };
    const refusedAt = store.audit.lastOf('bundle_refused');
    const takenAt = store.audit.lastOf('bundle_taken') ?? store.audit.lastOf('enrolled');
    const isLater = refusedAt !== null && (takenAt === null || refusedAt.seq > takenAt.seq);
    return { version: inForce.version, refusedAt: isLater ? refusedAt.at : null };
  }

  private delivery(): CheckFacts['delivery'] {
    const store = this.parts.opened()?.store;
    if (store === undefined) return null;
    const { owed, unconfirmed, quarantined, superseded, lost } = store.arrival.total();
    const { oldestOwedAt } = store.outbox.summary();
    const attachments = store.uploads.summary().owed;
    return { owed, unconfirmed, quarantined: quarantined - superseded, lost, oldestOwedAt, attachments };
  }
}

/** How many tables do not pass SQLite's quick check, one after the other; null where it could not go through all. */
async function damagedTables(reader: Reader): Promise<number | null> {
  const tables = await reader.ask('store.tables', {}, 'store');
  if (tables === undefined) return null;
  let damaged = 0;
  for (const table of tables) {
    const said = await reader.ask('store.check', { table }, 'store');
    if (said === undefined) return null;
    if (!said.isWhole) damaged += 1;
  }
  return damaged;
}
