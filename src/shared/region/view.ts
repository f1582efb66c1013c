import { z } from 'zod';
import { RegionAnswer } from '../center-api/region';
import { EpochMs } from '../ids';

/** What the seat knows of its city's seats. */
export const RegionView = z.discriminatedUnion('kind', [
  /** The center never said anything of it. */
  z.strictObject({ kind: z.literal('none'), isAsking: z.boolean() }),
  /** A center of an earlier contract. */
  z.strictObject({ kind: z.literal('not_offered') }),
  z.strictObject({
    kind: z.literal('known'),
    region: RegionAnswer,
    /** By the center's time. */
    askedAt: EpochMs,
    ageMs: z.number().int().min(0),
    /** Older than half an hour, or the center cannot be reached. */
    isStale: z.boolean(),
  }),
]);
export type RegionView = z.infer<typeof RegionView>;
