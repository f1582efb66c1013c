import type { IntakeForm } from '../call/form';
import type { StepId } from '../script/steps';
import { FIELD_TEXTS } from './field-texts';
import { findIdentity, type IdentityHit } from './find-identity';
import { FreeTextField } from './kept-words';

export interface FreeText {
  field: FreeTextField;
  step: StepId;
  text: string;
}

/** Every text of a call in which identity may slip, and where it is typed. */
export function freeTextsOf(form: IntakeForm): FreeText[] {
  return FreeTextField.options.map((field) => {
    const { step, of } = FIELD_TEXTS[field];
    return { field, step, text: of(form) };
  });
}

/** A hit with its place in the form; `isKept`: a person settled that these words may stay. */
export interface PlacedHit extends IdentityHit {
  field: FreeTextField;
  step: StepId;
  words: string;
  isKept: boolean;
}

/** What the linter finds in a form. A referral is blocked while any hit is not kept (design §4). */
export function identityIn(form: IntakeForm): PlacedHit[] {
  const { keptWords } = form.report;
  return freeTextsOf(form).flatMap(({ field, step, text }) =>
    findIdentity(text).map((hit) => {
      const words = text.slice(hit.start, hit.end);
      const isKept = keptWords.some((kept) => kept.field === field && kept.words === words);
      return { ...hit, field, step, words, isKept };
    }),
  );
}
