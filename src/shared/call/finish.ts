import type { AttachmentRef } from '../attachments/attachment';
import { consultationProblems, outOfScopeProblems, reportProblems, type Problem } from '../report/problems';
import { deadlineOf } from '../lead/deadline';
import type { Bundle } from '../script/bundle';
import { linesAt, pathOf } from '../script/path';
import type { StepId } from '../script/steps';
import { emptyForm, withoutForbiddenIdentity, type Confirmation, type Draft, type IntakeForm } from './form';
import { readBackText } from './read-back';
import type { CallRecord, Disposition, SealedIdentity } from './record';
import { transferProblems } from './transfers';

/** What has to be known of a call to say what it lacks. */
export type Unfinished = Pick<Draft, 'form' | 'confirmations'> &
  Partial<Pick<Draft, 'revises' | 'takenOver'>>;

/** How this call would end as it stands; `null` while the purpose is unknown. */
export function dispositionOf(form: IntakeForm): Disposition | null {
  if (form.purpose === 'report') return form.scope.decision === 'out' ? 'out_of_scope' : 'report';
  return form.purpose;
}

function unsaidLines(
  bundle: Bundle,
  form: IntakeForm,
  confirmations: readonly Confirmation[],
  step: StepId,
): Problem[] {
  const said = new Set(confirmations.map((confirmation) => confirmation.lineId));
  return linesAt(bundle.script, step, form)
    .filter((line) => line.must && !said.has(line.id))
    .map((line) => ({ step, field: line.id, code: 'line_not_said' }));
}

/**
 * Everything between a draft and its end, in step order: unsaid lines, unanswered duties (R-9… ).
 * A broken-off or nuisance call needs only its greeting: it was answered, so it was greeted.
 * An identity that was sealed before (a revision, a call taken over) needs no second contact.
 */
export function problemsOf(draft: Unfinished, bundle: Bundle): Problem[] {
  const { form, confirmations } = draft;
  const path = pathOf(form);
  const unsaid = path.flatMap((step) => unsaidLines(bundle, form, confirmations, step));
  const isSealed = draft.revises?.hasSealedIdentity || draft.takenOver?.hasSealedIdentity || false;
  const problems = [
    ...unsaid,
    ...transferProblems(form.transfers, bundle),
    ...answerProblems(form, bundle, isSealed),
  ];
  return problems.sort((a, b) => path.indexOf(a.step) - path.indexOf(b.step));
}

function answerProblems(form: IntakeForm, bundle: Bundle, hasSealedIdentity: boolean): Problem[] {
  switch (dispositionOf(form)) {
    case null:
      return [{ step: 'purpose', field: 'purpose', code: 'purpose_missing' }];
    case 'nuisance':
    case 'dropped':
      return [];
    case 'consultation':
      return consultationProblems(form.consultation);
    case 'out_of_scope':
      return outOfScopeProblems(
        form.scope,
        bundle.catalogue.referrals.map((referral) => referral.id),
      );
    case 'report': {
      const problems = reportProblems(form.report);
      if (form.scope.decision === null)
        problems.push({ step: 'scope', field: 'scope.decision', code: 'scope_missing' });
      if (form.report.identityChoice === 'named' && !hasSealedIdentity && !hasContact(form)) {
        problems.push({ step: 'identity', field: 'identity.phone', code: 'contact_missing' });
      }
      return problems;
    }
  }
}

function hasContact(form: IntakeForm): boolean {
  return form.identity !== null && form.identity.phone.normalize('NFKC').replace(/\D/g, '').length >= 7;
}

/** What keeps the agent at a step: the duties of that step alone. */
export function problemsAt(draft: Unfinished, bundle: Bundle, step: StepId): Problem[] {
  return problemsOf(draft, bundle).filter((problem) => problem.step === step);
}

/** The furthest step the agent may stand at: the first on the path whose duty is unmet, else the last. */
export function furthestStep(draft: Unfinished, bundle: Bundle): StepId {
  const path = pathOf(draft.form);
  const blocked = new Set(problemsOf(draft, bundle).map((problem) => problem.step));
  return path.find((step) => blocked.has(step)) ?? path[path.length - 1] ?? 'greeting';
}

/** True where the greeting was confirmed: nothing else may be typed before. */
export function isGreeted(draft: Pick<Draft, 'form' | 'confirmations'>, bundle: Bundle): boolean {
  return unsaidLines(bundle, draft.form, draft.confirmations, 'greeting').length === 0;
}

