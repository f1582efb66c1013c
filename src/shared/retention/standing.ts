import type { CaseStage } from '../case/case';
import { addDays, shanghaiDate, type ShanghaiDate } from '../shanghai-time';
import type { RetentionRule } from './rule';

/** Why a seat still keeps its copy of a sealed identity, the first that holds. */
export const KEPT_REASONS = [
  /** The province's bundle names no term. */
  'no_rule',
  /** Not every revision has its receipt, or the center lacks one. */
  'owed',
  /** A revision is in the making. */
  'in_hand',
  'returned',
  /** An amendment of the center waits for a person. */
  'amendment_open',
  'case_open',
  /** Assessed as worth a reward, and not handed in. */
  'reward_open',
  /** Somebody at this seat asks for the identity. */
  'identity_asked',
  /** The center was not heard lately: no date is judged by a PC's own clock. */
  'no_center_time',
  'term',
] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];

/** What is known of a call of which the seat keeps a sealed identity. */
export interface IdentityCopy {
  isOwed: boolean;
  isInHand: boolean;
  isReturned: boolean;
  hasOpenAmendment: boolean;
  /** null: no case came of it. */
  caseStage: CaseStage | null;
  hasOpenReward: boolean;
  isAsked: boolean;
  /** UTC ms, center time, of the last thing that happened to it: receipt, act, change of the center, end of the case. */
  lastAt: number;
}

export type RetentionStanding =
  | { kind: 'due'; endedOn: ShanghaiDate; since: ShanghaiDate }
  /** `until`: the day it falls due, where only the term keeps it. */
  | { kind: 'kept'; reason: KeptReason; until: ShanghaiDate | null };

/**
 * Whether the seat's copy of a sealed identity has met its purpose. Never while it is owed, the case is open or a request, a
 * reward, an amendment or a second investigation runs; the day of the end is not counted (民法典 §201). `now`: center time, null
 * where it is not known. What is due stays so as time goes on.
 */
export function standingOf(
  copy: IdentityCopy,
  rule: RetentionRule | null,
  now: number | null,
): RetentionStanding {
  const kept = (reason: KeptReason, until: ShanghaiDate | null = null) =>
    ({ kind: 'kept', reason, until }) as const;
  if (rule === null) return kept('no_rule');
  if (copy.isOwed) return kept('owed');
  if (copy.isInHand) return kept('in_hand');
  if (copy.isReturned) return kept('returned');
  if (copy.hasOpenAmendment) return kept('amendment_open');
  if (copy.caseStage !== null && copy.caseStage !== 'closed') return kept('case_open');
  if (copy.hasOpenReward) return kept('reward_open');
  if (copy.isAsked) return kept('identity_asked');
  if (now === null) return kept('no_center_time');
  const endedOn = shanghaiDate(copy.lastAt);
  const since = addDays(endedOn, rule.identityDays + 1);
  return shanghaiDate(now) >= since ? { kind: 'due', endedOn, since } : kept('term', since);
}
