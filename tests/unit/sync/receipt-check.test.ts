import { describe, expect, it } from 'vitest';
import {
  createReceiptCheck,
  createReceiptProof,
  ed25519PublicKey,
} from '../../../src/main/core/sync/center/receipt-check';
import type { Receipt } from '../../../src/shared/center-api/receipt';
import { SeatId } from '../../../src/shared/ids';
import { createSigner, record, SEAT, sha256 } from '../../builders/sync/keys';

const center = createSigner('center-1');
const stranger = createSigner('center-1');
const sent = record(1);
const good = center.receipt(sent);

const cases: [string, Receipt, boolean][] = [
  ['as the center gave it', good, true],
  ['of another record', center.receipt(record(2)), false],
  ['of another revision', center.receipt({ ...sent, revision: 2 }), false],
  ['of another body', center.receipt({ ...sent, bodySha256: sha256('x') }), false],
  ['of another seat', center.receipt(sent, { seatId: SeatId.parse('ZZ02') }), false],
  ['signed by a stranger under the center’s name', stranger.receipt(sent), false],
  ['signed under a name nobody knows', createSigner('other').receipt(sent), false],
  ['with another number put in', { ...good, centerNumber: `${good.centerNumber}1` }, false],
  ['with another time put in', { ...good, receivedAt: good.receivedAt + 1 }, false],
  ['with no signature', { ...good, signature: '' }, false],
  ['with half a signature', { ...good, signature: good.signature.slice(0, 40) }, false],
  ['with junk for a signature', { ...good, signature: '=='.repeat(44) }, false],
];

describe('a receipt', () => {
  const check = createReceiptCheck(SEAT, [center.key]);
  const proof = createReceiptProof(SEAT, [center.key]);
  it.each(cases)('%s', async (_, receipt, holds) => {
    expect(check(sent, receipt)).toBe(holds);
    expect(await proof(sent, receipt)).toBe(holds);
  });

  it('holds under any of the enrolled keys', async () => {
    const next = createSigner('center-2');
    const both = createReceiptProof(SEAT, [center.key, next.key]);
    expect(await both(sent, next.receipt(sent))).toBe(true);
    expect(await both(sent, good)).toBe(true);
  });

  it('is not checked with half a key', () => {
    expect(() => ed25519PublicKey(center.key.publicKey.slice(0, 20))).toThrow(/32 bytes/);
  });
});
