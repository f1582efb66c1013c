import { EVERYDAY, TELLING, TIMES } from './words/pollution';
import { SURROUNDINGS, THINGS, WATERS } from './words/surroundings';
import { COMMON_TRADES, RARE_TRADES, USUAL_TRADES } from './words/trades';

/** Something that callers say in many words: 商砼, 混凝土, 搅拌站 are one notion. Named by its first word. */
export interface Notion {
  name: string;
  /** How seldom two reports share it by chance. */
  weight: number;
  kind: 'trade' | 'pollution' | 'setting' | 'time' | 'thing';
}

/** A word found in a text: where it stands and what it may mean. */
export interface Found {
  start: number;
  end: number;
  notions: readonly Notion[];
}

const GROUPS: readonly (readonly [words: string, weight: number, kind: Notion['kind']])[] = [
  [RARE_TRADES, 3, 'trade'],
  [USUAL_TRADES, 2, 'trade'],
  [COMMON_TRADES, 1, 'trade'],
  [TELLING, 1.5, 'pollution'],
  [THINGS, 2, 'thing'],
  [WATERS, 1, 'setting'],
  [SURROUNDINGS, 1.2, 'setting'],
  [TIMES, 0.4, 'time'],
  [EVERYDAY, 0.2, 'pollution'],
];

interface Vocabulary {
  notions: ReadonlyMap<string, Notion>;
  /** By first character, then word; and the longest word's length. */
  words: ReadonlyMap<string, ReadonlyMap<string, readonly Notion[]>>;
  longest: number;
}

let made: Vocabulary | undefined;

/** Made when first needed: most processes that load this file never do. */
function vocabulary(): Vocabulary {
  if (made !== undefined) return made;
  const notions = new Map<string, Notion>();
  const words = new Map<string, Map<string, Notion[]>>();
  let longest = 0;
  for (const [text, weight, kind] of GROUPS) {
    for (const line of text.trim().split('\n')) {
      const all = line.split(' ').map(normalText);
      const name = all[0] ?? '';
      const notion = notions.get(name) ?? { name, weight, kind };
      notions.set(name, notion);
      for (const word of all) {
        const first = word.slice(0, 1);
        const group = words.get(first) ?? new Map<string, Notion[]>();
        const meanings = group.get(word) ?? [];
        if (!meanings.includes(notion)) meanings.push(notion);
        words.set(first, group.set(word, meanings));
        longest = Math.max(longest, word.length);
      }
    }
  }
  made = { notions, words, longest };
  return made;
}

/** One spelling: full width, case, spaces and the two ways to write sand do not matter. Keeps punctuation. */
export function normalText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, '')
    .replaceAll('砂', '沙')
    .replaceAll('炭素', '碳素');
}

export function notionOf(name: string): Notion | undefined {
  return vocabulary().notions.get(name);
}

/** The longest known word at each place of a normal text, those inside an earlier one left out. Linear in the text. */
export function knownWords(text: string): Found[] {
  const { words, longest } = vocabulary();
  const found: Found[] = [];
  let reached = 0;
  for (let start = 0; start < text.length; start += 1) {
    const group = words.get(text[start] ?? '');
    if (group === undefined) continue;
    for (let length = Math.min(longest, text.length - start); length > 0; length -= 1) {
      const notions = group.get(text.slice(start, start + length));
      if (notions === undefined) continue;
      if (start + length > reached) found.push({ start, end: start + length, notions });
      reached = Math.max(reached, start + length);
      break;
    }
  }
  return found;
}
