import { z } from 'zod';
import { canonicalJson } from '../canonical-json';
import { Base64, CallId, EpochMs, SeatId, Sha256 } from '../ids';

/** What a receipt says; this, as canonical JSON in UTF-8, is what the center signs (Ed25519). */
export const ReceiptClaim = z.strictObject({
  recordId: CallId,
  revision: z.number().int().min(1),
  bodySha256: Sha256,
  seatId: SeatId,
  /** The center's number of the report; opaque text. */
  centerNumber: z.string().min(1).max(60),
  /** Center time, UTC ms. */
  receivedAt: EpochMs,
  keyId: z.string().min(1).max(80),
});
export type ReceiptClaim = z.infer<typeof ReceiptClaim>;

/** The center's signed proof that it has a revision. Only this makes a record 已受理. */
export const Receipt = z.strictObject({ ...ReceiptClaim.shape, signature: Base64.min(80).max(100) });
export type Receipt = z.infer<typeof Receipt>;

export function receiptText(receipt: ReceiptClaim): string {
  const { recordId, revision, bodySha256, seatId, centerNumber, receivedAt, keyId } = receipt;
  return canonicalJson({ recordId, revision, bodySha256, seatId, centerNumber, receivedAt, keyId });
}

/** Identity of what is owed: the same key is sent for ever; it never expires at the center. */
export const RecordKey = z.strictObject({
  id: CallId,
  revision: z.number().int().min(1),
  bodySha256: Sha256,
});
export type RecordKey = z.infer<typeof RecordKey>;
