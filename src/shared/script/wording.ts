import { HENAN } from '../catalog/areas';

/** The one name under which the hotline answers. */
export const HOTLINE_NAME = '河南省12369生态环境举报热线';

export interface WordingProblem {
  lineId: string;
  /** `municipal_name`: a line names a city's or county's bureau as the hotline. `greeting_without_name`: R-4. */
  code: 'municipal_name' | 'greeting_without_name' | 'greeting_names_a_place' | 'unknown_placeholder';
  /** What was found, for the sentence shown to the person. */
  found: string;
}

/** What a line may leave open; none of them can bring a place's name into a greeting. */
export const PLACEHOLDERS = [
  'agentNumber',
  'urgency',
  'days',
  'dueDate',
  'department',
  'phone',
  'readBack',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
const GREETING_PLACEHOLDERS: readonly string[] = ['agentNumber'];

const BUREAU = /生态环境(?:局|分局)|环境保护局|环保局|环保分局|生态分局|环境分局/;
const HOTLINE = /12369|热线/;
const CHINESE_DIGITS: Record<string, string> = {
  〇: '0',
  零: '0',
  一: '1',
  幺: '1',
  壹: '1',
  二: '2',
  贰: '2',
  三: '3',
  叁: '3',
  四: '4',
  五: '5',
  六: '6',
  陆: '6',
  七: '7',
  八: '8',
  九: '9',
  玖: '9',
};

/** Names by which people call the 18 units and the counties: full, and short where at least two characters remain. */
const PLACE_NAMES: readonly string[] = [
  ...new Set(
    HENAN.flatMap((city) => [city.name, ...city.counties.map((county) => county.name)]).flatMap((name) => {
      const short = name.replace(/(?:回族区|示范区|新区|市|县|区)$/, '');
      return short.length >= 2 ? [name, short] : [name];
    }),
  ),
].sort((a, b) => b.length - a.length);

/** Full-width and spaced spellings brought to one: NFKC, then only letters, digits and 汉字 are kept. */
function squeeze(sentence: string): string {
  return sentence.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

function sentencesOf(line: string): string[] {
  return line.normalize('NFKC').split(/[。!?;\n]/);
}

function withDigits(sentence: string): string {
  return [...sentence].map((char) => CHINESE_DIGITS[char] ?? char).join('');
}

function placeIn(sentence: string, more: readonly string[]): string | undefined {
  const isNamed = (name: string) => sentence.includes(name);
  return PLACE_NAMES.find(isNamed) ?? more.find(isNamed);
}

/**
 * Checks one spoken line. A sentence that speaks of the hotline may name no city, county or bureau beside it, in
 * whatever order, spacing or width; the greeting must hold the official name and no place at all.
 * Strict on purpose: rewording a refused line costs minutes, a seat that answers in a city's name breaks the notice.
 * `morePlaces`: names of the areas that the bundle adds to the catalogue.
 */
export function checkWording(
  line: { id: string; text: string },
  isGreeting: boolean,
  morePlaces: readonly string[] = [],
): WordingProblem[] {
  const problems: WordingProblem[] = [];
  const allowed: readonly string[] = isGreeting ? GREETING_PLACEHOLDERS : PLACEHOLDERS;
  for (const [, name] of line.text.matchAll(/\{([^{}]*)\}/g)) {
    if (!allowed.includes(name ?? '')) {
      problems.push({ lineId: line.id, code: 'unknown_placeholder', found: name ?? '' });
    }
  }
  const official = squeeze(HOTLINE_NAME);
  const spoken = line.text.replace(/\{[^{}]*\}/g, '□');
  if (isGreeting && !squeeze(spoken).includes(official)) {
    problems.push({ lineId: line.id, code: 'greeting_without_name', found: line.text });
  }
  for (const sentence of sentencesOf(spoken)) {
    const whole = squeeze(sentence);
    const rest = whole.replaceAll(official, '□');
    const named = placeIn(rest, morePlaces) ?? BUREAU.exec(rest)?.[0];
    if (named === undefined) continue;
    const speaksOfHotline = whole.includes(official) || HOTLINE.test(rest) || HOTLINE.test(withDigits(rest));
    if (speaksOfHotline) problems.push({ lineId: line.id, code: 'municipal_name', found: named });
    else if (isGreeting) problems.push({ lineId: line.id, code: 'greeting_names_a_place', found: named });
  }
  return problems;
}

/** True where a free text (a name in the roster, a unit's label) could stand in for the hotline's name. */
export function namesAHotline(value: string): boolean {
  const whole = squeeze(value);
  return HOTLINE.test(whole) || HOTLINE.test(withDigits(whole));
}
