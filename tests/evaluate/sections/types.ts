import { Tally, type Measured, type Miss } from '../measures';
import { readingOf } from '../reading';
import type { Row } from '../rows';

/** What officials write, and the main type of the catalogue that it is. */
const CODES: Record<string, string> = {
  水: 'water',
  大气: 'air',
  噪声: 'noise',
  固废: 'waste',
  土壤: 'soil',
  辐射: 'radiation',
  生态: 'ecology',
  其他: 'other',
};

/** Main pollution types by the shipped rules, each type of each row counted by itself. */
export function measure(rows: readonly Row[]): Measured {
  const tally = new Tally();
  const misses: Miss[] = [];
  for (const row of rows) {
    if (row.official_types === undefined) continue;
    const expected = new Set(row.official_types.map((type) => CODES[type] ?? type));
    const types = readingOf(row).types.filter(({ code }) => !code.includes('_'));
    const found = new Set(types.map(({ code }) => code));
    for (const code of new Set([...expected, ...found])) tally.add(expected.has(code), found.has(code));
    const wrong = [...found].filter((code) => !expected.has(code));
    if (wrong.length === 0 && found.size === expected.size) continue;
    misses.push({
      id: row.id,
      expected: [...expected].join(', '),
      found: [...found].join(', ') || 'none',
      words: types
        .filter(({ code }) => wrong.includes(code))
        .flatMap(({ spans }) => spans.map(({ words }) => words)),
      text: row.text,
    });
  }
  return {
    figures: { microF1: tally.f1 },
    remarks: [`types: ${tally.counts}; recall ${tally.recall}, precision ${tally.precision}`],
    misses,
  };
}
