import Database from 'better-sqlite3';
import type { ErrorCode } from '../../../shared/ipc/errors';
import { Refusal } from '../refusal';

const BY_CODE: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_FULL', 'store_full'],
  ['SQLITE_IOERR_WRITE', 'store_full'], // a quota or file size limit says it this way
  ['SQLITE_IOERR_SHMSIZE', 'store_full'], // no room for the log's index
  ['SQLITE_READONLY', 'store_read_only'],
  ['SQLITE_CANTOPEN', 'store_read_only'],
  ['SQLITE_NOTADB', 'store_foreign'],
  ['SQLITE_CORRUPT', 'store_corrupt'],
  ['SQLITE_IOERR', 'store_failed'],
  ['SQLITE_BUSY', 'store_failed'],
  ['SQLITE_PERM', 'store_read_only'],
  ['SQLITE_AUTH', 'store_failed'],
];

/** A driver's error as a word of the closed list; `undefined` where it is not the file's fault (a bug of ours). */
export function storeRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const code = sqliteCode(error);
  if (code === undefined) return undefined;
  const found = BY_CODE.find(([prefix]) => code.startsWith(prefix));
  return found && new Refusal(found[1], undefined, error);
}

/** True where the disk itself failed (not merely full): what this connection believes may be wrong from now on. */
export function isIoError(error: unknown): boolean {
  return (
    (sqliteCode(error)?.startsWith('SQLITE_IOERR') ?? false) &&
    storeRefusal(error)?.failure.code !== 'store_full'
  );
}

export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined;
}
