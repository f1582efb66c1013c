import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type TestContext } from 'vitest';
import { Reserve } from '../../../src/main/core/store/reserve';
import { Store } from '../../../src/main/core/store/store';
import { aBundle } from '../../builders/bundle';
import { aCore } from '../../builders/core';
import { aConsultationForm, aDraft, aRecord, aReportForm } from '../../builders/draft';
import { anEnrolment, AGENT } from '../../builders/enrolment';
import { aSmallDisk, type SmallDisk } from '../../builders/machine/small-disk';
import { takeIn } from '../../builders/store';

function smallDisk(context: TestContext, megabytes = 8): SmallDisk {
  const disk = aSmallDisk(megabytes);
  if (typeof disk === 'string') return context.skip(disk);
  return disk;
}

async function aStoreOn(folder: string, reserveBytes: number) {
  const reserve = new Reserve(join(folder, 'reserve'), reserveBytes);
  const options = { file: join(folder, 'seat.db'), key: randomBytes(32), nativeBinding: null, salt: null };
  const store = Store.open(options, reserve);
  const { enrolment } = await anEnrolment();
  store.write(() => {
    store.people.replaceRoster(enrolment.people);
    store.bundles.add({ version: aBundle().version, effectiveFrom: 0 }, enrolment.bundle, 0);
  });
  return { store, reserve, options };
}

test('a full disk: the reserve carries the call in hand, then it is said so, and nothing saved is missing (D6)', async (context) => {
  const disk = smallDisk(context);
  const { store, reserve, options } = await aStoreOn(disk.folder, 1024 * 1024);
  expect(reserve.ensure()).toBe(true);
  const saved: string[] = [];
  const takeOne = () => saved.push(takeIn(store, aRecord(aDraft({ form: aReportForm() }))).id);
  for (let i = 0; i < 20; i += 1) takeOne();
  disk.fill();
  // The log has some room left of its own; then the reserve is given up without a word to the agent.
  while (!store.isCramped) takeOne();
  expect(reserve.isHeld()).toBe(false);
  takeOne();
  disk.fill();
  const refusal = expect.objectContaining({ failure: { code: 'store_full' } });
  expect(() => {
    for (let i = 0; i < 2000; i += 1) takeOne();
  }).toThrow(refusal);
  // Reading goes on, and all that was answered is there.
  const known = (from: Store) => saved.filter((id) => from.calls.findHead(id) !== undefined).length;
  expect(known(store)).toBe(saved.length);
  store.close();
  disk.empty();
  const again = Store.open(options, reserve);
  expect(known(again)).toBe(saved.length);
  expect(again.conservation()).toMatchObject({ finished: saved.length, owed: saved.length, unknown: 0 });
  takeIn(again);
  expect(reserve.ensure()).toBe(true);
  again.close();
});

test('the app on a disk that fills up: a sentence, no half call, and on again when there is room', async (context) => {
  const disk = smallDisk(context);
  const seat = await aCore({
    folder: disk.folder,
    reserveBytes: 512 * 1024,
    timer: { after: () => () => undefined },
  });
  const agent = await seat.signedIn(AGENT.id);
  disk.fill();
  let codes: string[] = [];
  const form = aConsultationForm();
  for (let i = 0; i < 400 && !codes.includes('store_full'); i += 1) {
    const draft = await agent.answer('call.start', {});
    if (!draft.ok) {
      codes = [...codes, draft.error.code];
      continue;
    }
    const { id } = draft.value;
    const saved = await agent.codeOf('draft.save', {
      id,
      saveCount: 1,
      step: 'closing',
      confirmations: [{ lineId: 'greeting', at: 1 }],
      form,
      hungUpAt: null,
    });
    codes = [
      ...codes,
      saved,
      ...(saved === 'ok' ? [await agent.codeOf('call.finish', { id, saveCount: 1 })] : []),
    ];
  }
  expect(codes.at(-1)).toBe('store_full');
  expect(codes.filter((code) => code !== 'ok' && code !== 'store_full')).toEqual([]);
  const state = await agent.ask('app.state', {});
  expect(state.store).toMatchObject({ kind: 'open', degraded: { code: 'store_full' } });
  const counts = await agent.ask('queue.counts', {});
  disk.empty();
  // The call that the full disk cut off comes first, then there is room for the next.
  for (const half of await agent.ask('draft.list', {})) {
    const { id, saveCount } = await agent.fill(half, form);
    await agent.ask('call.finish', { id, saveCount });
  }
  await agent.takeCall(form);
  expect((await agent.ask('queue.counts', {})).all).toBe(counts.all + 1);
  expect(seat.core.desk()?.store.conservation().unknown).toBe(0);
});

test('a disk that is full when the app starts: the reserve lets it open, what was saved is there, and it is said', async (context) => {
  const disk = smallDisk(context);
  const first = await aCore({ folder: disk.folder, reserveBytes: 512 * 1024 });
  await (await first.signedIn(AGENT.id)).takeCall(aConsultationForm());
  await first.core.stop();
  const reserve = new Reserve(join(disk.folder, 'data', 'reserve'), 512 * 1024);
  expect(reserve.ensure()).toBe(true);
  disk.fill();
  const options = { folder: disk.folder, enrolled: first.enrolled, isOnDisk: true, reserveBytes: 512 * 1024 };
  const seat = await aCore(options);
  expect(reserve.isHeld()).toBe(false);
  const agent = await seat.signedIn(AGENT.id);
  expect((await agent.ask('app.state', {})).store).toMatchObject({
    kind: 'open',
    degraded: { code: 'store_full' },
  });
  expect((await agent.ask('queue.counts', {})).all).toBe(1);
  await agent.takeCall(aConsultationForm());
  await seat.core.stop();
  // Full to the brim and no reserve left: told, and nothing touched.
  disk.fill();
  const shut = await aCore(options);
  expect((await shut.window().ask('app.state', {})).store).toEqual({
    kind: 'failed',
    error: { code: 'store_full' },
  });
  await shut.core.stop();
  disk.empty();
  const again = await aCore(options);
  expect((await (await again.signedIn(AGENT.id)).ask('queue.counts', {})).all).toBe(2);
});

test('a read-only disk: told at start, nothing touched', async (context) => {
  const disk = smallDisk(context);
  const first = await aCore({ folder: disk.folder });
  const agent = await first.signedIn(AGENT.id);
  await agent.takeCall(aReportForm());
  await first.core.stop();
  const file = join(disk.folder, 'data', 'seat.db');
  const before = [readFileSync(file), statSync(file).mtimeMs];
  disk.makeReadOnly();
  const seat = await aCore({ folder: disk.folder, enrolled: first.enrolled, isOnDisk: true });
  const state = await seat.window().ask('app.state', {});
  expect(state.store).toEqual({ kind: 'failed', error: { code: 'store_read_only' } });
  expect(await seat.window().codeOf('session.people', {})).toBe('store_read_only');
  expect([readFileSync(file), statSync(file).mtimeMs]).toEqual(before);
});
