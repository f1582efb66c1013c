import { z } from 'zod';
import { AttachmentId, AttachmentType, MAX_ATTACHMENT_BYTES } from '../attachments/attachment';
import { canonicalJson } from '../canonical-json';
import { Base64, CallId, EpochMs, SeatId, Sha256 } from '../ids';

/** tus 1.0 with creation and checksum: what both sides speak for attachments. */
export const TUS_VERSION = '1.0.0';
export const CHUNK_MEDIA_TYPE = 'application/offset+octet-stream';
/** The most that one PATCH may carry. */
export const MAX_CHUNK_BYTES = 4_000_000;

const size = z.number().int().min(1).max(MAX_ATTACHMENT_BYTES);

/** What a receipt for an attachment says; this, as canonical JSON in UTF-8, is what the center signs (Ed25519). */
export const AttachmentClaim = z.strictObject({
  attachmentId: AttachmentId,
  /** The record that names it, and the first revision that does. */
  recordId: CallId,
  revision: z.number().int().min(1),
  sha256: Sha256,
  size,
  seatId: SeatId,
  /** Center time, UTC ms. */
  receivedAt: EpochMs,
  keyId: z.string().min(1).max(80),
});
export type AttachmentClaim = z.infer<typeof AttachmentClaim>;

/** The center's signed proof that it has every byte of an attachment. Only this makes one 已收. */
export const AttachmentReceipt = z.strictObject({
  ...AttachmentClaim.shape,
  signature: Base64.min(80).max(100),
});
export type AttachmentReceipt = z.infer<typeof AttachmentReceipt>;

export function attachmentReceiptText(receipt: AttachmentClaim): string {
  const { attachmentId, recordId, revision, sha256, size: bytes, seatId, receivedAt, keyId } = receipt;
  return canonicalJson({ attachmentId, recordId, revision, sha256, size: bytes, seatId, receivedAt, keyId });
}

export const AttachmentReceiptAnswer = z.object({ centerTime: EpochMs, receipt: AttachmentReceipt });
export type AttachmentReceiptAnswer = z.infer<typeof AttachmentReceiptAnswer>;

/** What `Upload-Metadata` carries at creation. No name of a file: there is none. */
export const UploadMetadata = z.strictObject({
  attachmentId: AttachmentId,
  recordId: CallId,
  revision: z.coerce.number().int().min(1).max(10_000),
  type: AttachmentType,
  sha256: Sha256,
});
export type UploadMetadata = z.infer<typeof UploadMetadata>;
