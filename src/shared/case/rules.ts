import { assertNever } from '../assert-never';
import { addDays, endOfShanghaiDay, shanghaiDate, type ShanghaiDate } from '../shanghai-time';
import type { ActKind, ActOf, CaseAct } from './act';
import { latestExtension, type CaseFacts, type CaseState } from './case';
import type { UnitRef } from './official';
import type { AssignmentRefusal } from './referring/recusal';
import { isRewardEligible } from './reward/reward';

/** Why an act may not be done now. A closed list: each has a sentence with what to do in both languages. */
export type ActRefusal =
  | 'case_closed'
  | 'not_referred'
  | 'already_referred'
  | 'not_analysed'
  | 'why_missing'
  | 'needs_head'
  | 'signed_in_future'
  | 'same_person'
  | 'wrong_role'
  | 'unit_disputed'
  | 'unit_too_low'
  | 'overdue'
  | 'extension_too_late'
  | 'extension_not_later'
  | 'not_focus'
  | 'report_missing'
  | 'reply_missing'
  | 'already_replied'
  | 'not_concluded'
  | 'callback_not_due'
  | 'other_unit'
  | 'same_hour'
  | 'not_dissatisfied'
  | 'not_confirmed'
  | 'reward_missing'
  | 'reward_done'
  | 'due_too_early'
  | 'due_too_late'
  | 'report_signed'
  | 'before_conclusion'
  | 'reward_mismatch'
  | 'reward_no_rules'
  | 'reward_amount'
  | 'not_first'
  | 'identity_open'
  | AssignmentRefusal;

export interface ActContext {
  facts: CaseFacts;
  /** Center time, UTC ms. */
  now: number;
}

const HOUR_MS = 3_600_000;
/** A second round has no longer than a general matter has: 30 days. */
const MAX_ROUND_DAYS = 30;
/** What may be done with a closed case: hear an objection, reward. */
const AFTER_CLOSING: readonly ActKind[] = ['reopened', 'reward_assessed', 'reward_submitted'];

/**
 * Why `act` may not be added to a case in this state, or null. The one judge of the window (what it offers), the core
 * (what it takes) and bulk acts (each row by itself).
 */
export function refusalOf(state: CaseState, act: CaseAct, context: ActContext): ActRefusal | null {
  if (state.stage === 'closed' && !AFTER_CLOSING.includes(act.kind)) return 'case_closed';
  switch (act.kind) {
    case 'analysed':
      return act.grade !== context.facts.grade && act.why.trim().length < 2 ? 'why_missing' : null;
    case 'signed':
      return signedRefusal(state, act, context);
    case 'referred':
      return referredRefusal(state, act);
    case 'reassigned':
      if (state.stage !== 'handling') return 'not_referred';
      return personsRefusal(act);
    case 'sent_back':
      return state.stage === 'handling' ? null : 'not_referred';
    case 'urged':
    case 'spot_checked':
    case 'supervised':
      return state.referral === null ? 'not_referred' : null;
    case 'raised':
      if (!state.isFocus) return 'not_focus';
      if (state.stage === 'replying' || state.stage === 'feedback') return 'report_signed';
      return unitRefusal(state, act.unit, 'above');
    case 'led':
    case 'double_checked':
      return state.isFocus ? null : 'not_focus';
    case 'extended':
      return extendedRefusal(state, act, context);
    case 'reported':
      if (state.stage !== 'handling') return 'not_referred';
      return act.signedAt > context.now ? 'signed_in_future' : null;
    case 'replied':
      if (state.stage !== 'replying') return 'report_missing';
      if (act.at > context.now) return 'signed_in_future';
      return state.repliedBy.has(act.channel) ? 'already_replied' : null;
    case 'concluded':
      if (state.stage !== 'replying') return 'report_missing';
      return state.repliedBy.size < 2 ? 'reply_missing' : null;
    case 'called_back':
      return calledBackRefusal(state, act, context);
    case 'explained':
      return state.owesExplanation ? null : 'not_dissatisfied';
    case 'reopened':
      return reopenedRefusal(state, act, context);
    case 'reward_assessed':
      return rewardRefusal(state, act, context);
    case 'reward_submitted':
      if (state.reward?.isEligible !== true) return 'reward_missing';
      return state.isRewardSubmitted ? 'reward_done' : null;
    default:
      return assertNever(act);
  }
}

function signedRefusal(state: CaseState, { leader, signedAt }: ActOf<'signed'>, { now }: ActContext) {
  if (!state.isAnalysed) return 'not_analysed';
  if (signedAt > now) return 'signed_in_future';
  return state.grade === 'major' && leader.role !== 'head' ? 'needs_head' : null;
}

