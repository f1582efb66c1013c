import { GRADES } from '../lead/grade';
import { ENDS, type FactColumns } from './fact-columns';
import type { ShanghaiDate } from '../shanghai-time';
import { bucketsOf, dayNumber, periodBefore, type BucketUnit, type Period } from './period';
import type { StatisticsAsk } from './report';
import { FEW } from './suppress';

/** Rows gone through between two looks at whether the question still stands. */
const STRETCH = 20_000;
const WEEKEND = 0b100_0001;
const REPORT = ENDS.indexOf('report');

interface NowBefore {
  now: number;
  before: number;
}
const none = (): NowBefore => ({ now: 0, before: 0 });

/** One party of FEW reports or more in the period. `sample`: the row of its latest report. */
export interface PartyTally {
  number: number;
  all: number;
  night: number;
  weekend: number;
  linked: number;
  first: number;
  last: number;
  sample: number;
}

export interface AgentTally {
  calls: number;
  reports: number;
  outOfScope: number;
  whole: number;
  answered: number;
}

/** Plain counts of a period, before anything is decided about what may be shown. */
export interface Tally {
  before: Period;
  unit: BucketUnit;
  buckets: string[];
  calls: NowBefore;
  ends: NowBefore[];
  reports: NowBefore;
  major: NowBefore;
  repeats: NowBefore;
  night: NowBefore;
  weekend: number;
  told: number;
  types: Map<string, NowBefore>;
  industries: Map<string, NowBefore>;
  /** A count per bucket each. */
  endTrend: number[][];
  typeTrend: Map<string, number[]>;
  industryTrend: Map<string, number[]>;
  cityTrend: Map<string, number[]>;
  /** By city and county: major, repeat, general. */
  places: Map<string, Map<string, [number, number, number]>>;
  rose: number[][];
  parties: PartyTally[];
  agents: Map<string, AgentTally>;
}

/** The main types in each set of codes, once each (a report often has several, domain §0.4). */
function mainTypes(sets: readonly string[]): string[][] {
  return sets.map((set) => [
    ...new Set(
      set
        .split(' ')
        .filter(Boolean)
        .map((code) => code.split('_')[0] ?? code),
    ),
  ]);
}

/** Whether a row is a report that the question narrows down to, whenever it was. */
export function asked(columns: FactColumns, { city, type }: StatisticsAsk): (at: number) => boolean {
  const cityNumber = city === '' ? null : columns.cities.find(city);
  const isOfType = type === '' ? null : mainTypes(columns.typeSets.list).map((types) => types.includes(type));
  return (at) =>
    columns.ends[at] === REPORT &&
    (cityNumber === null || columns.city[at] === cityNumber) &&
    (isOfType === null || isOfType[columns.types[at] ?? 0] === true);
}

/**
 * Goes through all calls once, a stretch at a time: yields the share that is done. Practice, drafts and other seats have
 * no row to be gone through.
 */
export function* tally(
  columns: FactColumns,
  ask: StatisticsAsk,
  today: ShanghaiDate,
): Generator<number, Tally> {
  const { unit, starts: buckets } = bucketsOf(ask.period, ask.unit);
  const before = periodBefore(ask.period, today);
  const [from, to] = [dayNumber(ask.period.from), dayNumber(ask.period.to)];
  const [beforeFrom, beforeTo] = [dayNumber(before.from), dayNumber(before.to)];
  const bucketOf = bucketOfDay(buckets, from, to);
  const typesOf = mainTypes(columns.typeSets.list);
  const isAsked = asked(columns, ask);
  const parties = new PartyCounts(columns);
  const series = () => buckets.map(() => 0);
  const result: Tally = {
    before,
    unit,
    buckets,
    calls: none(),
    ends: ENDS.map(none),
    reports: none(),
    major: none(),
    repeats: none(),
    night: none(),
    weekend: 0,
    told: 0,
    types: new Map(),
    industries: new Map(),
    endTrend: ENDS.map(series),
    typeTrend: new Map(),
    industryTrend: new Map(),
    cityTrend: new Map(),
    places: new Map(),
    rose: Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0)),
    parties: [],
    agents: new Map(),
  };
  for (let at = 0; at < columns.size; at += 1) {
    if (at % STRETCH === STRETCH - 1) yield at / columns.size;
    const day = columns.days[at] ?? 0;
    const isNow = day >= from && day <= to;
    if (!isNow && (day < beforeFrom || day > beforeTo)) continue;
    const when = isNow ? 'now' : 'before';
    const end = columns.ends[at] ?? 0;
    const bucket = isNow ? (bucketOf[day - from] ?? 0) : 0;
    result.calls[when] += 1;
    const ends = result.ends[end];
    if (ends !== undefined) ends[when] += 1;
    if (isNow) {
      add(result.endTrend[end], bucket);
      countAgent(result.agents, columns, at, end);
    }
    if (!isAsked(at)) continue;
    const grade = columns.grade[at] ?? 0;
    result.reports[when] += 1;
    if (grade === 1) result.major[when] += 1;
    if (columns.isRepeat(at)) result.repeats[when] += 1;
    if (columns.isNight(at)) result.night[when] += 1;
    for (const type of typesOf[columns.types[at] ?? 0] ?? []) {
      known(result.types, type, none)[when] += 1;
      if (isNow) add(known(result.typeTrend, type, series), bucket);
    }
    const industry = columns.industries.list[columns.industry[at] ?? 0] ?? '';
    known(result.industries, industry, none)[when] += 1;
    if (!isNow) continue;
    add(known(result.industryTrend, industry, series), bucket);
    countPlace(result, columns, at, { bucket, grade: grade === 0 ? GRADES.length - 1 : grade - 1, series });
    countTimes(result, columns, at);
    parties.count(at, day);
  }
  result.parties = parties.toldApart();
  return result;
}

