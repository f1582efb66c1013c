import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { EpochMs } from '../../../shared/ids';
import {
  compareVersions,
  packageFor,
  Version,
  type UpdateManifest,
  type UpdatePackage,
} from '../../../shared/updates/manifest';
import { UpdateOrigin } from '../../../shared/updates/view';
import { believed, MANIFEST } from './believed';

/** Beside the package: when it was checked, and where it came from. */
export const NOTE = 'staged.json';
export const StagedNote = z.strictObject({ schema: z.literal(1), checkedAt: EpochMs, from: UpdateOrigin });
export type StagedNote = z.infer<typeof StagedNote>;

const PART = '.part';

/** This PC and this program, and whose signature counts. */
export interface Here {
  version: string;
  platform: string;
  releaseKey: string;
}

/** An update that may be offered. */
export interface StagedFile extends Pick<StagedNote, 'checkedAt' | 'from'> {
  manifest: UpdateManifest;
  file: string;
  sha256: string;
}

/** Beside the store's folder: no backup takes it along. */
export const updatesFolder = ({ dataFolder }: { dataFolder: string }): string =>
  join(dataFolder, '..', 'updates');

/** Read once in this process: a file of this length and of this moment is the one that was signed. */
const checked = new Map<string, string>();

export async function isTheOne(file: string, { bytes, sha256 }: UpdatePackage): Promise<boolean> {
  const facts = await stat(file);
  if (facts.size !== bytes) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex') === sha256;
}

/**
 * The latest update that lies here for this PC; null: none that may be offered. Looked at as though nobody had ever checked
 * it, signature, version and bytes: what lies in a person's own folder may have been changed since.
 */
export async function stagedHere(into: string, here: Here): Promise<StagedFile | null> {
  for (const version of (await versionsIn(into)).reverse()) {
    const staged = await stagedIn(join(into, version), here).catch(() => null);
    if (staged?.manifest.version === version) return staged;
  }
  return null;
}

async function stagedIn(folder: string, here: Here): Promise<StagedFile | null> {
  const manifest = believed(await readFile(join(folder, MANIFEST), 'utf8'), here.releaseKey);
  if (typeof manifest === 'string') return null;
  const chosen = packageFor(manifest, here);
  if (typeof chosen === 'string') return null;
  const { checkedAt, from } = StagedNote.parse(JSON.parse(await readFile(join(folder, NOTE), 'utf8')));
  const file = join(folder, chosen.file);
  const { size, mtimeMs } = await stat(file);
  const moment = `${file} ${String(size)} ${String(mtimeMs)}`;
  if (checked.get(moment) !== chosen.sha256) {
    if (!(await isTheOne(file, chosen))) return null;
    checked.set(moment, chosen.sha256);
  }
  return { manifest, file, sha256: chosen.sha256, checkedAt, from };
}

/** Takes away what nobody needs any more: what this program is or is past, what a later one replaced, parts of either. */
export async function sweepStaged(into: string, version: string): Promise<void> {
  const names = await readdir(into).catch(() => []);
  const newest = (await versionsIn(into)).at(-1) ?? version;
  const isOver = (name: string): boolean => {
    const whole = name.endsWith(PART) ? name.slice(0, -PART.length) : name;
    if (!Version.safeParse(whole).success) return false;
    if (compareVersions(whole, version) <= 0) return true;
    return name === whole ? whole !== newest : compareVersions(whole, newest) <= 0 && newest !== version;
  };
  for (const name of names.filter(isOver)) await rm(join(into, name), { recursive: true, force: true });
}

/** Earliest first. */
async function versionsIn(into: string): Promise<string[]> {
  const names = await readdir(into).catch(() => []);
  return names.filter((name) => Version.safeParse(name).success).sort(compareVersions);
}
