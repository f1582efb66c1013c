import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sodium from 'libsodium-wrappers';
import { beforeAll, expect, test } from 'vitest';
import { AuditChain } from '../../../src/main/core/audit/chain';
import { Escrow } from '../../../src/main/core/vault/escrow';
import { escrowOf } from '../../../src/main/core/vault/key';
import { escrowKeysIn, readKeyFile, writeKeyFile } from '../../../src/main/core/vault/key-file';
import { aFolder, aStore } from '../../builders/store';

beforeAll(() => sodium.ready);

async function aSealedKey() {
  const { store } = await aStore();
  const folder = aFolder();
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'key.json');
  const pairs = ['recover-1', 'recover-2', 'recover-3'].map((id) => {
    const { publicKey, privateKey } = sodium.crypto_box_keypair();
    return { id, publicKey: Buffer.from(publicKey).toString('base64'), raw: { publicKey, privateKey } };
  });
  const [first, second, third] = pairs;
  if (!first || !second || !third) throw new Error('Three keys');
  const key = Buffer.alloc(32, 9);
  const kept = { by: 'os_key_store', backend: 'kwallet6', wrapped: 'x' } as const;
  writeKeyFile(path, { schema: 1, kept, escrow: escrowOf(key, first), storeSalt: 'ab' });
  const escrow = new Escrow({
    path,
    key,
    writer: store,
    audit: new AuditChain(store.audit),
    now: () => 1_000,
  });
  key.fill(0); // the opener wipes its own
  const opened = (file: string) => {
    const box = (JSON.parse(readFileSync(file, 'utf8')) as { escrow: { keyId: string; box: string } }).escrow;
    const pair = pairs.find(({ id }) => id === box.keyId)?.raw;
    if (pair === undefined) throw new Error('Sealed to nobody');
    const plain = sodium.crypto_box_seal_open(
      Buffer.from(box.box, 'base64'),
      pair.publicKey,
      pair.privateKey,
    );
    return Buffer.from(plain).equals(Buffer.alloc(32, 9));
  };
  const rows = () => [...store.audit.rows()].filter(({ act }) => act === 'escrow_renewed').length;
  const both = () => [path, `${path}.copy`].map(opened);
  return { escrow, path, first, second, third, rows, both };
}

test('both copies go to the key in force; how this PC keeps the key stays', async () => {
  const { escrow, path, first, second, rows, both } = await aSealedKey();
  const { kept, storeSalt } = readKeyFile(path) ?? {};
  expect(escrow.renew([first])).toBe('as_it_was');
  expect(escrow.renew([first, second])).toBe('renewed');
  expect(escrowKeysIn(path)).toEqual(['recover-2', 'recover-2']);
  expect(both()).toEqual([true, true]);
  expect(readKeyFile(path)).toMatchObject({ kept, storeSalt });
  expect(escrow.renew([first, second])).toBe('as_it_was');
  expect([rows(), escrow.keyId()]).toEqual([1, 'recover-2']);
});

test.each(['', '.copy'])(
  'where key.json%s cannot be written, each copy still opens, and a later try ends it',
  async (which) => {
    const { escrow, path, first, second, rows, both } = await aSealedKey();
    const inTheWay = `${path}${which}.new`;
    mkdirSync(inTheWay);
    expect(escrow.renew([first, second])).toBe('failed');
    expect(both()).toEqual([true, true]);
    expect(rows()).toBe(0);
    rmdirSync(inTheWay);
    expect(escrow.renew([first, second])).toBe('renewed');
    expect(escrowKeysIn(path)).toEqual(['recover-2', 'recover-2']);
    expect(both()).toEqual([true, true]);
    expect(rows()).toBe(1);
  },
);

test('a key that was wiped is never put in the place of the one that opened the store', async () => {
  const { escrow, path, first, second, both } = await aSealedKey();
  escrow.stop();
  expect(escrow.renew([first, second])).toBe('failed');
  expect(escrowKeysIn(path)).toEqual(['recover-1', 'recover-1']);
  expect(both()).toEqual([true, true]);
});

test('a store put back from a backup does not lead its escrow back', async () => {
  const { escrow, path, first, second, third } = await aSealedKey();
  escrow.renew([first, second, third]);
  expect(escrow.renew([first, second])).toBe('as_it_was');
  expect(escrowKeysIn(path)).toEqual(['recover-3', 'recover-3']);
  // A file that is damaged in both copies is left as it is.
  for (const each of [path, `${path}.copy`]) writeFileSync(each, '{');
  expect(escrow.renew([first, second, third])).toBe('as_it_was');
  expect(readFileSync(path, 'utf8')).toBe('{');
});
