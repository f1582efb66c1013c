import { mediaTypeOf, type AttachmentId } from '../../../../shared/attachments/attachment';
import type { CallId } from '../../../../shared/ids';
import type { EvidenceView } from '../../../../shared/investigation/views';
import { PIECE_BYTES, type NotTaken } from '../../../../shared/ipc/contract';
import { request } from '../../../seat/seat-client';

/** Hands a file's bytes to the core, in pieces; its name and place stay unread. */
export async function handOver(
  callId: CallId,
  file: Blob,
): Promise<{ id: AttachmentId } | { why: NotTaken }> {
  const begun = await request('evidence.begin', { callId, size: file.size });
  if (begun.kind === 'refused') return { why: begun.reason };
  if (begun.kind === 'added') return { id: begun.id };
  const { uploadId } = begun;
  for (let offset = 0; offset < file.size; offset += PIECE_BYTES) {
    const bytes = new Uint8Array(await file.slice(offset, offset + PIECE_BYTES).arrayBuffer());
    await request('evidence.piece', { uploadId, offset, bytes });
  }
  const ended = await request('evidence.end', { uploadId });
  if (ended.kind === 'added') return { id: ended.id };
  return { why: ended.kind === 'refused' ? ended.reason : 'superseded' };
}

/** A picture as the core keeps it, as a `data:` address: the window may show no other that is not its own. */
export async function pictureOf({
  id,
  type,
  size,
}: Pick<EvidenceView, 'id' | 'type' | 'size'>): Promise<string> {
  const parts: BlobPart[] = [];
  for (let offset = 0; offset < size;) {
    const { bytes } = await request('evidence.read', { id, offset });
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
