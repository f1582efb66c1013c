import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { FaultRule } from '../../../src/center/faults/plan';
import { openStoreFile } from '../../../src/main/core/store/open';
import { CallRecord } from '../../../src/shared/call/record';
import { startCenter, type TestCenter } from '../../builders/center';
import { aKeyStore, type RunningCore, type Window } from '../../builders/core';
import { aDocx, aPdf } from '../../builders/files/documents';
import { aJpeg, anExif, aTellingJpeg, CANARY, segment } from '../../builders/files/pictures';
import {
  aCallWith,
  AGENT_ID,
  aSeatAt,
  finish,
  handOver,
  readBack,
  statesOf,
} from '../../builders/files/seat';
import { aLargeJpeg, withComment } from '../../builders/files/uploads';
import { aSmallDisk } from '../../builders/machine/small-disk';
import { aFolder } from '../../builders/store';

let center: TestCenter;
beforeAll(async () => {
  center = await startCenter();
});
afterEach(() => center.faults?.set({ rules: [] }));
afterAll(() => center.close());

const recordOf = async (id: string, revision = 1): Promise<CallRecord> => {
  const stored = (await center.records()).find((each) => each.id === id && each.revision === revision);
  return CallRecord.parse(JSON.parse(stored?.body ?? 'null'));
};

const allReceived = (window: Window, callId: string, count: number) =>
  expect
    .poll(() => statesOf(window, callId as never), { timeout: 8_000 })
    .toEqual(Array.from({ length: count }, () => 'received'));

function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));
}

/** The store's pages without their cipher. */
async function pagesOf(seat: RunningCore): Promise<Buffer> {
  const data = join(seat.folder, 'data');
  const { kept } = JSON.parse(readFileSync(join(data, 'key.json'), 'utf8'));
  const key = Buffer.from(await aKeyStore().unwrap(kept.wrapped), 'base64');
  const db = openStoreFile({ file: join(data, 'seat.db'), key, nativeBinding: null, salt: null });
  try {
    return db.serialize();
  } finally {
    db.close();
  }
}

test('from the window to the receipt: cleaned, named by the record, byte for byte at the center', async () => {
  const seat = await aSeatAt(center);
  const agent = await seat.signedIn(AGENT_ID);
  const draft = await aCallWith(agent, [aTellingJpeg(), aPdf(), aDocx()]);
  const before = await agent.ask('attachment.list', { callId: draft.id });
  expect(before.map(({ name, state }) => `${name} ${state}`)).toEqual([
    '附件1.jpg draft',
    '附件2.pdf draft',
    '附件3.docx draft',
  ]);
  // In clear nowhere on the disk, and what was cut off not even under the cipher.
  expect(filesWith(seat.folder, 'JFIF')).toEqual([]);
  const pages = await pagesOf(seat);
  expect(pages.includes('JFIF')).toBe(true);
  expect(pages.includes(CANARY)).toBe(false);
  await finish(agent, draft);
  await allReceived(agent, draft.id, 3);
  expect((await agent.ask('sync.state', {})).owedAttachments).toBe(0);
  const record = await recordOf(draft.id);
  expect(record.attachments?.map(({ id, size }) => ({ id, size }))).toEqual(
    before.map(({ id, size }) => ({ id, size })),
  );
  for (const view of before) {
    const bytes = await readBack(agent, view);
    expect(bytes.length).toBe(view.size);
    expect(bytes.includes(CANARY)).toBe(false);
    expect(Buffer.from(await center.attachments.read(view.id)).equals(bytes)).toBe(true);
  }
  expect(JSON.stringify(seat.log)).not.toContain(CANARY);
});

type Fault = Partial<FaultRule> & Pick<FaultRule, 'kind'>;