function known<K, V>(map: Map<K, V>, key: K, fresh: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = fresh();
    map.set(key, value);
  }
  return value;
}

function add(counts: number[] | Int32Array | undefined, place: number): void {
  if (counts !== undefined) counts[place] = (counts[place] ?? 0) + 1;
}

/** The column of each day of a period. */
function bucketOfDay(buckets: readonly string[], from: number, to: number): Int32Array {
  const starts = buckets.map(dayNumber);
  const result = new Int32Array(to - from + 1);
  let bucket = 0;
  for (let day = from; day <= to; day += 1) {
    while ((starts[bucket + 1] ?? Infinity) <= day) bucket += 1;
    result[day - from] = bucket;
  }
  return result;
}

const OUT_OF_SCOPE = ENDS.indexOf('out_of_scope');

function countAgent(agents: Map<string, AgentTally>, columns: FactColumns, at: number, end: number): void {
  const name = columns.agents.list[columns.agent[at] ?? 0] ?? '';
  const agent = known(agents, name, () => ({ calls: 0, reports: 0, outOfScope: 0, whole: 0, answered: 0 }));
  agent.calls += 1;
  if (end === OUT_OF_SCOPE) agent.outOfScope += 1;
  if (end !== REPORT) return;
  const answered = (columns.completeness[at] ?? 1) - 1;
  agent.reports += 1;
  agent.answered += answered;
  if (answered === 5) agent.whole += 1;
}

function countPlace(
  result: Tally,
  columns: FactColumns,
  at: number,
  { bucket, grade, series }: { bucket: number; grade: number; series: () => number[] },
): void {
  const city = columns.cities.list[columns.city[at] ?? 0] ?? '';
  const county = columns.counties.list[columns.county[at] ?? 0] ?? '';
  add(known(result.cityTrend, city, series), bucket);
  const counties = known(result.places, city, () => new Map<string, [number, number, number]>());
  add(
    known(counties, county, (): [number, number, number] => [0, 0, 0]),
    grade,
  );
}

function countTimes(result: Tally, columns: FactColumns, at: number): void {
  const hours = columns.hours[at] ?? 0;
  const weekdays = columns.weekdays[at] ?? 0;
  if (isWeekend(weekdays)) result.weekend += 1;
  if (hours === 0) return;
  result.told += 1;
  for (let day = 0; day < 7; day += 1) {
    if ((weekdays & (1 << day)) === 0) continue;
    const row = result.rose[day];
    for (let hour = 0; hour < 24; hour += 1) if ((hours & (1 << hour)) !== 0) add(row, hour);
  }
}

/** Only then: every day is no weekend. */
const isWeekend = (weekdays: number): boolean => weekdays !== 0 && (weekdays & ~WEEKEND) === 0;

/** Counts of every party there is, a column each: an object for each would cost more than all the counting. */
class PartyCounts {
  private readonly all: Int32Array;
  private readonly night: Int32Array;
  private readonly weekend: Int32Array;
  private readonly linked: Int32Array;
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private readonly sample: Int32Array;

  constructor(private readonly columns: FactColumns) {
    const column = () => new Int32Array(columns.parties + 1);
    this.all = column();
    this.night = column();
    this.weekend = column();
    this.linked = column();
    this.first = column();
    this.last = column();
    this.sample = column();
  }

  count(at: number, day: number): void {
    const { columns } = this;
    const party = columns.party[at] ?? 0;
    // One that came in since the counting began is counted by the next question.
    if (party === 0 || party >= this.all.length) return;
    const isFirst = this.all[party] === 0;
    add(this.all, party);
    if (columns.isNight(at)) add(this.night, party);
    if (isWeekend(columns.weekdays[at] ?? 0)) add(this.weekend, party);
    if ((columns.links[at] ?? 0) > 0) add(this.linked, party);
    if (isFirst || day < (this.first[party] ?? 0)) this.first[party] = day;
    if (!isFirst && day < (this.last[party] ?? 0)) return;
    this.last[party] = day;
    this.sample[party] = at;
  }

  /** Parties of which enough is known that nothing of one reporter shows. */
  toldApart(): PartyTally[] {
    const told: PartyTally[] = [];
    for (let number = 1; number < this.all.length; number += 1) {
      const all = this.all[number] ?? 0;
      if (all < FEW) continue;
      told.push({
        number,
        all,
        night: this.night[number] ?? 0,
        weekend: this.weekend[number] ?? 0,
        linked: this.linked[number] ?? 0,
        first: this.first[number] ?? 0,
        last: this.last[number] ?? 0,
        sample: this.sample[number] ?? 0,
      });
    }
    return told;
  }
}
