import Database from 'better-sqlite3';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  keepBeforeMigration,
  putBackBeforeMigration,
} from '../../../src/main/core/store/rollback/before-migration';
import { migrate, MIGRATIONS, STORE_VERSION } from '../../../src/main/core/store/migrate';
import { driverOf, SETTINGS, unlock, type OpenOptions } from '../../../src/main/core/store/open';
import { Reserve } from '../../../src/main/core/store/reserve';
import { Store } from '../../../src/main/core/store/store';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import { MANIFEST } from '../../../src/main/core/updates/believed';
import { centerSource } from '../../../src/main/core/updates/center-source';
import { folderSource } from '../../../src/main/core/updates/folder-source';
import type { ReleaseSource } from '../../../src/main/core/updates/source';
import { NOTE, type Here } from '../../../src/main/core/updates/staged';
import { stageUpdate, type Staged } from '../../../src/main/core/updates/staging';
import { aLine } from '../../builders/sync/line';
import { DEB } from '../../builders/updates/release';
import { ackFile } from '../disk/acts';
import type { DiskPlant } from '../disk/protocol';
import { tellShim } from '../disk/shim/shim';

/** What an update does to a disk, in its order. */
export const PHASES = ['share', 'center', 'first-start', 'way-back'] as const;
export type Phase = (typeof PHASES)[number];

export const VERSION = '1.2.0';
const HERE = '1.0.0';

export interface UpdateJob {
  phase: Phase;
  root: string;
  /** Of the store, base64. */
  key: string;
  release: { folder: string; url: string; releaseKey: string };
  plant: DiskPlant | null;
  /** Killed at this write, counted from the beginning of the phase; null: comes to its end. */
  killAt: number | null;
}

export const hereOf = (releaseKey: string): Here => ({ version: HERE, platform: 'linux-x64', releaseKey });

/** The next program's: two steps, so that one of them may be done and the other not. */
const NEXT = [
  ...MIGRATIONS,
  `alter table drafts add column of_the_next_program text;
   create table of_the_next_program as select * from revisions;
   create index of_the_next_program_by_call on of_the_next_program (call_id, revision);`,
  'create table of_the_next_program_too as select * from audit;',
];

export const storeIn = (root: string, key: string): OpenOptions => ({
  file: join(root, 'data', 'seat.db'),
  key: Buffer.from(key, 'base64'),
  nativeBinding: null,
  salt: null,
});

/** The first start of the program that was installed. */
export function nextProgram(options: OpenOptions): void {
  // A file of a first start that was cut off may be the earlier form still, or the later one.
  if (keepBeforeMigration(options, NEXT.length) === 'no_room') throw new Error('no copy of before was kept');
  const db = openLater(options);
  migrate(db, NEXT);
  db.close();
}

/** As the next program opens it: this one's own opening refuses a later form. */
export function openLater(options: OpenOptions): Database.Database {
  const db = new Database(options.file, driverOf(options));
  unlock(db, options.key);
  for (const line of SETTINGS) db.pragma(line);
  return db;
}

/** The earlier program, installed again. */
function earlierProgram(options: OpenOptions): void {
  putBackBeforeMigration(options, STORE_VERSION);
  Store.open(options, new Reserve(`${options.file}.reserve`, 0)).close();
}

export function takeUpdate(root: string, source: ReleaseSource, releaseKey: string): Promise<Staged> {
  return stageUpdate({
    source,
    into: join(root, 'data', 'updates'),
    here: hereOf(releaseKey),
    now: () => 1_000,
    signal: new AbortController().signal,
    spareBytes: 0,
  });
}

/** In the process under the shim. */
export async function updateOnce({ phase, root, key, release, plant, killAt }: UpdateJob): Promise<void> {
  const tell = ackFile(root);
  const options = storeIn(root, key);
  if (killAt !== null) tellShim(`kill/${killAt}`);
  switch (phase) {
    case 'share':
    case 'center': {
      if (plant === 'half-staged') plantHalfStaged(root, release.folder);
      else {
        const taken = await takeUpdate(root, sourceOf(phase, release), release.releaseKey);
        if (!taken.ok) throw new Error(taken.why);
      }
      tell({ at: 'staged', version: VERSION });
      return;
    }
    case 'first-start':
      return nextProgram(options);
    case 'way-back':
      if (plant === 'in-place') plantInPlace(options.file);
      return earlierProgram(options);
  }
}

function sourceOf(phase: 'share' | 'center', { folder, url }: UpdateJob['release']): ReleaseSource {
  if (phase === 'share') return folderSource(folder);
  const client = createCenterClient({
    centerUrl: url,
    token: 't',
    seatId: 'ZZ01',
    version: HERE,
    line: aLine(),
  });
  if (client.releases === undefined) throw new Error('A center gives releases');
  return centerSource(client.releases, () => Promise.resolve());
}

/** The planted bug: a package is written where it is offered from, under its own name, and by name alone it is offered. */
function plantHalfStaged(root: string, folder: string): void {
  const target = join(root, 'data', 'updates', VERSION);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, MANIFEST), readFileSync(join(folder, MANIFEST)));
  writeFileSync(join(target, NOTE), JSON.stringify({ schema: 1, checkedAt: 1_000, from: 'folder' }));
  bitByBit(join(folder, DEB), join(target, DEB));
}

/** The planted bug: the copy of before is written over the store itself. */
function plantInPlace(file: string): void {
  const copy = join(file, '..', 'before-migration', `seat-v${STORE_VERSION}.db`);
  bitByBit(copy, file);
}

function bitByBit(from: string, to: string): void {
  const bytes = readFileSync(from);
  const handle = openSync(to, 'w');
  const piece = Math.ceil(bytes.length / 16);
  for (let at = 0; at < bytes.length; at += piece) writeSync(handle, bytes.subarray(at, at + piece));
  closeSync(handle);
}
