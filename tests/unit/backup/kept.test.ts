import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fileOf,
  isDue,
  keptOf,
  KEPT_DAYS,
  KEPT_WEEKS,
  type BackupNote,
} from '../../../src/shared/backup/backup';
import { shanghaiDate } from '../../../src/shared/shanghai-time';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 10, 22, 17); // 2026-11-23 01:00 in Shanghai

function note(at: number): BackupNote {
  const rest = { bytes: 1, storeVersion: 1, calls: 0, revisions: 0, auditSeq: 0, auditHash: '' };
  return { file: fileOf(at), at, ...rest };
}

const daysOf = (notes: readonly BackupNote[]) => notes.map(({ at }) => shanghaiDate(at).slice(5));

test('a seat that ran each day for six weeks keeps seven days and the newest of four weeks', () => {
  const all = Array.from({ length: 42 }, (_, day) => note(MONDAY - day * DAY));
  expect(daysOf(keptOf(all))).toEqual([
    '11-23', '11-22', '11-21', '11-20', '11-19', '11-18', '11-17', '11-15', '11-08',
  ]); // prettier-ignore
});

test('the newest is always kept, and never more than days and weeks together; what is kept stays kept', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 60 }),
      (hours) => {
        const kept = keptOf(hours.map((hour) => note(MONDAY + hour * 3_600_000)));
        expect(kept[0]?.at).toBe(MONDAY + Math.max(...hours) * 3_600_000);
        expect(kept.length).toBeLessThanOrEqual(KEPT_DAYS + KEPT_WEEKS);
        expect(keptOf(kept)).toEqual(kept);
        expect(new Set(kept.map(({ file }) => file)).size).toBe(kept.length);
      },
    ),
  );
});

test('one a day of Shanghai is due, by the calendar and not by hours', () => {
  const evening = Date.UTC(2026, 10, 23, 15, 59); // 23:59
  const book = { schema: 1 as const, kept: [note(evening)], trouble: null };
  expect(isDue(book, evening + 30_000)).toBe(false);
  expect(isDue(book, evening + 60_000)).toBe(true);
  expect(isDue({ ...book, kept: [] }, evening)).toBe(true);
});
