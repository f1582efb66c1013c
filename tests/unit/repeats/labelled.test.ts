import { expect, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { mattersOf, measure } from '../../evaluate/sections/repeats';
import { readRows } from '../../evaluate/rows';

const { rows } = readRows(at('tests', 'fixtures', 'labelled', 'repeats.jsonl'));

test('the labelled set holds 150 pairs and more: repeats in other words, and others nearby', () => {
  const matters = mattersOf(rows);
  const sizes = new Map<number | string, number>();
  for (const matter of matters.values()) sizes.set(matter, (sizes.get(matter) ?? 0) + 1);
  const repeats = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  expect(repeats).toBeGreaterThanOrEqual(150);
  expect(rows.filter((row) => row.near_but_different != null).length).toBeGreaterThanOrEqual(40);
});

test('floors: precision 0.95 and recall 0.9 on all its pairs (issue 3 §5)', () => {
  const { figures } = measure(rows);
  expect(figures.precision).toBeGreaterThanOrEqual(0.95);
  expect(figures.recall).toBeGreaterThanOrEqual(0.9);
});

test('the measure sees a matcher that finds nothing, and one that takes neighbours for repeats', () => {
  const [first, second] = rows.filter((row) => row.duplicate_of === null);
  if (first === undefined || second === undefined) throw new Error('No rows');
  const missed = measure([first, { ...second, duplicate_of: first.id }]);
  expect(missed.figures.recall).toBe(0);
  expect(missed.misses[0]).toMatchObject({ expected: 'a repeat', found: 'none' });
  const wrong = measure([first, { ...first, id: 9_999, text: `${first.text}没人管` }]);
  expect(wrong.figures.precision).toBe(0);
  expect(wrong.misses[0]).toMatchObject({ expected: 'none', found: 'a repeat' });
});
