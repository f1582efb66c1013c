import { expect, onTestFinished, test } from 'vitest';
import { holdSums } from '../../../src/main/core/arrival/held-sums';
import type { LogEntry } from '../../../src/main/core/ports';
import { openInProcess } from '../../../src/main/core/reader/in-process';
import { KEPT_SUMS } from '../../../src/main/core/store/repositories/arrival/kept-sums';
import { openStoreFile } from '../../../src/main/core/store/open';
import { aStore, takeIn } from '../../builders/store';
import { record } from '../../builders/sync/keys';
import { OwedStore } from '../../builders/sync/owed-store';

const NOW = Date.UTC(2026, 10, 23, 4);

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

test('sums that are wrong are told from right ones, whatever is wrong with them', () => {
  const store = new OwedStore();
  onTestFinished(() => store.close());
  const { db, sums, write, outbox } = store;
  for (const number of [1, 2]) store.enter(record(number), NOW);
  outbox.claim(NOW, 1, 1e6);
  expect(sums.amiss()).toEqual([]);
  for (const damage of [
    'update arrival_days set owed = owed - 1, unconfirmed = unconfirmed + 1',
    'insert into arrival_days (day, made) values (1, 1)',
    'delete from arrival_days',
    "update call_sums set calls = calls + 1 where delivery = 'owed'",
    'delete from call_sums',
    "insert into case_sums (stage, cases) values ('closed', 1)",
    "insert into closed_days (day, code, cases) values ('2026-11-01', 3, 1)",
    "insert into closed_units (day, unit_name, cases, late) values ('2026-11-01', '一分局', 1, 0)",
  ]) {
    db.exec(damage);
    const tables = KEPT_SUMS.filter((name) => damage.includes(name));
    expect([damage, sums.amiss()]).toEqual([damage, tables]);
    write(() => sums.recount());
    expect(sums.amiss()).toEqual([]);
  }
});
