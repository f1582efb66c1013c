import { createHash } from 'node:crypto';
import type { AttachmentRef } from '../../../src/shared/attachments/attachment';
import type { CallRecord } from '../../../src/shared/call/record';
import { CHUNK_MEDIA_TYPE } from '../../../src/shared/center-api/attachments';
import { aDemoRecord, pushed, type TestCenter } from '../center';
import { aCallId } from '../draft';
import { aJpeg, segment } from './pictures';

export const sha256Of = (bytes: Uint8Array, encoding: 'hex' | 'base64' = 'hex'): string =>
  createHash('sha256').update(bytes).digest(encoding);

/** A clean JPEG of about so many bytes: one more scan's worth of entropy-coded zeros. */
export function aLargeJpeg(size: number): Buffer {
  const plain = aJpeg();
  const scan = Buffer.alloc(Math.max(1, size - plain.length), 0x11);
  return Buffer.concat([plain.subarray(0, -2), scan, plain.subarray(-2)]);
}

/** The same with a comment of this text, so that it is not clean. */
export function withComment(jpeg: Buffer, text: string): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), segment(0xfe, Buffer.from(text)), jpeg.subarray(2)]);
}

export function refOf(bytes: Uint8Array, type: AttachmentRef['type'] = 'jpeg'): AttachmentRef {
  return { id: aCallId() as AttachmentRef['id'], type, size: bytes.length, sha256: sha256Of(bytes) };
}

/** A record naming these attachments, received by the center. */
export async function aReceivedRecord(center: TestCenter, attachments: AttachmentRef[]): Promise<CallRecord> {
  const record = { ...aDemoRecord(), attachments };
  const { body } = await center.push([pushed(record)]);
  if (body.results[0]?.status !== 201) throw new Error(JSON.stringify(body));
  return record;
}

/** tus by hand, for what an honest client never does. */
export class ByHand {
  constructor(
    private readonly center: TestCenter,
    private readonly record: Pick<CallRecord, 'id' | 'revision'>,
  ) {}

  private ask(
    path: string,
    method: string,
    headers: Record<string, string>,
    body?: Uint8Array,
  ): Promise<Response> {
    return fetch(`${this.center.url}/v1/seats/ZZ01/attachments${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.center.token}`, 'Tus-Resumable': '1.0.0', ...headers },
      ...(body && { body: Buffer.from(body) }),
    });
  }

  announce(ref: AttachmentRef, changes: Record<string, string> = {}): Promise<Response> {
    const metadata = {
      attachmentId: ref.id,
      recordId: this.record.id,
      revision: String(this.record.revision),
      type: ref.type,
      sha256: ref.sha256,
    };
    const text = Object.entries(metadata).map(
      ([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`,
    );
    return this.ask('', 'POST', {
      'Upload-Length': String(ref.size),
      'Upload-Metadata': text.join(','),
      ...changes,
    });
  }

  append(
    id: string,
    offset: number,
    bytes: Uint8Array,
    changes: Record<string, string> = {},
  ): Promise<Response> {
    const headers = {
      'Content-Type': CHUNK_MEDIA_TYPE,
      'Upload-Offset': String(offset),
      'Upload-Checksum': `sha256 ${sha256Of(bytes, 'base64')}`,
      ...changes,
    };
    return this.ask(`/${id}`, 'PATCH', headers, bytes);
  }

  head(id: string): Promise<Response> {
    return this.ask(`/${id}`, 'HEAD', {});
  }

  receipt(id: string): Promise<Response> {
    return this.ask(`/${id}/receipt`, 'GET', {});
  }
}
