import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { BackupBook, EMPTY_BOOK, type BackupNote } from '../../../shared/backup/backup';
import { syncFolder } from './whole-file';

const BOOK = 'backups.json';
const OURS = /^seat-\d{4}-\d{2}-\d{2}\.db(?:\.part)?(?:-journal)?$/;

export const backupFolderIn = ({ dataFolder }: { dataFolder: string }): string => join(dataFolder, 'backups');

/**
 * What was made and rehearsed, as far as the files are still there; null where nobody can read it. A backup that is not in
 * the book was not rehearsed to its end, and counts as none.
 */
export function readBook(folder: string): BackupBook | null {
  try {
    const file = join(folder, BOOK);
    if (!existsSync(file)) return EMPTY_BOOK;
    const book = BackupBook.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    // Its own damage costs nothing but the knowledge: the next backup writes a new one.
    if (!book.success) return EMPTY_BOOK;
    return { ...book.data, kept: book.data.kept.filter((note) => existsSync(join(folder, note.file))) };
  } catch (error) {
    return error instanceof SyntaxError ? EMPTY_BOOK : null;
  }
}

/** Whole or not at all: written beside, synced, renamed, and the folder synced. */
export function writeBook(folder: string, book: BackupBook): void {
  const beside = join(folder, `${BOOK}.new`);
  const handle = openSync(beside, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify(book, null, 2));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, join(folder, BOOK));
  syncFolder(folder);
}

/** Takes away what an interrupted try left, and backups that are no longer kept. Never what bears another name. */
export function tidy(folder: string, kept: readonly BackupNote[]): void {
  const wanted = new Set(kept.map(({ file }) => file));
  for (const name of readdirSync(folder))
    if (OURS.test(name) && !wanted.has(name)) rmSync(join(folder, name), { force: true });
}
