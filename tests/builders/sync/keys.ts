import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { anchorText, type AnchorClaim, type AuditAnchor } from '../../../src/shared/center-api/anchor';
import {
  receiptText,
  type Receipt,
  type ReceiptClaim,
  type RecordKey,
} from '../../../src/shared/center-api/receipt';
import type { PushedRecord } from '../../../src/shared/center-api/messages';
import { CallId, SeatId } from '../../../src/shared/ids';
import type { SigningKey } from '../../../src/main/core/sync/center/receipt-check';

export const SEAT = SeatId.parse('ZZ01');

/** A center's Ed25519 pair: signs receipts and shows its public half as an enrolment does. */
export function createSigner(id: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const key: SigningKey = { id, publicKey: raw.toString('base64') };
  return {
    key,
    anchor(seq: number, hash: string, change: Partial<AnchorClaim> = {}): AuditAnchor {
      const claim: AnchorClaim = {
        seatId: SEAT,
        seq,
        hash,
        centerTime: 1_795_000_000_000,
        keyId: id,
        ...change,
      };
      return {
        ...claim,
        signature: sign(null, Buffer.from(anchorText(claim)), privateKey).toString('base64'),
      };
    },
    receipt(about: RecordKey, change: Partial<ReceiptClaim> = {}): Receipt {
      const claim: ReceiptClaim = {
        recordId: about.id,
        revision: about.revision,
        bodySha256: about.bodySha256,
        seatId: SEAT,
        centerNumber: `HN-${about.id.slice(-6)}`,
        receivedAt: 1_795_000_000_000,
        keyId: id,
        ...change,
      };
      return {
        ...claim,
        signature: sign(null, Buffer.from(receiptText(claim)), privateKey).toString('base64'),
      };
    },
  };
}
export type Signer = ReturnType<typeof createSigner>;

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The n-th call's id: a UUIDv7 by shape. */
export function callId(n: number): CallId {
  return CallId.parse(`0193580e-0000-7000-8000-${n.toString(16).padStart(12, '0')}`);
}

export function record(n: number, body = `{"call":${String(n)},"note":"河边有废水"}`): PushedRecord {
  return { id: callId(n), revision: 1, bodySha256: sha256(body), body };
}
