import { addDays, type ShanghaiDate } from '../shanghai-time';

/** Both days belong to it. */
export interface Period {
  from: ShanghaiDate;
  to: ShanghaiDate;
}

export const BUCKET_UNITS = ['day', 'week', 'month'] as const;
export type BucketUnit = (typeof BUCKET_UNITS)[number];

/** 周研判, 月研判, 季研判. */
export const STUDY_KINDS = ['week', 'month', 'quarter'] as const;
export type StudyKind = (typeof STUDY_KINDS)[number];

/** More columns than these are read by nobody: then the next larger unit is counted by. */
const MOST_BUCKETS = 120;
const DAY_MS = 86_400_000;

/** Days since 1970 of a calendar date. */
export const dayNumber = (date: ShanghaiDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
export const dateOf = (day: number): ShanghaiDate => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The week (from Monday), month or quarter that a day is in. */
export function periodAround(date: ShanghaiDate, kind: StudyKind): Period {
  if (kind === 'week') {
    const from = bucketStart(date, 'week');
    return { from, to: addDays(from, 6) };
  }
  const [year = 0, month = 1] = date.split('-').map(Number);
  const first = kind === 'month' ? month : month - ((month - 1) % 3);
  const next = first + (kind === 'month' ? 1 : 3);
  return { from: firstOf(year, first), to: addDays(firstOf(year, next), -1) };
}

/**
 * What a period is compared with: the calendar month or quarter before one that is whole, else as many days right before;
 * of one that still runs on `today`, as many of its first days as have come, so that a Monday is not held against a week.
 */
export function periodBefore(period: Period, today: ShanghaiDate): Period {
  const before = wholeBefore(period);
  if (today < period.from || today >= period.to) return before;
  const come = addDays(before.from, daysOf({ from: period.from, to: today }) - 1);
  return { from: before.from, to: come < before.to ? come : before.to };
}

/** Whether a period was compared with a part of the one before, because it still runs. */
export const isComparedInPart = (period: Period, before: Period): boolean =>
  before.to < addDays(period.from, -1);

function wholeBefore(period: Period): Period {
  const to = addDays(period.from, -1);
  for (const kind of ['month', 'quarter'] as const) {
    const whole = periodAround(period.from, kind);
    if (whole.from === period.from && whole.to === period.to) return periodAround(to, kind);
  }
  return { from: addDays(period.from, -daysOf(period)), to };
}

export function daysOf({ from, to }: Period): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

/** First days of the columns of a trend. */
export function bucketsOf(period: Period, wanted: BucketUnit): { unit: BucketUnit; starts: ShanghaiDate[] } {
  const units = BUCKET_UNITS.slice(BUCKET_UNITS.indexOf(wanted));
  for (const unit of units) {
    const starts: ShanghaiDate[] = [];
    let start = bucketStart(period.from, unit);
    while (start <= period.to && (starts.length < MOST_BUCKETS || unit === 'month')) {
      starts.push(start);
      start = nextBucket(start, unit);
    }
    if (start > period.to) return { unit, starts };
  }
  return { unit: 'month', starts: [] };
}

function bucketStart(date: ShanghaiDate, unit: BucketUnit): ShanghaiDate {
  if (unit === 'day') return date;
  if (unit === 'month') return `${date.slice(0, 8)}01`;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}

function nextBucket(start: ShanghaiDate, unit: BucketUnit): ShanghaiDate {
  if (unit === 'day') return addDays(start, 1);
  if (unit === 'week') return addDays(start, 7);
  const [year = 0, month = 1] = start.split('-').map(Number);
  return firstOf(year, month + 1);
}

function firstOf(year: number, month: number): ShanghaiDate {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
}
