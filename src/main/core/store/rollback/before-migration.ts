import Database from 'better-sqlite3';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../disk/write-whole';
import { STORE_VERSION, versionOf } from '../migrate';
import { driverOf, unlock, type OpenOptions } from '../open';

const FOLDER = 'before-migration';
const COPY = /^seat-v(\d+)\.db$/;
const PART = '.part';
const PIECE_BYTES = 1_000_000;

/** What grows with everything that is taken in or done; equal in two stores only where nothing was, in either. */
const TAKEN_IN = `select (select coalesce(max(seq), 0) from audit) || ' ' ||
  (select coalesce(sum(last), 0) from number_series) || ' ' || (select count(*) from revisions) || ' ' ||
  (select count(*) from receipts) || ' ' || (select count(*) from drafts) || ' ' ||
  (select coalesce(sum(save_count), 0) from drafts) || ' ' || (select coalesce(max(saved_at), 0) from drafts)`;

const folderOf = (file: string): string => join(dirname(file), FOLDER);
const copyOf = (file: string, version: number): string => join(folderOf(file), `seat-v${version}.db`);

/**
 * Before a later program changes the store's form, a copy of it as it was: byte for byte, so encrypted as it was and under
 * the same salt. A disk without room for one is no reason to withhold the seat: then there is no way back, and calls go on.
 */
export function keepBeforeMigration(
  options: OpenOptions,
  known: number = STORE_VERSION,
): 'kept' | 'none' | 'no_room' {
  const { file } = options;
  const version = versionIn(options);
  if (version === null || version === 0 || version >= known) return 'none';
  const copy = copyOf(file, version);
  // One that is there already was taken before a migration that did not come to its end.
  if (existsSync(copy)) return 'kept';
  try {
    if (!emptyLog(options)) return 'no_room';
    mkdirSync(folderOf(file), { recursive: true, mode: 0o700 });
    copyWhole(file, copy);
    return 'kept';
  } catch {
    return 'no_room';
  }
}

/**
 * A store that a later program changed, under the earlier one again: the copy is put back where nothing was taken in since.
 * Else the store stays as it is, and the later program is the one to install: a call is never given up for a version.
 */
export function putBackBeforeMigration(
  options: OpenOptions,
  known: number = STORE_VERSION,
): 'put_back' | 'taken_since' | 'none' {
  const { file } = options;
  const version = versionIn(options);
  if (version === null || version <= known) return 'none';
  const copy = latestCopy(file, known);
  if (copy === null) return 'none';
  const [now, then] = [takenIn(options, file), takenIn(options, copy)];
  if (now === null || now !== then || !emptyLog(options)) return 'taken_since';
  const part = `${file}${PART}`;
  copyWhole(copy, part);
  linkAside(file, join(folderOf(file), `set-aside-v${version}.db`));
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  renameSync(part, file);
  syncFolder(dirname(file));
  return 'put_back';
}

/** Somebody is at work with this program: nobody goes back any more, and what was wiped since must not lie in a copy. */
export function forgetBeforeMigration(file: string): void {
  rmSync(folderOf(file), { recursive: true, force: true });
  // Of a way back that was cut off and then not taken.
  rmSync(`${file}${PART}`, { force: true });
  rmSync(`${file}${PART}${PART}`, { force: true });
}

function latestCopy(file: string, known: number): string | null {
  const folder = folderOf(file);
  if (!existsSync(folder)) return null;
  const versions = readdirSync(folder)
    .map((name) => Number(COPY.exec(name)?.[1] ?? 0))
    .filter((version) => version > 0 && version <= known);
  return versions.length === 0 ? null : copyOf(file, Math.max(...versions));
}

/** Null for a file that is not there or cannot be read: what is wrong with it is said where it is opened. */
export const versionIn = (options: OpenOptions): number | null =>
  existsSync(options.file) ? looking(options, options.file, versionOf) : null;

const takenIn = (options: OpenOptions, file: string): string | null =>
  looking(options, file, (db) => db.prepare<[], string>(TAKEN_IN).pluck().get() ?? null);

/** Moves the log into the file, so that the file alone is the whole store. False where it could not be. */
function emptyLog(options: OpenOptions): boolean {
  const done = looking(options, options.file, (db) => db.pragma('wal_checkpoint(TRUNCATE)'), 'writing');
  return (done as { busy: number }[] | null)?.[0]?.busy === 0;
}

function looking<T>(
  options: OpenOptions,
  file: string,
  look: (db: Database.Database) => T,
  how: 'reading' | 'writing' = 'reading',
): T | null {
  try {
    const db = new Database(file, { ...driverOf(options), readonly: how === 'reading' });
    try {
      unlock(db, options.key);
      return look(db);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** Through a file of another name, so that what bears the name is whole. */
function copyWhole(from: string, to: string): void {
  const part = `${to}${PART}`;
  try {
    copySynced(from, part);
    renameSync(part, to);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  syncFolder(dirname(to));
}

function copySynced(from: string, to: string): void {
  const source = openSync(from, 'r');
  const target = openSync(to, 'w', 0o600);
  try {
    const piece = Buffer.alloc(PIECE_BYTES);
    for (let read = readSync(source, piece); read > 0; read = readSync(source, piece)) {
      for (let written = 0; written < read;) written += writeSync(target, piece, written, read - written);
    }
    fsyncSync(target);
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

function linkAside(file: string, aside: string): void {
  rmSync(aside, { force: true });
  linkSync(file, aside);
}
