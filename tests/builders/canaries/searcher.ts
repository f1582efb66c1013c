import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { packedIn } from './packed';
import { spellings, type Spelling } from './spellings';

interface Needle extends Spelling {
  word: string;
}

/**
 * Looks for words, however spelt, in bytes, in files and in what is packed in them. All needles are sought in one pass: a
 * bitmap of their first three bytes tells at which places to compare at all.
 */
export class Searcher {
  private readonly starts = new Uint8Array(1 << 21);
  private readonly byStart = new Map<number, Needle[]>();

  constructor(readonly words: readonly string[]) {
    for (const word of new Set(words)) {
      if (Buffer.byteLength(word) < 3) throw new Error(`Too short to be sought: ${word}`);
      for (const spelling of spellings(word)) {
        const [a = 0, b = 0, c = 0] = spelling.bytes;
        const start = (a << 16) | (b << 8) | c;
        this.starts[start >> 3] = (this.starts[start >> 3] ?? 0) | (1 << (start & 7));
        const others = this.byStart.get(start) ?? [];
        others.push({ ...spelling, word });
        this.byStart.set(start, others);
      }
    }
  }

  /** `word as spelling` for each that lies in these bytes as they are. */
  plainHits(content: Uint8Array): string[] {
    const found = new Set<string>();
    const { starts, byStart } = this;
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    let start = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
    for (let place = 2; place < bytes.length; place += 1) {
      start = ((start << 8) | (bytes[place] as number)) & 0xffffff;
      if (((starts[start >> 3] as number) & (1 << (start & 7))) === 0) continue;
      for (const needle of byStart.get(start) ?? []) {
        const from = place - 2;
        const end = from + needle.bytes.length;
        if (end <= bytes.length && bytes.compare(needle.bytes, 0, needle.bytes.length, from, end) === 0)
          found.add(`${needle.word} as ${needle.how}`);
      }
    }
    return [...found];
  }

  /** The same, with what is packed in them: archives, streams of a PDF, text between the tags of an XML. */
  hitsIn(content: Uint8Array): string[] {
    const found = new Set(this.plainHits(content));
    for (const { name, bytes } of packedIn(content)) {
      for (const hit of this.hitsIn(bytes)) found.add(`${name}: ${hit}`);
    }
    return [...found];
  }

  hitsInText(text: string): string[] {
    return this.hitsIn(Buffer.from(text));
  }

  /** `file: word as spelling` for every file under a folder: its name, its bytes, where a link of it leads. */
  hitsInFolder(folder: string): string[] {
    const found: string[] = [];
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      const file = join(entry.parentPath, entry.name);
      found.push(...this.plainHits(Buffer.from(entry.name)).map((hit) => `${file} (its name): ${hit}`));
      if (entry.isSymbolicLink())
        found.push(...this.plainHits(Buffer.from(readlinkSync(file))).map((hit) => `${file}: ${hit}`));
      // A file that is taken away meanwhile is no longer there to be found.
      if (entry.isFile() && existsSync(file))
        found.push(...this.hitsIn(readFileSync(file)).map((hit) => `${file}: ${hit}`));
    }
    return found;
  }
}
