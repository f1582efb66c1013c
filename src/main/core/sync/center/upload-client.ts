import { createHash } from 'node:crypto';
import { CHUNK_MEDIA_TYPE, TUS_VERSION } from '../../../../shared/center-api/attachments';
import type { OwedUpload, UploadClient } from '../uploads/ports';
import type { Ask } from './exchange';

const TUS = { 'Tus-Resumable': TUS_VERSION };

/**
 * The four requests of tus 1.0.0 over the seat's one way out. tus-js-client would bring its own retries, its own
 * memory of addresses and its own clock beside those of the engine; what is left of it then is these four.
 */
export function createUploadClient(seat: string, exchange: Ask): UploadClient {
  const base = `${seat}/attachments`;
  return {
    announce: ({ attachmentId, recordId, revision, type, sha256, size }, signal) =>
      exchange(
        {
          method: 'POST',
          url: base,
          headers: {
            ...TUS,
            'Upload-Length': String(size),
            'Upload-Metadata': metadataOf({ attachmentId, recordId, revision, type, sha256 }),
          },
        },
        signal,
      ),
    offsetOf: (id, signal) => exchange({ method: 'HEAD', url: `${base}/${id}`, headers: TUS }, signal),
    append: (id, offset, bytes, signal) =>
      exchange(
        {
          method: 'PATCH',
          url: `${base}/${id}`,
          bytes,
          headers: {
            ...TUS,
            'Content-Type': CHUNK_MEDIA_TYPE,
            'Upload-Offset': String(offset),
            'Upload-Checksum': `sha256 ${createHash('sha256').update(bytes).digest('base64')}`,
          },
        },
        signal,
      ),
    receiptOf: (id, signal) => exchange({ method: 'GET', url: `${base}/${id}/receipt` }, signal),
  };
}

function metadataOf(upload: Omit<OwedUpload, 'size' | 'tries'>): string {
  return Object.entries(upload)
    .map(([name, value]) => `${name} ${Buffer.from(String(value), 'utf8').toString('base64')}`)
    .join(',');
}
