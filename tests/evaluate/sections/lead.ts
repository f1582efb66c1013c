import { Tally, type Measured, type Miss } from '../measures';
import { readingOf } from '../reading';
import type { Row } from '../rows';

/** Major leads by the shipped rules. Rows where reasonable people differ are left out of the figures. */
export function measure(rows: readonly Row[]): Measured {
  const [clear, all] = [new Tally(), new Tally()];
  const misses: Miss[] = [];
  for (const row of rows) {
    if (row.expected_lead === undefined) continue;
    const { flags } = readingOf(row).lead;
    const expected = row.expected_lead === 'major';
    const found = flags.length > 0;
    all.add(expected, found);
    if (row.lead_borderline !== true) clear.add(expected, found);
    if (expected === found) continue;
    misses.push({
      id: row.id,
      expected: row.expected_lead + (row.lead_borderline === true ? ' (borderline)' : ''),
      found: found ? flags.map(({ flag, ruleId }) => `${flag} (${ruleId})`).join(', ') : 'general',
      words: flags.flatMap(({ spans }) => spans.map(({ words }) => words)),
      text: row.text,
    });
  }
  const remarks = [
    `lead: without the borderline rows ${clear.counts}`,
    `lead: over all rows recall ${all.recall}, precision ${all.precision} (${all.counts})`,
  ];
  return { figures: { recall: clear.recall, precision: clear.precision }, remarks, misses };
}
