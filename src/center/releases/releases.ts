import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SignedManifest, UpdateManifest } from '../../shared/updates/manifest';

export const MANIFEST = 'hn12369-seat-update.json';
/** In the center's own folder. */
export const RELEASE_FOLDER = 'release';

export interface Release {
  /** As it lies in the folder. */
  signed: SignedManifest;
  manifest: UpdateManifest;
  etag: string;
}

/** What is handed on of a package: bytes `start` to `end`, both included, out of `size`. */
export interface Stretch {
  start: number;
  end: number;
  size: number;
  stream: () => ReadStream;
}

/**
 * The release that seats may take: a folder as it lies on a stick, looked at anew for each question, so that the next one
 * is there as soon as `center release` has put it in. Whether the province signed it is each seat's to judge.
 */
export interface Releases {
  current(): Promise<Release | null>;
  /** Null: not of the release that is here now. */
  find(version: string, file: string): Promise<{ path: string; size: number } | null>;
}

export function createReleases(folder: string | null): Releases {
  async function current(): Promise<Release | null> {
    if (folder === null) return null;
    const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null);
    return text === null ? null : readRelease(text);
  }
  return {
    current,
    async find(version, file) {
      const release = await current();
      if (folder === null || release?.manifest.version !== version) return null;
      const named = release.manifest.packages.find((each) => each.file === file);
      if (named === undefined) return null;
      const path = join(folder, named.file);
      const facts = await stat(path).catch(() => null);
      return facts === null ? null : { path, size: facts.size };
    },
  };
}

/** Null for what is no list of a release. */
export function readRelease(text: string): Release | null {
  try {
    const signed = SignedManifest.parse(JSON.parse(text));
    const manifest = UpdateManifest.parse(JSON.parse(signed.body));
    const etag = `"${createHash('sha256').update(text).digest('hex')}"`;
    return { signed, manifest, etag };
  } catch {
    return null;
  }
}

/**
 * One stretch as `Range` asks for it (RFC 9110 §14): the whole where it asks for none or in words of more, null where there
 * is nothing of it.
 */
export function stretchOf(
  range: string | undefined,
  { path, size }: { path: string; size: number },
): (Stretch & { isPart: boolean }) | null {
  const asked = /^bytes=(\d{1,12})-(\d{1,12})?$/.exec(range ?? '');
  const start = Number(asked?.[1] ?? 0);
  const end = Math.min(size - 1, asked?.[2] === undefined ? size - 1 : Number(asked[2]));
  if (start > end) return null;
  return { start, end, size, isPart: asked !== null, stream: () => createReadStream(path, { start, end }) };
}
