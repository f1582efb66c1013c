import { pinyin } from 'pinyin-pro';

const known = new Map<string, string>();

/** What Henan's ears and tongues do not keep apart: zh/z, ch/c, sh/s, ang/an, eng/en, ing/in. */
function blurred(syllable: string): string {
  return syllable.replace(/^([zcs])h/u, '$1').replace(/([aei])ng$/u, '$1n');
}

function soundOf(char: string): string {
  const before = known.get(char);
  if (before !== undefined) return before;
  const sound = /\p{Script=Han}/u.test(char) ? blurred(pinyin(char, { toneType: 'none', v: true })) : char;
  known.set(char, sound);
  return sound;
}

/** A word as heard: one toneless syllable a character, the same for 宏炽 and 宏池. */
export function soundsOf(word: string): string[] {
  return [...word].map(soundOf);
}

/**
 * How alike two names are, 0…1: the same characters 1, the same sounds nearly so, else by the edits from one to the
 * other. A name within the other (丰 in 丰醴) counts by its share.
 */
export function nameLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const [x, y] = [soundsOf(a), soundsOf(b)];
  const longer = Math.max(x.length, y.length);
  if (longer === 0) return 0;
  return 0.97 * (1 - editDistance(x, y) / longer);
}

/** Levenshtein over syllables; two characters of one sound differ by nothing here. */
export function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, index) => index + 1);
  for (const [i, x] of a.entries()) {
    let diagonal = i;
    let left = i + 1;
    row = row.map((above, j) => {
      const cost = Math.min(above + 1, left + 1, diagonal + (x === b[j] ? 0 : 1));
      diagonal = above;
      left = cost;
      return cost;
    });
  }
  return row.at(-1) ?? a.length;
}
