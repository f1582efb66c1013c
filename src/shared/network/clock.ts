/** A PC whose clock differs from the center's by more is told so, on screen and in the audit. */
export const WRONG_CLOCK_MS = 120_000;

/** How a wrong clock is said: this PC is behind the center or ahead of it, in the unit a person would say. */
export interface ClockError {
  way: 'slow' | 'fast';
  unit: 'seconds' | 'minutes' | 'hours' | 'days';
  n: number;
}

/** `offsetMs`: center minus PC. Null where nobody need care. */
export function clockError(offsetMs: number | null, fromMs = WRONG_CLOCK_MS): ClockError | null {
  if (offsetMs === null || Math.abs(offsetMs) <= fromMs) return null;
  return { way: offsetMs > 0 ? 'slow' : 'fast', ...span(Math.abs(offsetMs)) };
}

/** A span in the unit a person would say. */
export function span(ms: number): Pick<ClockError, 'unit' | 'n'> {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return { unit: 'seconds', n: Math.round(ms / 1_000) };
  if (minutes < 120) return { unit: 'minutes', n: minutes };
  if (minutes < 48 * 60) return { unit: 'hours', n: Math.round(minutes / 60) };
  return { unit: 'days', n: Math.round(minutes / 1_440) };
}
