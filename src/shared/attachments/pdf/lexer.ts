import { byteAt, indexOf, latin1, slice, startsWith } from '../bytes';
import { refuse } from '../file-error';
import { countOf, type PdfValue } from './values';

const MAX_DEPTH = 60;
const MAX_NAME = 400;
const ESCAPED: Partial<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

const isSpace = (byte: number | undefined): boolean =>
  byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
const isDelimiter = (byte: number): boolean => '()<>[]{}/%'.includes(String.fromCharCode(byte));
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

/** Reads a PDF's values one after the other. Every method throws FileError for what is none. */
export class PdfLexer {
  constructor(
    private readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  isAtEnd(): boolean {
    this.skipSpace();
    return this.at >= this.bytes.length;
  }

  /** Over white space and comments. */
  skipSpace(): void {
    for (;;) {
      while (isSpace(this.bytes[this.at])) this.at += 1;
      if (this.bytes[this.at] !== 0x25) return;
      while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13)
        this.at += 1;
    }
  }

  /** True where `word` stands next; then it is behind. */
  takes(word: string): boolean {
    this.skipSpace();
    if (!startsWith(this.bytes, word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  /** `12 0 obj`: its number; undefined and nothing read where something else stands here. */
  objectNumber(): number | undefined {
    this.skipSpace();
    const text = latin1(this.bytes.subarray(this.at, this.at + 30));
    const head = /^(\d{1,8})[\s\0]+\d{1,5}[\s\0]+obj/.exec(text);
    if (head === null) return undefined;
    this.at += head[0].length;
    return Number(head[1]);
  }

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) refuse('too_complex');
    this.skipSpace();
    const byte = byteAt(this.bytes, this.at);
    switch (String.fromCharCode(byte)) {
      case '/':
        return { kind: 'name', name: this.name() };
      case '(':
        return { kind: 'string', bytes: this.literal() };
      case '<':
        if (byteAt(this.bytes, this.at + 1) !== 0x3c) return { kind: 'string', bytes: this.hex() };
        this.at += 2;
        return { kind: 'dict', entries: this.entries(depth) };
      case '[': {
        this.at += 1;
        const items: PdfValue[] = [];
        while (!this.takes(']')) items.push(this.value(depth + 1));
        return { kind: 'array', items };
      }
      default:
        return this.reference() ?? this.plain();
    }
  }

  /** After a stream's dictionary and the word `stream`: its bytes, and past `endstream`. */
  streamBytes(length: number | undefined): Uint8Array {
    if (this.bytes[this.at] === 13) this.at += 1;
    if (this.bytes[this.at] === 10) this.at += 1;
    const start = this.at;
    if (length !== undefined) {
      const bytes = slice(this.bytes, start, length);
      this.at = start + length;
      while (isSpace(this.bytes[this.at])) this.at += 1;
      // A length that lies would take other objects into this one.
      return this.takes('endstream') ? bytes : refuse('damaged');
    }
    let end = indexOf(this.bytes, 'endstream', start);
    if (end < 0) refuse('damaged');
    this.at = end + 'endstream'.length;
    if (this.bytes[end - 1] === 10) end -= 1;
    if (this.bytes[end - 1] === 13) end -= 1;
    return this.bytes.subarray(start, Math.max(start, end));
  }

  private entries(depth: number): Map<string, PdfValue> {
    const entries = new Map<string, PdfValue>();
    while (!this.takes('>>')) {
      if (this.bytes[this.at] !== 0x2f) refuse('damaged');
      const name = this.name();
      entries.set(name, this.value(depth + 1));
    }
    return entries;
  }

  private name(): string {
    this.at += 1;
    const word = this.word();
    return word.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }

  private word(): string {
    const start = this.at;
    for (let byte = this.bytes[this.at]; byte !== undefined && !isSpace(byte) && !isDelimiter(byte);) {
      this.at += 1;
      byte = this.bytes[this.at];
    }
    if (this.at - start > MAX_NAME) refuse('damaged');
    return latin1(this.bytes.subarray(start, this.at));
  }

  private plain(): PdfValue {
    const text = this.word();
    return /^([+-]?\d*\.?\d*|true|false|null)$/.test(text) && text !== ''
      ? { kind: 'plain', text }
      : refuse('damaged');
  }

  private reference(): PdfValue | undefined {
    if (!isDigit(this.bytes[this.at])) return undefined;
    const text = latin1(this.bytes.subarray(this.at, this.at + 24));
    const found = /^(\d{1,8})[\s\0]+\d{1,5}[\s\0]+R(?![\w.])/.exec(text);
    if (found === null) return undefined;
    this.at += found[0].length;
    return { kind: 'reference', id: Number(found[1]) };
  }

  private hex(): Uint8Array {
    const end = this.bytes.indexOf(0x3e, this.at);
    if (end < 0) refuse('damaged');
    const digits = latin1(this.bytes.subarray(this.at + 1, end)).replace(/[\s\0]/g, '');
    if (!/^[0-9a-fA-F]*$/.test(digits)) refuse('damaged');
    this.at = end + 1;
    return Uint8Array.from(digits.match(/..?/g) ?? [], (pair) => Number.parseInt(pair.padEnd(2, '0'), 16));
  }

  private literal(): Uint8Array {
    const bytes: number[] = [];
    let open = 1;
    for (this.at += 1; ; this.at += 1) {
      const byte = byteAt(this.bytes, this.at);
      if (byte === 0x5c) this.escaped(bytes);
      else {
        if (byte === 0x28) open += 1;
        if (byte === 0x29) open -= 1;
        if (open === 0) break;
        bytes.push(byte);
      }
    }
    this.at += 1;
    return Uint8Array.from(bytes);
  }

  private escaped(into: number[]): void {
    this.at += 1;
    const char = String.fromCharCode(byteAt(this.bytes, this.at));
    const octal = /^[0-7]{1,3}/.exec(latin1(this.bytes.subarray(this.at, this.at + 3)))?.[0];
    if (octal !== undefined) {
      into.push(Number.parseInt(octal, 8) & 0xff);
      this.at += octal.length - 1;
    } else if (char === '\r') {
      if (this.bytes[this.at + 1] === 10) this.at += 1;
    } else if (char !== '\n') into.push(ESCAPED[char] ?? char.charCodeAt(0));
  }
}

/** The direct length that a stream's dictionary gives, if it does. */
export function directLength(entries: ReadonlyMap<string, PdfValue>): number | undefined {
  return countOf(entries.get('Length'));
}