/** Values for the placeholders of the lines; `now` is the best known center time, UTC ms (R-35, domain Q-4). */
export function lineValues(
  form: IntakeForm,
  bundle: Bundle,
  agentNumber: string,
  now: number,
): Partial<Record<string, string>> {
  const referral = bundle.catalogue.referrals.find((each) => each.id === form.scope.referralId);
  const { urgency } = form.report;
  const deadline = urgency === null ? null : deadlineOf(urgency, now, bundle.deadlines);
  return {
    agentNumber,
    ...(referral && { department: referral.department, phone: referral.phone || referral.department }),
    ...(deadline && {
      urgency: { urgent: '紧急', important: '重要', general: '一般' }[deadline.urgency],
      days: String(deadline.days),
      dueDate: `${Number(deadline.dueDate.slice(5, 7))}月${Number(deadline.dueDate.slice(8))}日`,
    }),
    readBack: readBackText(form.report, bundle),
  };
}

export interface FinishContext {
  revision: number;
  unitCode: string;
  agentNumber: string;
  madeBy: Draft['agentId'];
  finishedAt: number;
  clockOffsetMs: number | null;
  /** By how much the PC's clock was set while the call was in hand, ms; nothing is said of 0. */
  clockJumpMs?: number;
  sealedIdentity: SealedIdentity | null;
  /** What this revision names of photos and documents. */
  attachments?: readonly AttachmentRef[];
}

/**
 * The record of a call as it goes to the center. Carries no plaintext identity by construction (R-16…R-18). Call it
 * only when `problemsOf` is empty; throws if the purpose is still unknown.
 */
export function recordOf(draft: Draft, bundle: Bundle, context: FinishContext): CallRecord {
  const form = withoutForbiddenIdentity(draft.form);
  const base = {
    schema: 1 as const,
    id: draft.id,
    revision: context.revision,
    localNumber: draft.localNumber,
    seatId: draft.seatId,
    unitCode: context.unitCode,
    agentId: draft.agentId,
    agentNumber: context.agentNumber,
    startedAt: draft.startedAt,
    origin: draft.origin,
    transfers: form.transfers,
    finishedAt: context.finishedAt,
    ...(context.attachments?.length && { attachments: [...context.attachments] }),
    clockOffsetMs: context.clockOffsetMs,
    ...(context.clockJumpMs && { clockJumpMs: context.clockJumpMs }),
    bundleVersion: bundle.version,
    scriptVersion: bundle.script.version,
    scriptProof: draft.confirmations,
    note: form.note,
    madeBy: context.madeBy,
    why: draft.revises?.why ?? '',
  };
  const disposition = dispositionOf(form);
  switch (disposition) {
    case null:
      throw new Error('A call without a purpose has no end');
    case 'report':
      return { ...base, disposition, report: form.report, sealedIdentity: context.sealedIdentity };
    case 'consultation':
      return { ...base, disposition, consultation: form.consultation };
    case 'out_of_scope': {
      const { matter, referralId, explained } = form.scope;
      return { ...base, disposition, outOfScope: { matter, referralId, explained } };
    }
    case 'nuisance':
      return { ...base, disposition };
    case 'dropped': {
      const untouched = JSON.stringify(form.report) === JSON.stringify(emptyForm().report);
      return { ...base, disposition, report: untouched ? null : form.report };
    }
  }
}

/**
 * The same rules on a finished record: what seat and center check before they take it in. Empty means complete.
 * A named report must come with its sealed identity, an anonymous one must not (R-15…R-17).
 */
export function recordProblems(record: CallRecord, bundle: Bundle): Problem[] {
  const form = formOf(record);
  const problems = problemsOf(
    { form, confirmations: record.scriptProof, revises: { revision: 1, why: '', hasSealedIdentity: true } },
    bundle,
  );
  if (record.disposition === 'report') {
    const isNamed = record.report.identityChoice === 'named';
    if (isNamed !== (record.sealedIdentity !== null)) {
      problems.push({ step: 'identity', field: 'identity.phone', code: 'contact_missing' });
    }
  }
  return problems;
}

/** The form that a finished record came from, without identity: the start of a revision, the input of the validator. */
export function formOf(record: CallRecord): IntakeForm {
  const form: IntakeForm = { ...emptyForm(), transfers: record.transfers, note: record.note };
  switch (record.disposition) {
    case 'report':
      return { ...form, purpose: 'report', scope: { ...form.scope, decision: 'in' }, report: record.report };
    case 'consultation':
      return { ...form, purpose: 'consultation', consultation: record.consultation };
    case 'out_of_scope':
      return { ...form, purpose: 'report', scope: { decision: 'out', ...record.outOfScope } };
    case 'nuisance':
      return { ...form, purpose: 'nuisance' };
    case 'dropped':
      return { ...form, purpose: 'dropped', report: record.report ?? form.report };
  }
}
