import { HENAN } from '../../src/shared/catalog/areas';
import { featuresOf, type Features } from '../../src/shared/repeats/features';
import { RepeatIndex } from '../../src/main/core/reader/repeat-index';
import { accuracy, type Miss } from './measures';
import type { Row } from './rows';

/** Main types as officials write them -> families of the bundle's codes. */
const TYPES: Record<string, string> = {
  水: 'water',
  大气: 'air',
  噪声: 'noise',
  固废: 'waste',
  土壤: 'soil',
  辐射: 'radiation',
  生态: 'ecology',
  其他: 'other',
};

export interface RepeatFigures {
  precision: number;
  recall: number;
}

/** A row as a report of it would be recorded. */
export function featuresOfRow(row: Row): Features {
  const city = HENAN.find(({ name }) => name === row.city);
  const county = city?.counties.find(({ name }) => name === row.county);
  return featuresOf({
    city: city?.code ?? '',
    county: county?.code ?? '',
    town: '',
    detail: row.address,
    target: row.target,
    types: row.official_types.map((type) => TYPES[type] ?? type),
    description: row.text,
  });
}

/** The rows' matters: each row's id to that of the first it is a duplicate of, over any number of steps. */
export function mattersOf(rows: readonly Row[]): Map<number, number> {
  const before = new Map(rows.map((row) => [row.id, row.duplicate_of]));
  const matterOf = (id: number): number => {
    const next = before.get(id);
    return next === undefined || next === null ? id : matterOf(next);
  };
  return new Map(rows.map(({ id }) => [id, matterOf(id)]));
}

/**
 * Puts all rows into one index in file order and asks each against all others, as the reader does for an agent. A pair
 * called `likely` from either side is found; it is right where both are of one `duplicate_of` cluster.
 */
export function measure(rows: readonly Row[]): { figures: RepeatFigures; misses: Miss[] } {
  const features = rows.map(featuresOfRow);
  const index = new RepeatIndex();
  features.forEach((each, seq) => index.add(seq, each));
  const found = new Set<string>();
  for (const [place, question] of features.entries()) {
    const others = index.find(question, (seq) => (seq === place ? undefined : features[seq]));
    for (const { seq, verdict } of others) {
      if (verdict === 'likely') found.add(pairOf(rows[place]?.id ?? 0, rows[seq]?.id ?? 0));
    }
  }
  const matters = mattersOf(rows);
  const right = new Set(
    rows.flatMap((a, i) =>
      rows.slice(i + 1).flatMap((b) => (matters.get(a.id) === matters.get(b.id) ? [pairOf(a.id, b.id)] : [])),
    ),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const told = (pair: string, what: string): Miss =>
    `${what}: ${pair
      .split('/')
      .map((id) => sentence(byId.get(Number(id))))
      .join(' | ')}`;
  return {
    figures: {
      precision: accuracy([...found].map((pair) => right.has(pair))),
      recall: accuracy([...right].map((pair) => found.has(pair))),
    },
    misses: [
      ...[...right].filter((pair) => !found.has(pair)).map((pair) => told(pair, 'repeat not found')),
      ...[...found].filter((pair) => !right.has(pair)).map((pair) => told(pair, 'no repeat')),
    ],
  };
}

const pairOf = (a: number, b: number): string => (a < b ? `${a}/${b}` : `${b}/${a}`);

function sentence(row: Row | undefined): string {
  return row === undefined ? '' : `${row.id} ${row.county} ${row.address} 「${row.target}」 ${row.text}`;
}