test.each<[string, ...Fault[]]>([
  ['cut off before it did anything', { kind: 'drop', next: 2 }],
  ['cut off after its commit', { kind: 'drop', when: 'after', next: 5 }],
  ['busy', { kind: 'status', status: 503, retryAfter: 0, next: 2 }],
  ['failing after its commit', { kind: 'status', status: 500, when: 'after', next: 3 }],
  ['a portal page', { kind: 'portal', next: 3 }],
  ['a portal page after the commit', { kind: 'portal', when: 'after', next: 4 }],
  ['garbage', { kind: 'garbage', when: 'after', next: 4 }],
  ['redirects', { kind: 'redirect', next: 2 }],
  ['half an answer', { kind: 'truncated', when: 'after', next: 5 }],
])('arrives whole in spite of: %s', { timeout: 40_000 }, async (_, ...rules) => {
  center.faults?.set({ rules: rules.map((rule) => ({ ...rule, on: 'attach' })) });
  const seat = await aSeatAt(center);
  const agent = await seat.signedIn(AGENT_ID);
  const draft = await aCallWith(agent, [aLargeJpeg(900_000)]);
  await finish(agent, draft);
  await allReceived(agent, draft.id, 1);
  const [view] = await agent.ask('attachment.list', { callId: draft.id });
  if (view === undefined) throw new Error('none');
  expect(Buffer.from(await center.attachments.read(view.id)).equals(await readBack(agent, view))).toBe(true);
  for (const struck of center.faults?.state().struck ?? [0]) expect(struck).toBeGreaterThan(0);
});

test('never goes before its record', async () => {
  center.faults?.set({ rules: [{ kind: 'status', status: 503, retryAfter: 0, on: 'push', next: 3 }] });
  let hadRecord = false;
  let announced = 0;
  const seat = await aSeatAt(center, {
    between: (uploads) => ({
      ...uploads,
      announce: async (upload, signal) => {
        announced += 1;
        hadRecord = (await center.records()).some(({ id }) => id === upload.recordId);
        return uploads.announce(upload, signal);
      },
    }),
  });
  const agent = await seat.signedIn(AGENT_ID);
  const draft = await aCallWith(agent, [aJpeg()]);
  await finish(agent, draft);
  await allReceived(agent, draft.id, 1);
  expect({ announced, hadRecord }).toEqual({ announced: 1, hadRecord: true });
});

test('a seat that ends in the middle goes on from the offset that the center names', async () => {
  const folder = aFolder();
  const offsets: number[] = [];
  let isCut = true;
  let cut: () => void = () => undefined;
  const isHalfWay = new Promise<void>((resolve) => (cut = resolve));
  const options = {
    folder,
    between: (uploads: Parameters<NonNullable<Parameters<typeof aSeatAt>[1]>['between'] & object>[0]) => ({
      ...uploads,
      append: (id: string, offset: number, bytes: Uint8Array, signal: AbortSignal) => {
        offsets.push(offset);
        if (!isCut || offset === 0) return uploads.append(id, offset, bytes, signal);
        cut();
        // Never answered: the process ends meanwhile.
        return new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('ended'))),
        );
      },
    }),
  };
  const first = await aSeatAt(center, options);
  const agent = await first.signedIn(AGENT_ID);
  const draft = await aCallWith(agent, [aLargeJpeg(900_000)]);
  await finish(agent, draft);
  await isHalfWay;
  await first.core.stop();
  isCut = false;
  const reached = offsets.at(-1) ?? 0;
  offsets.length = 0;
  const second = await aSeatAt(center, options);
  const again = await second.signedIn(AGENT_ID);
  await allReceived(again, draft.id, 1);
  expect(reached).toBeGreaterThan(0);
  expect(offsets[0]).toBe(reached);
});

test(
  'a center that is killed in the middle goes on from what it had acknowledged',
  { timeout: 40_000 },
  async () => {
    const folder = aFolder();
    let own = await startCenter({ folder });
    const port = Number(new URL(own.url).port);
    const offsets: number[] = [];
    let isDown: Promise<void> | undefined;
    const seat = await aSeatAt(own, {
      between: (uploads) => ({
        ...uploads,
        append: async (id, offset, bytes, signal) => {
          offsets.push(offset);
          if (offset > 0) isDown ??= own.close();
          await isDown;
          return uploads.append(id, offset, bytes, signal);
        },
      }),
    });
    const agent = await seat.signedIn(AGENT_ID);
    const draft = await aCallWith(agent, [aLargeJpeg(900_000)]);
    await finish(agent, draft);
    await expect.poll(() => isDown !== undefined, { timeout: 10_000 }).toBe(true);
    await isDown;
    const reached = offsets.at(-1);
    own = await startCenter({ folder, port });
    await allReceived(agent, draft.id, 1);
    expect(offsets.filter((offset) => offset === reached).length).toBeGreaterThan(1);
    expect(offsets.filter((offset) => offset === 0)).toHaveLength(1);
    await seat.core.stop();
    await own.close();
  },
);

