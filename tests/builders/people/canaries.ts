import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect } from 'vitest';
import { openStoreFile } from '../../../src/main/core/store/open';
import { Searcher } from '../canaries/searcher';
import { aKeyStore, type RunningCore } from '../core';

/** Looks for these words, spelt in any way, in bytes and in every file of a folder. */
export function searchFor(canaries: readonly string[]) {
  const searcher = new Searcher(canaries);
  return {
    hitsIn: (content: Buffer) => searcher.hitsIn(content),
    hitsInFiles: (folder: string) => searcher.hitsInFolder(folder),
  };
}

/** The store's pages without their cipher, free ones included: what somebody with the key and a hex editor sees. */
export async function pagesOf(seat: RunningCore, inClear: string): Promise<Buffer> {
  const db = await fileOf(seat);
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

/** The store's file through a connection of its own, with every right that a person with the key has. Close it. */
export async function fileOf(seat: RunningCore): Promise<Database.Database> {
  const data = join(seat.folder, 'data');
  const { kept } = JSON.parse(readFileSync(join(data, 'key.json'), 'utf8'));
  const key = Buffer.from(await aKeyStore().unwrap(kept.wrapped), 'base64');
  return openStoreFile({ file: join(data, 'seat.db'), key, nativeBinding: null, salt: null });
}
