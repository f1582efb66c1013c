import type { CallOrigin } from '../call/origin';

/**
 * From when a report's deadline counts, UTC ms of center time (R-35, domain Q-4): the moment the seat marks 受理. In a
 * call that is now. A call noted on paper was accepted by nobody before it was entered, and its form may stay open over
 * midnight: it counts from its entry, which no later keystroke moves. The caller's own time (who reported first) is
 * `startedAt` and stays untouched.
 */
export function acceptedAt(origin: CallOrigin, seatNow: number, clockOffsetMs: number | null): number {
  const at = origin.kind === 'back_entry' ? origin.enteredAt : seatNow;
  return at + (clockOffsetMs ?? 0);
}
