import { z } from 'zod';
import { LinkCause } from '../network/causes';
import { CallId, EpochMs } from '../ids';

const Count = z.number().int().min(0);

/** Where a revision stands with the center: exactly one of these. `lost`: neither receipt nor owed, which never may be. */
export const ArrivalPart = z.enum(['received', 'owed', 'unconfirmed', 'quarantined', 'lost']);
export type ArrivalPart = z.infer<typeof ArrivalPart>;

/**
 * made = received + owed + unconfirmed + quarantined, counted in revisions: each is owed by itself. `owed` has what is
 * being sent; `superseded` are those of `quarantined` that a later revision, which arrived, has put right.
 */
export const ArrivalCounts = z.strictObject({
  made: Count,
  received: Count,
  owed: Count,
  unconfirmed: Count,
  quarantined: Count,
  superseded: Count,
  /** Below 0 where there is a trace of what was never made. */
  lost: z.number().int(),
});
export type ArrivalCounts = z.infer<typeof ArrivalCounts>;

export const NOTHING_MADE: ArrivalCounts = {
  made: 0,
  received: 0,
  owed: 0,
  unconfirmed: 0,
  quarantined: 0,
  superseded: 0,
  lost: 0,
};

/** True where every revision made is in its one place. */
export function closes(counts: ArrivalCounts): boolean {
  const { made, received, owed, unconfirmed, quarantined, superseded, lost } = counts;
  return lost === 0 && made === received + owed + unconfirmed + quarantined && superseded <= quarantined;
}

export function minus(from: ArrivalCounts, counts: ArrivalCounts): ArrivalCounts {
  const names = Object.keys(NOTHING_MADE) as (keyof ArrivalCounts)[];
  return Object.fromEntries(names.map((name) => [name, from[name] - counts[name]])) as ArrivalCounts;
}

export function plus(a: ArrivalCounts, b: ArrivalCounts): ArrivalCounts {
  return minus(a, minus(NOTHING_MADE, b));
}

/**
 * What comparing a day with the center's count found: `agrees`; `open`: the center has more, as many as are unconfirmed;
 * `lacks`: it has not what it signed for; `differs`: it has what this seat never heard of.
 */
export const CenterVerdict = z.enum(['agrees', 'open', 'lacks', 'differs']);
export type CenterVerdict = z.infer<typeof CenterVerdict>;

/** Surplus at the center and what it lacks -> the verdict. `unconfirmed`: how many may be there without a receipt here. */
export function verdictOf(day: { surplus: number; lacking: number; unconfirmed: number }): CenterVerdict {
  if (day.lacking > 0) return 'lacks';
  if (day.surplus === 0) return 'agrees';
  return day.surplus > 0 && day.surplus <= day.unconfirmed ? 'open' : 'differs';
}

/** The alarms a person has to act on. */
export const isAlarm = (verdict: CenterVerdict): boolean => verdict === 'lacks' || verdict === 'differs';

/** The center's count of a day as last heard, and what it was compared with. */
export const CenterCount = z.strictObject({
  received: Count,
  ownReceived: Count,
  verdict: CenterVerdict,
  /** By the seat's clock. */
  checkedAt: EpochMs,
  centerTime: EpochMs,
});
export type CenterCount = z.infer<typeof CenterCount>;

export const ArrivalDay = z.strictObject({
  day: z.string(),
  counts: ArrivalCounts,
  center: CenterCount.nullable(),
});
export type ArrivalDay = z.infer<typeof ArrivalDay>;

/** A record with a receipt that the center, asked by its key, does not have. */
export const LackingRecord = z.strictObject({
  callId: CallId,
  revision: z.number().int().min(1),
  localNumber: z.string(),
  foundAt: EpochMs,
  /** Handed in again, and on its way. */
  handedInAt: EpochMs.nullable(),
});
export type LackingRecord = z.infer<typeof LackingRecord>;

export const ArrivalProof = z.strictObject({
  total: ArrivalCounts,
  /** Latest first; those that have anything open are all there, whatever their age. */
  days: z.array(ArrivalDay),
  /** Of all days that are not listed. */
  earlier: ArrivalCounts,
  lastReceipt: z.strictObject({ centerNumber: z.string(), receivedAt: EpochMs }).nullable(),
  /** The center's own count of all days; null: never heard. */
  center: CenterCount.nullable(),
  lacking: z.strictObject({ count: Count, records: z.array(LackingRecord).max(20) }),
  /** True while the center is being asked, or is about to be. */
  isChecking: z.boolean(),
  /** Why the last question has no answer. */
  failure: LinkCause.nullable(),
});
export type ArrivalProof = z.infer<typeof ArrivalProof>;

/** True where a person has to do something: a trace is lost, or the two sides do not agree. */
export function needsAct({ total, lacking, center }: ArrivalProof): boolean {
  return total.lost !== 0 || lacking.count > 0 || (center !== null && isAlarm(center.verdict));
}

/** Which records the list is narrowed to: those with a revision in this part, made on this day (null: any). */
export const ArrivalFilter = z.strictObject({
  part: ArrivalPart.nullable(),
  day: z.iso.date().nullable(),
});
export type ArrivalFilter = z.infer<typeof ArrivalFilter>;
