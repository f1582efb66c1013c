import { HENAN } from '../catalog/areas';
import type { CityCounts, CountyCounts } from './report';
import { FEW, withhold, type Count, type Flow } from './suppress';
import type { Tally } from './tally';

const GRADE_COUNT = 3;

interface Row {
  city: string;
  county: string;
  counts: readonly [number, number, number];
}

/**
 * Reports by unit, county and grade. Unit and county are one table for what may be shown of it: no small count of either
 * can be computed from the other, nor from the sums by grade, which are told elsewhere.
 */
export function regionsOf(
  places: Tally['places'],
  onlyCity: string,
): { cities: CityCounts[]; counties: CountyCounts[] } {
  const rows = rowsOf(places, onlyCity);
  const cityCodes = [...new Set(rows.map(({ city }) => city))];
  const flows: Flow[] = [];
  // Nodes: the source, a grade each, a grade in a city each, a county each, a city each.
  const gradeNode = (grade: number) => 1 + grade;
  const gradeInCity = (city: number, grade: number) => 1 + GRADE_COUNT * (1 + city) + grade;
  const countyNode = (row: number) => 1 + GRADE_COUNT * (1 + cityCodes.length) + row;
  const cityNode = (city: number) => countyNode(rows.length) + city;
  const add = (from: number, to: number, value: number, isPublic = false) =>
    flows.push({ from, to, value, isPublic }) - 1;
  const sums = cityCodes.map(() => [0, 0, 0]);
  const grades = [0, 0, 0];
  const ofCounty = rows.map(({ city, counts }, row) => {
    const at = cityCodes.indexOf(city);
    const cells = counts.map((value, grade) => {
      grades[grade] = (grades[grade] ?? 0) + value;
      const sum = sums[at];
      if (sum !== undefined) sum[grade] = (sum[grade] ?? 0) + value;
      return add(gradeInCity(at, grade), countyNode(row), value);
    });
    return [add(countyNode(row), cityNode(at), total(counts)), ...cells];
  });
  const ofCity = cityCodes.map((_, at) => {
    const counts = sums[at] ?? [];
    const isAsked = onlyCity !== '';
    const cells = counts.map((value, grade) => add(gradeNode(grade), gradeInCity(at, grade), value, isAsked));
    return [add(cityNode(at), 0, total(counts), isAsked), ...cells];
  });
  grades.forEach((value, grade) => add(0, gradeNode(grade), value, true));
  const shown = withhold(flows);
  const byGrade = ([all, major, repeat, general]: readonly number[]) => ({
    all: shown[all ?? 0] ?? 'withheld',
    major: shown[major ?? 0] ?? 'withheld',
    repeat: shown[repeat ?? 0] ?? 'withheld',
    general: shown[general ?? 0] ?? 'withheld',
  });
  return {
    cities: cityCodes.map((city, at) => ({ city, ...byGrade(ofCity[at] ?? []) })),
    counties: rows.map(({ city, county }, row) => ({ city, county, ...byGrade(ofCounty[row] ?? []) })),
  };
}

/**
 * Every county there is, with reports or without: a row that is there says nothing. Codes that the catalogue does not
 * know stand with those of which only the unit is known.
 */
function rowsOf(places: Tally['places'], onlyCity: string): Row[] {
  const nothing = (): [number, number, number] => [0, 0, 0];
  const units = HENAN.filter(({ code }) => onlyCity === '' || code === onlyCity);
  const rows: Row[] = [];
  const elsewhere = nothing();
  for (const { code, counties } of units) {
    const here = places.get(code);
    const known = new Set(counties.map((county) => county.code));
    for (const county of counties) {
      rows.push({ city: code, county: county.code, counts: here?.get(county.code) ?? nothing() });
    }
    const unknown = nothing();
    for (const [county, counts] of here ?? []) if (!known.has(county)) addTo(unknown, counts);
    rows.push({ city: code, county: '', counts: unknown });
  }
  if (onlyCity !== '') return rows;
  const cities = new Set(units.map(({ code }) => code));
  for (const [city, counties] of places) {
    if (!cities.has(city)) for (const counts of counties.values()) addTo(elsewhere, counts);
  }
  rows.push({ city: '', county: '', counts: elsewhere });
  return rows;
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

function addTo(sum: [number, number, number], counts: readonly [number, number, number]): void {
  counts.forEach((count, grade) => (sum[grade] = (sum[grade] ?? 0) + count));
}

const LINES = 5;

/** The units with most reports over time, and all others together; sums by time and by unit are told elsewhere. */
export function regionTrend(
  trend: ReadonlyMap<string, readonly number[]>,
  buckets: number,
): { code: string; counts: Count[] }[] {
  const lines = [...trend]
    .map(([code, counts]) => ({ code, counts, all: total(counts) }))
    .sort((a, b) => b.all - a.all || (a.code < b.code ? -1 : 1));
  const named = lines.filter(({ code, all }) => code !== '' && all >= FEW).slice(0, LINES);
  const others = lines.filter((line) => !named.includes(line));
  const rest = Array.from({ length: buckets }, (_, at) =>
    others.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0),
  );
  const shown = [...named, ...(total(rest) > 0 ? [{ code: 'rest', counts: rest }] : [])];
  const flows: Flow[] = shown.flatMap(({ counts }, line) =>
    counts.map((value, at) => ({ from: 1 + at, to: 1 + buckets + line, value, isPublic: false })),
  );
  const counts = withhold(flows);
  return shown.map(({ code }, line) => ({
    code,
    counts: counts.slice(line * buckets, (line + 1) * buckets),
  }));
}
