import type { PhoneEvent } from './event';

/** A call on the line. Lives in memory alone, as long as the call. */
export interface LineCall {
  callId: string;
  phase: 'ringing' | 'answered';
  /** While it rings; whoever answers takes it out of the line. */
  number: string | null;
  since: number;
}
export type Line = readonly LineCall[];

/** What an event meant. `none`: told twice, or too late. */
export type LineChange =
  | { kind: 'none' }
  | { kind: 'rang'; call: LineCall }
  /** `number` as last told. */
  | { kind: 'answered'; call: LineCall; number: string | null; rangAt: number | null }
  | { kind: 'hung_up'; call: LineCall }
  /** The caller gave up before anybody answered. */
  | { kind: 'gave_up'; call: LineCall }
  /** Of a call that this process has not seen: it began before a restart. */
  | { kind: 'unknown_hang_up' };

/** A seat has one telephone; more than these is a fault, and what rings longest is forgotten. */
export const MAX_ON_LINE = 8;
/** Nobody lets it ring for longer: the hang-up was lost, and the number must not stay in memory. */
export const RING_LIMIT_MS = 120_000;

/** ring -> answer -> hang_up. Each may be missing or be told twice; no event is refused. Pure. */
export function step(line: Line, event: PhoneEvent, now: number): { line: Line; change: LineChange } {
  const { callId } = event;
  const known = line.find((call) => call.callId === callId);
  const others = line.filter((call) => call.callId !== callId);
  const number = event.number?.trim() || (known?.number ?? null);
  switch (event.event) {
    case 'ring': {
      if (known !== undefined) return { line, change: { kind: 'none' } };
      const call: LineCall = { callId, phase: 'ringing', number, since: now };
      return { line: capped([...others, call]), change: { kind: 'rang', call } };
    }
    case 'answer': {
      if (known?.phase === 'answered') return { line, change: { kind: 'none' } };
      const call: LineCall = { callId, phase: 'answered', number: null, since: now };
      const rangAt = known?.since ?? null;
      return { line: capped([...others, call]), change: { kind: 'answered', call, number, rangAt } };
    }
    case 'hang_up':
      if (known === undefined) return { line, change: { kind: 'unknown_hang_up' } };
      return {
        line: others,
        change: { kind: known.phase === 'answered' ? 'hung_up' : 'gave_up', call: known },
      };
  }
}

function capped(line: Line): Line {
  if (line.length <= MAX_ON_LINE) return line;
  const oldest = line.find((call) => call.phase === 'ringing') ?? line[0];
  return line.filter((call) => call !== oldest);
}

/** Without what has been ringing for longer than anybody rings. */
export function withoutStale(line: Line, now: number): Line {
  const kept = line.filter((call) => call.phase === 'answered' || now - call.since < RING_LIMIT_MS);
  return kept.length === line.length ? line : kept;
}

/** What rings, the longest first. */
export function ringing(line: Line): LineCall | null {
  return line.find((call) => call.phase === 'ringing') ?? null;
}
