import type { Reader, Sounds } from './sounds';

interface Spelling {
  letters: string;
  /** 0 as it is read; more for a slip or a misreading. */
  cost: number;
}

/** A text with all that may be typed for each of its characters. */
export interface Spelled {
  /** Lower case, full width brought to one; as many units as the text itself. */
  chars: string;
  spellings: readonly (readonly Spelling[])[];
}

const SLIP = 1;
const MISREAD = 6;
const ABBREVIATED = 2;
const CUT_SHORT = 1;

/** What is typed for a syllable by those who do not tell zh from z, or have no ü on the keyboard. */
function slipsOf(syllable: string): string[] {
  const [initial = ''] = /^[zcs]h?/.exec(syllable) ?? [];
  if (initial.length === 2) return [initial.slice(0, 1) + syllable.slice(2)];
  if (initial.length === 1) return [`${initial}h${syllable.slice(1)}`];
  return /^[ln]v/.test(syllable) ? [syllable.replace('v', 'u'), syllable.replace('v', 'yu')] : [];
}

const made = new Map<string, readonly Spelling[]>();

function spellingsOf(sounds: Sounds): readonly Spelling[] {
  const key = sounds.join();
  let spellings = made.get(key);
  if (spellings === undefined) {
    spellings = sounds.flatMap((syllable, index) => {
      const cost = index === 0 ? 0 : MISREAD;
      const slips = slipsOf(syllable).map((letters) => ({ letters, cost: cost + SLIP }));
      return [{ letters: syllable, cost }, ...slips];
    });
    made.set(key, spellings);
  }
  return spellings;
}

/** Brought to one spelling unit by unit, so that places in it are places in the text. */
function foldedUnit(unit: string): string {
  const folded = unit.normalize('NFKC').toLowerCase();
  return folded.length === 1 ? folded : unit;
}

export function spellingOf(text: string, reader?: Reader): Spelled {
  const chars = text.split('').map(foldedUnit).join('');
  const sounds = reader === undefined ? [] : reader.soundsOf(text);
  return { chars, spellings: chars.split('').map((_, index) => spellingsOf(sounds[index] ?? [])) };
}

/**
 * Whether `typed` from `at` on can be meant for the text from `start` on: each character by itself, its full pinyin or
 * its initial, the last one also by any beginning of its pinyin. Answers the cheapest way and where it ends.
 */
export function spell(
  text: Spelled,
  start: number,
  typed: string,
  at: number,
): { end: number; cost: number } | null {
  if (at === typed.length) return { end: start, cost: 0 };
  if (start === text.chars.length) return null;
  let best: { end: number; cost: number } | null = null;
  const offer = (way: { end: number; cost: number } | null, cost: number) => {
    if (way !== null && (best === null || way.cost + cost < best.cost)) {
      best = { end: way.end, cost: way.cost + cost };
    }
  };
  if (text.chars[start] === typed[at]) offer(spell(text, start + 1, typed, at + 1), 0);
  for (const { letters, cost } of text.spellings[start] ?? []) {
    if (letters[0] !== typed[at]) continue;
    if (typed.startsWith(letters, at)) offer(spell(text, start + 1, typed, at + letters.length), cost);
    else if (letters.startsWith(typed.slice(at))) {
      offer({ end: start + 1, cost: 0 }, cost + (typed.length - at === 1 ? ABBREVIATED : CUT_SHORT));
    }
    offer(spell(text, start + 1, typed, at + 1), cost + ABBREVIATED);
    if (letters[1] === 'h' && typed[at + 1] === 'h') {
      offer(spell(text, start + 1, typed, at + 2), cost + ABBREVIATED);
    }
  }
  return best;
}
