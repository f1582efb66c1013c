import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Refusal } from '../refusal';
import { refuseNewer } from './migrate';
import { sqliteCode, storeRefusal } from './sqlite-failure';

export interface OpenOptions {
  file: string;
  /** Raw 32 bytes. */
  key: Buffer;
  nativeBinding: string | null;
  /** The file's salt as noted when it was made (`saltOf`); null for a file that was never open before. */
  salt: string | null;
}

/** What every connection must say of itself, after its first write and after a reopen (reliability §2.2, D1). */
export const REQUIRED_SETTINGS = {
  cipher: 'aegis',
  journal_mode: 'wal',
  synchronous: 2,
  busy_timeout: 5000,
  foreign_keys: 1,
  temp_store: 2,
  secure_delete: 1,
  trusted_schema: 0,
  recursive_triggers: 1,
} as const;

/** In this order. better-sqlite3 is built with `synchronous=NORMAL` for WAL and does not show it at first. */
export const SETTINGS: readonly string[] = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'busy_timeout = 5000',
  'foreign_keys = ON',
  // Else sorting writes names in clear to temporary files: they are not encrypted.
  'temp_store = MEMORY',
  'secure_delete = ON',
  'trusted_schema = OFF',
  // Else INSERT OR REPLACE deletes without asking the triggers.
  'recursive_triggers = ON',
  'cache_size = -16000',
];

/** Bytes 16…23 lie outside the authenticated part: 4,096-byte pages, WAL, 32 bytes of nonce and tag a page. */
const PLAIN_HEADER = '1000020240402020';

/**
 * A connection with the whole settings sheet. `settings` is open for tests that plant a missing line. Throws a
 * Refusal (`store_foreign`, `store_corrupt`, `store_newer`, `store_read_only`, `store_full`, `store_failed`); the file
 * is only read until key, kind and version are known to be right, and never deleted.
 */
export function openStoreFile(
  options: OpenOptions,
  settings: readonly string[] = SETTINGS,
): Database.Database {
  const isThere = existsSync(options.file) && statSync(options.file).size > 0;
  if (!isThere && options.salt !== null) throw new Refusal('store_corrupt', { reason: 'missing' });
  try {
    // A writing connection could checkpoint a foreign log on close; so look first, with one that cannot write.
    if (isThere) lookFirst(options);
    return connect(options, settings);
  } catch (error) {
    const refusal = storeRefusal(error);
    throw refusal?.failure.code === 'store_foreign' && isOurs(options)
      ? new Refusal('store_corrupt', undefined, error)
      : (refusal ?? error);
  }
}

/** NOTADB says "wrong key" and "damaged first page" alike; the salt tells which. */
function isOurs(options: OpenOptions): boolean {
  if (options.salt === null) return false;
  const salt = headOf(options.file).salt;
  return salt === options.salt || /^0*$/.test(salt) || statSync(options.file).size < 4096;
}

/**
 * Power that went while the file was made, before it had a log, left a journal: only one that writes can take the half back.
 * Nothing was ever stored in a file without a noted salt; any other is not ours to take back.
 */
function lookFirst(options: OpenOptions): void {
  try {
    probe(options);
  } catch (error) {
    const isHalfMade = options.salt === null && sqliteCode(error) === 'SQLITE_READONLY_ROLLBACK';
    if (!isHalfMade) throw error;
  }
}

function probe(options: OpenOptions): void {
  const db = new Database(options.file, { ...driverOf(options), readonly: true });
  try {
    unlock(db, options.key);
    refuseNewer(db);
    if (headOf(options.file).plain !== PLAIN_HEADER) throw new Refusal('store_corrupt', { reason: 'header' });
  } finally {
    db.close();
  }
}

function connect(options: OpenOptions, settings: readonly string[]): Database.Database {
  const db = new Database(options.file, driverOf(options));
  try {
    unlock(db, options.key);
    for (const line of settings) db.pragma(line);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export function driverOf(options: OpenOptions): Database.Options {
  return options.nativeBinding === null ? {} : { nativeBinding: options.nativeBinding };
}

export function unlock(db: Database.Database, key: Buffer): void {
  db.pragma("cipher = 'aegis'");
  // `raw:` takes the bytes as they are; `hexkey` would be stretched like a passphrase (47 ms an open).
  db.pragma(`key = 'raw:${key.toString('hex')}'`);
  db.pragma('user_version', { simple: true }); // the first read: a wrong key shows here
}

/** Settings in which a connection differs from the sheet; empty is right. */
export function settingsAmiss(db: Database.Database): string[] {
  return Object.entries(REQUIRED_SETTINGS)
    .filter(([name, wanted]) => settingOf(db, name) !== wanted)
    .map(([name]) => name);
}

function settingOf(db: Database.Database, name: string): unknown {
  return db.pragma(name, { simple: true });
}

/** Throws `store_failed` where a setting does not hold: better no store than one that loses or leaks. */
export function assertSettings(db: Database.Database): void {
  const amiss = settingsAmiss(db);
  if (amiss.length > 0) throw new Refusal('store_failed', { settings: amiss.join(', ') });
}

/** The first 16 bytes: AEGIS' salt, made once per file, so it tells our damaged file from somebody else's. */
export function saltOf(file: string): string {
  return headOf(file).salt;
}

function headOf(file: string): { salt: string; plain: string } {
  const head = Buffer.alloc(24);
  const handle = openSync(file, 'r');
  try {
    const length = readSync(handle, head, 0, head.length, 0);
    return { salt: head.toString('hex', 0, Math.min(16, length)), plain: head.toString('hex', 16, length) };
  } finally {
    closeSync(handle);
  }
}
