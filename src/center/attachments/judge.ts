import { createHash } from 'node:crypto';
import { isImage, type AttachmentRef } from '../../shared/attachments/attachment';
import { cleanFile } from '../../shared/attachments/clean';
import { fileTools } from './file-tools';

/** Why an attachment's bytes are refused, in the words of the contract. */
export type ByteRefusal = 'hash_mismatch' | 'not_clean';

/**
 * Whether these bytes are what was announced, and may be kept: the seat's own cleaner finds the type, and in a picture
 * nothing left to clean. Documents are packed anew by each zlib, so of them only the type is held to.
 */
export function judgeBytes(
  bytes: Uint8Array,
  ref: Pick<AttachmentRef, 'type' | 'sha256'>,
): ByteRefusal | null {
  if (createHash('sha256').update(bytes).digest('hex') !== ref.sha256) return 'hash_mismatch';
  const cleaned = cleanFile(bytes, fileTools);
  if (!cleaned.ok || cleaned.type !== ref.type) return 'not_clean';
  return isImage(ref.type) && Buffer.compare(cleaned.bytes, bytes) !== 0 ? 'not_clean' : null;
}
