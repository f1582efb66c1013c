import { crc32, deflateRawSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { FileTools } from '../../shared/attachments/tools';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** zlib refuses 0 as a limit. */
const limit = (max: number) => ({ maxOutputLength: Math.max(1, max) });

/** Looking into a file by the center's own means. */
export const fileTools: FileTools = {
  inflate: (bytes, max) => inflateSync(bytes, limit(max)),
  inflateRaw: (bytes, max) => inflateRawSync(bytes, limit(max)),
  deflateRaw: (bytes) => deflateRawSync(bytes),
  crc32: (bytes) => crc32(bytes),
  decodeUtf8: (bytes) => decoder.decode(bytes),
  encodeUtf8: (text) => Buffer.from(text, 'utf8'),
};
