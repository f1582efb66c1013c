import { open, readFile, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST, MAX_MANIFEST_BYTES } from './believed';
import type { ReleaseSource } from './source';

const PIECE_BYTES = 1_000_000;

/** A folder on a share or a stick. Asked without ever blocking: a share that does not answer must not hold up a call. */
export function folderSource(folder: string): ReleaseSource {
  let opened: { file: string; handle: FileHandle } | undefined;

  async function handleOf(file: string): Promise<FileHandle> {
    if (opened?.file === file) return opened.handle;
    await opened?.handle.close();
    opened = undefined;
    const handle = await open(join(folder, file), 'r');
    opened = { file, handle };
    return handle;
  }

  return {
    from: 'folder',
    async manifest() {
      try {
        if ((await stat(join(folder, MANIFEST))).size > MAX_MANIFEST_BYTES) return { why: 'malformed' };
        return { text: await readFile(join(folder, MANIFEST), 'utf8') };
      } catch {
        return { why: 'no_manifest' };
      }
    },
    async piece({ file, offset, left }) {
      try {
        const handle = await handleOf(file);
        const bytes = Buffer.alloc(Math.min(PIECE_BYTES, left));
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
        return bytesRead === 0 ? { why: 'package_differs' } : { bytes: bytes.subarray(0, bytesRead) };
      } catch {
        return { why: 'package_missing' };
      }
    },
    close: async () => {
      await opened?.handle.close().catch(() => undefined); // a stick that was pulled out
    },
  };
}
