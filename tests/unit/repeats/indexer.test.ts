import { describe, expect, it } from 'vitest';
import { RepeatIndexer } from '../../../src/main/core/repeats/indexer';
import { ReadStore } from '../../../src/main/core/store/read-store';
import { FEATURES_VERSION } from '../../../src/shared/repeats/features';
import { aConsultationForm, aDraft, aRecord, aReportForm } from '../../builders/draft';
import { aStore, takeIn, type StoreOnDisk } from '../../builders/store';

const report = (number: number) =>
  aRecord(aDraft({ form: aReportForm({ report: { target: { answer: `磐筑${number}号商砼` } } }) }));

interface Work {
  indexer: RepeatIndexer;
  told: number[];
}

function workOn({ store }: StoreOnDisk, monotonic: () => number = () => performance.now()): Work {
  const told: number[] = [];
  const indexer = new RepeatIndexer({
    repeats: store.repeats,
    meta: store.meta,
    writer: store,
    clock: { monotonic },
    timer: { after: () => () => undefined },
    onIndexed: (seqs) => told.push(...seqs),
  });
  return { indexer, told };
}

function rowsOf({ file, key }: StoreOnDisk): string[] {
  const reading = ReadStore.open({ file, key, nativeBinding: null, salt: null });
  const rows = reading.repeatsBefore(Number.MAX_SAFE_INTEGER, 1_000).map(({ callId }) => callId);
  reading.close();
  return rows.reverse();
}

describe('calls finished before there was a matcher', () => {
  it('are indexed in slices of a few milliseconds, consultations left out', async () => {
    const disk = await aStore();
    const reports = Array.from({ length: 20 }, (_, number) => report(number));
    for (const record of reports) takeIn(disk.store, record);
    takeIn(disk.store, aRecord(aDraft({ form: aConsultationForm() })));
    let now = 0;
    const { indexer, told } = workOn(disk, () => (now += 1)); // each report takes a millisecond
    let slices = 1;
    while (indexer.slice()) slices += 1;
    expect(rowsOf(disk)).toEqual(reports.map(({ id }) => id));
    expect(told).toHaveLength(20);
    expect(slices).toBeGreaterThan(20 / 3);
  });

  it('go on where the last write ended, after a stop and a new start', async () => {
    const disk = await aStore();
    for (let number = 0; number < 150; number += 1) takeIn(disk.store, report(number));
    const first = workOn(disk);
    while (first.told.length === 0) expect(first.indexer.slice()).toBe(true);
    const done = first.told.length;
    expect(done).toBeLessThan(150);
    first.indexer.slice(); // read, and lost with the stop
    const second = workOn(disk);
    while (second.indexer.slice());
    expect(second.told).toHaveLength(150 - done);
    expect(rowsOf(disk)).toHaveLength(150);
    expect(second.indexer.slice()).toBe(false);
  });

  it('leave a revision alone that was made after its call was read', async () => {
    const disk = await aStore();
    const record = report(1);
    takeIn(disk.store, record);
    const { indexer } = workOn(disk);
    indexer.slice(); // read
    takeIn(disk.store, { ...record, revision: 2, why: '对象记错了' });
    while (indexer.slice());
    expect(rowsOf(disk)).toEqual([record.id]);
  });

  it('are indexed anew under a newer vocabulary', async () => {
    const disk = await aStore();
    takeIn(disk.store, report(1));
    const first = workOn(disk);
    while (first.indexer.slice());
    disk.store.write(() => disk.store.meta.setRepeatsMade({ version: FEATURES_VERSION - 1, seq: 1 }));
    const again = workOn(disk);
    while (again.indexer.slice());
    expect(disk.store.meta.repeatsMade()).toEqual({ version: FEATURES_VERSION, seq: 1 });
  });
});
