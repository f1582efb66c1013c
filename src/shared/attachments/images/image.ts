import type { AttachmentType } from '../attachment';
import { refuse } from '../file-error';
import { kindOf } from '../kind';
import type { FileTools } from '../tools';
import { cleanJpeg } from './jpeg';
import { cleanPng } from './png';
import { cleanWebp } from './webp';

/** A picture by its bytes, cleaned. Throws FileError for all else. */
export function cleanImage(
  bytes: Uint8Array,
  tools: FileTools,
): { type: Extract<AttachmentType, 'jpeg' | 'png' | 'webp'>; bytes: Uint8Array } {
  const kind = kindOf(bytes);
  switch (kind) {
    case 'jpeg':
      return { type: kind, bytes: cleanJpeg(bytes) };
    case 'png':
      return { type: kind, bytes: cleanPng(bytes, tools.crc32) };
    case 'webp':
      return { type: kind, bytes: cleanWebp(bytes) };
    case 'pdf':
    case 'zip':
      return refuse('other_type');
  }
}
