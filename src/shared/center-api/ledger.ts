import { z } from 'zod';
import { EpochMs, SeatId, Sha256 } from '../ids';
import { addDays, shanghaiDate, startOfShanghaiDay } from '../shanghai-time';
import type { RecordKey } from './receipt';

/** `YYYY-MM-DD` in Asia/Shanghai. */
const LedgerDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** The same, and a date that exists. */
const CalendarDate = z.iso.date({ abort: true });

/** The longest span of one question, both days counted. */
export const MAX_LEDGER_DAYS = 366;

/** What the center holds of the revisions that were made on one day. */
export const LedgerDay = z.object({
  day: LedgerDate,
  received: z.number().int().min(1),
  /** SHA-256 of `ledgerText`: equal counts of different contents are told apart. */
  digest: Sha256,
});
export type LedgerDay = z.infer<typeof LedgerDay>;

/** The center's own count of a seat. Days without a revision are left out; `total` is of all days there are. */
export const LedgerAnswer = z.object({
  seatId: SeatId,
  from: LedgerDate,
  to: LedgerDate,
  days: z.array(LedgerDay).max(MAX_LEDGER_DAYS),
  total: z.number().int().min(0),
  centerTime: EpochMs,
});
export type LedgerAnswer = z.infer<typeof LedgerAnswer>;

/** The span asked for. What is wrong with it, in closed words: `out_of_order`, `too_long`. */
export const LedgerSpan = z
  .object({ from: CalendarDate, to: CalendarDate })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'out_of_order' })
  .refine(({ from, to }) => to < from || to < addDays(from, MAX_LEDGER_DAYS), {
    path: ['to'],
    error: 'too_long',
  });
export type LedgerSpan = z.infer<typeof LedgerSpan>;

/**
 * The day a revision counts on: the Asia/Shanghai date of `finishedAt` in its body, the moment it was made by the seat's
 * clock. Both sides read it from the same text, so that no line, late or early, moves a record to another day.
 */
export const ledgerDay = (finishedAt: number): string => shanghaiDate(finishedAt);

/** First and last millisecond of a span's days. */
export function ledgerBounds({ from, to }: LedgerSpan): { from: number; to: number } {
  return { from: startOfShanghaiDay(from), to: startOfShanghaiDay(addDays(to, 1)) - 1 };
}

/** What is hashed for a day: a line `id/revision/bodySha256` for each revision, in the order of their bytes. */
export function ledgerText(keys: readonly Pick<RecordKey, 'id' | 'revision' | 'bodySha256'>[]): string {
  return keys
    .map(({ id, revision, bodySha256 }) => `${id}/${revision}/${bodySha256}`)
    .sort()
    .join('\n');
}
