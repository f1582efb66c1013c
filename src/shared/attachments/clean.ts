import { assertNever } from '../assert-never';
import { MAX_ATTACHMENT_BYTES, type AttachmentType, type FileRefusal } from './attachment';
import { FileError } from './file-error';
import { cleanImage } from './images/image';
import { kindOf } from './kind';
import { cleanOffice } from './office/office';
import { cleanPdf } from './pdf/clean';
import type { FileTools } from './tools';

export type Cleaned =
  { ok: true; type: AttachmentType; bytes: Uint8Array } | { ok: false; reason: FileRefusal };

/**
 * A file as it may be kept: what it is is judged by its bytes alone, and all that tells who made it, with what, when and
 * where is left out. Says why where it is not taken; never throws, and never passes on what it could not read to
 * the end.
 */
export function cleanFile(bytes: Uint8Array, tools: FileTools): Cleaned {
  if (bytes.length > MAX_ATTACHMENT_BYTES) return { ok: false, reason: 'too_large' };
  try {
    const cleaned = cleanKind(bytes, tools);
    // Packing anew can make a file larger than it came.
    return cleaned.bytes.length > MAX_ATTACHMENT_BYTES
      ? { ok: false, reason: 'too_large' }
      : { ok: true, ...cleaned };
  } catch (error) {
    return { ok: false, reason: error instanceof FileError ? error.reason : 'damaged' };
  }
}

function cleanKind(bytes: Uint8Array, tools: FileTools): { type: AttachmentType; bytes: Uint8Array } {
  const kind = kindOf(bytes);
  switch (kind) {
    case 'jpeg':
    case 'png':
    case 'webp':
      return cleanImage(bytes, tools);
    case 'zip':
      return cleanOffice(bytes, tools);
    case 'pdf':
      return { type: 'pdf', bytes: cleanPdf(bytes, tools) };
    default:
      return assertNever(kind);
  }
}
