import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Brings a file's content to the disk itself. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Brings a folder's names to the disk: a rename counts only then. Windows cannot open a folder for this and needs it not. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
