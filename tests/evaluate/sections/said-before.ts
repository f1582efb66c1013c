import { Tally, type Measured, type Miss } from '../measures';
import { readingOf } from '../reading';
import type { Row } from '../rows';

/** Callers who say that it was reported before. Beside the figures of the last line: whom it repeats is another matter. */
export function measure(rows: readonly Row[]): Measured {
  const tally = new Tally();
  const misses: Miss[] = [];
  for (const row of rows) {
    if (row.repeat === undefined) continue;
    const spans = readingOf(row).saidBefore;
    tally.add(row.repeat, spans.length > 0);
    if (row.repeat === spans.length > 0) continue;
    misses.push({
      id: row.id,
      expected: row.repeat ? 'reported before' : 'first time',
      found: spans.length > 0 ? 'reported before' : 'first time',
      words: spans.map(({ words }) => words),
      text: row.text,
    });
  }
  return {
    figures: { recall: tally.recall, precision: tally.precision },
    remarks: [`said before: ${tally.counts}`],
    misses,
  };
}
