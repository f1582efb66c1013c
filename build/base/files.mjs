// Folders that appear whole or not at all, and copies that cost no disk.
import { copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readlinkSync } from 'node:fs';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Lets `fill(folder)` fill a new folder and puts it at `target` only when that succeeded. */
export async function fillWhole(target, fill) {
  const part = `${target}.part-${process.pid}`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  try {
    await fill(part);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(dirname(target), { recursive: true });
    renameSync(part, target);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

/** Copies a tree by hard links, or by content where source and target lie on different disks. */
export function linkTree(source, target) {
  const stat = lstatSync(source);
  if (stat.isDirectory()) {
    mkdirSync(target, { recursive: true });
    for (const name of readdirSync(source)) linkTree(join(source, name), join(target, name));
  } else if (stat.isSymbolicLink()) {
    symlinkSync(readlinkSync(source), target);
  } else {
    try {
      linkSync(source, target);
    } catch {
      copyFileSync(source, target);
    }
  }
}

/** Copies one file through a neighbour, so that a cut copy is never taken for the whole one. */
export function copyWhole(source, target) {
  mkdirSync(dirname(target), { recursive: true });
  const part = `${target}.part-${process.pid}`;
  copyFileSync(source, part);
  if (existsSync(target)) rmSync(target);
  renameSync(part, target);
}
