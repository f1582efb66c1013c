import { mediaTypeOf } from '../../../shared/attachments/attachment';
import type { CallId } from '../../../shared/ids';
import { PIECE_BYTES, type AttachmentView, type NotTaken } from '../../../shared/ipc/contract';
import { request } from '../../seat/seat-client';

/** Hands a file's bytes to the core, in pieces; its name and place stay unread. Resolves with why it was not taken. */
export async function handOver(callId: CallId, file: Blob): Promise<NotTaken | null> {
  const begun = await request('attachment.begin', { callId, size: file.size });
  if (begun.kind !== 'begun') return reasonOf(begun);
  const { uploadId } = begun;
  for (let offset = 0; offset < file.size; offset += PIECE_BYTES) {
    const bytes = new Uint8Array(await file.slice(offset, offset + PIECE_BYTES).arrayBuffer());
    await request('attachment.piece', { uploadId, offset, bytes });
  }
  return reasonOf(await request('attachment.end', { uploadId }));
}

function reasonOf(outcome: { kind: string; reason?: NotTaken }): NotTaken | null {
  return outcome.kind === 'refused' ? (outcome.reason ?? null) : null;
}

/** A picture as the core keeps it, as a `data:` address: the window may show no other that is not its own. */
export async function pictureOf({
  id,
  type,
  size,
}: Pick<AttachmentView, 'id' | 'type' | 'size'>): Promise<string> {
  const parts: BlobPart[] = [];
  for (let offset = 0; offset < size;) {
    const { bytes } = await request('attachment.read', { id, offset });
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
