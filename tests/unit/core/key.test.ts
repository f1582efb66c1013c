import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSealedBytes } from '../../builders/enrolment';
import { aFolder } from '../../builders/store';
import { aKeyStore, noKeyStore } from '../../builders/core';
import { anEnrolment, type EnrolledCenter } from '../../builders/enrolment';
import { Keeper } from '../../../src/main/core/vault/keeper';
import {
  isReal,
  keepUnderPassphrase,
  refuseWeak,
  takeWithPassphrase,
} from '../../../src/main/core/vault/key';
import type { KeyStore } from '../../../src/main/core/ports';
import { openStoreFile } from '../../../src/main/core/store/open';

const PASSPHRASE = '黄河之水天上来-2026';
const enrolled: EnrolledCenter = await anEnrolment();

async function aKeeper(
  folder: string,
  keyStore: KeyStore,
  passphrase: string | null = null,
  monotonic: () => number = () => 0,
): Promise<Keeper> {
  const keeper = new Keeper({
    config: { dataFolder: folder, passphrase, nativeBinding: null },
    keyStore,
    monotonic,
    recovery: () => enrolled.enrolment.keys.recovery,
    onOpen: () => undefined,
    reserveBytes: 10,
  });
  onTestFinished(() => keeper.close());
  await keeper.open();
  return keeper;
}

const keyFileOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'key.json'), 'utf8'));

test('a real key store keeps the key; its backend is recorded', async () => {
  const folder = aFolder();
  (await aKeeper(folder, aKeyStore())).close();
  expect(keyFileOf(folder).kept).toMatchObject({ by: 'os_key_store', backend: 'gnome_libsecret' });
  const again = await aKeeper(folder, aKeyStore());
  expect(again.state()).toEqual({ kind: 'open', keyKeptBy: 'os_key_store', degraded: null });
});

test.each(['basic_text', 'unknown', ''])('`%s` is no key store (P4)', (backend) => {
  expect(isReal({ isAvailable: true, backend })).toBe(false);
});

test('without a key store a passphrase is asked for, never replaced by something weak', async () => {
  const folder = aFolder();
  const keeper = await aKeeper(folder, noKeyStore);
  expect(keeper.state()).toEqual({ kind: 'needs_new_passphrase' });
  expect(readdirSync(folder)).toEqual([]);
  await expect(keeper.create('123456')).rejects.toMatchObject({ failure: { code: 'weak_passphrase' } });
  expect(readdirSync(folder)).toEqual([]);
  expect(await keeper.create(PASSPHRASE)).toMatchObject({ kind: 'open', keyKeptBy: 'passphrase' });
  keeper.close();
  const again = await aKeeper(folder, noKeyStore);
  expect(again.state()).toEqual({ kind: 'needs_passphrase' });
  await expect(again.unlock('黄河之水天上来-2025')).rejects.toMatchObject({
    failure: { code: 'wrong_passphrase' },
  });
  expect(await again.unlock(PASSPHRASE)).toMatchObject({ kind: 'open' });
});

test.each(['', '123456789', '12369123691', 'aaaaaaaaaaaaaa', 'password123', 'qwertyuiop1', 'ababababab'])(
  'weak: %s',
  (passphrase) => {
    expect(() => refuseWeak(passphrase)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'weak_passphrase' }) }),
    );
  },
);

test('a passphrase wraps and unwraps whatever keyboard typed it (NFKC)', async () => {
  const key = randomBytes(32);
  const kept = await keepUnderPassphrase(key, 'Ｈｅｎａｎ 黄河 2026');
  expect(await takeWithPassphrase(kept, 'Henan 黄河 2026')).toEqual(key);
});

test('another key store, or one that lost the key: stop and say so, no new key, nothing touched (D16)', async () => {
  const folder = aFolder();
  (await aKeeper(folder, aKeyStore())).close();
  const before = readFileSync(join(folder, 'key.json'), 'utf8');
  const other = await aKeeper(folder, aKeyStore('kwallet6'));
  expect(other.state()).toEqual({
    kind: 'failed',
    error: { code: 'key_store_changed', params: { was: 'gnome_libsecret', now: 'kwallet6' } },
  });
  const none = await aKeeper(folder, noKeyStore);
  expect(none.state()).toMatchObject({ error: { code: 'key_store_changed' } });
  const lost: KeyStore = { ...aKeyStore(), unwrap: async () => Promise.reject(new Error('cannot decrypt')) };
  expect((await aKeeper(folder, lost)).state()).toMatchObject({ error: { code: 'key_store_changed' } });
  expect(readFileSync(join(folder, 'key.json'), 'utf8')).toBe(before);
  expect((await aKeeper(folder, aKeyStore())).state().kind).toBe('open');
});