test('one that is refused blocks neither records nor the others, and goes again when a person asks', async () => {
  let isPoisoned = true;
  const seat = await aSeatAt(center, {
    between: (uploads) => ({
      ...uploads,
      announce: (upload, signal) =>
        uploads.announce(
          upload.type === 'pdf' && isPoisoned ? { ...upload, size: upload.size + 1 } : upload,
          signal,
        ),
    }),
  });
  const agent = await seat.signedIn(AGENT_ID);
  const draft = await aCallWith(agent, [aPdf(), aJpeg()]);
  await finish(agent, draft);
  await expect.poll(() => statesOf(agent, draft.id), { timeout: 10_000 }).toEqual(['refused', 'received']);
  const later = await aCallWith(agent, [aJpeg()]);
  await finish(agent, later);
  await allReceived(agent, later.id, 1);
  const [refused] = await agent.ask('attachment.list', { callId: draft.id });
  expect(refused?.refusal).toBe('not_named');
  isPoisoned = false;
  await agent.ask('attachment.retry', { id: refused?.id as never });
  await allReceived(agent, draft.id, 2);
});

test('what is taken away is gone; what a record names leaves with the next revision and is brought over all the same', async () => {
  const seat = await aSeatAt(center);
  const agent = await seat.signedIn(AGENT_ID);
  const draft = await aCallWith(agent, [aJpeg(), aPdf()]);
  const [photo, pdf] = await agent.ask('attachment.list', { callId: draft.id });
  if (photo === undefined || pdf === undefined) throw new Error('two');
  expect(await agent.ask('attachment.remove', { id: photo.id, isRemoved: true })).toMatchObject([
    { name: '附件2.pdf' },
  ]);
  await expect
    .poll(async () => (await pagesOf(seat)).includes('JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xdb'))
    .toBe(false);
  expect(await agent.codeOf('attachment.read', { id: photo.id, offset: 0 })).toBe('not_found');
  await finish(agent, draft);
  const revision = await agent.ask('call.revise', { id: draft.id, why: '文件传错了' });
  await agent.ask('attachment.remove', { id: pdf.id, isRemoved: true });
  expect(await handOver(agent, draft.id, aDocx())).toMatchObject({ kind: 'added' });
  await finish(agent, revision);
  await allReceived(agent, draft.id, 2);
  expect((await recordOf(draft.id, 1)).attachments?.map(({ type }) => type)).toEqual(['pdf']);
  expect((await recordOf(draft.id, 2)).attachments?.map(({ type }) => type)).toEqual(['docx']);
});

test('a record without attachments is what it always was', async () => {
  const seat = await aSeatAt(center);
  const agent = await seat.signedIn(AGENT_ID);
  const draft = await aCallWith(agent, []);
  await finish(agent, draft);
  await expect.poll(async () => (await center.records()).some(({ id }) => id === draft.id)).toBe(true);
  const stored = (await center.records()).find(({ id }) => id === draft.id);
  expect(stored?.body).not.toContain('attachments');
});

test('who may hand over, see and take away', async () => {
  const seat = await aSeatAt(center);
  const agent = await seat.signedIn(AGENT_ID);
  const people = await agent.ask('session.people', {});
  const other = await seat.signedIn(
    people.find(({ id, role }) => role === 'agent' && id !== AGENT_ID)?.id ?? '',
  );
  const supervisor = await seat.signedIn(people.find(({ role }) => role === 'supervisor')?.id ?? '');
  const draft = await aCallWith(agent, [aJpeg()]);
  const [view] = await agent.ask('attachment.list', { callId: draft.id });
  const id = view?.id as never;
  for (const window of [other, supervisor]) {
    expect(await window.codeOf('attachment.list', { callId: draft.id })).toBe('not_found');
    expect(await window.codeOf('attachment.read', { id, offset: 0 })).toBe('not_found');
    expect(await window.codeOf('attachment.begin', { callId: draft.id, size: 5 })).toBe('not_allowed');
    expect(await window.codeOf('attachment.remove', { id, isRemoved: true })).toBe('not_allowed');
  }
  await finish(agent, draft);
  expect(await statesOf(supervisor, draft.id)).toHaveLength(1);
  expect(await other.codeOf('attachment.list', { callId: draft.id })).toBe('not_found');
});

