import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { MANIFEST, readRelease, RELEASE_FOLDER } from './releases';

/**
 * Puts a signed release, as it lies in `from`, where seats are given it: whole, every package held to the list, and then by
 * one rename, so that a center that runs beside never shows half of one. Throws with a sentence for the operator.
 */
export async function publishRelease(from: string, centerFolder: string): Promise<string> {
  const text = await readFile(join(from, MANIFEST), 'utf8').catch(() => {
    throw new Error(`There is no ${MANIFEST} in ${from}. It is made by: npm run sign-release`);
  });
  const release = readRelease(text);
  if (release === null) throw new Error(`${MANIFEST} is not whole.`);
  const { version, packages } = release.manifest;
  const target = join(centerFolder, RELEASE_FOLDER);
  const [part, before] = [`${target}.part`, `${target}.before`];
  for (const each of [part, before]) await rm(each, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  try {
    for (const { file, bytes, sha256 } of packages) {
      const copy = join(part, file);
      await copyFile(join(from, file), copy).catch(() => {
        throw new Error(`${file} is not in ${from}.`);
      });
      const hash = createHash('sha256');
      await pipeline(createReadStream(copy), hash);
      if ((await stat(copy)).size !== bytes || hash.digest('hex') !== sha256)
        throw new Error(`${file} is not what the list says: changed, or not copied to its end.`);
    }
    await copyFile(join(from, MANIFEST), join(part, MANIFEST));
    await rename(target, before).catch(() => undefined); // the first one
    await rename(part, target);
  } finally {
    for (const each of [part, before]) await rm(each, { recursive: true, force: true });
  }
  return JSON.stringify({ release: version, packages: packages.map(({ file }) => file) });
}
