import { describe, expect, it } from 'vitest';
import type { CallFacts } from '../../../src/shared/statistics/facts';
import { Dice } from '../../bench/invented/reports';
import { REPORT, reportOfFacts } from './facts-of-a-month';

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

  it('tells of each party that is reported often when it happens and how sure that is, and no time of one or two reports', () => {
    const often = (hours: number, weekdays: number): CallFacts => ({
      ...REPORT,
      target: '410184 鼎麟',
      targetName: '鼎麟铝业',
      hours,
      weekdays,
    });
    const [noon, eve, monday, tuesday] = [1 << 12, 1 << 20, 1 << 1, 1 << 2];
    const { repeated, patterns } = reportOfFacts([
      ...[1, 2, 3].map(() => often(noon, monday)),
      ...[1, 2, 3].map(() => often(noon | eve, tuesday)),
      often(0, monday),
    ]);
    expect(patterns).toEqual([]);
    expect(repeated).toMatchObject([{ name: '鼎麟铝业', all: 7, nightChance: 1, isNight: false }]);
    // Six of seven: what is left is one report.
    expect(repeated[0]?.hours[12]).toBe('withheld');
    expect(repeated[0]?.hours[20]).toBe(3);
    expect(repeated[0]?.weekdays.slice(0, 4)).toEqual(['few', 4, 3, 'few']);
  });

  it('narrowed to a type or a unit counts those reports alone', () => {
    const facts = [REPORT, { ...REPORT, types: ['water'] }, { ...REPORT, city: '4103', county: '410302' }];
    expect(reportOfFacts(facts, { type: 'air' }).reports.now).toBe(2);
    expect(reportOfFacts(facts, { city: '4103' }).reports.now).toBe(1);
    expect(reportOfFacts(facts, { city: '4103' }).counties.every(({ city }) => city === '4103')).toBe(true);
  });

  it('draws no day that has not come', () => {
    const { buckets, trend } = reportOfFacts([REPORT], { unit: 'day' }, '2026-11-11');
    expect(buckets.at(-1)).toBe('2026-11-11');
    for (const { counts } of [...trend.ends, ...trend.types, ...trend.industries, ...trend.regions])
      expect(counts).toHaveLength(11);
    expect(reportOfFacts([REPORT], { unit: 'week' }, '2026-11-11').buckets.at(-1)).toBe('2026-11-09');
    expect(reportOfFacts([], { unit: 'day' }, '2026-10-31').buckets).toEqual(['2026-11-01']);
  });
});
