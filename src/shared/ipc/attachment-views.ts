import { z } from 'zod';
import { AttachmentId, AttachmentType, FileRefusal, MAX_ATTACHMENT_BYTES } from '../attachments/attachment';
import { EpochMs } from '../ids';

/** How much goes over in one message: a window and a core that share a PC pass it in some milliseconds. */
export const PIECE_BYTES = 512_000;
/** The size that may be named at all; what is above the limit gets the sentence that says so. */
export const MAX_OFFERED_BYTES = 1_000_000_000_000;

export const Bytes = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.length <= PIECE_BYTES, 'too many bytes');
export const AttachmentOffset = z.number().int().min(0).max(MAX_ATTACHMENT_BYTES);
/** Of one file on its way from the window to the core; means nothing beyond. */
export const UploadId = z.number().int().min(1);

/** 草稿中 / 待传 / 上传中 / 已收 / 被拒. */
export const AttachmentState = z.enum(['draft', 'waiting', 'sending', 'received', 'refused']);
export type AttachmentState = z.infer<typeof AttachmentState>;

/** One attachment in a list. Its name is neutral; its own was never asked for. */
export const AttachmentView = z.strictObject({
  id: AttachmentId,
  name: z.string(),
  type: AttachmentType,
  size: z.number().int(),
  addedAt: EpochMs,
  state: AttachmentState,
  /** Bytes that the center has, as last heard. */
  sent: z.number().int(),
  /** The center's reason, a code of its problem. */
  refusal: z.string().nullable(),
  receivedAt: EpochMs.nullable(),
  /** Will not be in the next revision, or is in none since an earlier one. */
  isRemoved: z.boolean(),
  canBeRemoved: z.boolean(),
});
export type AttachmentView = z.infer<typeof AttachmentView>;

/** Why a file was not taken: what it is, or how things stand here. */
export const NotTaken = z.enum([...FileRefusal.options, 'disk_full', 'call_ended', 'superseded']);
export type NotTaken = z.infer<typeof NotTaken>;

export const AttachmentOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begun'), uploadId: UploadId }),
  z.strictObject({ kind: z.literal('added'), id: AttachmentId }),
  z.strictObject({ kind: z.literal('refused'), reason: NotTaken }),
]);
export type AttachmentOutcome = z.infer<typeof AttachmentOutcome>;