test('says why a file is not taken, and takes no more than twenty', async () => {
  const seat = await aSeatAt(center);
  const agent = await seat.signedIn(AGENT_ID);
  const draft = await aCallWith(agent, []);
  const reason = async (bytes: Uint8Array) => {
    const outcome = await handOver(agent, draft.id, bytes);
    return outcome.kind === 'refused' ? outcome.reason : outcome.kind;
  };
  expect(await reason(Buffer.from('ID3\x04'))).toBe('audio');
  expect(await reason(Buffer.from('<html>'))).toBe('web_page');
  expect(await reason(Buffer.alloc(0))).toBe('empty');
  expect(await agent.ask('attachment.begin', { callId: draft.id, size: 20_000_001 })).toMatchObject({
    reason: 'too_large',
  });
  // A piece out of place, and a file that another took the place of.
  const begun = await agent.ask('attachment.begin', { callId: draft.id, size: 10 });
  const uploadId = begun.kind === 'begun' ? begun.uploadId : 0;
  expect(await agent.codeOf('attachment.piece', { uploadId, offset: 3, bytes: Uint8Array.of(1) })).toBe(
    'outdated',
  );
  expect(
    await agent.codeOf('attachment.piece', { uploadId, offset: 0, bytes: new Uint8Array(600_000) }),
  ).toBe('invalid_input');
  expect(await agent.codeOf('attachment.piece', { uploadId, offset: 0, bytes: [1, 2] })).toBe(
    'invalid_input',
  );
  expect(await agent.ask('attachment.end', { uploadId })).toMatchObject({ reason: 'superseded' });
  for (let n = 0; n < 20; n += 1) expect(await reason(aJpeg())).toBe('added');
  expect(await reason(aJpeg())).toBe('too_many');
});

test('on a full disk the file is not taken, the room for the call in hand stays, and the call ends', async (context) => {
  const disk = aSmallDisk(14);
  if (typeof disk === 'string') return context.skip(disk);
  const seat = await aSeatAt(center, { folder: disk.folder, reserveBytes: 2_000_000 });
  const agent = await seat.signedIn(AGENT_ID);
  const draft = await aCallWith(agent, []);
  const reserve = () => readdirSync(join(disk.folder, 'data')).some((name) => name.includes('reserve'));
  await expect.poll(reserve, { timeout: 5_000 }).toBe(true);
  expect(await handOver(agent, draft.id, aLargeJpeg(19_000_000))).toEqual({
    kind: 'refused',
    reason: 'disk_full',
  });
  expect(reserve()).toBe(true);
  await finish(agent, draft);
  expect(await agent.ask('attachment.list', { callId: draft.id })).toEqual([]);
});

test('pieces that a crash left belong to nothing and are swept up at the next start', async () => {
  const seat = await aSeatAt(center);
  const store = seat.core.desk()?.store;
  store?.write(() =>
    store.attachments.pieces.add('019ab1f2-3c4d-7e5f-8a6b-0123456789ff', 0, Buffer.from('half')),
  );
  await seat.core.stop();
  const again = await aSeatAt(center, { folder: seat.folder });
  await expect.poll(() => again.core.desk()?.store.attachments.pieces.findOrphans()).toEqual([]);
});

test('a photograph of 20 MB is taken in slices that block nobody', async () => {
  const seat = await aSeatAt(center);
  const agent = await seat.signedIn(AGENT_ID);
  const draft = await aCallWith(agent, []);
  const photo = withComment(aLargeJpeg(19_900_000), CANARY);
  const exif = segment(0xe1, anExif(6));
  const file = Buffer.concat([photo.subarray(0, 2), exif, photo.subarray(2)]);
  expect(await handOver(agent, draft.id, file)).toMatchObject({ kind: 'added' });
  const [view] = await agent.ask('attachment.list', { callId: draft.id });
  expect(view?.size).toBeGreaterThan(19_000_000);
});
