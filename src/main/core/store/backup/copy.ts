import Database from 'better-sqlite3';
import { Refusal } from '../../refusal';
import { driverOf, unlock, type OpenOptions } from '../open';
import { storeRefusal } from '../sqlite-failure';

/** How many rows each table has, and where the audit ends. */
export interface StoreFigures {
  rows: Readonly<Record<string, number>>;
  audit: { seq: number; hash: string };
}

type Source = Pick<OpenOptions, 'file' | 'key' | 'nativeBinding'>;

const TRIES = 3;
/** Only ever grow: where somebody writes meanwhile, the copy has what was there before and not more than after. */
const GROWING = ['calls', 'revisions', 'receipts', 'audit', 'cases', 'case_acts'] as const;

/**
 * Copies the store, whole and under the same key, into `to` (`VACUUM INTO`, which sees one moment of it); no identity of a
 * call in the making comes along: a copy lives for weeks, the plaintext in a draft until the call ends. Returns what
 * the store held at that moment. Throws a Refusal; `store_corrupt` for a damaged page as well.
 */
export function copyStore(source: Source, to: string, onCopied: () => void = () => undefined): StoreFigures {
  const live = connect(source, true);
  try {
    for (let tries = 1; ; tries += 1) {
      const version = live.pragma('data_version', { simple: true });
      const before = figuresOf(live);
      live.prepare('vacuum into ?').run(to);
      const isStill = live.pragma('data_version', { simple: true }) === version;
      onCopied();
      withoutIdentity({ ...source, file: to });
      const copied = figuresOfFile({ ...source, file: to });
      const after = figuresOf(live);
      const isSame = isStill
        ? JSON.stringify(copied) === JSON.stringify(before)
        : GROWING.every((table) => isBetween(before.rows[table], copied.rows[table], after.rows[table]));
      if (isSame) return isStill ? before : copied;
      if (tries === TRIES) throw new Refusal('store_failed', { reason: 'copy_differs' });
    }
  } catch (error) {
    throw storeRefusal(error) ?? error;
  } finally {
    live.close();
  }
}

const isBetween = (low = 0, value = 0, high = 0): boolean => low <= value && value <= high;

function withoutIdentity(copy: Source): void {
  const db = connect(copy, false);
  try {
    db.pragma('secure_delete = ON');
    db.prepare("update drafts set form = json_set(form, '$.identity', null)").run();
  } finally {
    db.close();
  }
}

/** Throws a Refusal where a page, a row or an index does not hold. */
export function assertWhole(copy: Source): void {
  try {
    const db = connect(copy, true);
    try {
      const said = db.pragma('integrity_check', { simple: true });
      if (said !== 'ok') throw new Refusal('store_corrupt', { reason: 'integrity' });
    } finally {
      db.close();
    }
  } catch (error) {
    throw storeRefusal(error) ?? error;
  }
}

export function figuresOfFile(file: Source): StoreFigures {
  const db = connect(file, true);
  try {
    return figuresOf(db);
  } finally {
    db.close();
  }
}

function figuresOf(db: Database.Database): StoreFigures {
  const tables = db
    .prepare<[], string>(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
    )
    .pluck()
    .all();
  const rows = tables.map((table) => {
    const count = db.prepare<[], number>(`select count(*) from "${table}"`).pluck().get() ?? 0;
    return [table, count] as const;
  });
  const audit = db
    .prepare<[], StoreFigures['audit']>('select seq, hash from audit order by seq desc limit 1')
    .get();
  return { rows: Object.fromEntries(rows), audit: audit ?? { seq: 0, hash: '' } };
}

function connect(source: Source, readonly: boolean): Database.Database {
  const db = new Database(source.file, {
    ...driverOf({ ...source, salt: null }),
    readonly,
    fileMustExist: true,
  });
  try {
    unlock(db, source.key);
    for (const line of ['busy_timeout = 5000', 'temp_store = MEMORY', 'trusted_schema = OFF'])
      db.pragma(line);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Makes a copy that lies in one file a store as the seat keeps it: with a log beside it. */
export function asStoreFile(copy: Source): void {
  const db = connect(copy, false);
  try {
    db.pragma('journal_mode = WAL');
  } catch (error) {
    throw storeRefusal(error) ?? error;
  } finally {
    db.close();
  }
}

/** What can still be read of a store that is to be replaced: its calls, and how far its numbers went; null where nothing. */
export function tracesOf(
  store: Source,
): { calls: string[]; numbers: { seatId: string; day: string; last: number }[] } | null {
  let db: Database.Database | undefined;
  try {
    db = connect(store, true);
    const calls = db.prepare<[], string>('select id from calls').pluck().all();
    const numbers = db
      .prepare<[], { seatId: string; day: string; last: number }>(
        'select seat_id as seatId, day, last from number_series',
      )
      .all();
    return { calls, numbers };
  } catch (error) {
    if (storeRefusal(error) === undefined) throw error;
    return null;
  } finally {
    db?.close();
  }
}
