import { z } from 'zod';
import { CallId, EpochMs, Sha256 } from '../ids';
import { SignedBundle } from '../script/bundle';
import { AuditAnchor } from './anchor';
import { Receipt, RecordKey } from './receipt';

/** What a problem's `type` begins with. */
export const PROBLEM = 'urn:hn12369:problem:';

/** RFC 9457. Everything the center refuses comes in this shape. */
export const ProblemDetails = z.object({
  type: z.string().max(200),
  title: z.string().max(200),
  status: z.number().int(),
  detail: z.string().max(2000).optional(),
  /** Reasons per field, for a person to put right. */
  errors: z
    .array(z.object({ field: z.string().max(200), code: z.string().max(60) }))
    .max(200)
    .optional(),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;

export const MAX_BATCH = 200;
export const MAX_BODY_CHARS = 400_000;

/** One owed revision as sent: the exact text that was hashed at the seat. */
export const PushedRecord = z.strictObject({
  id: CallId,
  revision: z.number().int().min(1).max(10_000),
  bodySha256: Sha256,
  body: z.string().max(MAX_BODY_CHARS),
});
export type PushedRecord = z.infer<typeof PushedRecord>;

export const PushRequest = z.strictObject({ records: z.array(PushedRecord).min(1).max(MAX_BATCH) });
export type PushRequest = z.infer<typeof PushRequest>;

const key = { id: CallId, revision: z.number().int().min(1) };

/** 201 new, 208 already had it (same receipt), 409 other body under this revision, 422 refused with reasons. */
export const RecordResult = z.discriminatedUnion('status', [
  z.object({ ...key, status: z.literal(201), receipt: Receipt }),
  z.object({ ...key, status: z.literal(208), receipt: Receipt }),
  z.object({ ...key, status: z.literal(409), problem: ProblemDetails }),
  z.object({ ...key, status: z.literal(422), problem: ProblemDetails }),
]);
export type RecordResult = z.infer<typeof RecordResult>;

export const PushResponse = z.object({
  centerTime: EpochMs,
  results: z.array(RecordResult).max(MAX_BATCH),
  /** The furthest head of the seat's audit that the center has seen; a center of an earlier contract sees none. */
  auditAnchor: AuditAnchor.optional(),
});
export type PushResponse = z.infer<typeof PushResponse>;

/** "Have you these?": how an unconfirmed record is resolved without sending it again. */
export const ReceiptQuery = z.strictObject({ keys: z.array(RecordKey).min(1).max(500) });
export type ReceiptQuery = z.infer<typeof ReceiptQuery>;
export const ReceiptAnswer = z.object({ centerTime: EpochMs, receipts: z.array(Receipt).max(500) });
export type ReceiptAnswer = z.infer<typeof ReceiptAnswer>;

export const Health = z.object({
  service: z.literal('hn12369-center'),
  status: z.literal('ok'),
  centerTime: EpochMs,
});
export const BundleAnswer = SignedBundle;
