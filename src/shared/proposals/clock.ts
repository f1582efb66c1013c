/** A time of the clock as said: 十点半, 十一二点, 22:30. Offsets into the normalised text. */
export interface ClockTime {
  start: number;
  end: number;
  /** Minutes on the face: 十点 is 600 whether in the morning or at night. */
  from: number;
  /** Where two hours are said in one breath (十一二点), the end of the later; else the end of the time said. */
  to: number;
}

const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
const SAID =
  /(?<hour>\d{1,2}(?:[、,-]\d{1,2})?|[零〇一二两三四五六七八九十]{1,4}(?:、[一二三四五六七八九十]{1,3})?)(?:点(?![一二三四五六七八九](?!十|分|刻)|击|评|燃|名|头|滴|子|心|着|炮|意见|要求|建议|想法|情况|问题)|时(?!候|常|而|刻|间|不时|代)|:(?=[0-5]\d))(?<rest>半|一刻|三刻|(?<minutes>[0-5]?\d|[零一二三四五]?十?[一二三四五六七八九])分|(?<=:)[0-5]\d)?(?:来钟|多钟|钟|多|来)?/gu;
/** 一点 is mostly "a little": an hour only with what tells so. */
const A_LITTLE = /^一点(?!钟|半|多|来钟|左右|以后|之后|到|开|过|就)/u;
const NOT_ONE = /[有差快慢早晚好大小多少近远轻重高低提说讲这那第]$/u;

/** All times of the clock in a normalised text. Linear. */
export function clockTimes(chars: string): ClockTime[] {
  return [...chars.matchAll(SAID)].flatMap((match) => {
    const { hour = '', rest, minutes } = match.groups ?? {};
    const hours = hoursOf(hour);
    const start = match.index;
    const isLittle =
      A_LITTLE.test(chars.slice(start, start + 8)) &&
      !/[夜晚晨里半昼]$/u.test(chars.slice(0, start).slice(-1));
    const isCount =
      hours.length === 1 &&
      NOT_ONE.test(chars.slice(Math.max(0, start - 1), start)) &&
      !/早|晚|到|近/u.test(chars.charAt(start - 1));
    if (hours.length === 0 || isLittle || isCount) return [];
    const past = minutesOf(rest, minutes);
    const [first = 0, last = first] = hours;
    return [
      {
        start,
        end: start + match[0].length,
        from: first * 60 + past,
        to: last * 60 + (hours.length > 1 ? 60 : past),
      },
    ];
  });
}

/** One hour, or two neighbours said in one breath: 七八 is 7 and 8, 十一二 is 11 and 12, 一两 is 1 and 2. */
function hoursOf(said: string): number[] {
  const parts = said.split(/[、,-]/u);
  if (parts.length === 2) return parts.flatMap(hoursOf).slice(0, 2);
  if (/^\d+$/.test(said)) return Number(said) <= 24 ? [Number(said)] : [];
  const values = [...said].map((char) => DIGITS[char] ?? -1);
  const [a = -1, b, c] = values;
  if (values.length === 1) return [a];
  if (values.length === 2 && b !== undefined) {
    if (a === 10) return [10 + b];
    if (b === 10) return a === 2 ? [20] : [];
    return b === a + 1 ? [a, b] : [];
  }
  if (values.length === 3 && b !== undefined && c !== undefined) {
    if (a === 10 && c === b + 1) return [10 + b, 10 + c];
    if (a === 2 && b === 10 && c <= 4) return [20 + c];
  }
  return [];
}

function minutesOf(rest: string | undefined, minutes: string | undefined): number {
  if (rest === undefined) return 0;
  if (rest === '半') return 30;
  if (rest === '一刻') return 15;
  if (rest === '三刻') return 45;
  const said = minutes ?? rest;
  if (/^\d+$/.test(said)) return Number(said);
  const [tens, ones] = said.includes('十') ? said.split('十') : ['', said];
  const ten = said.includes('十') ? (tens === '' || tens === undefined ? 1 : (DIGITS[tens] ?? 0)) : 0;
  return Math.min(59, ten * 10 + (ones === undefined || ones === '' ? 0 : (DIGITS[ones] ?? 0)));
}

const DAY = 1440;

/** Whether a minute of the day lies in a window that may run over midnight. */
export function isInside(minute: number, from: number, to: number): boolean {
  const at = ((minute % DAY) + DAY) % DAY;
  return from < to ? at >= from && at <= to : at >= from || at <= to;
}

/** A time on the face, as a minute of the day: the one of its two readings that is in or nearest to `from`–`to`. */
export function minuteOfDay(face: number, from: number, to: number): number {
  const readings = face >= 12 * 60 + 60 ? [face % DAY] : [face % 720, (face % 720) + 720];
  const away = (minute: number) =>
    isInside(minute, from, to) ? 0 : Math.min(around(minute, from), around(minute, to));
  return readings.reduce((best, one) => (away(one) < away(best) ? one : best));
}

function around(a: number, b: number): number {
  const gap = Math.abs(a - b) % DAY;
  return Math.min(gap, DAY - gap);
}

const NIGHT_FROM = 22 * 60;
const NIGHT_TO = 6 * 60;

/** Whether a window, which may run over midnight, has a minute of the night, 22:00–06:00, in it. */
export function touchesNight(from: number, to: number): boolean {
  if (to <= from) return to > 0 || from < NIGHT_TO || from !== to;
  return from < NIGHT_TO || to > NIGHT_FROM;
}
