// The glibc floor of what is shipped: every binary is asked, and none may want more than its target has.
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compareVersions, glibcFloor } from './elf.mjs';

/**
 * The one place that says what a target must have: UOS 20 and Kylin V10 have 2.28. Electron itself wants 2.25;
 * better-sqlite3's prebuilt wants 2.34, so its module is compiled here (`store-module/`).
 */
export const GLIBC_CEILING = { x64: '2.28', arm64: '2.28' };

/** Every binary under `folder` that names a version of the C library. @returns {{ file: string, floor: string }[]} highest first */
export function floorsIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(startsAsElf)
    .flatMap((file) => {
      const floor = glibcFloor(file);
      return floor === null ? [] : [{ file: relative(folder, file), floor }];
    })
    .sort((one, other) => compareVersions(other.floor, one.floor));
}

/** Throws, naming the binaries that want more than the ceiling of `arch`. @returns {string} the floor of all together */
export function assertFloor(floors, arch) {
  const ceiling = GLIBC_CEILING[arch];
  const over = floors.filter(({ floor }) => compareVersions(floor, ceiling) > 0);
  if (over.length > 0) {
    const named = over.map(({ file, floor }) => `${file} (${floor})`).join(', ');
    throw new Error(`these want a newer C library than ${arch} may have (glibc ${ceiling}): ${named}`);
  }
  return floors[0]?.floor ?? '0';
}

function startsAsElf(file) {
  const head = Buffer.alloc(4);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  return head.toString('latin1') === '\x7fELF';
}
