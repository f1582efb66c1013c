import { z } from 'zod';
import { SessionPerson } from '../ipc/app-state';
import { EpochMs } from '../ids';

const MINUTE_MS = 60_000;
export const DEFAULT_IDLE_MINUTES = 10;
/** What a policy may ask for; a longer wait is no lock. */
export const LONGEST_IDLE_MINUTES = 60;

export interface LockTimes {
  /** Without a key or a mouse for so long, ms, the seat locks… */
  idleMs: number;
  /** …or for so long while a call is open: whoever listens types nothing. */
  inCallMs: number;
  /** So long before it is said, ms. */
  warnMs: number;
}

/** When a seat nobody touches locks. Nonsense in a policy falls back to the default. */
export function lockTimes(idleMinutes: number = DEFAULT_IDLE_MINUTES): LockTimes {
  const isTime = idleMinutes >= 1 && idleMinutes <= LONGEST_IDLE_MINUTES;
  const idleMs = (isTime ? idleMinutes : DEFAULT_IDLE_MINUTES) * MINUTE_MS;
  return { idleMs, inCallMs: idleMs * 2, warnMs: MINUTE_MS };
}

/** By key, by nobody being there, or because the PC itself was locked or put to sleep. */
export const LockReason = z.enum(['wish', 'idle', 'system']);
export type LockReason = z.infer<typeof LockReason>;

/** What a lock screen may show: who locked it, and what must not wait. Nothing of a call. */
export const LockState = z.discriminatedUnion('kind', [
  /** `locksInMs`: null until it is about to lock. */
  z.strictObject({ kind: z.literal('open'), locksInMs: z.number().int().min(0).nullable() }),
  z.strictObject({
    kind: z.literal('locked'),
    why: LockReason,
    since: EpochMs,
    person: SessionPerson,
    /** Calls of this person without an end. */
    openCalls: z.number().int(),
    isRinging: z.boolean(),
    /** Somebody answered while it was locked, and nobody takes the call down yet. */
    isAnswered: z.boolean(),
    /** Major leads that no supervisor has seen. */
    leads: z.number().int(),
  }),
]);
export type LockState = z.infer<typeof LockState>;
