import type { IntakeForm } from '../call/form';
import type { Obtained, Report } from '../report/report';
import type { StepId } from '../script/steps';
import type { FreeTextField } from './kept-words';

interface FieldText {
  /** Where it is typed. */
  step: StepId;
  of: (form: IntakeForm) => string;
  /** The form with another text in its place. */
  with: (form: IntakeForm, text: string) => IntakeForm;
}

/** Each free text of a call: where it is typed, how it is read and put back. Why an answer is lacking goes on as well. */
export const FIELD_TEXTS: Record<FreeTextField, FieldText> = {
  'consultation.matter': {
    step: 'purpose',
    of: (form) => form.consultation.matter,
    with: (form, matter) => ({ ...form, consultation: { ...form.consultation, matter } }),
  },
  'consultation.answer': {
    step: 'purpose',
    of: (form) => form.consultation.answer,
    with: (form, answer) => ({ ...form, consultation: { ...form.consultation, answer } }),
  },
  'scope.matter': {
    step: 'scope',
    of: (form) => form.scope.matter,
    with: (form, matter) => ({ ...form, scope: { ...form.scope, matter } }),
  },
  'report.target': obtained('target', 'answer', 'target'),
  'report.targetReason': obtained('target', 'reason', 'target'),
  'report.address.detail': ofReport(
    'address',
    ({ address }) => address.detail,
    ({ address }, detail) => ({ address: { ...address, detail } }),
  ),
  'report.address.reason': ofReport(
    'address',
    ({ address }) => address.reason,
    ({ address }, reason) => ({ address: { ...address, reason } }),
  ),
  'report.pollution.description': ofReport(
    'pollution',
    ({ pollution }) => pollution.description,
    ({ pollution }, description) => ({ pollution: { ...pollution, description } }),
  ),
  'report.pollution.pattern': ofReport(
    'pollution',
    ({ pollution }) => pollution.pattern,
    ({ pollution }, pattern) => ({ pollution: { ...pollution, pattern } }),
  ),
  'report.investigationWish': obtained('investigationWish', 'answer', 'wishes'),
  'report.investigationWishReason': obtained('investigationWish', 'reason', 'wishes'),
  'report.callbackWishReason': ofReport(
    'wishes',
    ({ callbackWish }) => callbackWish.reason,
    ({ callbackWish }, reason) => ({ callbackWish: { ...callbackWish, reason } }),
  ),
  note: { step: 'closing', of: (form) => form.note, with: (form, note) => ({ ...form, note }) },
};

function ofReport(
  step: StepId,
  of: (report: Report) => string,
  changed: (report: Report, text: string) => Partial<Report>,
): FieldText {
  return {
    step,
    of: (form) => of(form.report),
    with: (form, text) => ({ ...form, report: { ...form.report, ...changed(form.report, text) } }),
  };
}

function obtained(
  name: 'target' | 'investigationWish',
  part: keyof Pick<Obtained, 'answer' | 'reason'>,
  step: StepId,
): FieldText {
  return ofReport(
    step,
    (report) => report[name][part],
    (report, text) => ({ [name]: { ...report[name], [part]: text } }),
  );
}
