import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEW, partOf, withhold, type Count, type Flow } from '../../../src/shared/statistics/suppress';

const COLUMNS = 2;

/** Units with counties, two grades: as regions are counted, sums by grade told elsewhere. */
function network(units: readonly (readonly (readonly number[])[])[]): { flows: Flow[]; cells: number[] } {
  const flows: Flow[] = [];
  /** Which are of one county and one grade. */
  const cells: number[] = [];
  let nodes = 1 + COLUMNS;
  const column = (at: number) => 1 + at;
  const sums = Array.from({ length: COLUMNS }, () => 0);
  for (const counties of units) {
    const inUnit = Array.from({ length: COLUMNS }, () => nodes++);
    const unit = nodes++;
    const ofUnit = Array.from({ length: COLUMNS }, () => 0);
    for (const counts of counties) {
      const county = nodes++;
      counts.forEach((value, at) => {
        cells.push(flows.push({ from: inUnit[at] ?? 0, to: county, value, isPublic: false }) - 1);
        ofUnit[at] = (ofUnit[at] ?? 0) + value;
      });
      flows.push({ from: county, to: unit, value: sum(counts), isPublic: false });
    }
    ofUnit.forEach((value, at) => {
      flows.push({ from: column(at), to: inUnit[at] ?? 0, value, isPublic: false });
      sums[at] = (sums[at] ?? 0) + value;
    });
    flows.push({ from: unit, to: 0, value: sum(ofUnit), isPublic: false });
  }
  sums.forEach((value, at) => flows.push({ from: 0, to: column(at), value, isPublic: true }));
  return { flows, cells };
}
const sum = (counts: readonly number[]) => counts.reduce((all, each) => all + each, 0);

/** What somebody works out who sums and subtracts whatever is shown, over and over: the counts that come out. */
function workedOut(flows: readonly Flow[], shown: readonly Count[]): (number | undefined)[] {
  const known = shown.map((count) => (typeof count === 'number' ? count : undefined));
  const nodes = new Set(flows.flatMap(({ from, to }) => [from, to]));
  for (let isNew = true; isNew;) {
    isNew = false;
    for (const node of nodes) {
      const here = flows.flatMap(({ from, to }, at) => (from === node || to === node ? [at] : []));
      const open = here.filter((at) => known[at] === undefined);
      const [last] = open;
      if (open.length !== 1 || last === undefined) continue;
      const balance = here
        .filter((at) => at !== last)
        .reduce((all, at) => all + (known[at] ?? 0) * (flows[at]?.to === node ? 1 : -1), 0);
      known[last] = flows[last]?.to === node ? -balance : balance;
      isNew = true;
    }
  }
  return known;
}

/** Least and most that each hidden count can be, over every table of whole counts that fits what is shown. */
function rangesOf(
  flows: readonly Flow[],
  shown: readonly Count[],
  cells: readonly number[],
): Map<number, Set<number>> {
  const seen = new Map<number, Set<number>>(flows.map((_, at) => [at, new Set<number>()]));
  const domain = (at: number): number[] => {
    const count = shown[at];
    if (count === 'few') return [0, 1, 2];
    const value = flows[at]?.value ?? 0;
    return count === 'withheld' ? [0, 1, 2, 3, 4, 5, 6, 7] : [value];
  };
  const fits = (values: ReadonlyMap<number, number>): number[] | null => {
    const all = workedOut(
      flows,
      flows.map(({ value, isPublic }, at) => values.get(at) ?? (isPublic ? value : 'withheld')),
    );
    for (const [at, value] of all.entries()) {
      const count = shown[at];
      if (value === undefined || value < 0) return null;
      if (count === 'few' && value >= FEW) return null;
      if (typeof count === 'number' && value !== count) return null;
    }
    const nodes = new Set(flows.flatMap(({ from, to }) => [from, to]));
    for (const node of nodes) {
      let balance = 0;
      flows.forEach(({ from, to }, at) => {
        if (to === node) balance += all[at] ?? 0;
        if (from === node) balance -= all[at] ?? 0;
      });
      if (balance !== 0) return null;
    }
    return all as number[];
  };
  const walk = (at: number, values: Map<number, number>): void => {
    const cell = cells[at];
    if (cell === undefined) {
      const all = fits(values);
      all?.forEach((value, place) => seen.get(place)?.add(value));
      return;
    }
    for (const value of domain(cell)) walk(at + 1, new Map(values).set(cell, value));
  };
  walk(0, new Map());
  return seen;
}

const aCount = fc.oneof(fc.nat(3), fc.nat(6), fc.constant(0));
const aUnit = (counties: number) =>
  fc.array(fc.array(aCount, { minLength: COLUMNS, maxLength: COLUMNS }), {
    minLength: 1,
    maxLength: counties,
  });

describe('small counts by place', () => {
  it('are never shown, and no sum or difference of what is shown gives one away', () => {
    fc.assert(
      fc.property(fc.array(aUnit(4), { minLength: 2, maxLength: 4 }), (units) => {
        const { flows } = network(units);
        const shown = withhold(flows);
        const known = workedOut(flows, shown);
        flows.forEach(({ value, isPublic }, at) => {
          if (isPublic) return expect(shown[at]).toBe(value);
          if (value >= FEW) return expect([value, 'withheld']).toContain(shown[at]);
          expect(shown[at]).not.toBe(value);
          if (value > 0) expect(known[at], JSON.stringify(units)).toBeUndefined();
        });
      }),
      { numRuns: 400 },
    );
  });

  it('could each be another number: tried over every table that fits what is shown', () => {
    fc.assert(
      fc.property(
        fc.tuple(aUnit(2), aUnit(1)).filter((units) => units.flat(2).length <= 6),
        (units) => {
          const { flows, cells } = network(units);
          const shown = withhold(flows);
          const ranges = rangesOf(flows, shown, cells);
          flows.forEach(({ value }, at) => {
            if (value === 0 || value >= FEW || typeof shown[at] === 'number') return;
            expect(ranges.get(at)?.size, `${JSON.stringify(units)} ${at}`).toBeGreaterThan(1);
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('hide another count with them where one alone would be the difference', () => {
    const row = (values: readonly number[]): Flow[] => [
      ...values.map((value, at) => ({ from: 1, to: 2 + at, value, isPublic: false })),
      ...values.map((value, at) => ({ from: 2 + at, to: 0, value, isPublic: false })),
      { from: 0, to: 1, value: sum(values), isPublic: true },
    ];
    expect(withhold(row([1, 40, 7])).slice(0, 3)).toEqual(['few', 40, 'withheld']);
    expect(withhold(row([1, 2, 40])).slice(0, 3)).toEqual(['few', 'few', 40]);
  });

  it('as parts of a shown whole leave no few over', () => {
    expect(partOf(10, 2)).toBe('few');
    expect(partOf(10, 8)).toBe('withheld');
    expect(partOf(10, 7)).toBe(7);
    expect(partOf(10, 10)).toBe(10);
  });
});
