import type { IntakeForm } from '../../../../shared/call/form';
import { freeTextsOf, identityIn, type PlacedHit } from '../../../../shared/privacy/free-texts';

export interface MarkedHit extends PlacedHit {
  before: string;
  after: string;
}

const AROUND = 8; // characters shown on each side, enough to find the place again

/** Places in the free texts that may tell who is calling and are not settled, with a little of their surroundings. */
export function findIdentityIn(form: IntakeForm): MarkedHit[] {
  const texts = new Map(freeTextsOf(form).map(({ field, text }) => [field, text]));
  return identityIn(form)
    .filter((hit) => !hit.isKept)
    .map((hit) => {
      const text = texts.get(hit.field) ?? '';
      const before = text.slice(Math.max(0, hit.start - AROUND), hit.start);
      return { ...hit, before, after: text.slice(hit.end, hit.end + AROUND) };
    });
}
