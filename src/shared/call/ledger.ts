import { z } from 'zod';
import { CallId, EpochMs } from '../ids';
import { QueueState } from '../queue/state';
import { OriginKind } from './origin';
import { Disposition } from './record';

/** A calendar day in Asia/Shanghai. */
export const LedgerDate = z.iso.date();

const count = z.number().int().min(0);

/** A term of the day's equation, or one of its counts: what a list of the day may be narrowed to. */
export const LedgerTerm = z.enum([...Disposition.options, 'open', 'transferred', 'back_entry']);
export type LedgerTerm = z.infer<typeof LedgerTerm>;

/**
 * 来电台账 of one day, by the time a call was answered: 接听 = 举报 + 咨询 + 不予受理 + 骚扰/误拨 + 中断 + 未了结. An
 * agent's is of their own calls, a supervisor's of the seat's.
 */
export const LedgerDay = z.strictObject({
  date: LedgerDate,
  answered: count,
  byDisposition: z.record(Disposition, count),
  open: count,
  transfers: count,
  backEntered: count,
  /** Answered by the phone system's log and not in the ledger (只接不录); `null`: not this person's to see. */
  unmatchedPhoneCalls: count.nullable(),
  /** Numbers given out on the day whose calls are not there: the store was tampered with. */
  missingNumbers: count.nullable(),
  isClosed: z.boolean(),
  signedOff: z.strictObject({ by: z.string(), at: EpochMs }).nullable(),
  /** It was signed off, and then a call came to it: another signature is owed. */
  isReopened: z.boolean(),
});
export type LedgerDay = z.infer<typeof LedgerDay>;

/** True where the equation holds with nothing open and nothing missing: only then may the day be signed off. */
export function isDayClosed(day: Omit<LedgerDay, 'isClosed' | 'date' | 'signedOff' | 'isReopened'>): boolean {
  const recorded = Object.values(day.byDisposition).reduce((sum, each) => sum + each, 0);
  const isWhole = day.answered === recorded && day.open === 0;
  return isWhole && (day.unmatchedPhoneCalls ?? 0) === 0 && (day.missingNumbers ?? 0) === 0;
}

/** One line of the ledger. Holds no word that was said, so no identity. */
export const LedgerEntry = z.strictObject({
  id: CallId,
  localNumber: z.string(),
  origin: OriginKind,
  startedAt: EpochMs,
  hungUpAt: EpochMs.nullable(),
  finishedAt: EpochMs.nullable(),
  /** 首问责任人. */
  agentName: z.string(),
  /** `null`: still open. */
  disposition: Disposition.nullable(),
  transfers: count,
  state: QueueState,
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** A call without an end, as a supervisor sees it: whose it is, in whose hands, since when. */
export const OpenCall = z.strictObject({
  id: CallId,
  localNumber: z.string(),
  startedAt: EpochMs,
  hungUpAt: EpochMs.nullable(),
  agentName: z.string(),
  /** Who has to end it; differs from who answered after a takeover. */
  ownerName: z.string(),
  isMine: z.boolean(),
});
export type OpenCall = z.infer<typeof OpenCall>;
