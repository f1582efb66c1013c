import { assertNever } from '../assert-never';
import type { Grade } from '../lead/grade';
import { addDays, shanghaiDate, type ShanghaiDate } from '../shanghai-time';
import { centerTimeOf, type ActOf, type Finding, type NotedAct, type Satisfaction } from './act';
import type { OfficialRef, UnitRef } from './official';
import type { RewardRules } from './reward/rules';

/** 待转办 · 办理中 · 待回复 · 待反馈 · 已办结. */
export const CASE_STAGES = ['new', 'handling', 'replying', 'feedback', 'closed'] as const;
export type CaseStage = (typeof CASE_STAGES)[number];

/** What the report says, as far as its case depends on it. */
export interface CaseFacts {
  grade: Grade;
  isRepeat: boolean;
  isNamed: boolean;
  wantsCallback: boolean;
  /** From acceptance by the rules. */
  dueDate: ShanghaiDate;
  /** 奖励办法 of the bundle it was taken under: what could be promised in the call; null: the province has none. */
  reward: RewardRules | null;
}

/** A case as its acts made it. */
export interface CaseState {
  stage: CaseStage;
  /** 1, and one more with each second investigation. */
  round: number;
  grade: Grade;
  isAnalysed: boolean;
  /** The signature of this case, the highest so far. */
  signed: ActOf<'signed'> | null;
  /** Red until it is there: a major lead needs the head's, others any leader's. */
  owesSignature: boolean;
  referral: ActOf<'referred'>['referral'] | null;
  unit: UnitRef | null;
  head: OfficialRef | null;
  handler: OfficialRef | null;
  /** Who has it now; null only for a closed case. */
  owner: { kind: 'supervisor' } | { kind: 'unit'; unit: UnitRef } | null;
  /** Of this round, before any extension: it stays in view. */
  firstDueDate: ShanghaiDate;
  dueDate: ShanghaiDate;
  extensions: number;
  sentBack: number;
  /** 提级 is owed: twice sent back, or a focus case. */
  isFocus: boolean;
  isRaised: boolean;
  hasLeader: boolean;
  isDoubleChecked: boolean;
  report: ActOf<'reported'> | null;
  finding: Finding | null;
  repliedBy: ReadonlySet<'platform' | 'mail'>;
  /** When the reporter was called in this round, UTC ms. */
  calledAt: readonly number[];
  satisfaction: Satisfaction | null;
  /** A reporter is not satisfied and has been neither explained to nor heard again. */
  owesExplanation: boolean;
  /** Units whose finding of an earlier round was disputed: never again for this case. */
  disputedUnits: readonly UnitRef[];
  /** The last 催办 of this round. */
  urgedOn: ShanghaiDate | null;
  /** When this round was concluded, UTC ms: nobody was called back before. */
  concludedAt: number | null;
  reward: ActOf<'reward_assessed'> | null;
  isRewardSubmitted: boolean;
  /** Dates, center time, of the four steps of the day. */
  analysedOn: ShanghaiDate | null;
  signedOn: ShanghaiDate | null;
  referredOn: ShanghaiDate | null;
  closedAt: number | null;
}

/** A case nobody has done anything with. */
export function newCase(facts: CaseFacts): CaseState {
  return {
    stage: 'new',
    round: 1,
    grade: facts.grade,
    isAnalysed: false,
    signed: null,
    owesSignature: true,
    referral: null,
    unit: null,
    head: null,
    handler: null,
    owner: { kind: 'supervisor' },
    firstDueDate: facts.dueDate,
    dueDate: facts.dueDate,
    extensions: 0,
    sentBack: 0,
    isFocus: facts.grade === 'major',
    isRaised: false,
    hasLeader: false,
    isDoubleChecked: false,
    report: null,
    finding: null,
    repliedBy: new Set(),
    calledAt: [],
    satisfaction: null,
    owesExplanation: false,
    disputedUnits: [],
    urgedOn: null,
    concludedAt: null,
    reward: null,
    isRewardSubmitted: false,
    analysedOn: null,
    signedOn: null,
    referredOn: null,
    closedAt: null,
  };
}

/** Where three tries did not reach the reporter, the case may close. */
export const CALLBACK_TRIES = 3;

/** The case after all its acts, in their order. Pure: the same acts make the same case everywhere. */
export function caseOf(facts: CaseFacts, acts: readonly NotedAct[]): CaseState {
  let state = newCase(facts);
  for (const noted of acts) state = after(state, noted, facts);
  return state;
}

