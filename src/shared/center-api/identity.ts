import { z } from 'zod';
import { canonicalJson } from '../canonical-json';
import { IdentityPurpose, MIN_REASON } from '../identity/release';
import { Base64, CallId, EpochMs, SeatId } from '../ids';
import { RawKey, Signature } from './people';

export const IdentityRequestId = z.string().regex(/^[0-9a-f]{32}$/);

/** A motivated request for a reporter's identity. Signed by the seat's key over `signedText` of this. */
export const IdentityRequest = z.strictObject({
  requestId: IdentityRequestId,
  seatId: SeatId,
  recordId: CallId,
  purpose: IdentityPurpose,
  reason: z.string().min(MIN_REASON).max(500),
  askedBy: z.string().min(1).max(40),
  /** X25519, made for this request alone: what comes back is sealed to it, and its private half is never written down. */
  boxKey: RawKey,
  seatKey: RawKey,
  /** The session of the person who asks. */
  session: z.string().regex(/^[A-Za-z0-9_-]{20,200}$/),
  signature: Signature,
});
export type IdentityRequest = z.infer<typeof IdentityRequest>;

/** What a seat's key signs: a request's canonical JSON without its signature and without the session, which is a secret. */
export function signedText(request: object): string {
  return canonicalJson({ ...request, signature: undefined, session: undefined });
}

export const IdentityState = z.enum(['waiting', 'approved', 'refused', 'closed']);
export type IdentityState = z.infer<typeof IdentityState>;

/** How a request stands. `expiresAt`: the end of its time-box, in the center's time; null before it was approved. */
export const IdentityStanding = z.object({
  centerTime: EpochMs,
  requestId: IdentityRequestId,
  recordId: CallId,
  purpose: IdentityPurpose,
  state: IdentityState,
  expiresAt: EpochMs.nullable(),
});
export type IdentityStanding = z.infer<typeof IdentityStanding>;

/** The identity, sealed to the request's key alone. */
export const IdentityAnswer = z.object({
  centerTime: EpochMs,
  requestId: IdentityRequestId,
  expiresAt: EpochMs,
  box: Base64.max(100_000),
});
export type IdentityAnswer = z.infer<typeof IdentityAnswer>;

/** What waits for a second person at the center. */
export const IdentityWaiting = z.object({
  centerTime: EpochMs,
  requests: z
    .array(
      z.object({
        requestId: IdentityRequestId,
        seatId: SeatId,
        recordId: CallId,
        purpose: IdentityPurpose,
        reason: z.string().max(500),
        askedBy: z.string().max(40),
        askedAt: EpochMs,
      }),
    )
    .max(200),
});
export type IdentityWaiting = z.infer<typeof IdentityWaiting>;

export const IdentityDecision = z.strictObject({ decision: z.enum(['approved', 'refused']) });
export type IdentityDecision = z.infer<typeof IdentityDecision>;
