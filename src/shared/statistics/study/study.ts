import type { Block, Paper } from '../../papers/paper';
import type { StudyKind } from '../period';
import type { StatisticsReport } from '../report';
import { changeWord, percent, type Naming } from './naming';
import { barsPlot, columnsPlot, rosePlot } from './plots';
import * as tables from './tables';
import { HIDDEN_NOTE, STUDY_TITLE, TABLES_TITLE } from './words';

const heading = (text: string): Block => ({ kind: 'heading', level: 1, text });
const part = (text: string): Block => ({ kind: 'heading', level: 2, text });
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const TOP = 10;

/**
 * 周研判, 月研判, 季研判 (R-32): the seven sections with their figures. `advice`: what the supervisor adds to what follows
 * from the figures. Holds nothing of a reporter, and no small count that is crossed with a place or party (R-47).
 */
export function studyOf(kind: StudyKind, report: StatisticsReport, naming: Naming, advice: string): Paper {
  const { period } = report;
  return {
    title: STUDY_TITLE[kind],
    subtitle: `${period.from}至${period.to}`,
    orientation: 'portrait',
    blocks: [
      ...overall(report),
      ...matters(report, naming),
      ...places(report, naming),
      ...patterns(report, naming),
      ...repeats(report, naming),
      ...late(report),
      ...advised(report, advice),
      { kind: 'note', text: HIDDEN_NOTE },
    ],
  };
}

/** All charts as tables, one after the other; in a spreadsheet each is a sheet under its heading. */
export function tablesOf(report: StatisticsReport, naming: Naming): Paper {
  const { from, to } = report.period;
  return {
    title: TABLES_TITLE,
    subtitle: `${from}至${to}`,
    orientation: 'landscape',
    blocks: [
      heading('来电结果'),
      tables.endsTable(report),
      heading('趋势'),
      tables.trendTable(report),
      heading('污染类型'),
      tables.typesTable(report, naming),
      heading('行业'),
      tables.industriesTable(report, naming),
      heading('地市'),
      tables.citiesTable(report, naming),
      heading('县（市、区）'),
      tables.countiesTable(report, naming),
      heading('时段'),
      tables.roseTable(report),
      heading('规律性'),
      tables.patternsTable(report, naming),
      heading('重复举报'),
      tables.repeatedTable(report, naming),
      heading('超期原因'),
      tables.overdueTable(report),
      heading('超期单位'),
      tables.lateUnitsTable(report),
      heading('登记完整性'),
      tables.agentsTable(report),
      { kind: 'note', text: HIDDEN_NOTE },
    ],
  };
}

function overall(report: StatisticsReport): Block[] {
  const { calls, reports, major, repeats, ends, trend, buckets } = report;
  const outOfScope = ends.find(({ code }) => code === 'out_of_scope')?.now ?? 0;
  const counts = trend.ends.find(({ code }) => code === 'report')?.counts ?? [];
  return [
    heading('一、总体情况'),
    paragraph(
      `本期接听来电${calls.now}件，${changeWord(calls)}；受理举报${reports.now}件，${changeWord(reports)}。` +
        `其中重大线索${major.now}件，重复举报${repeats.now}件。应受理事项受理率${percent(reports.now, reports.now + outOfScope)}。`,
    ),
    tables.endsTable(report),
    columnsPlot(
      '图1 举报件趋势',
      buckets.map((start) => start.slice(5)),
      counts,
    ),
  ];
}

function matters(report: StatisticsReport, naming: Naming): Block[] {
  const { types, industries, reports } = report;
  const first = (rows: readonly { code: string; now: number }[], name: (code: string) => string) =>
    rows
      .slice(0, 3)
      .filter(({ now }) => now > 0)
      .map(({ code, now }) => `${name(code)}${now}件（${percent(now, reports.now)}）`)
      .join('、') || '无';
  return [
    heading('二、类型与行业'),
    paragraph(
      `污染类型居前的是：${first(types, naming.type)}。一件举报可能涉及多种污染，各类型之和不小于100%。行业居前的是：${first(industries, naming.industry)}。`,
    ),
    tables.typesTable(report, naming),
    barsPlot(
      '图2 污染类型',
      types.slice(0, TOP).map(({ code, now }) => ({ name: naming.type(code), count: now })),
    ),
    tables.industriesTable({ ...report, industries: industries.slice(0, TOP) }, naming),
    barsPlot(
      '图3 行业',
      industries.slice(0, TOP).map(({ code, now }) => ({ name: naming.industry(code), count: now })),
    ),
  ];
}