/** The case after one more act. Whether it is allowed, `refusalOf` in rules.ts says before. */
export function after(state: CaseState, noted: NotedAct, facts: CaseFacts): CaseState {
  const { act } = noted;
  const at = centerTimeOf(noted);
  const day = shanghaiDate(at);
  switch (act.kind) {
    case 'analysed':
      return withSignature({
        ...state,
        grade: act.grade,
        isAnalysed: true,
        isFocus: state.isFocus || act.grade === 'major',
        analysedOn: state.analysedOn ?? day,
      });
    case 'signed':
      return withSignature({
        ...state,
        signed: state.signed?.leader.role === 'head' ? state.signed : act,
        signedOn: state.signedOn ?? shanghaiDate(act.signedAt),
      });
    case 'referred':
      return {
        ...state,
        stage: 'handling',
        referral: act.referral,
        unit: act.referral.unit,
        head: act.referral.head,
        handler: act.referral.handler,
        owner: { kind: 'unit', unit: act.referral.unit },
        referredOn: state.referredOn ?? day,
      };
    case 'reassigned':
      return { ...state, head: act.head, handler: act.handler };
    case 'sent_back': {
      const sentBack = state.sentBack + 1;
      return {
        ...state,
        stage: 'new',
        owner: { kind: 'supervisor' },
        sentBack,
        isFocus: state.isFocus || sentBack >= 2,
      };
    }
    case 'urged':
      return { ...state, urgedOn: day };
    case 'spot_checked':
    case 'supervised':
      return state;
    case 'raised':
      // The unit above gets it by a referral of its own, which names its persons.
      return {
        ...state,
        stage: 'new',
        isRaised: true,
        unit: act.unit,
        head: null,
        handler: null,
        owner: { kind: 'supervisor' },
      };
    case 'led':
      return { ...state, hasLeader: true };
    case 'double_checked':
      return { ...state, isDoubleChecked: true };
    case 'extended':
      return { ...state, dueDate: act.until, extensions: state.extensions + 1 };
    case 'reported':
      return { ...state, stage: 'replying', report: act, finding: act.finding, repliedBy: new Set() };
    case 'replied':
      return { ...state, repliedBy: new Set([...state.repliedBy, act.channel]) };
    case 'concluded':
      return facts.isNamed
        ? {
            ...state,
            stage: 'feedback',
            concludedAt: at,
            calledAt: [],
            satisfaction: null,
            owesExplanation: false,
          }
        : closed({ ...state, concludedAt: at }, at);
    case 'called_back':
      return afterCallback(state, act, at);
    case 'explained':
      return state.owesExplanation ? closed({ ...state, owesExplanation: false }, at) : state;
    case 'reopened':
      return reopened(state, act.dueDate);
    case 'reward_assessed':
      return { ...state, reward: act };
    case 'reward_submitted':
      return { ...state, isRewardSubmitted: true };
    default:
      return assertNever(act);
  }
}

function withSignature(state: CaseState): CaseState {
  const role = state.signed?.leader.role;
  return { ...state, owesSignature: state.grade === 'major' ? role !== 'head' : role === undefined };
}

function closed(state: CaseState, at: number): CaseState {
  return { ...state, stage: 'closed', owner: null, closedAt: at };
}

function afterCallback(state: CaseState, act: ActOf<'called_back'>, at: number): CaseState {
  const { outcome } = act;
  const calledAt = [...state.calledAt, act.at];
  switch (outcome.kind) {
    case 'not_wished':
      return closed(state, at);
    case 'not_reached':
      return calledAt.length >= CALLBACK_TRIES ? closed({ ...state, calledAt }, at) : { ...state, calledAt };
    case 'reached': {
      const { satisfaction } = outcome;
      const reached = { ...state, calledAt, satisfaction };
      return satisfaction === 'dissatisfied' ? { ...reached, owesExplanation: true } : closed(reached, at);
    }
    default:
      return assertNever(outcome);
  }
}

/** A second investigation: the unit whose finding is disputed has had its turn. */
function reopened(state: CaseState, dueDate: ShanghaiDate): CaseState {
  const { unit } = state;
  return {
    ...state,
    stage: 'new',
    round: state.round + 1,
    owner: { kind: 'supervisor' },
    disputedUnits: unit === null ? state.disputedUnits : [...state.disputedUnits, unit],
    isFocus: true,
    unit: null,
    head: null,
    handler: null,
    firstDueDate: dueDate,
    dueDate,
    extensions: 0,
    sentBack: 0,
    report: null,
    finding: null,
    repliedBy: new Set(),
    calledAt: [],
    satisfaction: null,
    owesExplanation: false,
    urgedOn: null,
    concludedAt: null,
    closedAt: null,
  };
}

/** Longest that an extension may reach beyond the first date: 30 days in all (信访工作条例 §34; R-36). */
export const MAX_EXTENSION_DAYS = 30;

export function latestExtension(state: Pick<CaseState, 'firstDueDate'>): ShanghaiDate {
  return addDays(state.firstDueDate, MAX_EXTENSION_DAYS);
}
