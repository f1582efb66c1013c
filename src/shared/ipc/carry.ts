import { z } from 'zod';
import { EpochMs } from '../ids';

const count = z.number().int().min(0);

/** What could be carried by hand, what was last, and how far the work in hand is. Figures alone. */
export const CarryState = z.strictObject({
  /** Not at the center as far as is known: these go into a file. */
  waiting: count,
  unconfirmed: count,
  /** Refused by the center: a person has to put them right first. */
  quarantined: count,
  lastOut: z.strictObject({ at: EpochMs, by: z.string(), records: count }).nullable(),
  lastIn: z
    .strictObject({ at: EpochMs, by: z.string(), received: count, refused: count, unknown: count })
    .nullable(),
  work: z.strictObject({ direction: z.enum(['out', 'in']), done: count, of: count }).nullable(),
});
export type CarryState = z.infer<typeof CarryState>;

/** `fileName` is the name alone, never a path. `left`: what one file could not hold. */
export const ExportOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), fileName: z.string(), records: count, left: count }),
  z.strictObject({ kind: z.literal('cancelled') }),
  z.strictObject({ kind: z.literal('nothing_owed') }),
]);
export type ExportOutcome = z.infer<typeof ExportOutcome>;

/** What an answer brought. `known`: had already; `unknown`: not of this seat, or not proved. */
export const ImportOutcome = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('taken'),
    received: count,
    known: count,
    refused: count,
    unknown: count,
    changes: count,
  }),
  z.strictObject({ kind: z.literal('cancelled') }),
]);
export type ImportOutcome = z.infer<typeof ImportOutcome>;
