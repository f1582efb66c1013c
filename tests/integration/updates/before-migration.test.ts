import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  keepBeforeMigration,
  putBackBeforeMigration,
} from '../../../src/main/core/store/rollback/before-migration';
import { migrate, MIGRATIONS, STORE_VERSION, versionOf } from '../../../src/main/core/store/migrate';
import { openStoreFile, saltOf } from '../../../src/main/core/store/open';
import { Reserve } from '../../../src/main/core/store/reserve';
import { Store } from '../../../src/main/core/store/store';
import { summaryOf } from '../../../src/main/core/store/summary';
import { readKeyFile } from '../../../src/main/core/vault/key-file';
import { aCore, aKeyStore } from '../../builders/core';
import { aBundle } from '../../builders/bundle';
import { aConsultationForm, aDraft } from '../../builders/draft';
import { AGENT } from '../../builders/enrolment';
import { aFolder, aStore, takeIn, type StoreOnDisk } from '../../builders/store';

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const optionsOf = ({ file, key }: Pick<StoreOnDisk, 'file' | 'key'>) => ({
  file,
  key,
  nativeBinding: null,
  salt: null,
});

/** What the next program does to a store at its first start: a copy first, then another form. */
function nextProgram(seat: Pick<StoreOnDisk, 'file' | 'key'>, did = ''): void {
  expect(keepBeforeMigration(optionsOf(seat), STORE_VERSION + 1)).toBe('kept');
  const db = openStoreFile(optionsOf(seat));
  db.exec('alter table drafts add column of_the_next_program text');
  db.exec(did);
  db.pragma(`user_version = ${STORE_VERSION + 1}`);
  db.close();
}

async function aUsedStore(): Promise<StoreOnDisk> {
  const seat = await aStore();
  takeIn(seat.store);
  return seat;
}

describe('the first start of a later program', () => {
  test('keeps a copy of the store as it was, encrypted under the same key and salt', () => {
    const folder = aFolder();
    const file = join(folder, 'seat.db');
    const options = { file, key: randomBytes(32), nativeBinding: null, salt: null };
    const old = openStoreFile(options);
    migrate(old, MIGRATIONS.slice(0, STORE_VERSION - 1));
    old.exec("insert into number_series (seat_id, day, last) values ('ZZ01', '20261123', 1)");
    old.close();
    const salt = saltOf(file);
    expect(keepBeforeMigration(options)).toBe('kept');
    Store.open(options, new Reserve(join(folder, 'reserve'), 4096)).close();
    const copy = join(folder, 'before-migration', `seat-v${STORE_VERSION - 1}.db`);
    expect(saltOf(copy)).toBe(salt);
    expect(readFileSync(copy).includes('number_series')).toBe(false);
    const then = openStoreFile({ ...options, file: copy });
    expect(versionOf(then)).toBe(STORE_VERSION - 1);
    expect(then.prepare('select last from number_series').pluck().get()).toBe(1);
    then.close();
  });

  test('keeps none of a new store, nor of one that is of this form already', async () => {
    const seat = await aUsedStore();
    seat.store.close();
    expect(keepBeforeMigration(optionsOf(seat))).toBe('none');
    expect(existsSync(join(seat.folder, 'before-migration'))).toBe(false);
  });

  test('goes on without a copy where there is no room for one', async () => {
    const seat = await aUsedStore();
    seat.store.close();
    writeFileSync(join(seat.folder, 'before-migration'), ''); // no folder can be made here
    expect(keepBeforeMigration(optionsOf(seat), STORE_VERSION + 1)).toBe('no_room');
    expect(seat.reopen().conservation()).toMatchObject({ finished: 1 });
  });
});

describe('the earlier program again', () => {
  test('has its store back where nothing was taken in since', async () => {
    const seat = await aUsedStore();
    seat.store.close();
    const before = sha256(seat.file);
    nextProgram(seat);
    expect(putBackBeforeMigration(optionsOf(seat))).toBe('put_back');
    const store = seat.reopen();
    expect(store.conservation()).toMatchObject({ finished: 1, owed: 1 });
    store.close();
    expect(readdirSync(join(seat.folder, 'before-migration'))).toContain(
      `set-aside-v${STORE_VERSION + 1}.db`,
    );
    expect(sha256(join(seat.folder, 'before-migration', `seat-v${STORE_VERSION}.db`))).toBe(before);
  });

  test.each([
    [
      'a number was given out',
      "insert into number_series (seat_id, day, last) values ('ZZ01', '20300101', 1)",
    ],
    ['a draft was saved', 'update drafts set save_count = save_count + 1'],
  ])('is refused the store, untouched, where %s since', async (_, did) => {
    const seat = await aUsedStore();
    const draft = aDraft();
    seat.store.write(() =>
      seat.store.drafts.insert(draft, AGENT.id, summaryOf(draft.form, draft.localNumber, aBundle())),
    );
    seat.store.close();
    nextProgram(seat, did);
    const before = sha256(seat.file);
    expect(putBackBeforeMigration(optionsOf(seat))).toBe('taken_since');
    expect(() => seat.reopen()).toThrow('store_newer');
    expect(sha256(seat.file)).toBe(before);
  });

  test('is refused where there is no copy', async () => {
    const seat = await aUsedStore();
    seat.store.close();
    nextProgram(seat);
    const empty = { ...optionsOf(seat), file: join(aFolder(), 'seat.db') };
    mkdirSync(join(empty.file, '..'), { recursive: true });
    writeFileSync(empty.file, readFileSync(seat.file));
    expect(putBackBeforeMigration(empty)).toBe('none');
  });
});

describe('the whole seat', () => {
  async function updated(did: string) {
    const first = await aCore();
    await first.core.stop();
    const { folder, enrolled } = first;
    const kept = readKeyFile(join(folder, 'data', 'key.json'))?.kept;
    if (kept?.by !== 'os_key_store') throw new Error('Not in the key store');
    const key = Buffer.from(await aKeyStore().unwrap(kept.wrapped), 'base64');
    nextProgram({ file: join(folder, 'data', 'seat.db'), key }, did);
    return aCore({ folder, enrolled });
  }

  test('under the earlier program again opens its store as before the update, and takes calls', async () => {
    const seat = await (await updated('')).signedIn();
    expect((await seat.takeCall(aConsultationForm())).kind).toBe('finished');
  });

  test('says which program to install where something was taken in since', async () => {
    const { window } = await updated(
      "insert into number_series (seat_id, day, last) values ('ZZ01', '20300101', 1)",
    );
    const { store } = await window().ask('app.state', {});
    expect(store).toMatchObject({ kind: 'failed', error: { code: 'store_newer' } });
  });
});

test('once somebody signs in, no copy of before is kept: what is wiped since must not lie in one (R-17)', async () => {
  const { folder, window } = await aCore();
  const kept = join(folder, 'data', 'before-migration');
  mkdirSync(kept);
  writeFileSync(join(kept, 'seat-v1.db'), 'a copy');
  await window().signIn();
  expect(existsSync(kept)).toBe(false);
});
