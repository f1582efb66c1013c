import type { Align, PaperTable } from '../../papers/paper';
import type { StatisticsReport } from '../report';
import type { Count } from '../suppress';
import { countWord, percent, type Naming } from './naming';
import { END_WORDS, LATE_WORDS, NO_CAUSE, STAGE_WORDS, WEEKDAY_WORDS } from './words';

// Every chart of a study as a table, with the same figures and the same gaps.

type Column = PaperTable['columns'][number];
const words = (title: string, widthMm: number): Column => ({ title, widthMm });
const figures = (title: string, widthMm = 22): Column => ({ title, widthMm, align: 'right' satisfies Align });

const table = (columns: readonly Column[], rows: readonly (readonly (string | Count)[])[]): PaperTable => ({
  kind: 'table',
  columns,
  rows: rows.map((row) => row.map((cell) => (isCount(cell) ? countWord(cell) : cell))),
  empty: '无',
});
const isCount = (cell: string | Count): cell is Count =>
  typeof cell === 'number' || cell === 'few' || cell === 'withheld';

export function endsTable({ ends }: StatisticsReport): PaperTable {
  return table(
    [words('来电结果', 50), figures('本期'), figures('上期')],
    ends.map(({ code, now, before }) => [END_WORDS[code], now, before]),
  );
}

export function trendTable({ buckets, trend }: StatisticsReport): PaperTable {
  return table(
    [words('起始日', 30), ...trend.ends.map(({ code }) => figures(END_WORDS[code]))],
    buckets.map((start, at) => [start, ...trend.ends.map(({ counts }) => counts[at] ?? 0)]),
  );
}

export function typesTable({ types, reports }: StatisticsReport, naming: Naming): PaperTable {
  return table(
    [words('污染类型', 50), figures('本期'), figures('占比'), figures('上期')],
    types.map(({ code, now, before }) => [naming.type(code), now, percent(now, reports.now), before]),
  );
}

export function industriesTable({ industries, reports }: StatisticsReport, naming: Naming): PaperTable {
  return table(
    [words('行业', 50), figures('本期'), figures('占比'), figures('上期')],
    industries.map(({ code, now, before }) => [
      naming.industry(code),
      now,
      percent(now, reports.now),
      before,
    ]),
  );
}

const GRADE_COLUMNS = [figures('举报'), figures('重大线索'), figures('重复举报'), figures('一般线索')];

export function citiesTable({ cities }: StatisticsReport, naming: Naming): PaperTable {
  return table(
    [words('地市', 40), ...GRADE_COLUMNS],
    cities.map(({ city, all, major, repeat, general }) => [naming.city(city), all, major, repeat, general]),
  );
}

/** Counties of which anything is told; all others are below three. */
export function countiesTable({ counties }: StatisticsReport, naming: Naming): PaperTable {
  return table(
    [words('地市', 28), words('县（市、区）', 40), ...GRADE_COLUMNS],
    counties
      .filter(({ all, major, repeat, general }) =>
        [all, major, repeat, general].some((count) => count !== 'few'),
      )
      .map(({ city, county, all, major, repeat, general }) => [
        naming.city(city),
        naming.county(city, county),
        all,
        major,
        repeat,
        general,
      ]),
  );
}

export function roseTable({ rose }: StatisticsReport): PaperTable {
  return table(
    [words('时段', 20), ...WEEKDAY_WORDS.map((day) => figures(day, 18))],
    Array.from({ length: 24 }, (_, hour) => [`${hour}时`, ...rose.map((day) => day[hour] ?? 0)]),
  );
}

export function patternsTable({ patterns }: StatisticsReport, naming: Naming): PaperTable {
  return table(
    [
      words('举报对象', 45),
      words('所在地', 40),
      figures('举报', 16),
      figures('夜间', 16),
      figures('周末', 16),
      words('规律', 30),
    ],
    patterns.map(({ name, city, county, all, night, weekend, isNight, isWeekend }) => [
      name,
      `${naming.city(city)}${county === '' ? '' : naming.county(city, county)}`,
      all,
      night,
      weekend,
      [isNight ? '夜间显著偏多' : '', isWeekend ? '周末显著偏多' : ''].filter(Boolean).join('、'),
    ]),
  );
}

export function repeatedTable({ repeated }: StatisticsReport, naming: Naming): PaperTable {
  return table(
    [
      words('举报对象', 40),
      words('所在地', 34),
      figures('举报', 14),
      figures('已关联', 16),
      words('最近一次', 24),
      words('原因分析', 60),
    ],
    repeated.map(({ name, city, county, all, linked, last, cause }) => [
      name,
      `${naming.city(city)}${county === '' ? '' : naming.county(city, county)}`,
      all,
      linked,
      last,
      cause === '' ? NO_CAUSE : cause,
    ]),
  );
}

export function overdueTable({ overdue }: StatisticsReport): PaperTable {
  return table(
    [words('超期原因', 60), figures('已办结'), figures('未办结')],
    overdue.causes.map(({ code, closed, open }) => [LATE_WORDS[code], closed, open]),
  );
}

export function lateUnitsTable({ overdue }: StatisticsReport): PaperTable {
  return table(
    [words('承办单位', 80), figures('超期'), figures('承办')],
    overdue.units.map(({ name, late, cases }) => [name, late, cases]),
  );
}

export function lateStagesTable({ overdue }: StatisticsReport): PaperTable {
  return table(
    [words('所处环节', 60), figures('超期未办结')],
    overdue.stages.map(({ code, open }) => [STAGE_WORDS[code], open]),
  );
}

export function agentsTable({ agents }: StatisticsReport): PaperTable {
  return table(
    [
      words('工号', 30),
      figures('接听'),
      figures('举报'),
      figures('受理率'),
      figures('五项完整'),
      figures('完整率'),
      figures('平均项数'),
    ],
    agents.map(({ agent, calls, reports, outOfScope, whole, answered }) => [
      agent,
      calls,
      reports,
      percent(reports, reports + outOfScope),
      whole,
      percent(whole, reports),
      answered.toFixed(1),
    ]),
  );
}
