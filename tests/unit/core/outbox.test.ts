import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Settlement } from '../../../src/main/core/sync/ports';
import { Reserve } from '../../../src/main/core/store/reserve';
import { Store } from '../../../src/main/core/store/store';
import { LONGEST_WAIT_MS } from '../../../src/main/core/store/repositories/outbox';
import { aDraft, aRecord } from '../../builders/draft';
import { aStore, takeIn } from '../../builders/store';

const NOW = Date.UTC(2026, 10, 23, 4);
type Owed = ReturnType<typeof takeIn>;

function accepted({ id, revision, bodySha256 }: Owed): Settlement {
  const receipt = {
    recordId: id,
    revision,
    bodySha256,
    seatId: 'ZZ01' as never,
    centerNumber: `HN-${revision}`,
    receivedAt: NOW,
    keyId: 'k',
    signature: 'A'.repeat(88),
  };
  return { kind: 'accepted', id, revision, bodySha256, receipt };
}

function postponed(owed: Owed, kind: 'retry' | 'unconfirmed', nextTryAt: number): Settlement {
  const { id, revision, bodySha256 } = owed;
  return { kind, id, revision, bodySha256, cause: 'timeout', nextTryAt };
}

function refused({ id, revision, bodySha256 }: Owed): Settlement {
  const problem = { type: 'about:blank', title: 'refused', status: 422 };
  return { kind: 'quarantined', id, revision, bodySha256, problem };
}

const stateOf = (store: Store, id: string) => store.queue.find(id)?.state;

test('claims what is due, fewest tries first, and marks it sending', async () => {
  const { store } = await aStore();
  const [a, b, c] = [takeIn(store), takeIn(store), takeIn(store)];
  store.outbox.claim(NOW, 1, 1e6);
  store.outbox.settle([postponed(a, 'retry', NOW)], NOW);
  expect(store.outbox.claim(NOW, 10, 1e6).map((each) => each.id)).toEqual([b.id, c.id, a.id]);
  expect(stateOf(store, a.id)).toBe('sending');
  expect(store.outbox.claim(NOW, 10, 1e6)).toEqual([]);
});

test('a claim keeps within its size, but always takes one', async () => {
  const { store } = await aStore();
  const [a, b] = [takeIn(store), takeIn(store), takeIn(store)];
  expect(store.outbox.claim(NOW, 10, 1)).toHaveLength(1);
  store.outbox.settle([postponed(a as Owed, 'retry', NOW + 1000)], NOW);
  expect(store.outbox.claim(NOW, 10, (b as Owed).body.length * 2)).toHaveLength(2);
});

test('waits until it is due, but not for a clock that was set back', async () => {
  const { store } = await aStore();
  const owed = takeIn(store);
  store.outbox.claim(NOW, 1, 1e6);
  store.outbox.settle([postponed(owed, 'retry', NOW + 60_000)], NOW);
  expect(store.outbox.summary()).toMatchObject({ owed: 1, nextTryAt: NOW + 60_000 });
  expect(store.outbox.claim(NOW + 59_999, 1, 1e6)).toEqual([]);
  const dayBefore = NOW + 60_000 - LONGEST_WAIT_MS - 1;
  expect(store.outbox.claim(dayBefore, 1, 1e6)).toHaveLength(1);
});

test('a lost answer stays in doubt until it is settled; a crash leaves the same doubt', async () => {
  const { store, reopen } = await aStore();
  const [a, b] = [takeIn(store), takeIn(store)];
  store.outbox.claim(NOW, 1, 1e6);
  store.outbox.settle([postponed(a, 'unconfirmed', NOW)], NOW);
  expect(stateOf(store, a.id)).toBe('unconfirmed');
  store.outbox.claim(NOW, 10, 1e6);
  store.close();
  const again = reopen();
  expect(again.outbox.recoverInterrupted(NOW)).toBe(2);
  const claimed = again.outbox.claim(NOW, 10, 1e6);
  expect(new Set(claimed.map((each) => each.id))).toEqual(new Set([a.id, b.id]));
  expect(claimed.every((each) => each.isUnconfirmed)).toBe(true);
  again.outbox.settle([accepted(a), accepted(b)], NOW);
  expect([stateOf(again, a.id), stateOf(again, b.id)]).toEqual(['accepted', 'accepted']);
  expect(again.outbox.summary()).toEqual({
    owed: 0,
    oldestOwedAt: null,
    nextTryAt: null,
    lastReceiptAt: NOW,
  });
});

