import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backoffMs,
  MAX_DELAY_MS,
  MAX_RETRY_AFTER_MS,
  retryAfterMs,
} from '../../../src/main/core/sync/engine/backoff';

/** Small, seeded: the same numbers each run (mulberry32). */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('backoff (S5)', () => {
  it('draws within [0, min(300 s, 2^tries s)]', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (tries, draw) => {
          const delay = backoffMs(tries, () => draw);
          expect(delay).toBeGreaterThanOrEqual(0);
          expect(delay).toBeLessThanOrEqual(Math.min(MAX_DELAY_MS, 1_000 * 2 ** tries));
        },
      ),
      { numRuns: 10_000, seed: 12369 },
    );
  });

  it('is uniform: Kolmogorov-Smirnov over 10,000 draws', () => {
    const random = seeded(12369);
    const draws = Array.from({ length: 10_000 }, () => backoffMs(20, random) / MAX_DELAY_MS).sort(
      (a, b) => a - b,
    );
    const distance = Math.max(...draws.map((draw, i) => Math.abs(draw - (i + 0.5) / draws.length)));
    expect(distance).toBeLessThan(1.63 / Math.sqrt(draws.length)); // p > 0.01
  });

  it('spreads 500 seats after an outage: peak at most a fifth of coming back together', () => {
    const random = seeded(7);
    const perSecond = new Map<number, number>();
    for (let seat = 0; seat < 500; seat += 1) {
      const second = Math.floor(backoffMs(12, random) / 1_000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(100);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 23, 8, 0, 0);
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['3600', MAX_RETRY_AFTER_MS],
    ['999999999', MAX_RETRY_AFTER_MS],
    ['Mon, 23 Nov 2026 08:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 07:00:00 GMT', 0],
    ['Wed, 23 Nov 2033 07:00:00 GMT', MAX_RETRY_AFTER_MS],
    [null, null],
    ['', null],
    ['soon', null],
    ['-5', null],
    ['1e9', null],
    ['12.5', null],
    ['Monday', null],
  ])('%j means %j ms', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});
