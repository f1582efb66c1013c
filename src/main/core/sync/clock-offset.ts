/** A round trip longer than this says too little about the center's clock. */
const MAX_ROUND_TRIP_MS = 10_000;

/**
 * Center clock minus seat clock, ms, taking the middle of the round trip for the moment the center looked at its clock;
 * `known` where the trip took too long to tell. All times ms; `roundTripMs` from the monotonic clock.
 */
export function clockOffset(
  centerTime: number,
  receivedAt: number,
  roundTripMs: number,
  known: number | null,
): number | null {
  if (roundTripMs > MAX_ROUND_TRIP_MS || roundTripMs < 0) return known;
  return Math.round(centerTime - (receivedAt - roundTripMs / 2));
}
