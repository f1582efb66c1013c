import { Tally, type Measured, type Miss } from '../measures';
import { readingOf } from '../reading';
import type { Row } from '../rows';

/** Regular pollution at night by the shipped rules. */
export function measure(rows: readonly Row[]): Measured {
  const tally = new Tally();
  const misses: Miss[] = [];
  for (const row of rows) {
    if (row.night === undefined) continue;
    const nights = readingOf(row).occurrences.filter(({ occurrence }) => occurrence.isNight);
    const found = nights.length > 0;
    tally.add(row.night, found);
    if (row.night === found) continue;
    misses.push({
      id: row.id,
      expected: row.night ? 'night' : 'no night',
      found: found ? 'night' : 'no night',
      words: nights.map(({ span }) => span.words),
      text: row.text,
    });
  }
  return {
    figures: { recall: tally.recall, precision: tally.precision },
    remarks: [`night: ${tally.counts}`],
    misses,
  };
}
