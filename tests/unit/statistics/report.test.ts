import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../src/shared/statistics/assemble';
import { FactColumns } from '../../../src/shared/statistics/fact-columns';
import type { CallFacts } from '../../../src/shared/statistics/facts';
import { StatisticsReport, type StatisticsAsk } from '../../../src/shared/statistics/report';
import { tally } from '../../../src/shared/statistics/tally';
import { Dice } from '../../bench/invented/reports';

const ASK: StatisticsAsk = {
  period: { from: '2026-11-01', to: '2026-11-30' },
  unit: 'week',
  city: '',
  type: '',
};

const REPORT: CallFacts = {
  day: '2026-11-10',
  startHour: 9,
  disposition: 'report',
  agent: '1001',
  city: '4101',
  county: '410184',
  town: '',
  types: ['air', 'air_odour'],
  industry: 'chemical',
  isNight: false,
  hours: 0,
  weekdays: 0,
  grade: 'general',
  urgency: 'general',
  isRepeat: false,
  links: 0,
  target: '',
  targetName: '',
  completeness: 5,
};

export function reportOfFacts(
  facts: readonly CallFacts[],
  ask: Partial<StatisticsAsk> = {},
): StatisticsReport {
  const columns = new FactColumns();
  facts.forEach((each, at) => columns.put(at + 1, each));
  const asked = { ...ASK, ...ask };
  const counting = tally(columns, asked);
  let counted = counting.next();
  while (counted.done !== true) counted = counting.next();
  return StatisticsReport.parse(
    reportOf(asked, counted.value, columns, {
      total: facts.length,
      named: (number) => facts[number - 1],
      causesOf: () => new Map(),
      overdue: {
        cases: 0,
        closedInTime: 0,
        closedLate: 0,
        openInTime: 0,
        openLate: 0,
        causes: [],
        stages: [],
        units: [],
        extensions: { procedure: 0, other: 0 },
        sentBack: 0,
      },
    }),
  );
}

describe('a report of a period', () => {
  it('stands where nothing is counted', () => {
    expect(reportOfFacts([])).toMatchObject({
      calls: { now: 0, before: 0 },
      repeated: [],
      patterns: [],
      tested: 0,
    });
  });

  it('counts a report of several pollutions under each main type once', () => {
    const { types } = reportOfFacts([{ ...REPORT, types: ['air', 'air_odour', 'water_industrial'] }]);
    expect(types.map(({ code, now }) => [code, now])).toEqual([
      ['air', 1],
      ['water', 1],
    ]);
  });

  it('finds a party that works at night, planted among a thousand others', () => {
    const dice = new Dice(5);
    const others = Array.from({ length: 1_000 }, (_, at): CallFacts => ({
      ...REPORT,
      target: `410184 户${at % 200}`,
      targetName: `户${at % 200}`,
      isNight: dice.chance(0.15),
    }));
    const planted = Array.from({ length: 8 }, (): CallFacts => ({
      ...REPORT,
      target: '410184 磐筑',
      targetName: '磐筑商砼',
      isNight: true,
      hours: 3,
      weekdays: 127,
    }));
    const { patterns, tested } = reportOfFacts([...others, ...planted]);
    expect(tested).toBe(201);
    expect(patterns.map(({ name }) => name)).toEqual(['磐筑商砼']);
    expect(patterns[0]).toMatchObject({ all: 8, night: 8, isNight: true, isWeekend: false });
    expect(patterns[0]?.hours.slice(0, 3)).toEqual([8, 8, 'few']);
  });

  it('narrowed to a type or a unit counts those reports alone', () => {
    const facts = [REPORT, { ...REPORT, types: ['water'] }, { ...REPORT, city: '4103', county: '410302' }];
    expect(reportOfFacts(facts, { type: 'air' }).reports.now).toBe(2);
    expect(reportOfFacts(facts, { city: '4103' }).reports.now).toBe(1);
    expect(reportOfFacts(facts, { city: '4103' }).counties.every(({ city }) => city === '4103')).toBe(true);
  });
});
