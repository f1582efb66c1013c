import { MAX_ATTACHMENT_BYTES } from '../../../shared/attachments/attachment';
import type { AttachmentOutcome, Input, NotTaken } from '../../../shared/ipc/contract';
import { Refusal } from '../refusal';

interface Arriving {
  uploadId: number;
  callId: string;
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
}

/** Files on their way from windows, in memory alone: one of each person, a later one takes the place of an earlier. */
export class ArrivingFiles {
  private readonly files = new Map<string, Arriving>();
  private lastUpload = 0;

  /** Whether it may come: `isFull` where what it belongs to takes no more. */
  begin(personId: string, callId: string, size: number, isFull: boolean): AttachmentOutcome {
    this.files.delete(personId);
    if (size === 0) return refused('empty');
    if (size > MAX_ATTACHMENT_BYTES) return refused('too_large');
    if (isFull) return refused('too_many');
    const uploadId = (this.lastUpload += 1);
    this.files.set(personId, { uploadId, callId, bytes: new Uint8Array(size), length: 0 });
    return { kind: 'begun', uploadId };
  }

  /** The next bytes of it. Throws `outdated` where another file took its place or a piece is missing. */
  piece(personId: string, { uploadId, offset, bytes }: Input<'attachment.piece'>): Record<string, never> {
    const file = this.files.get(personId);
    if (file?.uploadId !== uploadId || offset !== file.length || offset + bytes.length > file.bytes.length) {
      throw new Refusal('outdated');
    }
    file.bytes.set(bytes, offset);
    file.length += bytes.length;
    return {};
  }

  /** All of it, once; undefined where another took its place or something is missing. */
  take(personId: string, uploadId: number): Pick<Arriving, 'callId' | 'bytes'> | undefined {
    const file = this.files.get(personId);
    if (file?.uploadId !== uploadId || file.length !== file.bytes.length) return undefined;
    this.files.delete(personId);
    return file;
  }
}

export function refused(reason: NotTaken): AttachmentOutcome {
  return { kind: 'refused', reason };
}
