import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { aFolder } from '../store';

export interface SmallDisk {
  folder: string;
  /** Takes all room that is left. */
  fill(): void;
  /** Gives it back. */
  empty(): void;
  /** Mounts it read-only; nothing may be open for writing. */
  makeReadOnly(): void;
}

/** A disk of its own in memory. Undefined, with why, where this machine does not let us mount one. */
export function aSmallDisk(megabytes: number): SmallDisk | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'needs root on Linux to mount a small disk';
  const folder = join(aFolder(), 'disk');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    return 'mounting is not allowed here';
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder], { stdio: 'pipe' });
  });
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => fillUp(filler),
    empty: () => rmSync(filler, { force: true }),
    makeReadOnly: () => execFileSync('mount', ['-o', 'remount,ro', folder], { stdio: 'pipe' }),
  };
}

function fillUp(file: string): void {
  const handle = openSync(file, 'a');
  try {
    for (const size of [65_536, 4096]) {
      try {
        for (;;) writeSync(handle, Buffer.alloc(size));
      } catch {
        continue; // full for pieces of this size
      }
    }
  } finally {
    closeSync(handle);
  }
}
