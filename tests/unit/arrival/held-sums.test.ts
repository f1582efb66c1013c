import { expect, onTestFinished, test } from 'vitest';
import { holdSums } from '../../../src/main/core/arrival/held-sums';
import type { LogEntry } from '../../../src/main/core/ports';
import { openInProcess } from '../../../src/main/core/reader/in-process';
import { openStoreFile } from '../../../src/main/core/store/open';
import { aStore, takeIn } from '../../builders/store';

/** A store with three owed records at which somebody's hand was; and what holding its sums says and announces. */
async function after(damage: string) {
  const { store, file, key } = await aStore();
  for (let at = 0; at < 3; at += 1) takeIn(store);
  const hand = openStoreFile({ file, key, nativeBinding: null, salt: null });
  hand.exec(damage);
  hand.close();
  const reader = openInProcess({ file, key: new Uint8Array(key), nativeBinding: null });
  onTestFinished(() => reader.stop());
  const told: string[] = [];
  const log = ({ event, what }: LogEntry) => void told.push(`${event} ${what}`);
  await holdSums({ store, reader, log, announce: (topic) => void told.push(topic) });
  return { store, told };
}

test('sums that agree are left alone, and nothing is said', async () => {
  const { store, told } = await after('select 1');
  expect(told).toEqual([]);
  expect(store.arrival.total()).toMatchObject({ made: 3, owed: 3, lost: 0 });
});

test('what was taken out of the outbox past the store shows as lost after the next start', async () => {
  const { store, told } = await after(`drop trigger outbox_owes; drop trigger outbox_settled;
    drop trigger outbox_counted_off; delete from outbox where seq = 2`);
  expect(told).toEqual(['store sums_counted_anew', 'queue', 'sync']);
  expect(store.arrival.total()).toMatchObject({ made: 3, owed: 2, lost: 1 });
  expect(store.outbox.summary().owed).toBe(2);
});

test('sums of calls that do not agree are counted anew', async () => {
  const { store, told } = await after('update call_sums set calls = 300');
  expect(told).toContain('store sums_counted_anew');
  expect(store.queue.countByState(null)).toEqual([{ state: 'waiting', count: 3 }]);
});
