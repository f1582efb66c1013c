import type { IntakeForm } from '../call/form';
import { freeTextsOf } from '../privacy/free-texts';
import { part, type ScorePart } from './score-part';

/** One spelling: width, case, spaces and dashes between digits do not hide a number. */
function squeeze(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-—·]/gu, '');
}

/**
 * The caller's identity kept out of the story: nothing of it in any free text. Words that only look like one cost
 * half: they would have to be settled before a referral.
 */
export function identityPart(
  of: number,
  form: IntakeForm,
  identity: readonly string[],
  suspects: readonly string[],
): ScorePart {
  const { target, address, investigationWish, callbackWish } = form.report;
  const reasons = [target, address, investigationWish, callbackWish].map(({ reason }) => reason);
  const written = squeeze([...freeTextsOf(form).map(({ text }) => text), ...reasons].join('\n'));
  const told = identity.filter((words) => written.includes(squeeze(words)));
  if (told.length > 0) return part('identity', of, 0, 'words', [], told);
  return part('identity', of, suspects.length > 0 ? 0.5 : 1, 'words', [], suspects);
}
