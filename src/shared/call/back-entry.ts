import { isFiller } from '../report/problems';

const DAY_MS = 86_400_000;
export const BACK_ENTRY_DAYS = 30;

/** Why a call of that time may not be entered from paper; `null`: it may (R-12: no back-dating without a trace). */
export function backEntryRefusal(
  call: { startedAt: number; why: string },
  now: number,
): 'in_the_future' | 'too_old' | 'why_missing' | null {
  if (call.startedAt > now) return 'in_the_future';
  if (call.startedAt < now - BACK_ENTRY_DAYS * DAY_MS) return 'too_old';
  return isFiller(call.why) ? 'why_missing' : null;
}
