import { pinyin } from 'pinyin-pro';
import { MISREADINGS, READINGS } from './readings';
import type { Reader, Sounds } from './sounds';

// Costs some 45 ms to import and 15 ms at its first use. The window loads it by `import()` once it stands; nothing on the
// core's start path, in main/index or before the first paint may import it. A test holds that.

const HAN = /\p{Script=Han}/u;
/** Shorter words first: a longer one, written later, wins. */
const CORRECTED = Object.entries(READINGS)
  .map(([word, reading]) => ({ word, syllables: reading.split(' ') }))
  .sort((a, b) => a.word.length - b.word.length);
const known = new Map<string, Sounds>();

const plain = (syllable: string) => syllable.toLowerCase().replaceAll('ü', 'v');

function withMisreadings(char: string, right: string): Sounds {
  const others = MISREADINGS[char] ?? [];
  return [right, ...others.filter((each) => each !== right)];
}

function soundsOf(name: string): readonly Sounds[] {
  const units = name.split('');
  const read = pinyin(name, { type: 'array', toneType: 'none' });
  if (read.length !== units.length) return units.map(soundsOfChar); // half characters: nothing of a name
  const right = units.map((char, index) => (HAN.test(char) ? plain(read[index] ?? '') : ''));
  for (const { word, syllables } of CORRECTED) {
    for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
      syllables.forEach((syllable, index) => (right[at + index] = syllable));
    }
  }
  return right.map((syllable, index) =>
    syllable === '' ? [] : withMisreadings(units[index] ?? '', syllable),
  );
}

function soundsOfChar(char: string): Sounds {
  let sounds = known.get(char);
  if (sounds === undefined) {
    const right = READINGS[char] ?? (HAN.test(char) ? plain(pinyin(char, { toneType: 'none' })) : '');
    sounds = right === '' || HAN.test(right) ? [] : withMisreadings(char, right);
    known.set(char, sounds);
  }
  return sounds;
}

/** Reads in context (行业), and place names as they are read where they lie (浚县, 泌阳, 召陵); common misreadings after. */
export const reader: Reader = { soundsOf, soundsOfChar };
