import type { Occurrence } from '../lead/occurrence';
import { addDays, shanghaiDate, startOfShanghaiDay, type ShanghaiDate } from '../shanghai-time';

interface Span {
  from: number;
  to: number;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
/** 22:00–06:00, where the caller said night and no hour. */
const NIGHT = { from: 22 * 60, to: 6 * 60 };
const WEEKEND = [0, 6];

/** The regular times that a clock can be held against; weather, seasons and events it cannot. */
function checkable(
  occurrence: Occurrence,
): { window: { from: number; to: number }; weekdays: readonly number[] } | null {
  const window = occurrence.window ?? (occurrence.isNight ? NIGHT : null);
  const weekdays =
    occurrence.weekdays.length > 0 ? occurrence.weekdays : occurrence.kind === 'weekend' ? WEEKEND : [];
  if (window === null && weekdays.length === 0) return null;
  return { window: window ?? { from: 0, to: DAY_MINUTES }, weekdays };
}

/**
 * Whether an on-site check met one of the report's regular times; null where the report names none that a clock could tell
 * . Windows may run over midnight, as 22:00–06:00 does: then the day is the one they begin on.
 */
export function metRegularTimes(visits: readonly Span[], occurrences: readonly Occurrence[]): boolean | null {
  const known = occurrences.map(checkable).filter((each) => each !== null);
  if (known.length === 0) return null;
  return visits.some((visit) => known.some((each) => meets(visit, each)));
}

function meets(visit: Span, { window, weekdays }: NonNullable<ReturnType<typeof checkable>>): boolean {
  const last = shanghaiDate(visit.to);
  for (let day = addDays(shanghaiDate(visit.from), -1); day <= last; day = addDays(day, 1)) {
    if (weekdays.length > 0 && !weekdays.includes(weekdayOf(day))) continue;
    const start = startOfShanghaiDay(day);
    const from = start + window.from * MINUTE_MS;
    const to = start + (window.to > window.from ? window.to : window.to + DAY_MINUTES) * MINUTE_MS;
    if (visit.from < to && visit.to > from) return true;
  }
  return false;
}

const weekdayOf = (day: ShanghaiDate) => new Date(`${day}T00:00:00Z`).getUTCDay();
