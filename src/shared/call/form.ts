import { z } from 'zod';
import { CallId, EpochMs, LocalNumber, PersonId, SeatId } from '../ids';
import { emptyReport, Report, text } from '../report/report';
import { FreeTextField } from '../privacy/kept-words';
import { StepId } from '../script/steps';
import { CallOrigin, Transfer } from './origin';

/** 来意 as heard at the second step. `null`: not asked yet. */
export const Purpose = z.enum(['report', 'consultation', 'nuisance', 'dropped']);
export type Purpose = z.infer<typeof Purpose>;

/** 举报人信息. Lives in a draft until the call is finished, then only sealed to the center. */
export const ReporterIdentity = z.strictObject({
  name: text(60),
  phone: text(40),
  contactNote: text(200),
  /** Words taken out of free texts because they tell who is calling: they go sealed to the center, nowhere else. */
  originals: z
    .array(z.strictObject({ field: FreeTextField, words: text(500) }))
    .max(100)
    .default([]),
});
export type ReporterIdentity = z.infer<typeof ReporterIdentity>;

/** A reporter of whom nothing is known yet. */
export function nobody(): ReporterIdentity {
  return { name: '', phone: '', contactNote: '', originals: [] };
}

/** Id of a consultation topic of the bundle; empty: none fits. */
export const TopicId = z.union([z.literal(''), z.string().regex(/^[a-z0-9_]{2,40}$/)]);

/** Everything the agent may type in a call. Always savable; what is missing is the validator's business. */
export const IntakeForm = z.strictObject({
  purpose: Purpose.nullable(),
  consultation: z.strictObject({ matter: text(4000), answer: text(4000), topicId: TopicId.default('') }),
  scope: z.strictObject({
    decision: z.enum(['in', 'out']).nullable(),
    /** Id in the bundle's referral directory. */
    referralId: z.union([z.literal(''), z.string().regex(/^[a-z0-9_]{2,40}$/)]),
    matter: text(4000),
    explained: z.boolean(),
  }),
  report: Report,
  identity: ReporterIdentity.nullable(),
  /** 转接: the call stays this agent's (首问责任人, R-6, R-7). */
  transfers: z.array(Transfer).max(20).default([]),
  note: text(2000),
});
export type IntakeForm = z.infer<typeof IntakeForm>;

/** A line of the script said aloud and confirmed by a key: the script proof. Time is UTC ms of the seat's clock. */
export const Confirmation = z.strictObject({
  lineId: z.string().regex(/^[a-z0-9_]{2,40}$/),
  at: EpochMs,
});
export type Confirmation = z.infer<typeof Confirmation>;

/** A call or a revision in the making, durable from the first keystroke. */
export const Draft = z.strictObject({
  id: CallId,
  localNumber: LocalNumber,
  seatId: SeatId,
  agentId: PersonId,
  /** When it was answered, UTC ms; of a back-entry, the time the paper says. */
  startedAt: EpochMs,
  origin: CallOrigin.default({ kind: 'key' }),
  /** Bumped by one at each save; a save that comes late with an older number is ignored. */
  saveCount: z.number().int().min(0),
  savedAt: EpochMs,
  /** When the caller hung up although required answers are missing: the draft is then 待补正. */
  hungUpAt: EpochMs.nullable(),
  bundleVersion: z.string().min(1).max(40),
  step: StepId,
  confirmations: z.array(Confirmation).max(500),
  form: IntakeForm,
  /** Set where this draft puts a finished record right: it will be its next revision. */
  revises: z
    .strictObject({ revision: z.number().int().min(1), why: text(500), hasSealedIdentity: z.boolean() })
    .nullable(),
});
export type Draft = z.infer<typeof Draft>;

export function emptyForm(): IntakeForm {
  return {
    purpose: null,
    consultation: { matter: '', answer: '', topicId: '' },
    scope: { decision: null, referralId: '', matter: '', explained: false },
    report: emptyReport(),
    identity: null,
    transfers: [],
    note: '',
  };
}

/**
 * The form with everything gone that the caller's choice forbids to keep: an anonymous caller's (or an undecided or
 * non-report call's) identity is dropped at once, not at the end. Applied by the form and by the store.
 */
export function withoutForbiddenIdentity(form: IntakeForm): IntakeForm {
  const named =
    form.purpose === 'report' && form.scope.decision !== 'out' && form.report.identityChoice === 'named';
  if (named) return form;
  if (form.identity === null && form.report.onSiteHelp === null) return form;
  return { ...form, identity: null, report: { ...form.report, onSiteHelp: null } };
}
