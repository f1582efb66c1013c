import type { IntakeForm } from '../../../../shared/call/form';
import { findIdentity, type IdentityKind } from '../../../../shared/privacy/find-identity';
import type { StepId } from '../../../../shared/script/steps';

export type FreeTextField =
  | 'consultationMatter'
  | 'consultationAnswer'
  | 'scopeMatter'
  | 'target'
  | 'addressDetail'
  | 'description'
  | 'pattern'
  | 'investigationWish'
  | 'note';

export interface MarkedHit {
  field: FreeTextField;
  step: StepId;
  kind: IdentityKind;
  start: number;
  before: string;
  marked: string;
  after: string;
}

const AROUND = 8; // characters shown on each side, enough to find the place again

function freeTexts(form: IntakeForm): { field: FreeTextField; step: StepId; text: string }[] {
  const { report } = form;
  return [
    { field: 'consultationMatter', step: 'purpose', text: form.consultation.matter },
    { field: 'consultationAnswer', step: 'purpose', text: form.consultation.answer },
    { field: 'scopeMatter', step: 'scope', text: form.scope.matter },
    { field: 'target', step: 'target', text: report.target.answer },
    { field: 'addressDetail', step: 'address', text: report.address.detail },
    { field: 'description', step: 'pollution', text: report.pollution.description },
    { field: 'pattern', step: 'pollution', text: report.pollution.pattern },
    { field: 'investigationWish', step: 'wishes', text: report.investigationWish.answer },
    { field: 'note', step: 'closing', text: form.note },
  ];
}

/** Places in the free texts that may tell who is calling, with a little of their surroundings. */
export function findIdentityIn(form: IntakeForm): MarkedHit[] {
  return freeTexts(form).flatMap(({ field, step, text }) =>
    findIdentity(text).map(({ kind, start, end }) => ({
      field,
      step,
      kind,
      start,
      before: text.slice(Math.max(0, start - AROUND), start),
      marked: text.slice(start, end),
      after: text.slice(end, end + AROUND),
    })),
  );
}
