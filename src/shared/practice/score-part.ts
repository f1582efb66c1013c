import { z } from 'zod';
import type { Bundle } from '../script/bundle';

export const PartId = z.enum([
  'script',
  'purpose',
  'scope',
  'five',
  'place',
  'types',
  'lead',
  'urgency',
  'night',
  'callback',
  'choice',
  'identity',
  'referral',
  'matter',
  'answer',
  'topic',
]);
export type PartId = z.infer<typeof PartId>;

/** What the values of a part are, so that the window can word them. */
export const ValueForm = z.enum([
  'count',
  'disposition',
  'five',
  'area',
  'type',
  'lead',
  'urgency',
  'yes_no',
  'callback',
  'choice',
  'words',
  'referral',
  'text',
  'topic',
]);

/** One thing that was judged: what a good record holds, what this one holds, and what it is worth. */
export const ScorePart = z.strictObject({
  id: PartId,
  points: z.number().int().min(0),
  of: z.number().int().min(1),
  verdict: z.enum(['right', 'partly', 'wrong']),
  form: ValueForm,
  expected: z.array(z.string()),
  got: z.array(z.string()),
});
export type ScorePart = z.infer<typeof ScorePart>;

/** What the record alone does not tell. */
export interface Circumstances {
  bundle: Bundle;
  /** Words in the free texts that look like the caller's identity and that nobody settled. */
  identityWords: readonly string[];
  /** Something of the caller's identity was typed at some time, kept or not. */
  wasIdentityTyped: boolean;
}

/** `share`: 1 is right, 0 is wrong. */
export function part(
  id: PartId,
  of: number,
  share: number,
  form: ScorePart['form'],
  expected: readonly string[],
  got: readonly string[],
): ScorePart {
  const verdict = share >= 1 ? 'right' : share <= 0 ? 'wrong' : 'partly';
  return { id, points: Math.round(of * share), of, verdict, form, expected: [...expected], got: [...got] };
}
