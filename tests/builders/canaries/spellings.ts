/** One way in which a word may lie in bytes. */
export interface Spelling {
  how: string;
  bytes: Buffer;
}

/** Shorter than this, a spelling is met by chance in encrypted bytes. */
const SHORTEST = 4;
const SHORTEST_TEXT = 6;

let gbkCodes: Map<string, number> | undefined;

/** GBK as an office's older programs write it; null where it has no such character. Node only reads it, so the table is read once. */
export function gbk(word: string): Buffer | null {
  gbkCodes ??= readGbkCodes();
  const bytes: number[] = [];
  for (const char of word) {
    const code = char.charCodeAt(0) < 0x80 ? char.charCodeAt(0) : gbkCodes.get(char);
    if (code === undefined) return null;
    if (code > 0xff) bytes.push(code >> 8);
    bytes.push(code & 0xff);
  }
  return Buffer.from(bytes);
}

function readGbkCodes(): Map<string, number> {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const char = decoder.decode(Buffer.of(lead, trail));
      if ([...char].length === 1 && char !== '�' && !codes.has(char)) codes.set(char, (lead << 8) | trail);
    }
  }
  return codes;
}

/** What base64 says of these bytes alone, wherever in a longer text they begin: the characters that no neighbour has a bit of. */
function base64At(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes, Buffer.alloc(2)]).toString('base64');
  return whole.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}

const escaped = (word: string, prefix: string) =>
  word.replace(/[^\x20-\x7e]/g, (unit) => `${prefix}${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Every way in which a word could lie in a file: UTF-8, UTF-16 of either end, GBK, JSON's and HTML's escapes, percent form
 * and hex of UTF-8 and GBK, base64 of all of these at each of its three alignments.
 */
export function spellings(word: string): Spelling[] {
  const utf8 = Buffer.from(word, 'utf8');
  const utf16le = Buffer.from(word, 'utf16le');
  const utf16be = Buffer.from(utf16le).swap16();
  const raw: [string, Buffer | null][] = [
    ['utf-8', utf8],
    ['utf-16le', utf16le],
    ['utf-16be', utf16be],
    ['gbk', gbk(word)],
  ];
  const found: Spelling[] = [];
  const take = (how: string, bytes: Buffer, shortest: number) => {
    const isNew = !found.some((each) => each.bytes.equals(bytes));
    if (isNew && (bytes.length >= shortest || how === 'utf-8')) found.push({ how, bytes });
  };
  for (const [how, bytes] of raw) if (bytes) take(how, bytes, SHORTEST);
  for (const [how, bytes] of raw) {
    if (!bytes) continue;
    const texts: [string, string][] = [[`${how} in hex`, bytes.toString('hex')]];
    for (const offset of [0, 1, 2]) texts.push([`${how} in base64+${offset}`, base64At(bytes, offset)]);
    if (!how.startsWith('utf-16')) {
      const percent = [...bytes].map((byte) =>
        byte < 0x80
          ? encodeURIComponent(String.fromCharCode(byte))
          : `%${byte.toString(16).padStart(2, '0')}`,
      );
      texts.push([
        `${how} in percents`,
        percent.join('').replace(/%[0-9a-f]{2}/gi, (each) => each.toUpperCase()),
      ]);
    }
    for (const [name, text] of texts) {
      take(name, Buffer.from(text), SHORTEST_TEXT);
      if (name.endsWith('hex')) take(`${name}, upper`, Buffer.from(text.toUpperCase()), SHORTEST_TEXT);
      if (name.endsWith('percents')) {
        const lower = text.replace(/%[0-9A-F]{2}/g, (each) => each.toLowerCase());
        take(`${name}, lower`, Buffer.from(lower), SHORTEST_TEXT);
      }
      if (/base64/.test(name) && /[+/]/.test(text)) {
        take(`${name}, for URLs`, Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_')), SHORTEST_TEXT);
      }
    }
  }
  take('JSON escapes', Buffer.from(escaped(word, '\\u')), SHORTEST_TEXT);
  take(
    'JSON escapes, upper',
    Buffer.from(escaped(word, '\\u').replace(/[0-9a-f]{4}/g, (each) => each.toUpperCase())),
    SHORTEST_TEXT,
  );
  const html = [...word].map((char) =>
    (char.codePointAt(0) ?? 0) < 0x80 ? char : `&#${char.codePointAt(0)};`,
  );
  take('HTML entities', Buffer.from(html.join('')), SHORTEST_TEXT);
  return found;
}
