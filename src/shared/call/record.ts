import { z } from 'zod';
import { AttachmentRef, MAX_ATTACHMENTS } from '../attachments/attachment';
import { AgentNumber, Base64, CallId, EpochMs, LocalNumber, PersonId, SeatId, Sha256 } from '../ids';
import { Report, text } from '../report/report';
import { Confirmation, TopicId } from './form';
import { CallOrigin, Transfer } from './origin';

/** How a call ended; exactly one for every call. */
export const Disposition = z.enum(['report', 'consultation', 'out_of_scope', 'nuisance', 'dropped']);
export type Disposition = z.infer<typeof Disposition>;

/**
 * A reporter's identity closed to everyone but the center: libsodium sealed box (X25519), base64. `destroyed`: SHA-256 of
 * the box that stood here until its term of retention was over; the center has it with an earlier revision.
 */
export const SealedIdentity = z
  .strictObject({
    keyId: z.string().min(1).max(80),
    box: Base64.max(8000),
    destroyed: Sha256.optional(),
  })
  .refine(({ box, destroyed }) => destroyed === undefined || box === '', { error: 'box_not_destroyed' });
export type SealedIdentity = z.infer<typeof SealedIdentity>;

const shared = {
  schema: z.literal(1),
  id: CallId,
  revision: z.number().int().min(1).max(10_000),
  localNumber: LocalNumber,
  seatId: SeatId,
  unitCode: z.string().regex(/^\d{4,6}$/),
  /** 首问责任人: who answered; never changes over revisions. */
  agentId: PersonId,
  agentNumber: AgentNumber,
  startedAt: EpochMs,
  origin: CallOrigin.default({ kind: 'key' }),
  transfers: z.array(Transfer).max(20).default([]),
  finishedAt: EpochMs,
  /** Photos and documents, brought after the record. Left out where there are none: older centers know no such field. */
  attachments: z.array(AttachmentRef).min(1).max(MAX_ATTACHMENTS).optional(),
  /** Center clock minus seat clock as last measured, ms; null before the first contact. */
  clockOffsetMs: z.number().int().nullable(),
  /**
   * By how much the seat's clock was set while the call was in hand, ms; forward is positive. Then `clockOffsetMs` holds
   * for `finishedAt`, and the offset at `startedAt` was larger by this. Absent where nobody set it.
   */
  clockJumpMs: z.number().int().optional(),
  bundleVersion: z.string().min(1).max(40),
  scriptVersion: z.string().min(1).max(40),
  scriptProof: z.array(Confirmation).max(500),
  note: text(2000),
  /** Who made this revision and why; `why` is empty for the first. */
  madeBy: PersonId,
  why: text(500),
};

/** What the center gets of one finished call: one record, revision by revision. */
export const CallRecord = z.discriminatedUnion('disposition', [
  z.strictObject({
    ...shared,
    disposition: z.literal('report'),
    report: Report,
    sealedIdentity: SealedIdentity.nullable(),
  }),
  z.strictObject({
    ...shared,
    disposition: z.literal('consultation'),
    consultation: z.strictObject({ matter: text(4000), answer: text(4000), topicId: TopicId.default('') }),
  }),
  z.strictObject({
    ...shared,
    disposition: z.literal('out_of_scope'),
    outOfScope: z.strictObject({
      matter: text(4000),
      referralId: z.string().regex(/^[a-z0-9_]{2,40}$/),
      explained: z.boolean(),
    }),
  }),
  z.strictObject({ ...shared, disposition: z.literal('nuisance') }),
  z.strictObject({
    ...shared,
    disposition: z.literal('dropped'),
    /** What had been said before the line broke; incomplete by nature, never with identity. */
    report: Report.nullable(),
  }),
]);
export type CallRecord = z.infer<typeof CallRecord>;
export type RecordOf<D extends Disposition> = Extract<CallRecord, { disposition: D }>;
