// A step's stamp holds the hash of its inputs: same hash, nothing to do.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, inRuntime } from './paths.mjs';

/** Hash of plain values. */
export function keyOf(...values) {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 32);
}

/** Hash of the contents of files and folders of the clone; what does not exist counts as absent. */
export function keyOfFiles(...paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = at(path);
    if (!existsSync(full)) return;
    let names;
    try {
      names = readdirSync(full, { withFileTypes: true });
    } catch {
      hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
      return;
    }
    names.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of names) add(join(path, entry.name));
  };
  for (const path of paths) add(path);
  return hash.digest('hex').slice(0, 32);
}

const fileOf = (step) => inRuntime('stamps', step);

export function isStamped(step, key) {
  try {
    return readFileSync(fileOf(step), 'utf8') === key;
  } catch {
    return false;
  }
}

export function stamp(step, key) {
  mkdirSync(dirname(fileOf(step)), { recursive: true });
  writeFileSync(fileOf(step), key);
}

export function unstamp(step) {
  rmSync(fileOf(step), { force: true });
}
