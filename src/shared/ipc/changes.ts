import { z } from 'zod';
import { Progress } from '../center-api/changes';
import { CallId, EpochMs } from '../ids';
import { AMENDABLE } from '../report/differences';
import { Report, text } from '../report/report';

/** One thing that the center did with a record, as a person is told. */
export const ChangeView = z.strictObject({
  position: z.number().int(),
  did: z.enum(['amended', 'returned', ...Progress.options]),
  /** The center's time. */
  at: EpochMs,
  by: z.string(),
  why: z.string(),
  /** An amendment that nobody has decided on yet. */
  isOpen: z.boolean(),
  /** Who decided, and when. */
  decided: z.strictObject({ by: z.string(), at: EpochMs }).nullable(),
});
export type ChangeView = z.infer<typeof ChangeView>;

/** An amendment that waits for a person, in a list. */
export const OpenAmendment = z.strictObject({
  position: z.number().int(),
  callId: CallId,
  localNumber: z.string(),
  title: z.string(),
  by: z.string(),
  at: EpochMs,
});
export type OpenAmendment = z.infer<typeof OpenAmendment>;

/** The three versions of an amended report: what both started from, the seat's latest and the center's. */
export const AmendmentView = z.strictObject({
  position: z.number().int(),
  callId: CallId,
  localNumber: z.string(),
  by: z.string(),
  at: EpochMs,
  why: z.string(),
  /** The seat's revision that the center changed, and the seat's latest. */
  baseRevision: z.number().int(),
  revision: z.number().int(),
  base: Report,
  ours: Report,
  theirs: Report,
  differences: z.array(
    z.strictObject({
      part: z.enum(AMENDABLE),
      changedBy: z.enum(['seat', 'center', 'both']),
      isConflict: z.boolean(),
    }),
  ),
});
export type AmendmentView = z.infer<typeof AmendmentView>;

/** What a person decides: the parts taken from the center; the rest stays as the seat has it. */
export const AmendmentDecision = z.strictObject({
  position: z.number().int().min(1),
  theirs: z.array(z.enum(AMENDABLE)).max(AMENDABLE.length),
  /** Kept with the revision that answers. */
  why: text(500).min(2),
});
export type AmendmentDecision = z.infer<typeof AmendmentDecision>;
