import { existsSync, openSync, closeSync, fsyncSync, rmSync, writeSync, statSync } from 'node:fs';

export const RESERVE_BYTES = 16 * 1024 * 1024;

/**
 * Room kept for the call in hand: on a full disk even DELETE fails, so this file is given up first (D6).
 * Every method is safe to call on a full disk.
 */
export class Reserve {
  constructor(
    private readonly file: string,
    private readonly bytes: number = RESERVE_BYTES,
  ) {}

  /** True where the room is there, or could be set aside now. Written, not only sized: a sparse file keeps no room. */
  ensure(): boolean {
    if (this.isHeld()) return true;
    try {
      const handle = openSync(this.file, 'w', 0o600);
      try {
        const block = Buffer.alloc(1024 * 1024, 0x5a);
        for (let written = 0; written < this.bytes;) {
          written += writeSync(handle, block, 0, Math.min(block.length, this.bytes - written));
        }
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      return true;
    } catch {
      this.free();
      return false;
    }
  }

  isHeld(): boolean {
    return existsSync(this.file) && statSync(this.file).size >= this.bytes;
  }

  /** Gives the room up; true where there was some to give. */
  free(): boolean {
    const wasThere = existsSync(this.file);
    try {
      rmSync(this.file, { force: true });
    } catch {
      return false;
    }
    return wasThere;
  }
}
