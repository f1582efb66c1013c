import { mkdirSync } from 'node:fs';
import { isDue, keptOf, type BackupBook, type BackupTrouble } from '../../../shared/backup/backup';
import type { Announce, CoreConfig, Log } from '../ports';
import type { Clock, Timer } from '../sync/ports';
import type { ReaderStart } from '../reader/protocol';
import type { Store } from '../store/store';
import { failureOf } from '../vault/keeper';
import { backupFolderIn, readBook, tidy, writeBook } from './book';
import { createBackupMaker, type BackupMaker } from './maker';

/** What calls need is never taken for a backup. */
export const SPARE_BYTES = 200_000_000;

const FIRST_MS = 3 * 60_000;
const EVERY_MS = 60_000;
const AGAIN_MS = 60 * 60_000;
/** So long a backup that is due waits for a moment without a call; then it takes any. */
const PATIENCE_MS = 6 * 60 * 60_000;

export interface BackupParts {
  config: Pick<CoreConfig, 'dataFolder' | 'backupScript'>;
  /** How the store is opened; `key` is a copy that `stop` wipes. */
  access: ReaderStart;
  /** True while no call lacks its end. */
  isIdle: () => boolean;
  clock: Clock;
  timer: Timer;
  announce: Announce;
  log: Log;
  spareBytes?: number | undefined;
  maker?: BackupMaker;
}

/**
 * One encrypted backup a day, made while nobody is on the line, each with its restore rehearsed; the last seven days and four
 * weeks are kept. What it cannot do it says (`backups.json`, self-check), and tries again within the hour.
 */
export class Backups {
  readonly folder: string;
  private readonly maker: BackupMaker;
  private running: Promise<BackupBook> | undefined;
  private callOff: () => void = () => undefined;
  private dueSince: number | null = null;
  private notBefore = 0;
  private isStopped = false;
  /** The trouble of a try that could not even be written down. */
  private unwritten: BackupBook['trouble'] = null;

  constructor(private readonly parts: BackupParts) {
    this.folder = backupFolderIn(parts.config);
    this.maker = parts.maker ?? createBackupMaker(parts.config.backupScript ?? null);
  }

  start(): void {
    this.lookIn(FIRST_MS);
  }

  private lookIn(ms: number): void {
    if (!this.isStopped) this.callOff = this.parts.timer.after(ms, () => void this.look());
  }

  /** Makes one where it is time. */
  private async look(): Promise<void> {
    if (this.isTime()) await this.makeNow();
    this.lookIn(EVERY_MS);
  }

  private isTime(): boolean {
    const { clock, isIdle } = this.parts;
    const now = clock.monotonic();
    const book = readBook(this.folder);
    if (book !== null && !isDue(book, clock.now())) {
      this.dueSince = null;
      return false;
    }
    if (now < this.notBefore) return false;
    this.dueSince ??= now;
    return isIdle() || now - this.dueSince > PATIENCE_MS;
  }

  /** Makes one now, or waits for the one in hand. Never rejects; what came of it is in the book. */
  makeNow(): Promise<BackupBook> {
    this.running ??= this.make().finally(() => (this.running = undefined));
    return this.running;
  }

  private async make(): Promise<BackupBook> {
    const { access, clock, log, announce, spareBytes = SPARE_BYTES } = this.parts;
    const began = clock.monotonic();
    const at = clock.now();
    const { file, nativeBinding } = access;
    const order = {
      file,
      key: new Uint8Array(access.key),
      nativeBinding,
      folder: this.folder,
      at,
      spareBytes,
    };
    const made = await this.maker.make(order);
    const ms = Math.round(clock.monotonic() - began);
    const before = readBook(this.folder) ?? { schema: 1, kept: [], trouble: null };
    const outcome = made.ok ? 'ok' : made.reason;
    log({ event: 'store', what: 'backup', outcome, ms });
    const book: BackupBook = made.ok
      ? {
          schema: 1,
          kept: keptOf([...before.kept.filter(({ file: each }) => each !== made.note.file), made.note]),
          trouble: null,
        }
      : { ...before, trouble: { at, reason: made.reason } };
    if (!made.ok) this.notBefore = clock.monotonic() + AGAIN_MS;
    const written = this.write(book);
    announce('care');
    return written;
  }

  /** The book first: what it does not name is no backup, and is then taken away. */
  private write(book: BackupBook): BackupBook {
    if (this.isStopped) return book;
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      writeBook(this.folder, book);
      tidy(this.folder, book.kept);
      this.unwritten = null;
      return book;
    } catch (error) {
      // No room for a line, or no right to write one: what is known stays with whoever asks this core.
      const isFull = failureOf(error).code === 'store_full';
      const reason: BackupTrouble = book.trouble?.reason ?? (isFull ? 'no_room' : 'not_writable');
      this.unwritten = { at: this.parts.clock.now(), reason };
      return { ...book, trouble: this.unwritten };
    }
  }

  /** What lies in the folder, and the trouble of the last try; null where the folder cannot be read. */
  book(): BackupBook | null {
    const book = readBook(this.folder);
    return book && { ...book, trouble: book.trouble ?? this.unwritten };
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.callOff();
    await this.maker.stop();
    await this.running;
    this.parts.access.key.fill(0);
  }
}

/** Those of an open store; `access` stays whole: its key is copied. */
export function openBackups(
  store: Pick<Store, 'days'>,
  access: ReaderStart,
  parts: Omit<BackupParts, 'access' | 'isIdle'>,
): Backups {
  const isIdle = (): boolean => store.days.openCalls().length === 0;
  return new Backups({ ...parts, isIdle, access: { ...access, key: new Uint8Array(access.key) } });
}
