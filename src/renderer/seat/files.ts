import { mediaTypeOf, type AttachmentId, type AttachmentType } from '../../shared/attachments/attachment';
import type { CallId } from '../../shared/ids';
import { PIECE_BYTES, type NotTaken } from '../../shared/ipc/contract';
import { request } from './seat-client';

/** What a file belongs to: a call, or its case (acts, report, sealed scan). */
export type FileOf = 'attachment' | 'evidence';

/** Hands a file's bytes to the core, in pieces; its name and place stay unread. */
export async function handOver(
  of: FileOf,
  callId: CallId,
  file: Blob,
): Promise<{ id: AttachmentId } | { why: NotTaken }> {
  const begun = await request(`${of}.begin`, { callId, size: file.size });
  if (begun.kind !== 'begun') return resultOf(begun);
  const { uploadId } = begun;
  for (let offset = 0; offset < file.size; offset += PIECE_BYTES) {
    const bytes = new Uint8Array(await file.slice(offset, offset + PIECE_BYTES).arrayBuffer());
    await request(`${of}.piece`, { uploadId, offset, bytes });
  }
  const ended = await request(`${of}.end`, { uploadId });
  return ended.kind === 'begun' ? { why: 'superseded' } : resultOf(ended);
}

function resultOf(
  outcome: { kind: 'added'; id: AttachmentId } | { kind: 'refused'; reason: NotTaken },
): { id: AttachmentId } | { why: NotTaken } {
  return outcome.kind === 'added' ? { id: outcome.id } : { why: outcome.reason };
}

/** A picture as the core keeps it, as a `data:` address: the window may show no other that is not its own. */
export async function pictureOf(
  of: FileOf,
  { id, type, size }: { id: AttachmentId; type: AttachmentType; size: number },
): Promise<string> {
  const parts: BlobPart[] = [];
  for (let offset = 0; offset < size;) {
    const { bytes } = await request(`${of}.read`, { id, offset });
    if (bytes.length === 0) break;
    parts.push(new Uint8Array(bytes));
    offset += bytes.length;
  }
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(new Error('unreadable'));
    reader.readAsDataURL(new Blob(parts, { type: mediaTypeOf(type) }));
  });
}
