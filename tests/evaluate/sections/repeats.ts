import { HENAN } from '../../../src/shared/catalog/areas';
import { featuresOf, type Features } from '../../../src/shared/repeats/features';
import { RepeatIndex } from '../../../src/main/core/reader/repeat-index';
import { accuracy, type Measured, type Miss } from '../measures';
import type { Row } from '../rows';

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

/** A row as a report of it would be recorded. */
export function featuresOfRow(row: Row): Features {
  const city = HENAN.find(({ name }) => name === row.city);
  const county = city?.counties.find(({ name }) => name === row.county);
  return featuresOf({
    city: city?.code ?? '',
    county: county?.code ?? '',
    town: '',
    detail: row.address ?? '',
    target: row.target ?? '',
    types: (row.official_types ?? []).map((type) => TYPES[type] ?? type),
    description: row.text,
  });
}

type Key = Row['id'];

/** The rows' matters: each row's id to that of the first it is a duplicate of, over any number of steps. */
export function mattersOf(rows: readonly Row[]): Map<Key, Key> {
  const before = new Map(rows.map((row) => [row.id, row.duplicate_of]));
  const matterOf = (id: Key, steps = 0): Key => {
    const next = before.get(id);
    return next === undefined || next === null || steps > rows.length ? id : matterOf(next, steps + 1);
  };
  return new Map(rows.map(({ id }) => [id, matterOf(id)]));
}

/**
 * Puts all rows into one index in file order and asks each against all others, as the reader does for an agent. A pair
 * called `likely` from either side is found; it is right where both are of one `duplicate_of` cluster.
 */
export function measure(all: readonly Row[]): Measured {
  const rows = all.filter((row) => row.target !== undefined || row.address !== undefined);
  const features = rows.map(featuresOfRow);
  const index = new RepeatIndex();
  features.forEach((each, seq) => index.add(seq, each));
  const found = new Map<string, Pair>();
  for (const [place, question] of features.entries()) {
    const others = index.find(question, (seq) => (seq === place ? undefined : features[seq]));
    for (const { seq, verdict, parts } of others) {
      const pair = pairOf(
        place,
        seq,
        parts.flatMap(({ words }) => words),
      );
      if (verdict === 'likely') found.set(pair.key, pair);
    }
  }
  const matters = mattersOf(rows);
  const matterAt = (place: number) => matters.get(rows[place]?.id ?? '');
  const right = new Map<string, Pair>();
  for (let a = 0; a < rows.length; a += 1) {
    for (let b = a + 1; b < rows.length; b += 1) {
      if (matterAt(a) === matterAt(b)) right.set(pairOf(a, b).key, pairOf(a, b));
    }
  }
  const told = ({ a, b, words }: Pair, expected: string, was: string): Miss => {
    const [one, other] = [rows[a], rows[b]];
    const id = `${one?.id} and #${other?.id}`;
    return { id, expected, found: was, words, text: `${sentence(one)} | ${sentence(other)}` };
  };
  return {
    figures: {
      precision: accuracy([...found.keys()].map((key) => right.has(key))),
      recall: accuracy([...right.keys()].map((key) => found.has(key))),
    },
    remarks: [`repeats: ${right.size} pairs in ${rows.length} rows, ${found.size} called likely`],
    misses: [
      ...[...right.values()]
        .filter(({ key }) => !found.has(key))
        .map((pair) => told(pair, 'a repeat', 'none')),
      ...[...found.values()]
        .filter(({ key }) => !right.has(key))
        .map((pair) => told(pair, 'none', 'a repeat')),
    ],
  };
}

interface Pair {
  key: string;
  a: number;
  b: number;
  words: readonly string[];
}

const pairOf = (one: number, other: number, words: readonly string[] = []): Pair => {
  const [a, b] = [Math.min(one, other), Math.max(one, other)];
  return { key: `${a}/${b}`, a, b, words };
};

function sentence(row: Row | undefined): string {
  return row === undefined
    ? ''
    : `${row.county ?? ''} ${row.address ?? ''} 「${row.target ?? ''}」 ${row.text}`;
}
