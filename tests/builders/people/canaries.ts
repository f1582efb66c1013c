import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openStoreFile } from '../../../src/main/core/store/open';
import { aKeyStore, type RunningCore } from '../core';

/** A text as it may lie in a file: UTF-8, UTF-16, JSON escapes, percent, hex, base64 at each of its three offsets. */
export function spellings(text: string): [string, Buffer][] {
  const utf8 = Buffer.from(text, 'utf8');
  const json = text.replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const base64 = [0, 1, 2].map((offset): [string, Buffer] => {
    const shifted = Buffer.concat([Buffer.alloc(offset), utf8])
      .toString('base64')
      .replace(/=+$/, '');
    // The first characters mix with what stands before, the last with what follows.
    return [`base64+${offset}`, Buffer.from(shifted.slice(offset === 0 ? 0 : offset + 1, -1))];
  });
  return [
    ['utf8', utf8],
    ['utf16', Buffer.from(text, 'utf16le')],
    ['json', Buffer.from(json)],
    ['percent', Buffer.from(encodeURIComponent(text))],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ...base64,
  ];
}

/** Looks for these words, spelt in any way, in bytes and in every file of a folder. */
export function searchFor(canaries: readonly string[]) {
  const hitsIn = (content: Buffer): string[] =>
    canaries.flatMap((canary) =>
      spellings(canary)
        .filter(([, bytes]) => content.includes(bytes))
        .map(([spelling]) => `${canary} as ${spelling}`),
    );

  const hitsInFiles = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .flatMap((path) => hitsIn(readFileSync(path)).map((hit) => `${path}: ${hit}`));
  return { hitsIn, hitsInFiles };
}

/** The store's pages without their cipher, free ones included: what somebody with the key and a hex editor sees. */
export async function pagesOf(seat: RunningCore, inClear: string): Promise<Buffer> {
  const data = join(seat.folder, 'data');
  const { kept } = JSON.parse(readFileSync(join(data, 'key.json'), 'utf8'));
  const key = Buffer.from(await aKeyStore().unwrap(kept.wrapped), 'base64');
  const db = openStoreFile({ file: join(data, 'seat.db'), key, nativeBinding: null, salt: null });
  try {
    const { n } = db.prepare<[], { n: number }>('select count(*) as n from revisions').get() ?? { n: 0 };
    expect(n).toBeGreaterThan(0);
    const pages = db.serialize();
    expect(pages.includes(inClear)).toBe(true); // in clear indeed
    return pages;
  } finally {
    db.close();
  }
}
