import { z } from 'zod';
import { EpochMs } from '../ids';

/** A caller's number as telephone systems write it; empty where it is withheld. */
export const PhoneNumber = z.string().regex(/^\+?[\d -]{0,32}$/);

/**
 * What a softphone tells the seat. `callId` is the telephone system's own name of the call: it could lead to a recording
 * and is therefore never stored.
 */
export const PhoneEvent = z.strictObject({
  event: z.enum(['ring', 'answer', 'hang_up']),
  callId: z.string().regex(/^[\w.@:-]{1,128}$/),
  number: PhoneNumber.optional(),
  /** When it happened, UTC ms; left out: now. */
  at: EpochMs.optional(),
});
export type PhoneEvent = z.infer<typeof PhoneEvent>;

/** 32 random bytes in base64url. */
export const PhoneToken = z.string().regex(/^[\w-]{43}$/);

/** Whether the telephone adapter listens, and where (0: any free port). Off by default. */
export const PhoneSettings = z.strictObject({
  isOn: z.boolean(),
  port: z.number().int().min(0).max(65_535),
});
export type PhoneSettings = z.infer<typeof PhoneSettings>;

/** What a supervisor needs to connect a softphone. */
export const PhoneAccess = z.strictObject({
  ...PhoneSettings.shape,
  token: PhoneToken,
  /** Where events may be posted; `null` while it is off or could not be opened. */
  address: z.string().nullable(),
  /** Why it could not be opened. */
  failure: z.enum(['port_taken', 'not_allowed', 'failed']).nullable(),
});
export type PhoneAccess = z.infer<typeof PhoneAccess>;
