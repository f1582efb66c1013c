import sodium from 'libsodium-wrappers';
import { expect, test } from 'vitest';
import { IdentitySealer, sealTo, sealingReady } from '../../../src/main/core/vault/sealing';
import { openSealed } from '../../builders/enrolment';

await sealingReady;

function aKey() {
  const pair = sodium.crypto_box_keypair();
  return { id: 'seal-1', publicKey: pair.publicKey, privateKey: pair.privateKey };
}

const IDENTITY = { name: '周密之𠮷', phone: '13703710001', contactNote: '晚上联系', originals: [] };

test('only the center opens it, and it names its call', () => {
  const key = aKey();
  const sealer = new IdentitySealer({ id: key.id, publicKey: Buffer.from(key.publicKey).toString('base64') });
  sealer.prepare();
  const boxes = Array.from({ length: 12 }, () => sealer.seal(IDENTITY, 'call-1'));
  sealer.stop();
  for (const { keyId, box } of boxes) {
    expect(keyId).toBe('seal-1');
    expect(openSealed(box, key)).toEqual({ ...IDENTITY, callId: 'call-1' });
    expect(() => openSealed(box, { ...aKey(), publicKey: key.publicKey })).toThrow();
  }
  // Each ephemeral key is used once: no two boxes begin alike.
  expect(new Set(boxes.map(({ box }) => box.slice(0, 40))).size).toBe(12);
});

test('is libsodium’s sealed box to the byte order of its parts', () => {
  const key = aKey();
  const box = sealTo(Buffer.from(key.publicKey).toString('base64'), Buffer.from('secret'));
  expect(box).toHaveLength(6 + sodium.crypto_box_SEALBYTES);
  expect(Buffer.from(sodium.crypto_box_seal_open(box, key.publicKey, key.privateKey)).toString()).toBe(
    'secret',
  );
});
