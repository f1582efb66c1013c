/** Behind every gram that begins with what stands before it. */
const LAST = '\u{10ffff}'.repeat(3);

/** A half of a character becomes the same on its way into the store. */
const HALF = /\p{Surrogate}/gu;

/**
 * A text's grams, each once: at every place two characters, or three where a Latin letter or a digit is followed by another
 * (of digits there are ten, and of 汉字 thousands: so both tell calls apart alike). Shorter ones are of the text's end.
 */
export function gramsOf(text: string): Set<string> {
  const characters = [...text];
  return new Set(characters.map((_, at) => gramAt(characters, at)));
}

/** What a call's grams must hold for its text to hold these words: each of `whole`, or one `from` … `to`. */
export type GramsWanted = { whole: readonly string[] } | { from: string; to: string };

/** The words' end first: a number's last digits, a street after its city tell most. Words are never empty. */
export function gramsWanted(words: string): GramsWanted {
  const characters = [...words.replace(HALF, '\ufffd')];
  const whole = new Set<string>();
  for (let at = characters.length - 1; at >= 0; at -= 1) {
    const length = lengthAt(characters, at);
    if (at + length <= characters.length) whole.add(gramAt(characters, at));
  }
  if (whole.size > 0) return { whole: [...whole] };
  const from = characters.join('');
  return { from, to: from + LAST };
}

function gramAt(characters: readonly string[], at: number): string {
  return characters.slice(at, at + lengthAt(characters, at)).join('');
}

function lengthAt(characters: readonly string[], at: number): number {
  return isAscii(characters[at]) && isAscii(characters[at + 1]) ? 3 : 2;
}

function isAscii(character: string | undefined): boolean {
  return character !== undefined && character < '\u0080';
}
