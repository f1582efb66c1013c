export const BASE_DELAY_MS = 1_000;

/** No record is ever put off further than this; the store takes a `next_try_at` beyond it for a clock set back. */
export const MAX_DELAY_MS = 300_000;

/** The longest pause a center may ask for. */
export const MAX_RETRY_AFTER_MS = 3_600_000;

/**
 * Full jitter: uniform in [0, min(cap, base·2^tries)] ms, so that 500 seats do not come back together after an outage.
 * `tries` counts the failures so far (0 for the first); `random` is uniform in [0, 1).
 */
export function backoffMs(tries: number, random: () => number): number {
  const exponent = Math.min(Math.max(Math.trunc(tries), 0), 30);
  return random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** exponent);
}

/**
 * A Retry-After header (seconds or an HTTP date) in ms from `now` (UTC ms), within [0, 1 h]; null where there is none or
 * it cannot be read. A date in the past means now.
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,12}$/.test(text)) return Math.min(Number(text) * 1_000, MAX_RETRY_AFTER_MS);
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  return Math.min(Math.max(at - now, 0), MAX_RETRY_AFTER_MS);
}
