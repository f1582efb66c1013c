import { describe, expect, it } from 'vitest';
import { escapedCell } from '../../../src/shared/papers/spreadsheet-cell';
import {
  bucketsOf,
  isComparedInPart,
  periodAround,
  periodBefore,
} from '../../../src/shared/statistics/period';
import { namingOf } from '../../../src/shared/statistics/study/naming';
import { studyOf, tablesOf } from '../../../src/shared/statistics/study/study';
import { BUNDLE_SOURCE, REPORT, reportOfFacts } from './facts-of-a-month';

const naming = namingOf(BUNDLE_SOURCE);

describe('periods (R-32)', () => {
  it('are whole weeks from Monday, months and quarters', () => {
    expect(periodAround('2026-11-29', 'week')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
    expect(periodAround('2028-02-10', 'month')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(periodAround('2026-12-31', 'quarter')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
  });

  it('are compared with the month or quarter before, or as many days', () => {
    expect(periodBefore({ from: '2026-03-01', to: '2026-03-31' }, '2026-11-29')).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    });
    expect(periodBefore({ from: '2026-01-01', to: '2026-03-31' }, '2026-11-29')).toEqual({
      from: '2025-10-01',
      to: '2025-12-31',
    });
    expect(periodBefore({ from: '2026-11-10', to: '2026-11-12' }, '2026-11-29')).toEqual({
      from: '2026-11-07',
      to: '2026-11-09',
    });
  });

  it('that still run are compared with as many days as have come', () => {
    const week = { from: '2026-11-23', to: '2026-11-29' };
    expect(periodBefore(week, '2026-11-24')).toEqual({ from: '2026-11-16', to: '2026-11-17' });
    expect(isComparedInPart(week, periodBefore(week, '2026-11-24'))).toBe(true);
    expect(periodBefore(week, '2026-11-29')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(isComparedInPart(week, periodBefore(week, '2026-11-29'))).toBe(false);
    // A February has no thirtieth day for a March that has come to it.
    expect(periodBefore({ from: '2026-03-01', to: '2026-03-31' }, '2026-03-30')).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    });
    expect(periodBefore(week, '2026-11-20')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  });

  it('have a column for each of their days, or fewer where nobody could read them', () => {
    expect(bucketsOf({ from: '2026-11-01', to: '2026-11-30' }, 'day').starts).toHaveLength(30);
    expect(bucketsOf({ from: '2024-01-01', to: '2026-11-30' }, 'day')).toMatchObject({ unit: 'month' });
    expect(bucketsOf({ from: '2024-01-01', to: '2026-11-30' }, 'day').starts).toHaveLength(35);
  });
});

describe('a study', () => {
  const parties = Array.from({ length: 4 }, () => ({
    ...REPORT,
    target: '410184 磐筑',
    targetName: '<b>磐筑商砼',
    isNight: true,
    hours: 7,
    weekdays: 127,
  }));
  const others = Array.from({ length: 60 }, () => REPORT);
  const report = reportOfFacts([...parties, ...others, { ...REPORT, county: '410182' }]);

  it('has the seven sections in their order, with their figures', () => {
    const { blocks, title, subtitle } = studyOf('month', report, naming, '加强夜间值守\n\n');
    expect([title, subtitle]).toEqual(['12369举报线索月研判', '2026-11-01至2026-11-30']);
    expect(
      blocks.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? [block.text] : [])),
    ).toEqual([
      '一、总体情况',
      '二、类型与行业',
      '三、区域分布',
      '四、规律性',
      '五、重复举报原因分析',
      '六、超期与原因',
      '七、建议',
    ]);
    expect(blocks.filter(({ kind }) => kind === 'figure')).toHaveLength(4);
    const said = JSON.stringify(blocks);
    expect(said).toContain('尚未填写原因分析');
    expect(said).toContain('夜间针对性检查');
    expect(said).toContain('加强夜间值守');
  });

  it('tells no place of fewer than three, and says so', () => {
    const { blocks } = tablesOf(report, naming);
    const said = JSON.stringify(blocks);
    expect(said).not.toContain('荥阳');
    expect(said).toContain('少于3件');
  });

  it('draws plots that are well formed, whatever names there are', () => {
    for (const block of studyOf('month', report, naming, '').blocks) {
      if (block.kind !== 'figure') continue;
      expect(block.svg).toMatch(/^<svg [^<>]*>(?:<[^<>]*>[^<>]*)*<\/svg>$/u);
      expect(block.svg).not.toMatch(/NaN|undefined/);
    }
  });
});

describe('a cell', () => {
  it.each(['=1+1', '+1', '-1', '@a', '\t=1', '\r=1'])('never begins a formula: %j', (text) => {
    expect(escapedCell(text)).toBe(`'${text}`);
  });

  it('is left alone otherwise', () => {
    expect(escapedCell('磐筑=商砼')).toBe('磐筑=商砼');
  });
});