function places(report: StatisticsReport, naming: Naming): Block[] {
  const told = report.counties
    .flatMap(({ city, county, all }) =>
      typeof all === 'number' && county !== '' ? [{ city, county, all }] : [],
    )
    .sort((a, b) => b.all - a.all)
    .slice(0, 5)
    .map(({ city, county, all }) => `${naming.city(city)}${naming.county(city, county)}${all}件`);
  return [
    heading('三、区域分布'),
    paragraph(
      told.length === 0
        ? '本期各县（市、区）举报均少于3件。'
        : `举报居前的县（市、区）：${told.join('、')}。`,
    ),
    part('（一）地市'),
    tables.citiesTable(
      { ...report, cities: report.cities.filter(({ all, general }) => all !== 'few' || general !== 'few') },
      naming,
    ),
    part('（二）县（市、区）'),
    tables.countiesTable(report, naming),
  ];
}

function patterns(report: StatisticsReport, naming: Naming): Block[] {
  const { night, reports, told, rose, tested, patterns: found } = report;
  const hours = Array.from({ length: 24 }, (_, hour) => rose.reduce((sum, day) => sum + (day[hour] ?? 0), 0));
  return [
    heading('四、规律性'),
    paragraph(
      `反映夜间污染的举报${night.now}件，占${percent(night.now, reports.now)}，${changeWord(night)}；说明具体时段的${told}件。` +
        `对举报3件以上的${tested}个对象逐一检验（精确二项检验，Holm校正，α=0.05），时间规律显著的${found.length}个。`,
    ),
    rosePlot('图4 污染发生时段（深色为22时至6时）', hours),
    tables.patternsTable(report, naming),
  ];
}

function repeats(report: StatisticsReport, naming: Naming): Block[] {
  const lacking = report.repeated.filter(({ cause }) => cause === '').length;
  return [
    heading('五、重复举报原因分析'),
    paragraph(
      report.repeated.length === 0
        ? '本期没有举报3件以上的对象。'
        : `本期举报3件以上的对象${report.repeated.length}个${lacking === 0 ? '' : `，其中${lacking}个尚未填写原因分析`}。`,
    ),
    tables.repeatedTable(report, naming),
  ];
}

function late(report: StatisticsReport): Block[] {
  const { cases, closedInTime, closedLate, openInTime, openLate, extensions, sentBack } = report.overdue;
  return [
    heading('六、超期与原因'),
    paragraph(
      `本期受理案件${cases}件：按期办结${closedInTime}件，超期办结${closedLate}件；办理中${openInTime + openLate}件，其中已超期${openLate}件。` +
        `本期延期${extensions.procedure + extensions.other}次（环境违法案件程序需要${extensions.procedure}次，其他原因${extensions.other}次），退回${sentBack}次。`,
    ),
    tables.overdueTable(report),
    tables.lateUnitsTable(report),
  ];
}

/** What follows from the figures, each with where it comes from, and what the supervisor adds. */
function advised(report: StatisticsReport, advice: string): Block[] {
  const nights = report.patterns.filter(({ isNight }) => isNight).length;
  const lacking = report.repeated.filter(({ cause }) => cause === '').length;
  const { openLate, causes } = report.overdue;
  const notReferred = causes.find(({ code }) => code === 'not_referred')?.open ?? 0;
  const lines = [
    nights > 0 ? `对夜间规律显著的${nights}个对象，安排夜间针对性检查，检查时间与反映时段一致。` : '',
    lacking > 0 ? `对尚未分析原因的${lacking}个重复举报对象，补齐原因分析，逐一明确整改责任。` : '',
    openLate > 0 ? `对超期未办结的${openLate}件逐件催办，符合提级条件的提级办理。` : '',
    notReferred > 0 ? `尚有${notReferred}件超期案件未转办，立即转办。` : '',
    ...advice
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ].filter(Boolean);
  return [
    heading('七、建议'),
    ...(lines.length === 0 ? ['本期各项数据平稳，继续做好日常值守。'] : lines).map((line, at) =>
      paragraph(`${at + 1}．${line}`),
    ),
  ];
}
