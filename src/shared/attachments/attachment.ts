import { z } from 'zod';
import { Sha256 } from '../ids';

/** An attachment's id: UUIDv7 made at the seat; also its address at the center. */
export const AttachmentId = z.uuidv7().brand<'AttachmentId'>();
export type AttachmentId = z.infer<typeof AttachmentId>;

export const MAX_ATTACHMENT_BYTES = 20_000_000;
export const MAX_ATTACHMENTS = 20;

/** What a report may carry: photos and documents. Audio never: recordings are the center's telephony's (domain Q-11). */
export const AttachmentType = z.enum(['jpeg', 'png', 'webp', 'pdf', 'docx', 'xlsx']);
export type AttachmentType = z.infer<typeof AttachmentType>;

const KNOWN: Record<AttachmentType, { mediaType: string; ending: string; isImage: boolean }> = {
  jpeg: { mediaType: 'image/jpeg', ending: 'jpg', isImage: true },
  png: { mediaType: 'image/png', ending: 'png', isImage: true },
  webp: { mediaType: 'image/webp', ending: 'webp', isImage: true },
  pdf: { mediaType: 'application/pdf', ending: 'pdf', isImage: false },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: 'docx',
    isImage: false,
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
    isImage: false,
  },
};

export function mediaTypeOf(type: AttachmentType): string {
  return KNOWN[type].mediaType;
}

export function isImage(type: AttachmentType): boolean {
  return KNOWN[type].isImage;
}

/** 附件1.jpg: the only name it has. Its own is never asked for: names of files tell who took them, and where. */
export function neutralName(number: number, type: AttachmentType): string {
  return `附件${number}.${KNOWN[type].ending}`;
}

/** How a record names an attachment, so that the record's hash and receipt bind its bytes. */
export const AttachmentRef = z.strictObject({
  id: AttachmentId,
  type: AttachmentType,
  size: z.number().int().min(1).max(MAX_ATTACHMENT_BYTES),
  sha256: Sha256,
});
export type AttachmentRef = z.infer<typeof AttachmentRef>;

/** Why a file is not taken, closed. Each has a sentence in `locales` under `attachment.refused.<reason>`. */
export const FileRefusal = z.enum([
  'empty',
  'too_large',
  'too_many',
  /** Recordings belong to the center's telephony (domain Q-11). */
  'audio',
  'video',
  'archive',
  'program',
  'web_page',
  /** HEIC: no browser shows it, and no office can open it. */
  'heic',
  'old_office',
  'other_type',
  /** One file that is two: a picture with an archive or a page behind it. */
  'two_in_one',
  'encrypted',
  'macros',
  /** Something inside that cannot be cleaned: an embedded object, a script, a form with data of its own. */
  'embedded',
  'damaged',
  'too_complex',
]);
export type FileRefusal = z.infer<typeof FileRefusal>;
