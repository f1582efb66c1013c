import { z } from 'zod';
import { REGION_DAYS, RegionAnswer } from '../../../../shared/center-api/region';
import { addDays, shanghaiDate } from '../../../../shared/shanghai-time';
import { classifyOffered } from '../center/classify';
import type { Exchange, LinkCause } from '../ports';

export type RegionOutcome =
  | { kind: 'unchanged' }
  | { kind: 'offered'; answer: RegionAnswer; etag: string | null }
  /** A center of an earlier contract. */
  | { kind: 'not_offered' }
  /** Nothing to be believed came back; nothing of the link is concluded from it: no record waits for figures. */
  | { kind: 'failed'; cause: LinkCause };

export interface RegionQuestion {
  seatId: string;
  city: string;
  etag: string | null;
  /** What the center said its time was, in the same look. */
  centerTime: number;
}

/** An answer that was kept on the way for longer than this tells of another hour. */
const MAX_AGE_MS = 300_000;
const CalendarDate = z.iso.date();

/** Only an answer to this seat's very question counts: of its city, of now, each thing in it once. */
export function classifyRegion(asked: RegionQuestion, exchange: Exchange, now: number): RegionOutcome {
  const outcome = classifyOffered(RegionAnswer, exchange, asked.etag, now, (answer) => isOurs(asked, answer));
  return outcome.kind === 'failed' ? { kind: 'failed', cause: outcome.cause } : outcome;
}

function isOurs(
  asked: RegionQuestion,
  { seatId, city, today, seats, days, counties, centerTime }: RegionAnswer,
) {
  if (seatId !== asked.seatId || city !== asked.city) return false;
  if (Math.abs(centerTime - asked.centerTime) > MAX_AGE_MS || today !== shanghaiDate(centerTime))
    return false;
  const first = addDays(today, 1 - REGION_DAYS);
  return (
    seats.some((seat) => seat.seatId === seatId) &&
    seats.every(({ lastReceiptAt }) => lastReceiptAt === null || lastReceiptAt <= centerTime + MAX_AGE_MS) &&
    days.every(({ day }) => CalendarDate.safeParse(day).success && day >= first && day <= today) &&
    isEachOnce(seats.map((seat) => seat.seatId)) &&
    isEachOnce(days.map(({ day }) => day)) &&
    isEachOnce(counties.map(({ county, urgency }) => `${county}/${urgency}`))
  );
}

function isEachOnce(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
