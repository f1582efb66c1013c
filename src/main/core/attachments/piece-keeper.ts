import { createHash } from 'node:crypto';
import { Refusal } from '../refusal';
import type { PieceRepository } from '../store/repositories/attachments/pieces';
import type { SpareWriter } from '../store/writer';

/** One transaction each: what a keystroke may have to wait for. */
const STORED_BYTES = 128_000;

const yielded = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Lower-case hex SHA-256, made with others in between: a whole file at once would hold them up. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += STORED_BYTES) {
    hash.update(bytes.subarray(at, at + STORED_BYTES));
    await yielded();
  }
  return hash.digest('hex');
}

/** Puts a file's bytes into the store and takes away what a crash left, always so that others come in between. */
export class PieceKeeper {
  /** Being written just now: their pieces belong to nothing yet. */
  private readonly keeping = new Set<string>();
  private isSweeping = false;

  constructor(
    private readonly pieces: PieceRepository,
    private readonly writer: SpareWriter,
  ) {}

  /**
   * Piece by piece, and last `count`, whose row makes them count, so that a crash leaves none of it or all. Answers
   * `disk_full` for a full disk: the call in hand goes on without the file.
   */
  async keep<T>(id: string, bytes: Uint8Array, count: () => T): Promise<T | 'disk_full'> {
    this.keeping.add(id);
    try {
      for (let place = 0; place * STORED_BYTES < bytes.length; place += 1) {
        const piece = bytes.subarray(place * STORED_BYTES, (place + 1) * STORED_BYTES);
        this.writer.writeSpare(() => this.pieces.add(id, place, piece));
        await yielded(); // others first: a keystroke waits for one piece at most
      }
      return this.writer.writeSpare(count);
    } catch (error) {
      if (!(error instanceof Refusal) || error.failure.code !== 'store_full') throw error;
      return 'disk_full';
    } finally {
      this.keeping.delete(id);
      void this.sweep();
    }
  }

  /** All of a kept file, read with others in between. */
  async whole(id: string, size: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(size);
    for (let offset = 0; offset < size;) {
      const read = this.pieces.read(id, offset, STORED_BYTES);
      if (read.length === 0) throw new Refusal('store_corrupt');
      bytes.set(read, offset);
      offset += read.length;
      await yielded();
    }
    return bytes;
  }

  /** Removes pieces that belong to nothing: a crash's, a full disk's, those taken back. A few at a time. */
  async sweep(): Promise<void> {
    if (this.isSweeping) return;
    this.isSweeping = true;
    try {
      for (const id of this.pieces.findOrphans()) {
        if (this.keeping.has(id)) continue;
        while (this.writer.writeSpare(() => this.pieces.dropOne(id))) await yielded();
      }
    } catch {
      // A full disk lets nothing be deleted: again at the next start.
    } finally {
      this.isSweeping = false;
    }
  }
}
