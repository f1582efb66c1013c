import { z } from 'zod';
import { Confirmation, IntakeForm } from '../call/form';
import { CallOrigin } from '../call/origin';
import { Disposition } from '../call/record';
import { ProblemDetails } from '../center-api/messages';
import { Receipt } from '../center-api/receipt';
import { CallId, EpochMs } from '../ids';
import { GRADES } from '../lead/grade';
import { MajorFlag } from '../lead/major';
import { ChangeView } from './changes';
import { Delivery, QueueState } from '../queue/state';
import { RepeatLink } from '../report/report';
import { IdentityDestroyed } from '../retention/view';
import { StepId } from '../script/steps';

/** One line of the queue. Holds no identity by construction. */
export const QueueItem = z.strictObject({
  id: CallId,
  localNumber: z.string(),
  centerNumber: z.string().nullable(),
  state: QueueState,
  disposition: Disposition.nullable(),
  /** What the list says of the matter: target, or the consultation's matter; at most 80 characters. */
  title: z.string(),
  place: z.string(),
  /** 初步分析; null where it is no report. */
  grade: z.enum(GRADES).nullable(),
  urgency: z.enum(['urgent', 'important', 'general']).nullable(),
  dueDate: z.string().nullable(),
  isAnonymous: z.boolean().nullable(),
  agentName: z.string(),
  startedAt: EpochMs,
  finishedAt: EpochMs.nullable(),
  revision: z.number().int(),
  completeness: z.strictObject({ answered: z.number().int(), of: z.number().int() }).nullable(),
  isReviewed: z.boolean(),
});
export type QueueItem = z.infer<typeof QueueItem>;

export const TimelineEntry = z.strictObject({
  at: EpochMs,
  what: z.enum([
    'call_started',
    'finished',
    'revised',
    'sent',
    'try_failed',
    'unconfirmed',
    'received',
    'quarantined',
    'returned',
    'confirmed',
    'taken_over',
  ]),
  who: z.string(),
  detail: z.string(),
});

export const RevisionView = z.strictObject({
  revision: z.number().int(),
  madeAt: EpochMs,
  madeBy: z.string(),
  why: z.string(),
  bodySha256: z.string(),
  receipt: Receipt.nullable(),
  /** null: there is no trace of it, which never may be. */
  delivery: Delivery.nullable(),
  /** The revision that put a refused one right, and has arrived. */
  correctedBy: z.number().int().nullable(),
  scriptProof: z.array(Confirmation),
  /** As finished, identity never among it: the sealed box is left out. */
  form: IntakeForm,
});

export const QueueDetail = z.strictObject({
  item: QueueItem,
  revisions: z.array(RevisionView),
  timeline: z.array(TimelineEntry),
  /** What the center said against it, if it did. */
  refusal: ProblemDetails.nullable(),
  nextTryAt: EpochMs.nullable(),
  /** Since when nobody knows whether the oldest of the revisions in doubt arrived. */
  unconfirmedSince: EpochMs.nullable(),
  tries: z.number().int(),
  /** Lines of the script with their text under the version the call was taken, for the proof. */
  lines: z.array(z.strictObject({ id: z.string(), text: z.string(), must: z.boolean() })),
  hasSealedIdentity: z.boolean(),
  identityDestroyed: IdentityDestroyed.nullable(),
  /** What the center did with it, oldest first. */
  changes: z.array(ChangeView),
  origin: CallOrigin,
});
export type QueueDetail = z.infer<typeof QueueDetail>;

export const ProblemView = z.strictObject({ step: StepId, field: z.string(), code: z.string() });

export const FinishOutcome = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('finished'),
    id: CallId,
    localNumber: z.string(),
    revision: z.number().int(),
  }),
  z.strictObject({ kind: z.literal('incomplete'), problems: z.array(ProblemView) }),
]);
export type FinishOutcome = z.infer<typeof FinishOutcome>;

/** What the telephone tells the window of the person signed in; the number is in the core's memory alone. */
export const PhoneState = z.strictObject({
  isOn: z.boolean(),
  ringing: z.strictObject({ number: z.string().nullable(), since: EpochMs }).nullable(),
  /** This person's call in hand; `number` is null once it may not be known any more. */
  current: z
    .strictObject({ id: CallId, number: z.string().nullable(), hungUpAt: EpochMs.nullable() })
    .nullable(),
});
export type PhoneState = z.infer<typeof PhoneState>;

/** 只接不录: answered by the telephone's log, and in no ledger. */
export const MissedCall = z.strictObject({
  seq: z.number().int(),
  answeredAt: EpochMs,
  hungUpAt: EpochMs.nullable(),
});
export type MissedCall = z.infer<typeof MissedCall>;
/** Why two calls may be about the same matter: each part of the score with the words that both have. */
export const ScorePart = z.strictObject({
  kind: z.enum(['target', 'place', 'matter', 'time']),
  /** Log-odds; below 0 it speaks against. */
  value: z.number(),
  words: z.array(z.string()),
});

/** A call of this seat that may be about the same matter. Says what a list says, and nothing of who called. */
export const RepeatCandidate = z.strictObject({
  callId: CallId,
  localNumber: z.string(),
  centerNumber: z.string().nullable(),
  startedAt: EpochMs,
  title: z.string(),
  place: z.string(),
  state: QueueState,
  score: z.number().min(0).max(1),
  verdict: z.enum(['likely', 'possible']),
  parts: z.array(ScorePart),
  /** As the agent settled it in the draft asked for. */
  decision: RepeatLink.shape.decision.nullable(),
});
export type RepeatCandidate = z.infer<typeof RepeatCandidate>;

export const RepeatsFound = z.strictObject({
  candidates: z.array(RepeatCandidate).max(5),
  /** How many reports of the seat were looked at. */
  searched: z.number().int(),
  /** False while older reports are still being read in. */
  isReady: z.boolean(),
  /** False where nothing could be looked at, or where a later question took this one's place. */
  isAvailable: z.boolean(),
});
export type RepeatsFound = z.infer<typeof RepeatsFound>;

/** A major lead that no supervisor has seen yet. Says what a list says. */
export const LeadAlert = z.strictObject({
  seq: z.number().int(),
  callId: CallId,
  localNumber: z.string(),
  title: z.string(),
  place: z.string(),
  flags: z.array(MajorFlag),
  agentName: z.string(),
  raisedAt: EpochMs,
});
export type LeadAlert = z.infer<typeof LeadAlert>;

/** `alerts` are for supervisors; how many wait is told to everybody at the seat. */
export const LeadAlerts = z.strictObject({ count: z.number().int(), alerts: z.array(LeadAlert) });
export type LeadAlerts = z.infer<typeof LeadAlerts>;
