import type { PracticeCaller } from './caller';

/** Seconds that a practised agent needs, by what the call is. Advice alone: nothing is cut off or lost by it. */
export const TARGET_SECONDS = { report: 240, out_of_scope: 120, consultation: 60 } as const;

export function targetSeconds({ expected }: PracticeCaller): number {
  if (expected.purpose === 'consultation') return TARGET_SECONDS.consultation;
  return expected.scope === 'out' ? TARGET_SECONDS.out_of_scope : TARGET_SECONDS.report;
}
