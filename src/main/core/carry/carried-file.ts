import { createHash } from 'node:crypto';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MAX_CARRIED_BYTES } from '../../../shared/carry/container';
import { Refusal } from '../refusal';

const READ_BYTES = 1 << 20;

/** A file in the making: its name is taken only once every byte is on the disk and was read back. */
export interface CarriedFile {
  write(bytes: Uint8Array): Promise<void>;
  /** SHA-256 in hex of what was written so far. */
  sha256(): string;
  /** Syncs, reads back, compares; then gives it its name. */
  finish(): Promise<void>;
  /** Lets go of it; nothing stays under either name. */
  discard(): Promise<void>;
}

/**
 * Begins a file under `${path}.part`; what an interrupted one left there is written over. Throws `carry_failed` for what a
 * stick does (full, gone, read-only).
 */
export async function beginCarriedFile(path: string): Promise<CarriedFile> {
  const unfinished = `${path}.part`;
  const handle = await failing(open(unfinished, 'w', 0o600));
  const hash = createHash('sha256');
  let size = 0;
  return {
    write: async (bytes) => {
      hash.update(bytes);
      size += bytes.length;
      await failing(handle.writeFile(bytes));
    },
    sha256: () => hash.copy().digest('hex'),
    finish: async () => {
      await failing(handle.sync());
      await failing(handle.close());
      await refuseDifferent(unfinished, size, hash.copy().digest('hex'));
      await failing(rename(unfinished, path));
      await syncFolder(path);
      if ((await failing(stat(path))).size !== size) throw new Refusal('carry_failed');
    },
    discard: async () => {
      await handle.close().catch(() => undefined); // closed already
      await rm(unfinished, { force: true }).catch(() => undefined); // the stick is gone, and the file with it
    },
  };
}

/** A stick may take bytes and keep others: what was written is read once more, from the file. */
async function refuseDifferent(file: string, size: number, sha256: string): Promise<void> {
  const handle = await failing(open(file, 'r'));
  try {
    const hash = createHash('sha256');
    const piece = Buffer.alloc(READ_BYTES);
    let read = 0;
    for (;;) {
      const { bytesRead } = await failing(handle.read(piece, 0, READ_BYTES, read));
      if (bytesRead === 0) break;
      hash.update(piece.subarray(0, bytesRead));
      read += bytesRead;
    }
    if (read !== size || hash.digest('hex') !== sha256) throw new Refusal('carry_failed');
  } finally {
    await handle.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder cannot be synced there
  const folder = await open(dirname(path), 'r').catch(() => null);
  // Some sticks' file systems refuse it; the file itself is synced.
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** The bytes of an answer. Throws `carry_refused` for one that is too large, `carry_failed` where it cannot be read. */
export async function readCarriedFile(path: string): Promise<Uint8Array> {
  const handle: FileHandle = await failing(open(path, 'r'));
  try {
    const { size } = await failing(handle.stat());
    if (size > MAX_CARRIED_BYTES.in) throw new Refusal('carry_refused', { reason: 'too_large' });
    return await failing(handle.readFile());
  } finally {
    await handle.close();
  }
}

async function failing<T>(doing: Promise<T>): Promise<T> {
  try {
    return await doing;
  } catch (error) {
    throw new Refusal('carry_failed', undefined, error);
  }
}
