import { createHash } from 'node:crypto';
import type { AuditChain } from '../audit/chain';
import type { Writer } from '../store/writer';
import { escrowOf, type Recovery } from './key';
import { escrowKeysIn, readKeyFile, writeKeyFile } from './key-file';

export interface EscrowParts {
  /** The seat's key.json. */
  path: string;
  /** The key that opened the store; copied. */
  key: Uint8Array;
  writer: Writer;
  audit: AuditChain;
  now: () => number;
}

/**
 * The copy of the store's key that lies sealed in the key file, kept under the bureau's recovery key in force. Each of the
 * file's two copies is whole at any moment, sealed to the key before or to the new one; the center opens either.
 */
export class Escrow {
  private readonly key: Buffer;
  private readonly mark: string;

  constructor(private readonly parts: EscrowParts) {
    this.key = Buffer.from(parts.key);
    this.mark = markOf(this.key);
  }

  /** The key that the copy is sealed to; null where the file cannot be read. */
  keyId(): string | null {
    const ids = escrowKeysIn(this.parts.path);
    const [id = null] = ids;
    return id;
  }

  /**
   * Seals the store's key to the last of these recovery keys, unless both copies of the file have it so. A key that is not
   * among them is newer than a store that was put back from a backup: that copy stays. Never throws.
   */
  renew(known: readonly Recovery[]): 'as_it_was' | 'renewed' | 'failed' {
    const { path, writer, audit, now } = this.parts;
    try {
      const recovery = known.at(-1);
      if (recovery === undefined) return 'failed';
      const older = known.slice(0, -1).map(({ id }) => id);
      if (!escrowKeysIn(path).some((id) => older.includes(id))) return 'as_it_was';
      const file = readKeyFile(path);
      // A key that was wiped, or changed in memory, is never put in the place of the one that opened the store.
      if (file === undefined || markOf(this.key) !== this.mark) return 'failed';
      const before = file.escrow.keyId;
      // The row is committed only once the file is on the disk.
      writer.write(() => {
        audit.append({
          at: now(),
          actor: 'seat',
          act: 'escrow_renewed',
          subject: recovery.id,
          detail: before,
        });
        writeKeyFile(path, { ...file, escrow: escrowOf(this.key, recovery) });
      });
      return 'renewed';
    } catch {
      return 'failed'; // a full or read-only disk, a file that is damaged: the self-check names it
    }
  }

  stop(): void {
    this.key.fill(0);
  }
}

const markOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex');
