import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  packageFor,
  SignedManifest,
  UpdateManifest,
  type UpdatePackage,
  type UpdateProblem,
} from '../../../shared/updates/manifest';
import { createSignatureCheck } from '../sync/center/receipt-check';

export const MANIFEST = 'hn12369-seat-update.json';
const KEY_ID = 'release';
const MAX_MANIFEST_BYTES = 200_000;

export interface StagingParts {
  /** Where the update lies: a share, a stick. */
  folder: string;
  /** Ed25519, raw, base64. */
  releaseKey: string;
  /** This PC's own folder for what was taken. */
  into: string;
  version: string;
  platform: string;
}

export type Staged = { ok: true; version: string; file: string } | { ok: false; why: UpdateProblem };

/**
 * Takes the update out of `folder`: signature first, then version, then every byte of the package, copied before it is
 * hashed, so that what was checked is what is installed. Whole or not at all; never rejects for what it finds.
 */
export async function stageUpdate({ folder, releaseKey, into, ...here }: StagingParts): Promise<Staged> {
  const manifest = readManifest(folder, releaseKey);
  if (typeof manifest === 'string') return { ok: false, why: manifest };
  const chosen = packageFor(manifest, here);
  if (typeof chosen === 'string') return { ok: false, why: chosen };
  const from = join(folder, chosen.file);
  if (!existsSync(from)) return { ok: false, why: 'package_missing' };
  const target = join(into, manifest.version);
  const part = join(into, `${manifest.version}.part`);
  try {
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { recursive: true, mode: 0o700 });
    const copy = join(part, chosen.file);
    copyFileSync(from, copy);
    if (!(await isTheOne(copy, chosen))) return { ok: false, why: 'package_differs' };
    rmSync(target, { recursive: true, force: true });
    renameSync(part, target);
    return { ok: true, version: manifest.version, file: join(target, chosen.file) };
  } catch {
    return { ok: false, why: 'no_room' };
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

function readManifest(folder: string, releaseKey: string): UpdateManifest | UpdateProblem {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) return 'no_manifest';
  if (statSync(file).size > MAX_MANIFEST_BYTES) return 'malformed';
  const signed = SignedManifest.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!signed.success) return 'malformed';
  const isSigned = createSignatureCheck([{ id: KEY_ID, publicKey: releaseKey }]);
  if (!isSigned(signed.data.body, KEY_ID, signed.data.signature)) return 'bad_signature';
  const manifest = UpdateManifest.safeParse(parseJson(signed.data.body));
  return manifest.success ? manifest.data : 'malformed';
}

async function isTheOne(file: string, { bytes, sha256 }: UpdatePackage): Promise<boolean> {
  if (statSync(file).size !== bytes) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex') === sha256;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
