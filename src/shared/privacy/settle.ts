import { nobody, type IntakeForm } from '../call/form';
import type { PlacedHit } from './free-texts';
import { FIELD_TEXTS } from './field-texts';
import type { KeptWords } from './kept-words';
import { proposeNeutral } from './propose-neutral';

/** The words that would stand in place of a hit; `null` where the text has moved on since it was found. */
export function neutralWordsFor(text: string, hit: Pick<PlacedHit, 'start' | 'end' | 'words'>) {
  if (text.slice(hit.start, hit.end) !== hit.words) return null;
  return (
    proposeNeutral(text).changes.find((change) => change.start <= hit.start && change.end >= hit.end) ?? null
  );
}

/**
 * The form with a hit in neutral words. A named reporter's own words go on in the sealed part alone; an anonymous or
 * undecided caller's are kept nowhere (R-16…R-18), nor are those of a revision whose identity was sealed before: its
 * box can't be opened here.
 */
export function withNeutralWords(
  form: IntakeForm,
  hit: Pick<PlacedHit, 'field' | 'start' | 'end' | 'words'>,
  isSealedBefore: boolean,
): IntakeForm {
  const field = FIELD_TEXTS[hit.field];
  const text = field.of(form);
  const change = neutralWordsFor(text, hit);
  if (change === null) return form;
  const changed = field.with(form, text.slice(0, change.start) + change.becomes + text.slice(change.end));
  const isNamed = form.purpose === 'report' && form.report.identityChoice === 'named';
  if (!isNamed || (isSealedBefore && form.identity === null)) return changed;
  const identity = form.identity ?? nobody();
  const originals = [...identity.originals, { field: hit.field, words: change.was }];
  return { ...changed, identity: { ...identity, originals } };
}

/** The form with a hit settled by the agent as words that may stay, and why (domain §2.7). */
export function withKeptWords(
  form: IntakeForm,
  hit: Pick<PlacedHit, 'field' | 'words'>,
  because: KeptWords['because'],
): IntakeForm {
  const { keptWords } = form.report;
  const others = keptWords.filter((kept) => kept.field !== hit.field || kept.words !== hit.words);
  const kept: KeptWords = { field: hit.field, words: hit.words, because };
  return { ...form, report: { ...form.report, keptWords: [...others, kept] } };
}
