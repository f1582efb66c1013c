/** A text as it is read: folded, without blanks, and with the place in the original of every character. */
export interface NormalText {
  chars: string;
  /** For each UTF-16 unit of `chars`: where the character it came from starts and ends in the original. */
  starts: readonly number[];
  ends: readonly number[];
}

/**
 * The text with full width, compatibility forms and capitals folded (NFKC), and with blanks, control and joining
 * characters left out, so that 水 库 and ＫＴＶ are found. Never throws: lone surrogates pass as they are. Linear.
 */
export function normalise(text: string): NormalText {
  const starts: number[] = [];
  const ends: number[] = [];
  let chars = '';
  let at = 0;
  while (at < text.length) {
    const plain = at;
    while (at < text.length && isPlain(text.charCodeAt(at))) {
      starts.push(at);
      at += 1;
      ends.push(at);
    }
    chars += text.slice(plain, at);
    if (at >= text.length) break;
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const folded = fold(char);
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(at);
      ends.push(at + char.length);
    }
    chars += folded;
    at += char.length;
  }
  return { chars, starts, ends };
}

/** What folding leaves as it is: common Chinese characters, small letters, digits and marks. */
function isPlain(code: number): boolean {
  if (code >= 0x4e00) return code <= 0x9fff;
  return (
    (code > 0x20 && code < 0x41) || (code > 0x5a && code < 0x7f) || code === FULL_STOP || code === NEW_LINE
  );
}

const FULL_STOP = 0x3002;
const NEW_LINE = 0x0a;
const UNSEEN = /^[\s\p{Cc}\p{Cf}\p{Variation_Selector}]*$/u;

function fold(char: string): string {
  if (char === '…') return char;
  const folded = char.normalize('NFKC').toLowerCase();
  return UNSEEN.test(folded) ? '' : folded.replace(/\s/gu, '');
}
