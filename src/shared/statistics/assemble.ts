import type { ShanghaiDate } from '../shanghai-time';
import { ENDS, type FactColumns } from './fact-columns';
import { partiesOf, type Named } from './parties';
import { regionsOf, regionTrend } from './regions';
import type { Overdue, RepeatedParty, StatisticsAsk, StatisticsReport } from './report';
import type { Tally } from './tally';

const SERIES = 6;

/** What only the store knows of a period. */
export interface Beside {
  /** Finished calls of the seat. */
  total: number;
  /** Of the question, by center time. */
  today: ShanghaiDate;
  named: Named;
  causesOf: (targets: readonly string[]) => ReadonlyMap<string, string>;
  overdue: Overdue;
}

/** The report of a period from its plain counts: what may be shown of them, and in which order. */
export function reportOf(
  ask: StatisticsAsk,
  counts: Tally,
  columns: FactColumns,
  { total, today, named, causesOf, overdue }: Beside,
): StatisticsReport {
  const { before, unit, calls, reports, major, repeats, night, rose, told } = counts;
  const { buckets, trends } = begun(counts, today);
  const { tested, patterns, repeated } = partiesOf(counts, columns, ask, named);
  const causes = causesOf(repeated.map(({ target }) => target));
  const ends = ENDS.map((code, at) => ({ code, now: 0, before: 0, ...counts.ends[at] }));
  return {
    period: ask.period,
    before,
    unit,
    city: ask.city,
    type: ask.type,
    counted: columns.size,
    total: Math.max(total, columns.size),
    calls,
    ends,
    reports,
    major,
    repeats,
    night,
    buckets,
    trend: {
      ends: ENDS.map((code, at) => ({ code, counts: trends.ends[at] ?? [] })),
      types: largest(trends.types),
      industries: largest(trends.industries),
      regions: ask.city === '' ? regionTrend(trends.cities, buckets.length) : [],
    },
    types: changes(counts.types),
    industries: changes(counts.industries),
    ...regionsOf(counts.places, ask.city),
    rose,
    told,
    nightShare: share(night.now, reports.now),
    weekendShare: share(counts.weekend, reports.now),
    tested,
    patterns,
    repeated: repeated.map((party): RepeatedParty => ({ ...party, cause: causes.get(party.target) ?? '' })),
    overdue,
    agents: [...counts.agents]
      .map(([agent, { answered, ...rest }]) => ({
        agent,
        ...rest,
        answered: rest.reports === 0 ? 0 : answered / rest.reports,
      }))
      .sort((a, b) => b.calls - a.calls),
  };
}

/** Columns of a trend that have begun: a day to come has no count, and none is drawn as nought. */
function begun(counts: Tally, today: ShanghaiDate) {
  const last = counts.buckets.findLastIndex((start) => start <= today);
  const buckets = counts.buckets.slice(0, Math.max(1, last + 1));
  const cut = (series: readonly number[]) => series.slice(0, buckets.length);
  const each = (trend: ReadonlyMap<string, number[]>) =>
    new Map([...trend].map(([code, series]) => [code, cut(series)]));
  const { endTrend, typeTrend, industryTrend, cityTrend } = counts;
  return {
    buckets,
    trends: {
      ends: endTrend.map(cut),
      types: each(typeTrend),
      industries: each(industryTrend),
      cities: each(cityTrend),
    },
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function changes(counts: Tally['types']): { code: string; now: number; before: number }[] {
  return [...counts]
    .map(([code, change]) => ({ code, ...change }))
    .sort((a, b) => b.now - a.now || b.before - a.before);
}

function largest(trend: ReadonlyMap<string, number[]>): { code: string; counts: number[] }[] {
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
  return [...trend]
    .map(([code, counts]) => ({ code, counts }))
    .sort((a, b) => sum(b.counts) - sum(a.counts))
    .slice(0, SERIES);
}