test('one damaged or missing copy of the key file costs nothing', async () => {
  const folder = aFolder();
  (await aKeeper(folder, aKeyStore())).close();
  writeFileSync(join(folder, 'key.json'), '{"schema":1');
  const second = await aKeeper(folder, aKeyStore());
  expect(second.state().kind).toBe('open');
  second.close();
  rmSync(join(folder, 'key.json'));
  expect((await aKeeper(folder, aKeyStore())).state().kind).toBe('open');
});

test('a store without its key files, or with both damaged, gets no new key', async () => {
  const folder = aFolder();
  (await aKeeper(folder, aKeyStore())).close();
  const files = ['key.json', 'key.json.copy'];
  for (const file of files) writeFileSync(join(folder, file), '{"schema":1');
  expect((await aKeeper(folder, aKeyStore())).state()).toMatchObject({
    error: { code: 'key_store_changed' },
  });
  for (const file of files) rmSync(join(folder, file));
  expect((await aKeeper(folder, aKeyStore())).state()).toMatchObject({
    error: { code: 'key_store_changed', params: { reason: 'key_file_missing' } },
  });
  expect(readdirSync(folder).filter((file) => file.startsWith('key'))).toEqual([]);
});

test('a key file whose store is gone: told, not begun again', async () => {
  const folder = aFolder();
  (await aKeeper(folder, aKeyStore())).close();
  rmSync(join(folder, 'seat.db'));
  expect((await aKeeper(folder, aKeyStore())).state()).toMatchObject({ error: { code: 'store_corrupt' } });
  expect(readdirSync(folder)).not.toContain('seat.db');
});

test('the escrow opens the store with the bureau’s recovery key alone', async () => {
  const folder = aFolder();
  (await aKeeper(folder, aKeyStore())).close();
  const { escrow } = keyFileOf(folder);
  const key = openSealedBytes(escrow.box, enrolled.recovery);
  const db = openStoreFile({ file: join(folder, 'seat.db'), key, nativeBinding: null, salt: null });
  expect(db.prepare('select count(*) as n from people').get()).toEqual({ n: 0 });
  db.close();
  expect(escrow.keyId).toBe('recovery-2026');
});

test('a crash between key and store: the same key goes on', async () => {
  const folder = aFolder();
  (await aKeeper(folder, aKeyStore())).close();
  const kept = keyFileOf(folder);
  for (const file of readdirSync(folder)) if (file.startsWith('seat.db')) rmSync(join(folder, file));
  writeFileSync(join(folder, 'key.json'), JSON.stringify({ ...kept, storeSalt: null }));
  expect((await aKeeper(folder, aKeyStore())).state().kind).toBe('open');
  expect(keyFileOf(folder).kept).toEqual(kept.kept);
  expect(keyFileOf(folder).storeSalt).toMatch(/^[0-9a-f]{32}$/);
});

test('wrong passphrases cost time, over a restart and whatever the clock says, and never for ever', async () => {
  const folder = aFolder();
  await (await aKeeper(folder, noKeyStore)).create(PASSPHRASE);
  const time = { steady: 0 };
  const codeOf = (keeper: Keeper, passphrase: string) =>
    keeper.unlock(passphrase).then(
      ({ kind }) => kind,
      (error: { failure: { code: string; params?: { seconds?: number } } }) =>
        error.failure.code + (error.failure.params?.seconds ?? ''),
    );
  const first = await aKeeper(folder, noKeyStore, null, () => time.steady);
  // All at once: counted one by one all the same.
  const tries = await Promise.all(Array.from({ length: 7 }, () => codeOf(first, 'wrong')));
  expect(tries).toEqual([
    ...Array.from({ length: 5 }, () => 'wrong_passphrase'),
    ...['too_many_tries60', 'too_many_tries60'],
  ]);
  time.steady = 30_000;
  expect(await codeOf(first, PASSPHRASE)).toBe('too_many_tries30');
  const again = await aKeeper(folder, noKeyStore, null, () => time.steady);
  expect(await codeOf(again, PASSPHRASE)).toBe('too_many_tries60');
  time.steady += 60_000;
  expect(await codeOf(again, 'wrong')).toBe('wrong_passphrase');
  expect(await codeOf(again, PASSPHRASE)).toBe('too_many_tries120');
  time.steady += 120_000;
  expect(await codeOf(again, PASSPHRASE)).toBe('open');
  expect(readdirSync(folder)).not.toContain('passphrase-tries.json');
});

test('a count that was damaged locks nobody out', async () => {
  const folder = aFolder();
  await (await aKeeper(folder, noKeyStore)).create(PASSPHRASE);
  writeFileSync(join(folder, 'passphrase-tries.json'), '{"failures":"many"');
  const keeper = await aKeeper(folder, noKeyStore);
  expect(await keeper.unlock(PASSPHRASE)).toMatchObject({ kind: 'open' });
});
