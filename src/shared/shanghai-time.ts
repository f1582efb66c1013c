const SHANGHAI_OFFSET_MS = 8 * 3_600_000; // no daylight saving since 1991
const DAY_MS = 86_400_000;

/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`. */
export type ShanghaiDate = string;

/** The Asia/Shanghai calendar date of a UTC instant, whatever the PC's own zone is. */
export function shanghaiDate(at: number): ShanghaiDate {
  return new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** First millisecond (UTC epoch) of an Asia/Shanghai date. */
export function startOfShanghaiDay(date: ShanghaiDate): number {
  return Date.parse(`${date}T00:00:00.000Z`) - SHANGHAI_OFFSET_MS;
}

/** Last millisecond (UTC epoch) of an Asia/Shanghai date. */
export function endOfShanghaiDay(date: ShanghaiDate): number {
  return startOfShanghaiDay(date) + DAY_MS - 1;
}

/** The date `days` natural days after `date` (民法典 §201: the day it starts on is not counted). */
export function addDays(date: ShanghaiDate, days: number): ShanghaiDate {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** `2026-11-23 09:05:07` in Asia/Shanghai. */
export function shanghaiTimestamp(at: number): string {
  return new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}
