import { describe, expect, it } from 'vitest';
import { featuresOfRecord } from '../../../src/main/core/repeats/report-features';
import type { Occurrence } from '../../../src/shared/lead/occurrence';
import { factsOf } from '../../../src/shared/statistics/facts';
import { aConsultationForm, aDraft, aRecord, aReportForm } from '../../builders/draft';

type ReportChanges = NonNullable<Parameters<typeof aReportForm>[0]>['report'];

function factsOfReport(report: ReportChanges = {}, startedAt = Date.UTC(2026, 10, 23, 1)) {
  const record = aRecord(aDraft({ startedAt, form: aReportForm({ report }) }));
  return factsOf(record, featuresOfRecord(record));
}

const occurrence = (part: Partial<Occurrence>): Occurrence => ({
  kind: 'clock',
  isNight: false,
  window: null,
  weekdays: [],
  words: '每天',
  ...part,
});

describe('what is counted of a report', () => {
  it('is counted on the Shanghai day and hour of its call', () => {
    expect(factsOfReport({}, Date.UTC(2026, 10, 23, 17, 30))).toMatchObject({
      day: '2026-11-24',
      startHour: 1,
    });
  });

  it('has a window over midnight as its hours, every day where none is named', () => {
    const occurrences = [occurrence({ isNight: true, window: { from: 22 * 60 + 30, to: 2 * 60 } })];
    const { hours, weekdays, isNight } = factsOfReport({ pollution: { occurrences } });
    expect([...Array(24).keys()].filter((hour) => hours & (1 << hour))).toEqual([0, 1, 22, 23]);
    expect(weekdays).toBe(0b1111111);
    expect(isNight).toBe(true);
  });

  it('knows the days that were named, and weekends by their word', () => {
    const on = (part: Partial<Occurrence>) =>
      factsOfReport({ pollution: { occurrences: [occurrence(part)] } }).weekdays;
    expect(on({ kind: 'weekday', weekdays: [2] })).toBe(0b100);
    expect(on({ kind: 'weekend' })).toBe(0b1000001);
    expect(on({ kind: 'weather' })).toBe(0);
  });

  it('is the same party under another ending, and another one elsewhere', () => {
    const of = (answer: string, county = '410184') =>
      factsOfReport({ target: { answer }, address: { county } }).target;
    expect(of('磐筑商砼有限公司')).toBe(of('磐筑商砼'));
    expect(of('磐筑商砼', '410182')).not.toBe(of('磐筑商砼'));
    expect(of('磐筑商砼')).not.toBe('');
  });

  it('is no party where neither name nor place tells it from others', () => {
    const { target } = factsOfReport({ target: { answer: '养猪场' }, address: { detail: '', town: '' } });
    expect(target).toBe('');
  });

  it('holds no identity, wherever the record does', () => {
    const facts = factsOfReport({
      target: { answer: '我叫张国庆电话13800001234家的厂' },
      pollution: { description: '我叫张国庆，住南街八号院，电话13800001234' },
      investigationWish: { answer: '请联系张国庆' },
    });
    expect(JSON.stringify(facts)).not.toMatch(/张国庆|13800001234|南街/);
  });
});

it('of a consultation, its end, day and who answered are counted', () => {
  const record = aRecord(aDraft({ form: aConsultationForm() }));
  expect(factsOf(record, null)).toMatchObject({
    disposition: 'consultation',
    agent: record.agentNumber,
    completeness: null,
    target: '',
    types: [],
  });
});
