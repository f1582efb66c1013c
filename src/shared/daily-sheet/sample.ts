import { z } from 'zod';

/** 优 · 良 · 合格 · 不合格. */
export const QUALITY_LEVELS = ['excellent', 'good', 'pass', 'fail'] as const;
export const QualityLevel = z.enum(QUALITY_LEVELS);
export type QualityLevel = z.infer<typeof QualityLevel>;

const SHARE = 0.1;
const AT_LEAST = 3;

/**
 * 抽检: the calls of a day to look at, a tenth of them and three at least. Seeded by day and seat: whoever draws it draws
 * the same, and nobody picks. Order of the answer: as drawn.
 */
export function sampleOf(seed: string, callIds: readonly string[]): string[] {
  const size = Math.max(AT_LEAST, Math.ceil(callIds.length * SHARE));
  return callIds
    .map((id) => ({ id, draw: hash(`${seed}/${id}`) }))
    .sort((a, b) => a.draw - b.draw || (a.id < b.id ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id);
}

/** FNV-1a with a final mix: even neighbouring ids draw apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

export interface Agreement {
  pairs: number;
  same: number;
  /** One level apart at most. */
  near: number;
}

/** How far the second look agrees with the first. */
export function agreementOf(pairs: readonly (readonly [QualityLevel, QualityLevel])[]): Agreement {
  const apart = pairs.map(([a, b]) => Math.abs(QUALITY_LEVELS.indexOf(a) - QUALITY_LEVELS.indexOf(b)));
  return {
    pairs: pairs.length,
    same: apart.filter((steps) => steps === 0).length,
    near: apart.filter((steps) => steps <= 1).length,
  };
}
