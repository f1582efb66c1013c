import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { Refusal } from '../../../src/main/core/refusal';
import { STORE_VERSION } from '../../../src/main/core/store/migrate';
import { openStoreFile, saltOf, type OpenOptions } from '../../../src/main/core/store/open';
import { Reserve } from '../../../src/main/core/store/reserve';
import { Store } from '../../../src/main/core/store/store';
import { storeRefusal } from '../../../src/main/core/store/sqlite-failure';
import { aFolder, aStore, takeIn } from '../../builders/store';
import { aRecord, aDraft } from '../../builders/draft';

async function aClosedStore(): Promise<OpenOptions> {
  const { store, file, key } = await aStore();
  for (let i = 0; i < 10; i += 1) takeIn(store, aRecord(aDraft()));
  store.close();
  return { file, key, nativeBinding: null, salt: saltOf(file) };
}

function codeOf(step: () => unknown): string {
  try {
    step();
    return 'ok';
  } catch (error) {
    return storeRefusal(error)?.failure.code ?? `bug: ${String(error)}`;
  }
}

/** Opens and reads every page. */
function readAll(options: OpenOptions): string {
  return codeOf(() => {
    const db = openStoreFile(options);
    try {
      const verdict = db.pragma('integrity_check', { simple: true });
      if (verdict !== 'ok') throw new Refusal('store_corrupt');
      db.exec('select count(*) from (select * from revisions, receipts)');
    } finally {
      db.close();
    }
  });
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

test('200 flipped bits are 200 found (D9)', async () => {
  const options = await aClosedStore();
  const whole = readFileSync(options.file);
  const silent: number[] = [];
  for (let i = 0; i < 200; i += 1) {
    // The salt in front is not content: a flip there is told by its comparison, see the next test.
    const at = 16 + Math.floor(((whole.length - 17) * i) / 199);
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << (i % 8)), at);
    writeFileSync(options.file, damaged);
    const code = readAll(options);
    if (code === 'ok') silent.push(at);
    else expect(code).toBe('store_corrupt');
  }
  expect(silent).toEqual([]);
});

test('planted bug: an unencrypted file swallows most of them', () => {
  const file = join(aFolder(), 'plain.db');
  const db = new Database(file);
  db.exec('create table t (a text)');
  for (let i = 0; i < 200; i += 1) db.prepare('insert into t values (?)').run('x'.repeat(200));
  db.close();
  const whole = readFileSync(file);
  let found = 0;
  for (let i = 0; i < 100; i += 1) {
    const at = 5000 + Math.floor(((whole.length - 5001) * i) / 99);
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
    writeFileSync(file, damaged);
    const again = new Database(file);
    if (again.pragma('integrity_check', { simple: true }) !== 'ok') found += 1;
    again.close();
  }
  expect(found).toBeLessThan(50);
});

const DAMAGES: readonly [name: string, code: string, damage: (whole: Buffer) => Buffer][] = [
  [
    'first page zeroed',
    'store_corrupt',
    (whole) => Buffer.concat([Buffer.alloc(4096), whole.subarray(4096)]),
  ],
  ['header of the page flipped', 'store_corrupt', (whole) => flipped(whole, 17)],
  ['cut in the middle of the first page', 'store_corrupt', (whole) => whole.subarray(0, 1000)],
  ['cut off at the end', 'store_corrupt', (whole) => whole.subarray(0, whole.length - 3 * 4096)],
  ['empty', 'store_corrupt', () => Buffer.alloc(0)],
  ['somebody else’s noise', 'store_foreign', (whole) => randomBytes(whole.length)],
  ['a text file', 'store_foreign', () => Buffer.from('河南省12369'.repeat(2000))],
];

function flipped(whole: Buffer, at: number): Buffer {
  const damaged = Buffer.from(whole);
  damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
  return damaged;
}

test.each(DAMAGES)('%s: told as %s, file left as it is', async (_, code, damage) => {
  const options = await aClosedStore();
  writeFileSync(options.file, damage(readFileSync(options.file)));
  const before = hashOf(options.file);
  expect(readAll(options)).toBe(code);
  expect(hashOf(options.file)).toBe(before);
});

test('gone: told as corrupt, and no new one is put in its place', async () => {
  const options = await aClosedStore();
  const gone = { ...options, file: `${options.file}.gone` };
  expect(readAll(gone)).toBe('store_corrupt');
  expect(existsSync(gone.file)).toBe(false);
});

test('a wrong key, an unencrypted database and another seat’s store are foreign; nothing is touched', async () => {
  const options = await aClosedStore();
  const other = await aClosedStore();
  const before = hashOf(options.file);
  expect(readAll({ ...options, key: randomBytes(32), salt: null })).toBe('store_foreign');
  expect(readAll({ ...options, file: other.file })).toBe('store_foreign');
  const plain = join(aFolder(), 'plain.db');
  const db = new Database(plain);
  db.exec('create table t (a text)');
  db.close();
  const plainBefore = hashOf(plain);
  expect(readAll({ ...options, file: plain })).toBe('store_foreign');
  expect(hashOf(options.file)).toBe(before);
  expect(hashOf(plain)).toBe(plainBefore);
});

test('a wrong key beside a log that was not taken in (after a kill) loses nothing', async () => {
  const { store, file, key, folder } = await aStore();
  const owed = takeIn(store);
  const copy = join(folder, 'copy.db');
  copyFileSync(file, copy);
  copyFileSync(`${file}-wal`, `${copy}-wal`);
  expect(readAll({ file: copy, key: randomBytes(32), nativeBinding: null, salt: null })).toBe(
    'store_foreign',
  );
  const again = Store.open(
    { file: copy, key, nativeBinding: null, salt: null },
    new Reserve(join(folder, 'r2'), 10),
  );
  expect(again.calls.findHead(owed.id)?.delivery).toBe('owed');
  again.close();
});

test('a store of a later program is told with both versions and left byte for byte', async () => {
  const options = await aClosedStore();
  const db = openStoreFile(options);
  db.pragma('user_version = 99');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const before = hashOf(options.file);
  const open = () => Store.open(options, new Reserve(`${options.file}.reserve`, 10));
  expect(open).toThrow(
    expect.objectContaining({
      failure: { code: 'store_newer', params: { version: 99, known: STORE_VERSION } },
    }),
  );
  expect(hashOf(options.file)).toBe(before);
});

test('power that went while the store was made: the next start takes back the half and goes on', async () => {
  const folder = aFolder();
  const key = randomBytes(32);
  const half = join(folder, 'half.db');
  const db = new Database(half);
  db.pragma("cipher = 'aegis'");
  db.pragma(`key = 'raw:${key.toString('hex')}'`);
  db.exec('create table t (a text)');
  db.pragma('cache_size = 1');
  db.exec('begin');
  for (let i = 0; i < 200; i += 1) db.prepare('insert into t values (?)').run('x'.repeat(2_000));
  const file = join(folder, 'seat.db');
  copyFileSync(half, file);
  copyFileSync(`${half}-journal`, `${file}-journal`);
  db.close();
  const options = { file, key, nativeBinding: null };
  // One that was open before keeps a log, never a journal: not ours to take back.
  expect(codeOf(() => openStoreFile({ ...options, salt: saltOf(file) }))).toBe('store_read_only');
  const store = Store.open({ ...options, salt: null }, new Reserve(join(folder, 'reserve'), 10));
  expect(store.settingsAmiss()).toEqual([]);
  store.close();
});
