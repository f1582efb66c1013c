import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every way in which a word could lie in a file: UTF-8, UTF-16, escaped, percent-encoded, base64 at three offsets, hex. */
export function spellingsOf(word: string): Buffer[] {
  const bytes = Buffer.from(word);
  const escaped = [...word].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const spellings = [bytes, Buffer.from(word, 'utf16le'), Buffer.from(word, 'utf16le').swap16()];
  const texts = [escaped, encodeURIComponent(word), bytes.toString('hex')];
  for (let offset = 0; offset < 3; offset += 1) {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first characters hold the padding's bits, the last ones what follows the word.
    texts.push(padded.slice(offset === 0 ? 0 : offset + 1, -2));
  }
  return [...spellings, ...texts.filter((text) => text.length > 5).map((text) => Buffer.from(text))];
}

/** `file: word` for each file under `folder` that holds one of the words in any spelling. */
export function bytesInFolder(folder: string, words: readonly string[]): string[] {
  const wanted = words.map((word) => [word, spellingsOf(word)] as const);
  return filesUnder(folder).flatMap((file) => {
    const content = readFileSync(file);
    return wanted
      .filter(([, spellings]) => spellings.some((spelling) => content.includes(spelling)))
      .map(([word]) => `${file}: ${word}`);
  });
}

/** The same in a text that was collected: console, standard output. */
export function wordsInText(text: string, words: readonly string[]): string[] {
  const content = Buffer.from(text);
  return words.filter((word) => spellingsOf(word).some((spelling) => content.includes(spelling)));
}

export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
