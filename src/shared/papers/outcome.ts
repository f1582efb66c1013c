import { z } from 'zod';

/** What became of saving a paper. The file's name alone: no window learns a path. */
export const PaperOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), fileName: z.string() }),
  z.strictObject({ kind: z.literal('cancelled') }),
]);
export type PaperOutcome = z.infer<typeof PaperOutcome>;
