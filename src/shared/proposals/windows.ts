import type { Occurrence } from '../lead/occurrence';
import { clockTimes, isInside, minuteOfDay, touchesNight, type ClockTime } from './clock';
import { firstFrom } from '../rules/meetings';
import type { Found, Reading } from '../rules/reading';
import type { Times } from '../rules/times';

/** A time and where it is said, in the normalised text. */
export interface Timed {
  start: number;
  end: number;
  occurrence: Omit<Occurrence, 'words'>;
}

/** How far the parts of one time may stand from each other: 夜里[都是]十点, 十点[多一直]到. */
const GAP = 3;
const LINK = 7;
const AN_HOUR = 60;
const DAY = 24 * 60;
const MORNING = 6 * 60;
const EVENING = 18 * 60;
const LATEST_NIGHT = 5 * 60;
const TURN = /[,。!?;、\n]/u;

interface DayPart {
  from: number;
  to: number;
  isNight: boolean;
}

/** A part of the day, a time of the clock, or both together: 后半夜, 十点, 夜里十点. */
interface Token {
  start: number;
  end: number;
  part: DayPart | undefined;
  clock: ClockTime | undefined;
}

/** The hours of the day in a story: 夜里十点以后, 从天黑到天亮, 凌晨两三点, 后半夜. */
export function windows(reading: Reading, times: Times): Timed[] {
  const { chars } = reading.story;
  const tokens = tokensOf(reading, times);
  const until = reading.hits(times.until);
  const isNightly = reading.has(times.nightHints);
  const out: Timed[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const first = tokens[at];
    if (!first) break;
    const second = tokens[at + 1];
    const link = until[firstFrom(until, first.end)];
    const isRange =
      second !== undefined &&
      link !== undefined &&
      link.end <= second.start &&
      second.start - first.end <= LINK &&
      !TURN.test(chars.slice(first.end, second.start));
    if (isRange) at += 1;
    const found = isRange ? rangeOf(first, second) : singleOf(first, reading, times, isNightly);
    if (found) out.push(found);
  }
  return out;
}

/** Words of parts of the day with the clock times that stand right behind them, and clock times that stand alone. */
function tokensOf(reading: Reading, times: Times): Token[] {
  const { chars } = reading.story;
  const parts = times.parts
    .flatMap(({ any, from, to, isNight }) =>
      reading.hits(any).map((hit) => ({ hit, part: { from, to, isNight } })),
    )
    .sort((a, b) => a.hit.start - b.hit.start || b.hit.end - a.hit.end);
  const clocks = clockTimes(chars);
  const until = reading.hits(times.until);
  const tokens: Token[] = [];
  const taken = new Set<ClockTime>();
  let end = -1;
  for (const { hit, part } of parts) {
    if (hit.start < end) continue;
    const next = clocks[firstFrom(clocks, hit.end)];
    const isJoined =
      next !== undefined &&
      next.start - hit.end <= GAP &&
      !TURN.test(chars.slice(hit.end, next.start)) &&
      (until[firstFrom(until, hit.end)]?.start ?? Infinity) >= next.start;
    if (isJoined) taken.add(next);
    end = isJoined ? next.end : hit.end;
    tokens.push({ start: hit.start, end, part, clock: isJoined ? next : undefined });
  }
  const alone = clocks
    .filter(
      (clock) => !taken.has(clock) && (tokens[firstFrom(tokens, clock.end) - 1]?.end ?? 0) <= clock.start,
    )
    .map((clock) => ({ start: clock.start, end: clock.end, part: undefined, clock }));
  return [...tokens, ...alone].sort((a, b) => a.start - b.start);
}

/** 从天黑到天亮: up to the beginning of the later part; 三点到五点: up to the hour said. */
function rangeOf(first: Token, second: Token): Timed {
  const { from } = minutesOf(first, EVENING, MORNING);
  const end = minutesOf(second, from + 1, from + DAY / 2);
  const to = second.clock ? end.to : end.from;
  return timed(first.start, second.end, from, to, first.part);
}

function singleOf(token: Token, reading: Reading, times: Times, isNightly: boolean): Timed | undefined {
  const { start, end, part, clock } = token;
  // An hour alone (三点) is one of two: of the night only where the story is of the night, else of no use.
  if (!part && clock && isEitherHalf(clock.from) && !(isNightly && isLate(clock.from))) return undefined;
  const { from, to } = isNightly ? minutesOf(token, 22 * 60, MORNING) : minutesOf(token, MORNING, EVENING);
  const isNight = part?.isNight === true;
  if (!clock) return timed(start, end, from, to, part);
  const after = touching(reading.hits(times.after), start, end);
  if (after) {
    const until = isInside(from, MORNING, EVENING - 1) && !isNight ? EVENING : MORNING;
    return timed(Math.min(start, after.start), Math.max(end, after.end), from, until, part);
  }
  const before = touching(reading.hits(times.before), start, end);
  if (before) {
    const since = (from + DAY - AN_HOUR) % DAY;
    return timed(Math.min(start, before.start), Math.max(end, before.end), since, from, part);
  }
  return timed(start, end, from, to === from ? (from + AN_HOUR) % DAY : to, part);
}

function isEitherHalf(face: number): boolean {
  return face > 0 && face < 13 * 60;
}

/** Ten to twelve and one to five: what people call the night when they tell of it. */
function isLate(face: number): boolean {
  return face >= 10 * 60 || face < MORNING;
}

/** The minutes that a token means; an hour of the clock alone is taken nearest to the window `from`–`to`. */
function minutesOf({ part, clock }: Token, from: number, to: number): { from: number; to: number } {
  if (!clock) return { from: part?.from ?? 0, to: part?.to ?? 0 };
  const window = part ?? { from: from % DAY, to: to % DAY };
  const start = minuteOfDay(clock.from, window.from, window.to);
  return { from: start, to: clock.to === clock.from ? start : (start + clock.to - clock.from) % DAY };
}

/** The word of a list that touches a time, right behind it or right in front. */
function touching(all: readonly Found[], start: number, end: number): Found | undefined {
  const behind = all[firstFrom(all, end)];
  if (behind && behind.start - end <= 1) return behind;
  const ahead = all[firstFrom(all, start) - 1];
  return ahead && ahead.end <= start && start - ahead.end <= 1 ? ahead : undefined;
}

/** What people call night or morning is that, but for hours before five; other windows where they touch 22:00–06:00. */
function timed(start: number, end: number, from: number, to: number, part: DayPart | undefined): Timed {
  const isNight = part?.isNight === true || (part ? from < LATEST_NIGHT && from > 0 : touchesNight(from, to));
  return { start, end, occurrence: { kind: 'clock', isNight, window: { from, to }, weekdays: [] } };
}