/** A signature may still be owed: a major lead goes at once, and the debt stays red. */
function referredRefusal(state: CaseState, { referral }: ActOf<'referred'>): ActRefusal | null {
  if (!state.isAnalysed) return 'not_analysed';
  if (state.stage !== 'new') return 'already_referred';
  return personsRefusal(referral) ?? unitRefusal(state, referral.unit, 'may_be_city');
}

function personsRefusal({ head, handler }: Pick<ActOf<'reassigned'>, 'head' | 'handler'>): ActRefusal | null {
  if (head.role !== 'unit_head') return 'wrong_role';
  return head.id === handler.id ? 'same_person' : null;
}

/** Not the unit whose finding is disputed, and after 提级 or an objection nothing below the city. */
export function unitRefusal(
  state: CaseState,
  unit: UnitRef,
  where: 'above' | 'may_be_city',
): ActRefusal | null {
  if (state.disputedUnits.some((one) => one.id === unit.id)) return 'unit_disputed';
  const isHigh = unit.level !== 'county';
  const mustBeHigh = where === 'above' || state.isRaised || state.round > 1 || state.sentBack >= 2;
  return mustBeHigh && !isHigh ? 'unit_too_low' : null;
}

/** Asked for before the date has passed, and no further than the law's 30 days. */
function extendedRefusal(
  state: CaseState,
  { until }: ActOf<'extended'>,
  { now }: ActContext,
): ActRefusal | null {
  if (state.stage === 'feedback') return 'case_closed';
  if (now > endOfShanghaiDay(state.dueDate)) return 'overdue';
  if (until <= state.dueDate) return 'extension_not_later';
  return until > latestExtension(state) ? 'extension_too_late' : null;
}

function calledBackRefusal(
  state: CaseState,
  { by, at, outcome }: ActOf<'called_back'>,
  { facts, now }: ActContext,
): ActRefusal | null {
  if (state.stage !== 'feedback') return 'not_concluded';
  if (state.owesExplanation) return 'callback_not_due';
  if (state.unit !== null && by.id !== state.unit.id) return 'other_unit';
  if (at > now) return 'signed_in_future';
  if (state.concludedAt !== null && at < state.concludedAt) return 'before_conclusion';
  if (outcome.kind === 'not_wished') return facts.wantsCallback ? 'callback_not_due' : null;
  const isSameHour = state.calledAt.some((before) => Math.abs(before - at) < HOUR_MS);
  return outcome.kind === 'not_reached' && isSameHour ? 'same_hour' : null;
}

function reopenedRefusal(state: CaseState, act: ActOf<'reopened'>, { now }: ActContext): ActRefusal | null {
  if (state.stage !== 'feedback' && state.stage !== 'closed') return 'not_concluded';
  const today = shanghaiDate(now);
  if (act.dueDate <= today) return 'due_too_early';
  return act.dueDate > addDays(today, MAX_ROUND_DAYS) ? 'due_too_late' : null;
}

/** By the rules of the bundle under which the report was taken. */
function rewardRefusal(
  state: CaseState,
  { isEligible, amount, checks, policy }: ActOf<'reward_assessed'>,
  { facts }: ActContext,
): ActRefusal | null {
  if (state.stage !== 'feedback' && state.stage !== 'closed') return 'not_concluded';
  const { reward } = facts;
  if (reward === null) return 'reward_no_rules';
  if (state.finding === 'false' || state.finding === null) return 'not_confirmed';
  if (state.isRewardSubmitted) return 'reward_done';
  if (policy !== reward.id) return 'reward_mismatch';
  if (isEligible !== isRewardEligible(facts, state.finding, checks)) return 'reward_mismatch';
  if (!isEligible) return amount === null ? null : 'reward_amount';
  const isInRange = amount === null || (amount >= reward.min && amount <= reward.max);
  return isInRange ? null : 'reward_amount';
}

/** Where a case stands against its deadline at `now` (center time, UTC ms). Nothing pauses it: the notice has no rule that would. */
export type DueStatus = 'overdue' | 'today' | 'tomorrow' | 'week' | 'later';

export function dueStatusOf(dueDate: ShanghaiDate, now: number): DueStatus {
  const today = shanghaiDate(now);
  if (dueDate < today) return 'overdue';
  if (dueDate === today) return 'today';
  if (dueDate === addDays(today, 1)) return 'tomorrow';
  return dueDate <= addDays(today, 7) ? 'week' : 'later';
}
