import { mkdir, open, rename, rm, stat, statfs, writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  packageFor,
  type UpdateManifest,
  type UpdatePackage,
  type UpdateProblem,
} from '../../../shared/updates/manifest';
import { SPARE_BYTES } from '../backup/backups';
import { syncFolder, writeWhole } from '../disk/write-whole';
import { believed, MANIFEST } from './believed';
import type { ReleaseSource } from './source';
import {
  isTheOne,
  NOTE,
  stagedHere,
  sweepStaged,
  type Here,
  type StagedFile,
  type StagedNote,
} from './staged';

export interface StagingParts {
  source: ReleaseSource;
  /** This PC's own folder for what was taken. */
  into: string;
  here: Here;
  now: () => number;
  signal: AbortSignal;
  /** Asked before each piece: why to stop here, what is here already being kept; null: go on. */
  waitsFor?: () => Promise<UpdateProblem | null>;
  onProgress?: (progress: { version: string; bytes: number; of: number }) => void;
  /** Room that an update leaves to calls. */
  spareBytes?: number;
}

export type Staged = { ok: true; staged: StagedFile } | { ok: false; why: UpdateProblem };

/** What is here already is gone on with the next time. */
const GOES_ON: readonly UpdateProblem[] = ['open_call', 'line'];

interface Part {
  folder: string;
  text: string;
  manifest: UpdateManifest;
  chosen: UpdatePackage;
}

/**
 * Takes an update from wherever it lies: signature first, then version and room, then piece by piece into a folder of its
 * own, then every byte by its hash, so that what was checked is what is installed. Offered whole or not at all: the folder
 * gets its name once all in it is on the disk. Never rejects for what it finds.
 */
export async function stageUpdate(parts: StagingParts): Promise<Staged> {
  const { source, into, here, signal } = parts;
  let begun: Part | undefined;
  try {
    const asked = await source.manifest(signal);
    if ('why' in asked) return { ok: false, why: asked.why };
    const manifest = believed(asked.text, here.releaseKey);
    if (typeof manifest === 'string') return { ok: false, why: manifest };
    const chosen = packageFor(manifest, here);
    if (typeof chosen === 'string') return { ok: false, why: chosen };
    const known = await stagedHere(into, here);
    if (known?.manifest.version === manifest.version && known.sha256 === chosen.sha256)
      return { ok: true, staged: known };
    const part = { folder: join(into, `${manifest.version}.part`), text: asked.text, manifest, chosen };
    begun = part;
    const why = await bring(parts, part);
    if (why !== null) {
      if (!GOES_ON.includes(why)) await remove(part);
      return { ok: false, why };
    }
    await publish(parts, part);
    const staged = await stagedHere(into, here);
    return staged === null ? { ok: false, why: 'package_differs' } : { ok: true, staged };
  } catch {
    // Of the disk alone: sources tell what they find. What is here of it makes room for calls again.
    if (begun !== undefined) await remove(begun).catch(() => undefined);
    return { ok: false, why: 'no_room' };
  } finally {
    await source.close();
  }
}

const remove = ({ folder }: Part): Promise<void> => rm(folder, { recursive: true, force: true });

/** Null once the whole package lies in the part's folder and is the one that was signed. */
async function bring(parts: StagingParts, part: Part): Promise<UpdateProblem | null> {
  const { chosen } = part;
  const file = join(part.folder, chosen.file);
  let begun = await beginning(part);
  for (;;) {
    if (!(await hasRoom(parts, chosen.bytes - begun))) return 'no_room';
    const why = await copy(parts, part, begun);
    if (why !== null) return why;
    if (await isTheOne(file, chosen)) return null;
    // What an earlier try left may have been torn by a power cut: once more, from the first byte.
    if (begun === 0) return 'package_differs';
    await rm(file, { force: true });
    begun = 0;
  }
}

/** How much of it is here from an earlier try: of the same manifest, or nothing. */
async function beginning({ folder, text, chosen }: Part): Promise<number> {
  const kept = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null);
  if (kept !== text) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, MANIFEST), text);
  }
  const size = await stat(join(folder, chosen.file)).then(
    (facts) => facts.size,
    () => 0,
  );
  return size <= chosen.bytes ? size : 0;
}

async function hasRoom(
  { into, spareBytes = SPARE_BYTES }: Pick<StagingParts, 'into' | 'spareBytes'>,
  bytes: number,
): Promise<boolean> {
  const { bavail, bsize } = await statfs(into);
  return bavail * bsize >= bytes + spareBytes;
}

async function copy(
  { source, signal, onProgress, waitsFor }: StagingParts,
  { folder, manifest, chosen }: Part,
  begun: number,
): Promise<UpdateProblem | null> {
  const { version } = manifest;
  const { file, bytes: of } = chosen;
  const handle = await open(join(folder, file), begun === 0 ? 'w' : 'r+', 0o600);
  try {
    for (let offset = begun; offset < of;) {
      onProgress?.({ version, bytes: offset, of });
      const why = signal.aborted ? 'line' : ((await waitsFor?.()) ?? null);
      if (why !== null) return why;
      const got = await source.piece({ version, file, offset, left: of - offset }, signal);
      if ('why' in got) return got.why;
      if (got.bytes.length === 0 || got.bytes.length > of - offset) return 'package_differs';
      await handle.write(got.bytes, 0, got.bytes.length, offset);
      offset += got.bytes.length;
    }
    await handle.sync();
    onProgress?.({ version, bytes: of, of });
    return null;
  } finally {
    await handle.close();
  }
}

async function publish(
  { into, here, now, source }: StagingParts,
  { folder, text, manifest }: Part,
): Promise<void> {
  const note: StagedNote = { schema: 1, checkedAt: now(), from: source.from };
  writeWhole(join(folder, MANIFEST), text);
  writeWhole(join(folder, NOTE), JSON.stringify(note));
  const target = join(into, manifest.version);
  await rm(target, { recursive: true, force: true });
  await rename(folder, target);
  syncFolder(into);
  await sweepStaged(into, here.version);
}
