import { z } from 'zod';

/**
 * What the seat of commit bda3e0d (24 November 2026, the first that was whole) takes for an answer, as it stood there:
 * `ids.ts`, `receipt.ts`, `messages.ts` and the envelope of `bundle.ts`. Never edited: seats in bureaus do not change by it.
 */
const CallId = z.uuidv7().brand<'CallId'>();
const SeatId = z
  .string()
  .regex(/^[A-Z]{2}\d{2}$/)
  .brand<'SeatId'>();
const EpochMs = z.number().int().min(0).max(8_640_000_000_000_000);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

const MAX_BATCH = 200;

const ReceiptClaim = z.strictObject({
  recordId: CallId,
  revision: z.number().int().min(1),
  bodySha256: Sha256,
  seatId: SeatId,
  centerNumber: z.string().min(1).max(60),
  receivedAt: EpochMs,
  keyId: z.string().min(1).max(80),
});
export const Receipt = z.strictObject({ ...ReceiptClaim.shape, signature: Base64.min(80).max(100) });
export type Receipt = z.infer<typeof Receipt>;

export const ProblemDetails = z.object({
  type: z.string().max(200),
  title: z.string().max(200),
  status: z.number().int(),
  detail: z.string().max(2000).optional(),
  errors: z
    .array(z.object({ field: z.string().max(200), code: z.string().max(60) }))
    .max(200)
    .optional(),
});

const key = { id: CallId, revision: z.number().int().min(1) };

const RecordResult = z.discriminatedUnion('status', [
  z.object({ ...key, status: z.literal(201), receipt: Receipt }),
  z.object({ ...key, status: z.literal(208), receipt: Receipt }),
  z.object({ ...key, status: z.literal(409), problem: ProblemDetails }),
  z.object({ ...key, status: z.literal(422), problem: ProblemDetails }),
]);

export const PushResponse = z.object({ centerTime: EpochMs, results: z.array(RecordResult).max(MAX_BATCH) });
export const ReceiptAnswer = z.object({ centerTime: EpochMs, receipts: z.array(Receipt).max(500) });

export const Health = z.object({
  service: z.literal('hn12369-center'),
  status: z.literal('ok'),
  centerTime: EpochMs,
});

export const SignedBundle = z.strictObject({
  keyId: z.string().min(1).max(80),
  body: z.string().max(2_000_000),
  signature: Base64,
});
