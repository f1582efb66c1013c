// The signed list of a release, for a folder of packages: what `--stage-update` takes from a share or a stick.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const MANIFEST = 'hn12369-seat-update.json';
/** Beside the packages, in plain words: what is new. Shown at the seat before anybody installs it. */
const NOTES = 'notes.txt';
const PLATFORMS = [
  { end: '_amd64.deb', platform: 'linux-x64' },
  { end: '_arm64.deb', platform: 'linux-arm64' },
  { end: 'win-x64.exe', platform: 'win32-x64' },
];

/**
 * Writes the manifest beside the packages. The private key (Ed25519, PEM) is the province's, and stays where it is.
 * @param {{ folder: string, version: string, minimumVersion: string, keyFile: string }} release
 * @returns {{ file: string, publicKey: string, packages: string[] }} `publicKey`: what a policy's updates.releaseKey says
 */
export function writeManifest({ folder, version, minimumVersion, keyFile }) {
  const packages = readdirSync(folder).flatMap((file) => {
    const platform = PLATFORMS.find(({ end }) => file.endsWith(end))?.platform;
    if (platform === undefined) return [];
    const path = join(folder, file);
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    return [{ platform, file, bytes: statSync(path).size, sha256 }];
  });
  if (packages.length === 0) throw new Error(`there is no package in ${folder}`);
  const key = createPrivateKey(readFileSync(keyFile));
  const product = 'hn12369-seat';
  const notes = join(folder, NOTES);
  const body = JSON.stringify({
    schema: 1,
    product,
    version,
    minimumVersion,
    releasedAt: Date.now(),
    packages,
    ...(existsSync(notes) && { notes: readFileSync(notes, 'utf8').trim().slice(0, 2_000) }),
  });
  const signature = sign(null, Buffer.from(body, 'utf8'), key).toString('base64');
  const file = join(folder, MANIFEST);
  writeFileSync(file, `${JSON.stringify({ body, signature }, null, 2)}\n`);
  const publicKey = createPublicKey(key)
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
    .toString('base64');
  return { file, publicKey, packages: packages.map((one) => one.file) };
}
