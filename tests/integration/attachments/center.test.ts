import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentRef } from '../../../src/shared/attachments/attachment';
import { AttachmentReceiptAnswer } from '../../../src/shared/center-api/attachments';
import { createAttachmentCheck } from '../../../src/main/core/sync/center/receipt-check';
import { startCenter, type TestCenter } from '../../builders/center';
import { aCallId } from '../../builders/draft';
import { aReceivedRecord, aLargeJpeg, ByHand, refOf, withComment } from '../../builders/files/uploads';
import { breaches } from '../../contract/contract';

const UPLOADS = '/v1/seats/{seatId}/attachments';
const UPLOAD = `${UPLOADS}/{attachmentId}`;

let center: TestCenter;
beforeAll(async () => {
  center = await startCenter();
});
afterAll(() => center.close());

/** The status; the answer is held to the contract. */
async function agreed(method: string, path: string, asked: Promise<Response>): Promise<number> {
  const response = await asked;
  const text = await response.text();
  if (method !== 'head') {
    expect(breaches(method, path, { status: response.status, headers: response.headers, text })).toEqual([]);
  }
  return response.status;
}

async function announced(bytes: Buffer, type: AttachmentRef['type'] = 'jpeg', ref = refOf(bytes, type)) {
  const record = await aReceivedRecord(center, [ref]);
  const hand = new ByHand(center, record);
  expect(await agreed('post', UPLOADS, hand.announce(ref))).toBe(201);
  return { ref, record, hand };
}

