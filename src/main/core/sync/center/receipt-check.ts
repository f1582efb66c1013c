import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { attachmentReceiptText, type AttachmentReceipt } from '../../../../shared/center-api/attachments';
import { receiptText, type Receipt, type RecordKey } from '../../../../shared/center-api/receipt';

/** DER head of an Ed25519 SubjectPublicKeyInfo; the raw 32 bytes follow (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

export interface SigningKey {
  id: string;
  /** Raw 32 bytes, base64. */
  publicKey: string;
}

/** Raw Ed25519 public key in base64 -> key object. Throws where it is not 32 bytes. */
export function ed25519PublicKey(rawBase64: string): KeyObject {
  const raw = Buffer.from(rawBase64, 'base64');
  if (raw.length !== 32) throw new Error('An Ed25519 public key has 32 bytes');
  return createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' });
}

/** True where `signature` (base64) over the UTF-8 bytes of `text` holds under the key named `keyId`. Never throws. */
export function createSignatureCheck(
  keys: readonly SigningKey[],
): (text: string, keyId: string, signature: string) => boolean {
  const trusted = new Map(keys.map((key) => [key.id, ed25519PublicKey(key.publicKey)]));
  return (text, keyId, signature) => {
    const key = trusted.get(keyId);
    const bytes = Buffer.from(signature, 'base64');
    if (key === undefined || bytes.length !== 64) return false;
    return verify(null, Buffer.from(text, 'utf8'), key, bytes);
  };
}

/** The judge of an attachment's receipt: every byte that was promised, for this record of this seat, truly signed. */
export function createAttachmentCheck(
  seatId: string,
  keys: readonly SigningKey[],
): (
  sent: Omit<AttachmentReceipt, 'seatId' | 'receivedAt' | 'keyId' | 'signature'>,
  receipt: AttachmentReceipt,
) => boolean {
  const isSigned = createSignatureCheck(keys);
  return (sent, receipt) =>
    receipt.attachmentId === sent.attachmentId &&
    receipt.recordId === sent.recordId &&
    receipt.revision === sent.revision &&
    receipt.sha256 === sent.sha256 &&
    receipt.size === sent.size &&
    receipt.seatId === seatId &&
    isSigned(attachmentReceiptText(receipt), receipt.keyId, receipt.signature);
}

/** Whether a receipt names this record, revision, body hash and seat; says nothing about who signed it. */
function names(sent: RecordKey, receipt: Receipt, seatId: string): boolean {
  return (
    receipt.recordId === sent.id &&
    receipt.revision === sent.revision &&
    receipt.bodySha256 === sent.bodySha256 &&
    receipt.seatId === seatId
  );
}

/**
 * The one judge of a receipt: it names this record, revision, body hash and seat, and the center's signature over it
 * holds under an enrolled key. Nothing else makes a record 已受理.
 */
export function createReceiptCheck(
  seatId: string,
  keys: readonly SigningKey[],
): (sent: RecordKey, receipt: Receipt) => boolean {
  const isSigned = createSignatureCheck(keys);
  return (sent, receipt) =>
    names(sent, receipt, seatId) && isSigned(receiptText(receipt), receipt.keyId, receipt.signature);
}

/** The same judge on the thread pool: 100 µs a signature is a third of a drain's work. */
export function createReceiptProof(
  seatId: string,
  keys: readonly SigningKey[],
): (sent: RecordKey, receipt: Receipt) => Promise<boolean> {
  const trusted = new Map(keys.map((key) => [key.id, ed25519PublicKey(key.publicKey)]));
  return (sent, receipt) => {
    const key = trusted.get(receipt.keyId);
    const signature = Buffer.from(receipt.signature, 'base64');
    if (key === undefined || signature.length !== 64 || !names(sent, receipt, seatId)) {
      return Promise.resolve(false);
    }
    return new Promise((resolve) => {
      verify(null, Buffer.from(receiptText(receipt), 'utf8'), key, signature, (error, holds) => {
        resolve(error === null && holds);
      });
    });
  };
}