test('what the center refuses for good is kept aside and only sent again when named', async () => {
  const { store } = await aStore();
  const owed = takeIn(store);
  store.outbox.claim(NOW, 1, 1e6);
  store.outbox.settle([refused(owed)], NOW);
  expect(stateOf(store, owed.id)).toBe('quarantined');
  store.outbox.makeDue(null, NOW);
  expect(store.outbox.claim(NOW, 1, 1e6)).toEqual([]);
  store.outbox.makeDue(owed.id, NOW);
  expect(stateOf(store, owed.id)).toBe('waiting');
  expect(store.outbox.claim(NOW, 1, 1e6)).toHaveLength(1);
});

test('a receipt for another text settles nothing: the record stays owed', async () => {
  const { store } = await aStore();
  const owed = takeIn(store);
  store.outbox.claim(NOW, 1, 1e6);
  store.outbox.settle([accepted({ ...owed, bodySha256: '0'.repeat(64) })], NOW);
  expect(stateOf(store, owed.id)).toBe('sending');
  expect(store.conservation()).toMatchObject({ owed: 1, received: 0, unknown: 0 });
});

test('one bad settlement takes the whole batch back: a receipt never stands without its record’s state', async () => {
  const { store } = await aStore();
  const [a, b] = [takeIn(store), takeIn(store)];
  store.outbox.claim(NOW, 10, 1e6);
  const crooked = {
    ...accepted(b),
    receipt: { ...(accepted(b) as { receipt: object }).receipt, revision: 2 },
  };
  expect(() => store.outbox.settle([accepted(a), crooked as Settlement], NOW)).toThrow();
  expect([stateOf(store, a.id), stateOf(store, b.id)]).toEqual(['sending', 'sending']);
  expect(store.conservation()).toMatchObject({ owed: 2, received: 0 });
});

test('a second revision: the call shows what is still on its way, then how the latest ended', async () => {
  const { store } = await aStore();
  const draft = aDraft();
  const first = takeIn(store, aRecord(draft));
  store.outbox.claim(NOW, 1, 1e6);
  store.outbox.settle([refused(first)], NOW);
  const second = takeIn(store, aRecord(draft, 2));
  expect(stateOf(store, draft.id)).toBe('waiting');
  store.outbox.claim(NOW, 1, 1e6);
  store.outbox.settle([accepted(second)], NOW);
  expect(store.queue.find(draft.id)).toMatchObject({ state: 'accepted', center_number: 'HN-2', revision: 2 });
  expect(store.conservation()).toEqual({ finished: 2, received: 1, owed: 0, quarantined: 1, unknown: 0 });
  // Only the latest revision of a call is sent again by hand.
  store.outbox.makeDue(draft.id, NOW);
  expect(store.outbox.claim(NOW, 1, 1e6)).toEqual([]);
});

test('sums are kept with what they count: a process that dies within a change leaves both as they were', async () => {
  const { store, file, folder, key } = await aStore();
  const [a, b] = [takeIn(store), takeIn(store), takeIn(store)];
  store.outbox.claim(NOW, 2, 1e6);
  store.outbox.settle([postponed(a as Owed, 'unconfirmed', NOW)], NOW);
  const before = { total: store.arrival.total(), summary: store.outbox.summary() };
  const left = join(folder, 'left.db');
  store.write(() => {
    store.outbox.settle([accepted(b as Owed)], NOW);
    store.outbox.claim(NOW, 3, 1e6);
    // What lies on the disk at this moment is what the next process finds.
    for (const end of ['', '-wal']) copyFileSync(file + end, left + end);
  });
  const after = { total: store.arrival.total(), summary: store.outbox.summary() };
  expect(after).not.toEqual(before);
  expect(store.sums.amiss()).toEqual([]);
  const reserve = new Reserve(join(folder, 'other-reserve'), 4096);
  const found = Store.open({ file: left, key, nativeBinding: null, salt: null }, reserve);
  onTestFinished(() => found.close());
  expect({ total: found.arrival.total(), summary: found.outbox.summary() }).toEqual(before);
  expect(found.sums.amiss()).toEqual([]);
});
