import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALPHA, chanceOfAtLeast, corrected } from '../../../src/shared/statistics/significance';
import { Dice } from '../../bench/invented/reports';

describe('the chance of so many of a kind', () => {
  it('is the binomial tail', () => {
    expect(chanceOfAtLeast(3, 3, 0.1)).toBeCloseTo(0.001, 12);
    expect(chanceOfAtLeast(1, 4, 0.5)).toBeCloseTo(15 / 16, 12);
    expect(chanceOfAtLeast(0, 5, 0.2)).toBe(1);
    expect(chanceOfAtLeast(60, 300, 0.1)).toBeGreaterThan(0);
    expect(chanceOfAtLeast(60, 300, 0.1)).toBeLessThan(1e-6);
  });

  it('falls as more of the kind are needed, and rises with their share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.nat(60),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        (n, k, p) => {
          const chance = chanceOfAtLeast(k, n, p);
          expect(chanceOfAtLeast(k + 1, n, p)).toBeLessThanOrEqual(chance + 1e-12);
          expect(chanceOfAtLeast(k, n, Math.min(1, p + 0.05))).toBeGreaterThanOrEqual(chance - 1e-12);
        },
      ),
    );
  });
});

describe('many parties looked at together (R-33)', () => {
  const NIGHT = 0.15;
  const looked = (dice: Dice, nights: readonly number[]) =>
    corrected(
      nights.map((share) => {
        const n = dice.number(3, 12);
        let k = 0;
        for (let at = 0; at < n; at += 1) if (dice.chance(share)) k += 1;
        return chanceOfAtLeast(k, n, NIGHT);
      }),
    );

  it('hardly ever show a pattern where there is none', () => {
    const dice = new Dice(32);
    const runs = 400;
    let alarms = 0;
    for (let run = 0; run < runs; run += 1) {
      if (
        looked(
          dice,
          Array.from({ length: 60 }, () => NIGHT),
        ).some((chance) => chance < ALPHA)
      )
        alarms += 1;
    }
    expect(alarms / runs).toBeLessThanOrEqual(ALPHA);
  });

  it('show those that were planted', () => {
    const dice = new Dice(33);
    let found = 0;
    for (let run = 0; run < 100; run += 1) {
      const nights = [0.98, ...Array.from({ length: 40 }, () => NIGHT)];
      const n = 8;
      let k = 0;
      for (let at = 0; at < n; at += 1) if (dice.chance(nights[0] ?? 0)) k += 1;
      const others = nights.slice(1).map(() => {
        let hits = 0;
        for (let at = 0; at < n; at += 1) if (dice.chance(NIGHT)) hits += 1;
        return chanceOfAtLeast(hits, n, NIGHT);
      });
      const [own = 1] = corrected([chanceOfAtLeast(k, n, NIGHT), ...others]);
      if (own < ALPHA) found += 1;
    }
    expect(found).toBeGreaterThan(95);
  });
});
