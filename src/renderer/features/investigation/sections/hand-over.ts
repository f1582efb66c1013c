import type { AttachmentId } from '../../../../shared/attachments/attachment';
import type { CallId } from '../../../../shared/ids';
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
