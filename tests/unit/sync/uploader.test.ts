import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AttachmentReceipt } from '../../../src/shared/center-api/attachments';
import type { Exchange, Timer } from '../../../src/main/core/sync/ports';
import type { OwedUpload, UploadClient, UploadOutbox } from '../../../src/main/core/sync/uploads/ports';
import { createUploader } from '../../../src/main/core/sync/uploads/uploader';

type Fault = 'lost_before' | 'lost_after' | 'portal' | 'busy' | 'short' | 'hurt' | null;

const SIZE = 1_000_000;
const failed: Exchange = { kind: 'failed', cause: 'unreachable', mayHaveArrived: true };

function said(status: number, offset: number | null = null, body: unknown = {}): Exchange {
  const isProblem = status >= 400;
  const problem = { type: 'urn:x', title: 'x', status };
  return {
    kind: 'answered',
    status,
    contentType: isProblem ? 'application/problem+json' : 'application/json',
    retryAfter: status === 503 ? '1' : null,
    etag: null,
    ...(!isProblem && { tus: { resumable: '1.0.0', offset: offset === null ? null : String(offset) } }),
    body: Buffer.from(JSON.stringify(isProblem ? problem : body)),
  };
}

const portal: Exchange = { ...(said(200) as object), contentType: 'text/html', tus: undefined } as never;

/** A center of one map, and faults drawn one a request until they are used up. */
function aWorld(faults: Fault[], poisoned: ReadonlySet<string>) {
  const there = new Map<string, Uint8Array>();
  const strike = async (id: string, act: () => Exchange): Promise<Exchange> => {
    await Promise.resolve();
    if (poisoned.has(id)) return said(422);
    switch (faults.shift() ?? null) {
      case 'lost_before':
        return failed;
      case 'lost_after':
        act();
        return failed;
      case 'portal':
        return portal;
      case 'busy':
        return said(503);
      case 'hurt':
        return said(460);
      case 'short':
        return said(409);
      case null:
        return act();
    }
  };
  const center: UploadClient = {
    announce: ({ attachmentId }) =>
      strike(attachmentId, () => {
        if (!there.has(attachmentId)) there.set(attachmentId, new Uint8Array());
        return said(201);
      }),
    offsetOf: (id) => strike(id, () => (there.has(id) ? said(200, there.get(id)?.length ?? 0) : said(404))),
    append: (id, offset, bytes) =>
      strike(id, () => {
        const before = there.get(id);
        if (before === undefined) return said(404);
        if (before.length !== offset) return said(409);
        there.set(id, Buffer.concat([before, bytes]));
        return said(204, offset + bytes.length);
      }),
    receiptOf: (id) =>
      strike(id, () => {
        if ((there.get(id)?.length ?? 0) < SIZE) return said(409);
        const receipt = {
          attachmentId: id,
          recordId: id,
          revision: 1,
          sha256: 'a'.repeat(64),
          size: SIZE,
          seatId: 'ZZ01',
          receivedAt: 1,
          keyId: 'k',
          signature: 'A'.repeat(88),
        };
        return said(200, null, { centerTime: 1, receipt });
      }),
  };
  return { there, center };
}

/** Time that jumps to whatever is waited for. */
function aTimer() {
  let now = 0;
  let next: { at: number; run: () => void } | undefined;
  const timer: Timer = {
    after: (delayMs, run) => {
      const mine = { at: now + delayMs, run };
      next = mine;
      return () => {
        if (next === mine) next = undefined;
      };
    },
  };
  return {
    timer,
    clock: { now: () => now, monotonic: () => now },
    jump: () => {
      if (next === undefined) return false;
      const { at, run } = next;
      next = undefined;
      now = Math.max(now, at);
      run();
      return true;
    },
  };
}

const idOf = (n: number) => `019ab1f2-3c4d-7e5f-8a6b-${String(n).padStart(12, '0')}`;
const contentOf = (id: string) => new Uint8Array(SIZE).fill(id.charCodeAt(id.length - 1));

async function run(faults: Fault[], count: number, poisoned: ReadonlySet<string>) {
  const { there, center } = aWorld([...faults], poisoned);
  const time = aTimer();
  const owed = new Map<string, OwedUpload & { due: number }>();
  for (let n = 0; n < count; n += 1) {
    const id = idOf(n) as never;
    owed.set(id, {
      attachmentId: id,
      recordId: id,
      revision: 1,
      type: 'jpeg',
      sha256: 'a'.repeat(64),
      size: SIZE,
      tries: 0,
      due: 0,
    });
  }
  const received = new Set<string>();
  const refused = new Set<string>();
  const outbox: UploadOutbox = {
    next: (now) => [...owed.values()].filter(({ due }) => due <= now).sort((a, b) => a.tries - b.tries)[0],
    read: (id, offset, length) => contentOf(id).subarray(offset, offset + length),
    accept: ({ attachmentId }) => {
      received.add(attachmentId);
      owed.delete(attachmentId);
    },
    postpone: (id, due) => {
      const upload = owed.get(id);
      if (upload) owed.set(id, { ...upload, due, tries: upload.tries + 1 });
    },
    refuse: (id) => {
      refused.add(id);
      owed.delete(id);
    },
    makeDue: () => undefined,
    summary: () => ({
      owed: owed.size,
      refused: refused.size,
      nextTryAt: owed.size === 0 ? null : Math.min(...[...owed.values()].map(({ due }) => due)),
    }),
  };
  const uploader = createUploader({
    outbox,
    center,
    isTrusted: (upload, receipt: AttachmentReceipt) => receipt.attachmentId === upload.attachmentId,
    clock: time.clock,
    timer: time.timer,
    random: () => 0.5,
    onChange: () => undefined,
    log: () => undefined,
  });
  uploader.start();
  for (let n = 0; n < 500 && owed.size > 0; n += 1) {
    await uploader.whenIdle();
    if (owed.size > 0) time.jump();
  }
  await uploader.whenIdle();
  await uploader.stop(0);
  return { there, received, refused, owed };
}

const aFault = fc.constantFrom<Fault>(
  'lost_before',
  'lost_after',
  'portal',
  'busy',
  'short',
  'hurt',
  null,
  null,
);

test('whatever befalls the exchanges, each attachment arrives whole and once, and a poisoned one stops nobody', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aFault, { maxLength: 40 }),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(3),
      async (faults, count, poison) => {
        const poisoned = new Set([idOf(poison)]);
        const { there, received, refused, owed } = await run(faults, count, poisoned);
        expect(owed.size).toBe(0);
        expect(refused.size + received.size).toBe(count);
        for (const id of refused) expect(poisoned.has(id)).toBe(true);
        for (const id of received)
          expect(Buffer.compare(there.get(id) ?? Buffer.of(), contentOf(id))).toBe(0);
      },
    ),
    { numRuns: 150 },
  );
});
