import { Tally, type Measured, type Miss } from '../measures';
import { readingOf } from '../reading';
import type { Row } from '../rows';

/** Matters that are not the hotline's: a row counts as found where the rules propose 不予受理. */
export function measure(rows: readonly Row[]): Measured {
  const [clear, all] = [new Tally(), new Tally()];
  const misses: Miss[] = [];
  for (const row of rows) {
    if (row.in_scope === undefined) continue;
    const { decision, referrals, ours } = readingOf(row).scope;
    const expected = !row.in_scope;
    const found = decision === 'out';
    all.add(expected, found);
    if (row.scope_borderline !== true) clear.add(expected, found);
    if (expected === found) continue;
    const spans = found ? referrals.flatMap((one) => one.spans) : ours;
    misses.push({
      id: row.id,
      expected:
        (expected ? `out to ${row.refer_to ?? '?'}` : 'in') +
        (row.scope_borderline === true ? ' (borderline)' : ''),
      found: `${decision ?? 'nothing'} ${referrals.map(({ referral }) => referral).join(', ')}`.trim(),
      words: spans.map(({ words }) => words),
      text: row.text,
    });
  }
  const remarks = [
    'scope: positive is "not the hotline\'s matter"',
    `scope: without the borderline rows ${clear.counts}`,
    `scope: over all rows recall ${all.recall}, precision ${all.precision} (${all.counts})`,
  ];
  return { figures: { recall: clear.recall, precision: clear.precision }, remarks, misses };
}
