import type { Occurrence } from '../lead/occurrence';
import type { Span } from '../story/story';
import type { Reading } from '../rules/reading';
import type { Rules } from '../rules/rules';
import { windows, type Timed } from './windows';

/** A regular time and where it was said. */
export interface ReadOccurrence {
  occurrence: Occurrence;
  span: Span;
}

/** As many as a report holds. */
const MOST = 12;
const MOST_WORDS = 60;
/**
 * The regular times of the pollution in the caller's words: 夜里十点以后, 后半夜, 每逢雨天, 周末. Left out: what is
 * the caller's own time (晚上才给你们打电话, 上夜班), what happened once (昨天夜里下雨), and what is denied.
 */
export function readOccurrences(reading: Reading, rules: Rules): ReadOccurrence[] {
  const { story } = reading;
  const isOfPollution = pollutionTimes(reading, rules);
  const timed = [...windows(reading, rules.times), ...weekdays(reading), ...moments(reading, rules)];
  const out: ReadOccurrence[] = [];
  const seen = new Set<string>();
  for (const { start, end, occurrence } of timed.sort((a, b) => a.start - b.start)) {
    if (!isOfPollution(start, end)) continue;
    const span = story.span(start, end);
    const { kind, window, weekdays: days } = occurrence;
    const key = JSON.stringify([kind, window, days, kind === 'clock' ? '' : span.words]);
    if (seen.has(key)) continue;
    seen.add(key);
    out.push({ occurrence: { ...occurrence, words: span.words.slice(0, MOST_WORDS) }, span });
    if (out.length === MOST) break;
  }
  return out;
}

/** Whether a time said at a place is when it pollutes, not when the caller works, sleeps or phones. */
function pollutionTimes(reading: Reading, { times }: Rules): (start: number, end: number) => boolean {
  const { story } = reading;
  const isRegular = reading.has(times.regular);
  const clausesWith = (ids: readonly string[]) => new Set(reading.hits(ids).map((hit) => hit.clause));
  const [once, own, emits] = [clausesWith(times.once), clausesWith(times.own), clausesWith(times.emits)];
  const told = new Set(
    reading.hits(times.emits).flatMap((hit) => (hit.standing === 'denied' ? [] : hit.clause)),
  );
  const silent = new Set([...emits].filter((clause) => !told.has(clause)));
  const ends = new Set(reading.hits(times.ends).map((hit) => hit.start));
  return (start, end) => {
    if (story.standingAt(start) === 'denied' || ends.has(end)) return false;
    const clause = story.clauseAt(start);
    if (once.has(clause) && !isRegular) return false;
    if (silent.has(clause)) return false;
    return !own.has(clause) || emits.has(clause);
  };
}

const WEEKDAYS =
  /(?<!上个?|这个?|本|下个?|前个?|头个?|那个?)(?:周|星期|礼拜)(?<days>[一二三四五六日天]+(?:[、,]?(?:周|星期|礼拜)?[一二三四五六日天](?![点个天家年]))*)(?!级|年级|班|围|期)/gu;
const DAYS = '日一二三四五六';

/** Days of the week by their names; 上个礼拜三 happened once. */
function weekdays({ story }: Reading): Timed[] {
  return [...story.chars.matchAll(WEEKDAYS)].map((match) => {
    const days = [...(match.groups?.days ?? '')]
      .map((day) => DAYS.indexOf(day === '天' ? '日' : day))
      .filter((day) => day >= 0);
    const list = [...new Set(days)].sort((a, b) => a - b);
    const kind = list.every((day) => day === 0 || day === 6) ? 'weekend' : 'weekday';
    return {
      start: match.index,
      end: match.index + match[0].length,
      occurrence: { kind, isNight: false, window: null, weekdays: list },
    };
  });
}

function moments(reading: Reading, { times }: Rules): Timed[] {
  return times.moments.flatMap(({ any, kind, isNight, window, weekdays: days }) =>
    reading
      .hits(any)
      .map(({ start, end }) => ({ start, end, occurrence: { kind, isNight, window, weekdays: days } })),
  );
}
