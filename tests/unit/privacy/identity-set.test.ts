import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { measure } from '../../evaluate/sections/identity';
import { readRows } from '../../evaluate/rows';

const LINES = 550;
const SET = path.resolve(import.meta.dirname, '../../fixtures/labelled/identity.jsonl');

describe('the set of identities in other voices (R-18)', () => {
  const { rows } = readRows(SET);
  const { figures, misses } = measure(rows);
  const told = misses.map(({ expected, text }) => `${expected} | ${text}`).join('\n');

  it('is read whole, and half of it is clean', () => {
    expect(rows).toHaveLength(LINES);
    expect(rows.every((row) => row.identity !== undefined)).toBe(true);
    const clean = rows.filter((row) => row.identity?.length === 0).length;
    expect(clean).toBeGreaterThanOrEqual(0.4 * rows.length);
    expect(clean).toBeLessThanOrEqual(0.6 * rows.length);
  });

  it('has 99 of 100 planted identities covered', () => {
    expect(figures['recall'], told).toBeGreaterThanOrEqual(0.99);
  });

  it('has no more than 2 of 100 clean texts flagged', () => {
    expect(figures['falsePositiveRate'], told).toBeLessThanOrEqual(0.02);
  });
});
