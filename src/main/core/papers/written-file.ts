import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '../refusal';

/**
 * Writes a file whole or not at all: under `….part`, synced, and only then under its name. Throws `paper_not_written` for
 * what a disk or a share does (full, gone, read-only, open in another program).
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    const handle = await open(unfinished, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined); // the disk is gone, and the file with it
    throw new Refusal('paper_not_written', undefined, error);
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder cannot be synced there
  const handle = await open(folder, 'r').catch(() => null);
  // Some file systems refuse it; the file itself is synced.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** The bytes of a file a person chose. Throws `paper_refused` for one over `maxBytes` or that cannot be read. */
export async function readChosen(path: string, maxBytes: number): Promise<Uint8Array> {
  let handle;
  try {
    handle = await open(path, 'r');
    const { size } = await handle.stat();
    if (size > maxBytes) throw new Refusal('paper_refused', { reason: 'too_large' });
    return await handle.readFile();
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('paper_refused', { reason: 'unreadable' }, error);
  } finally {
    await handle?.close();
  }
}
