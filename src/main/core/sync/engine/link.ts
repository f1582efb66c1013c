import type { SyncState } from '../../../../shared/ipc/contract';
import { isWayCause } from '../../../../shared/network/causes';
import { backoffMs } from './backoff';
import type { Clock, LinkCause } from '../ports';

/** New work may cut a pause down to this, counted from the failure: one try for one finished call is no storm. */
const MIN_PAUSE_FOR_WORK_MS = 5_000;

/** A round trip longer than this says too little about the center's clock. */
const MAX_ROUND_TRIP_MS = 10_000;

/** One proper answer: the center's clock in it, when it came (both UTC ms) and how long it took. */
export interface Contact {
  centerTime: number;
  receivedAt: number;
  roundTripMs: number;
}

/**
 * Center clock minus seat clock, ms, taking the middle of the round trip for the moment the center looked at its clock;
 * null where the trip took too long to tell.
 */
export function clockOffset(contact: Contact): number | null {
  if (contact.roundTripMs > MAX_ROUND_TRIP_MS) return null;
  return Math.round(contact.centerTime - (contact.receivedAt - contact.roundTripMs / 2));
}

/**
 * What the seat knows of its link to the center, and how long it keeps quiet after a failure. Facts only: each method is
 * told what happened. The pause counts on the monotonic clock, so a clock set back withholds nothing (S13).
 */
export function createLink(clock: Clock, random: () => number) {
  let cause: LinkCause | null = null;
  let hasMet = false;
  let failures = 0;
  let lastContactAt: number | null = null;
  let offsetMs: number | null = null;
  /** Monotonic ms; `isAsked`: by the center's Retry-After, which nobody may shorten. */
  let pause: { from: number; until: number; isAsked: boolean } | null = null;

  return {
    /** The center answered as itself. */
    met(contact: Contact): void {
      hasMet = true;
      lastContactAt = contact.receivedAt;
      offsetMs = clockOffset(contact);
      // The others need a push that went through.
      if (cause !== null && isWayCause(cause)) cause = null;
    },
    /** Work went through; `doubt`: not all of it could be believed. */
    succeeded(doubt: LinkCause | null): void {
      cause = doubt;
      failures = 0;
      pause = null;
    },
    /**
     * A round brought nothing; returns how long to keep quiet, ms. `askedMs`: what the center asked for; a little jitter
     * comes on top, so that seats told the same do not come back in one moment. `newCause` null: the store failed.
     */
    failed(newCause: LinkCause | null, askedMs: number | null): number {
      cause = newCause;
      hasMet = hasMet && newCause !== null;
      const jitter = backoffMs(failures, random);
      failures += 1;
      const asked = askedMs ?? 0;
      const quietMs = Math.max(jitter, asked + Math.min(jitter, asked / 10));
      const from = clock.monotonic();
      pause = { from, until: from + quietMs, isAsked: askedMs !== null };
      return quietMs;
    },
    /** Shortens the seat's own pause, never the center's: a person's wish ends it, new work cuts it to 5 s. */
    hurry(why: 'work' | 'person'): void {
      if (pause === null || pause.isAsked) return;
      if (why === 'person') pause = null;
      else pause = { ...pause, until: Math.min(pause.until, pause.from + MIN_PAUSE_FOR_WORK_MS) };
    },
    /** How long to keep quiet still, ms. */
    quietMs(): number {
      return pause === null ? 0 : Math.max(0, pause.until - clock.monotonic());
    },
    cause: (): LinkCause | null => cause,
    facts(): Pick<SyncState, 'link' | 'cause' | 'lastContactAt' | 'clockOffsetMs' | 'clockJumpMs'> {
      const link = cause !== null ? 'offline' : hasMet ? 'online' : 'unknown';
      return { link, cause, lastContactAt, clockOffsetMs: offsetMs, clockJumpMs: null };
    },
  };
}

export type Link = ReturnType<typeof createLink>;
