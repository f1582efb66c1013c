import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { onTestFinished, expect, test } from 'vitest';
import { assertSettings, openStoreFile, saltOf, settingsAmiss } from '../../../src/main/core/store/open';
import { aFolder } from '../../builders/store';

const SHEET = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'busy_timeout = 5000',
  'foreign_keys = ON',
  'temp_store = MEMORY',
  'secure_delete = ON',
  'trusted_schema = OFF',
  'recursive_triggers = ON',
];

/** This build of the driver has them right by itself; the sheet says them all the same. */
const RIGHT_BY_BUILD = ['busy_timeout', 'foreign_keys', 'secure_delete'];

function opener(settings?: readonly string[]) {
  const options = { file: join(aFolder(), 'seat.db'), key: randomBytes(32), nativeBinding: null, salt: null };
  return {
    file: options.file,
    open(): Database.Database {
      const db = openStoreFile(options, settings);
      onTestFinished(() => {
        db.close();
      });
      return db;
    },
  };
}

function write(db: Database.Database): void {
  db.exec("create table t (a text) strict; insert into t values ('x')");
}

test('every setting holds after the first write and after a reopen (D1)', () => {
  const { open, file } = opener();
  const first = open();
  write(first);
  expect(settingsAmiss(first)).toEqual([]);
  expect(first.pragma('synchronous', { simple: true })).toBe(2);
  first.close();
  const second = open();
  expect(settingsAmiss(second)).toEqual([]);
  expect(second.prepare('select a from t').all()).toEqual([{ a: 'x' }]);
  // Encrypted: the file does not even say that it is SQLite.
  expect(readFileSync(file).includes('SQLite format')).toBe(false);
  expect(saltOf(file)).toHaveLength(32);
});

test.each(SHEET.slice(1))('the audit finds a sheet that lacks `%s`', (line) => {
  const { open } = opener(SHEET.filter((each) => each !== line));
  const first = open();
  write(first);
  first.close();
  const db = open();
  const [name = ''] = line.split(' ');
  expect(settingsAmiss(db)).toEqual(RIGHT_BY_BUILD.includes(name) ? [] : [name]);
});

test('planted bug: without the synchronous line a new file looks right at first, and is refused on its first write', () => {
  const { open } = opener(SHEET.filter((line) => !line.startsWith('synchronous')));
  const db = open();
  expect(db.pragma('synchronous', { simple: true })).toBe(2); // the trap: it says FULL …
  write(db);
  expect(db.pragma('synchronous', { simple: true })).toBe(1); // … and is NORMAL
  expect(() => assertSettings(db)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'store_failed' }) }),
  );
});
