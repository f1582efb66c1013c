import { z } from 'zod';
import { Base64, CallId, EpochMs, SeatId } from '../ids';
import { Report, text } from '../report/report';

/** So many changes come in one answer; more are asked for at once. */
export const MAX_CHANGES = 50;

const told = {
  schema: z.literal(1),
  seatId: SeatId,
  /** Numbered from 1 without a gap, seat by seat: what is withheld on the way shows. */
  position: z.number().int().min(1),
  recordId: CallId,
  /** The latest revision that the center had when it did this. */
  revision: z.number().int().min(1).max(10_000),
  at: EpochMs,
  /** The office that did it; never a reporter. */
  by: text(60).min(1),
  why: text(500),
};

/** How far the province is with a record, as it tells the seat. */
export const Progress = z.enum(['registered', 'referred', 'handling', 'concluded']);
export type Progress = z.infer<typeof Progress>;

/** What the center did with a record of this seat. Nothing of it changes a record here: a person decides. */
export const Change = z.discriminatedUnion('kind', [
  /** The center's version of the report beside the seat's. */
  z.strictObject({ ...told, kind: z.literal('amended'), report: Report }),
  /** 退回补正: the seat is asked to put it right. */
  z.strictObject({ ...told, kind: z.literal('returned') }),
  z.strictObject({ ...told, kind: z.literal('progressed'), progress: Progress }),
]);
export type Change = z.infer<typeof Change>;
export type ChangeOf<K extends Change['kind']> = Extract<Change, { kind: K }>;

/** A change as it travels: canonicalJson(Change), and the center's Ed25519 over its UTF-8 bytes. */
export const SignedChange = z.strictObject({
  keyId: z.string().min(1).max(80),
  body: z.string().max(400_000),
  signature: Base64.min(80).max(100),
});
export type SignedChange = z.infer<typeof SignedChange>;

export const ChangesAnswer = z.object({
  centerTime: EpochMs,
  /** In the order of their positions, from the one asked for. */
  changes: z.array(SignedChange).max(MAX_CHANGES),
  hasMore: z.boolean(),
});
export type ChangesAnswer = z.infer<typeof ChangesAnswer>;
