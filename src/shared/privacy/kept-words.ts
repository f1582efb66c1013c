import { z } from 'zod';

/** Free texts of a call in which identity may slip. */
export const FreeTextField = z.enum([
  'consultation.matter',
  'consultation.answer',
  'scope.matter',
  'report.target',
  'report.targetReason',
  'report.address.detail',
  'report.address.reason',
  'report.pollution.description',
  'report.pollution.pattern',
  'report.investigationWish',
  'report.investigationWishReason',
  'report.callbackWishReason',
  'note',
]);
export type FreeTextField = z.infer<typeof FreeTextField>;

/** Words that were found by the linter and settled by a person: they may stay, and why (domain §2.7). */
export const KeptWords = z.strictObject({
  field: FreeTextField,
  words: z.string().min(1).max(200),
  because: z.enum(['of_target', 'of_public_office', 'not_identity']),
});
export type KeptWords = z.infer<typeof KeptWords>;
