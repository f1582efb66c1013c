const FREE_TRIES = 5;
const MINUTE_MS = 60_000;
const LONGEST_DELAY_MS = 30 * MINUTE_MS;

/** Wait after so many wrong passwords in a row, ms: none for four, then 1-2-4…30 minutes (P11). Seat and center alike. */
export function delayAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return Math.min(LONGEST_DELAY_MS, MINUTE_MS * 2 ** (failures - FREE_TRIES));
}
