import { expect, test } from 'vitest';
import { metRegularTimes } from '../../../src/shared/investigation/check-times';
import type { Occurrence } from '../../../src/shared/lead/occurrence';
import { NIGHTLY } from '../../builders/investigation/report';

const visit = (from: string, to: string) => [
  { from: Date.parse(`${from}+08:00`), to: Date.parse(`${to}+08:00`) },
];
const none: Occurrence = { kind: 'weather', isNight: false, window: null, weekdays: [], words: '下雨时' };

test.each([
  ['2026-12-03T22:40', '2026-12-03T23:10', true],
  ['2026-12-03T03:00', '2026-12-03T04:00', true],
  ['2026-12-03T21:00', '2026-12-03T22:00', false],
  ['2026-12-03T05:00', '2026-12-03T09:00', false],
  ['2026-12-03T21:30', '2026-12-03T22:01', true],
  ['2026-12-03T10:00', '2026-12-05T10:00', true],
])('a check from %s to %s met the nights: %s', (from, to, met) => {
  expect(metRegularTimes(visit(from, to), [NIGHTLY])).toBe(met);
});

test('a night over midnight belongs to the day it begins on', () => {
  // 2026-12-05 is a Saturday.
  const saturdays: Occurrence = { ...NIGHTLY, weekdays: [6] };
  expect(metRegularTimes(visit('2026-12-06T02:00', '2026-12-06T03:00'), [saturdays])).toBe(true);
  expect(metRegularTimes(visit('2026-12-05T02:00', '2026-12-05T03:00'), [saturdays])).toBe(false);
});

test('weekends without an hour are whole days; weather cannot be told by a clock', () => {
  const weekends: Occurrence = { ...none, kind: 'weekend' };
  expect(metRegularTimes(visit('2026-12-05T10:00', '2026-12-05T11:00'), [weekends])).toBe(true);
  expect(metRegularTimes(visit('2026-12-07T10:00', '2026-12-07T11:00'), [weekends])).toBe(false);
  expect(metRegularTimes(visit('2026-12-07T10:00', '2026-12-07T11:00'), [none])).toBeNull();
  expect(metRegularTimes([], [])).toBeNull();
});
