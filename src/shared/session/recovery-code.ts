import { CODE_LETTERS } from '../center-api/people';
import { codeLetters, codeSigns } from './enrolment-code';

const KEY_BYTES = 32;
const KEY_LETTERS = 52;
const CHECK_LETTERS = 4;
const GROUP = 4;

/**
 * One half of a store's key as it is written down and told to one person: `XXXX-…`, the last group a check against a slip
 * of the pen. Either half alone says nothing about the key; both together are it.
 */
export function recoveryCode(half: Uint8Array): string {
  const letters = codeLetters(half, KEY_LETTERS);
  return `${letters}${checkOf(letters)}`.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? '';
}

/** The half that a person typed, small letters, blanks and letters that look like digits included; null where it is none. */
export function recoveryHalf(typed: string): Uint8Array | null {
  const text = codeSigns(typed);
  const letters = text.slice(0, KEY_LETTERS);
  const isWhole = text.length === KEY_LETTERS + CHECK_LETTERS;
  if (!isWhole || [...text].some((letter) => !CODE_LETTERS.includes(letter))) return null;
  if (checkOf(letters) !== text.slice(KEY_LETTERS)) return null;
  const bits = [...letters].map((letter) => CODE_LETTERS.indexOf(letter).toString(2).padStart(5, '0'));
  // The last letter holds the one bit that is left over.
  const all = bits.slice(0, -1).join('') + (bits.at(-1)?.slice(-1) ?? '');
  return Uint8Array.from({ length: KEY_BYTES }, (_, at) => parseInt(all.slice(at * 8, at * 8 + 8), 2));
}

/** Two halves of one key, whichever comes first; made the same way from key and one half. */
export function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.map((byte, at) => byte ^ (other[at] ?? 0));
}

/** Finds each wrong letter and each pair in the wrong order: a sum over a prime, each place with a weight of its own. */
function checkOf(letters: string): string {
  const PRIME = 1_048_573;
  let sum = 0;
  for (const letter of letters) sum = (sum * 37 + CODE_LETTERS.indexOf(letter) + 1) % PRIME;
  return Array.from({ length: CHECK_LETTERS }, (_, at) => CODE_LETTERS[(sum >> (at * 5)) & 31] ?? '').join(
    '',
  );
}