describe('an upload', () => {
  it('goes on from where it was, and is proved by a signed receipt, the same for ever', async () => {
    const bytes = aLargeJpeg(10_000);
    const { ref, record, hand } = await announced(bytes);
    expect((await hand.head(ref.id)).headers.get('upload-offset')).toBe('0');
    expect(await agreed('patch', UPLOAD, hand.append(ref.id, 0, bytes.subarray(0, 6_000)))).toBe(204);
    expect(await agreed('get', `${UPLOAD}/receipt`, hand.receipt(ref.id))).toBe(409);
    expect(await agreed('post', UPLOADS, hand.announce(ref))).toBe(201);
    expect((await hand.head(ref.id)).headers.get('upload-offset')).toBe('6000');
    expect(await agreed('patch', UPLOAD, hand.append(ref.id, 6_000, bytes.subarray(6_000)))).toBe(204);
    const first = await (await hand.receipt(ref.id)).text();
    const { receipt } = AttachmentReceiptAnswer.parse(JSON.parse(first));
    const isTrusted = createAttachmentCheck('ZZ01', [center.keys.signing]);
    const sent = {
      attachmentId: ref.id,
      recordId: record.id,
      revision: 1,
      sha256: ref.sha256,
      size: ref.size,
    };
    expect(isTrusted(sent, receipt)).toBe(true);
    for (const other of [
      { size: 1 },
      { sha256: '0'.repeat(64) },
      { revision: 2 },
      { recordId: ref.id as never },
    ]) {
      expect(isTrusted({ ...sent, ...other }, { ...receipt, ...other } as never)).toBe(false);
    }
    expect(AttachmentReceiptAnswer.parse(await (await hand.receipt(ref.id)).json()).receipt).toEqual(receipt);
    expect(Buffer.from(await center.attachments.read(ref.id)).equals(bytes)).toBe(true);
    // And nothing can be added behind it.
    expect(await agreed('patch', UPLOAD, hand.append(ref.id, bytes.length, Buffer.of(1)))).toBe(409);
  });

  it('takes each place once, however many come at once', async () => {
    const bytes = aLargeJpeg(3_000);
    const { ref, hand } = await announced(bytes);
    const statuses = await Promise.all(
      Array.from({ length: 5 }, async () => (await hand.append(ref.id, 0, bytes)).status),
    );
    expect(statuses.sort()).toEqual([204, 409, 409, 409, 409]);
    expect((await hand.receipt(ref.id)).status).toBe(200);
  });

  it('is refused where a piece was hurt, lies elsewhere, or is too much', async () => {
    const bytes = aLargeJpeg(3_000);
    const { ref, hand } = await announced(bytes);
    const hurt = { 'Upload-Checksum': `sha256 ${'A'.repeat(43)}=` };
    expect(await agreed('patch', UPLOAD, hand.append(ref.id, 0, bytes, hurt))).toBe(460);
    expect(await agreed('patch', UPLOAD, hand.append(ref.id, 5, bytes))).toBe(409);
    expect(await agreed('patch', UPLOAD, hand.append(ref.id, 0, Buffer.concat([bytes, bytes])))).toBe(409);
    expect(await agreed('patch', UPLOAD, hand.append(ref.id, 0, Buffer.alloc(4_000_001)))).toBe(413);
    expect(
      await agreed('patch', UPLOAD, hand.append(ref.id, 0, bytes, { 'Content-Type': 'text/plain' })),
    ).toBe(415);
    expect(await agreed('patch', UPLOAD, hand.append(ref.id, 0, bytes, { 'Upload-Checksum': 'md5 x' }))).toBe(
      400,
    );
    expect(await agreed('patch', UPLOAD, hand.append(ref.id, 0, bytes, { 'Tus-Resumable': '0.2.2' }))).toBe(
      412,
    );
    expect(await agreed('patch', UPLOAD, hand.append(ref.id, 0, bytes, { Authorization: 'Bearer x' }))).toBe(
      401,
    );
    expect(await agreed('patch', UPLOAD, hand.append(aCallId(), 0, bytes))).toBe(404);
    expect((await hand.head(ref.id)).headers.get('upload-offset')).toBe('0');
  });

  it('is not announced where no record names it so', async () => {
    const ref = refOf(aLargeJpeg(1_000));
    const record = await aReceivedRecord(center, [ref]);
    const hand = new ByHand(center, record);
    const stranger = new ByHand(center, { id: aCallId() as never, revision: 1 });
    expect(await agreed('post', UPLOADS, stranger.announce(ref))).toBe(409);
    expect(await agreed('post', UPLOADS, new ByHand(center, { ...record, revision: 2 }).announce(ref))).toBe(
      409,
    );
    expect(await agreed('post', UPLOADS, hand.announce({ ...ref, sha256: '0'.repeat(64) }))).toBe(422);
    expect(await agreed('post', UPLOADS, hand.announce({ ...ref, type: 'png' }))).toBe(422);
    expect(await agreed('post', UPLOADS, hand.announce({ ...ref, size: 20_000_001 }))).toBe(413);
    expect(await agreed('post', UPLOADS, hand.announce(ref, { 'Upload-Metadata': 'filename eA==' }))).toBe(
      400,
    );
    expect((await hand.head(ref.id)).status).toBe(404);
  });

  it.each<[string, (bytes: Buffer) => Buffer, AttachmentRef['type'], string]>([
    ['other bytes than announced', (bytes) => Buffer.from(bytes).fill(1, 900, 910), 'jpeg', 'hash_mismatch'],
    [
      'a picture that still tells who made it',
      (bytes) => withComment(bytes, 'canary-7731'),
      'jpeg',
      'not_clean',
    ],
    ['a picture called a document', (bytes) => bytes, 'pdf', 'not_clean'],
  ])('of %s gets no receipt, and begins anew', async (_, change, type, code) => {
    const bytes = aLargeJpeg(2_000);
    const sent = change(bytes);
    const { ref, hand } = await announced(bytes, type, refOf(code === 'hash_mismatch' ? bytes : sent, type));
    expect((await hand.append(ref.id, 0, sent)).status).toBe(204);
    const refused = hand.receipt(ref.id);
    expect(await (await refused).clone().text()).toContain(code);
    expect(await agreed('get', `${UPLOAD}/receipt`, refused)).toBe(422);
    expect((await hand.head(ref.id)).headers.get('upload-offset')).toBe('0');
    if (code !== 'hash_mismatch') return;
    expect((await hand.append(ref.id, 0, bytes)).status).toBe(204);
    expect((await hand.receipt(ref.id)).status).toBe(200);
  });
});
