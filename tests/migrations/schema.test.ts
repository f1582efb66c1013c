import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate, MIGRATIONS, schemaOf, STORE_VERSION, versionOf } from '../../src/main/core/store/migrate';
import { PRACTICE_MIGRATIONS } from '../../src/main/core/store/practice/runs';
import { aStore } from '../builders/store';

const SNAPSHOT = join(import.meta.dirname, '../../src/main/core/store/schema.sql');
const PRACTICE_SNAPSHOT = join(import.meta.dirname, '../../src/main/core/store/practice/schema.sql');

test('schema.sql is what the migrations make', async () => {
  const db = new Database(':memory:');
  migrate(db);
  await expect(schemaOf(db)).toMatchFileSnapshot(SNAPSHOT);
});

test('the practice history has a schema of its own', async () => {
  const db = new Database(':memory:');
  migrate(db, PRACTICE_MIGRATIONS);
  await expect(schemaOf(db)).toMatchFileSnapshot(PRACTICE_SNAPSHOT);
});

test.each([
  ['seat', MIGRATIONS],
  ['practice history', PRACTICE_MIGRATIONS],
])('every table is STRICT: %s', (_, migrations) => {
  const db = new Database(':memory:');
  migrate(db, migrations);
  const loose = db
    .prepare<[], { name: string; strict: number }>(
      "select name, strict from pragma_table_list where type = 'table'",
    )
    .all()
    .filter((table) => table.strict === 0 && !table.name.startsWith('sqlite_'));
  expect(loose).toEqual([]);
});

test('a step that breaks leaves the version before it, whole', () => {
  const db = new Database(':memory:');
  migrate(db);
  const before = schemaOf(db);
  const broken = [...MIGRATIONS, 'create table half (a text) strict; insert into no_such_table values (1);'];
  expect(() => migrate(db, broken)).toThrow(/no_such_table/);
  expect(versionOf(db)).toBe(STORE_VERSION);
  expect(schemaOf(db)).toBe(before);
  migrate(db, [...MIGRATIONS, 'create table half (a text) strict;']);
  expect(versionOf(db)).toBe(STORE_VERSION + 1);
});

test('opening again changes nothing', async () => {
  const { store, reopen } = await aStore();
  const people = store.people.list();
  store.close();
  expect(reopen().people.list()).toEqual(people);
});
