import type { ReaderStart } from '../reader/protocol';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PracticeRuns } from '../store/practice/runs';
import { Reserve } from '../store/reserve';
import { Store } from '../store/store';
import type { RealSeat } from './real-seat';

export interface PracticeFilesParts {
  /** Beside the real store, and nothing of it. */
  folder: string;
  nativeBinding: string | null;
  real: RealSeat;
  personId: string;
}

/**
 * One person's practice on disk: the exercises' store and the history, encrypted under a random key of their own that
 * the real store keeps. Forgetting the key and the files leaves nothing to read.
 */
export class PracticeFiles {
  private readonly folder: string;
  private history: PracticeRuns | undefined;

  constructor(private readonly parts: PracticeFilesParts) {
    // A person's id may hold anything; a folder's name may not.
    const name = createHash('sha256').update(parts.personId).digest('hex').slice(0, 16);
    this.folder = join(parts.folder, name);
  }

  /** True where this person has practised before. */
  exist(): boolean {
    return this.parts.real.practiceKey(this.parts.personId) !== null && existsSync(this.folder);
  }

  /** The history; made where there is none. Throws a Refusal of the `store_…` family. */
  runs(): PracticeRuns {
    this.history ??= PracticeRuns.open(this.options('runs.db'));
    return this.history;
  }

  /** The exercises' store; made where there is none. Throws a Refusal of the `store_…` family. */
  openStore(): Store {
    // No room is kept for practice: a full disk ends it, and the real seat's reserve is not touched.
    return Store.open(this.options('practice.db'), new Reserve(join(this.folder, 'reserve'), 0));
  }

  /** For a reader of the same store, with a key of its own to wipe. */
  readerStart(): ReaderStart {
    const { file, key, nativeBinding } = this.options('practice.db');
    return { file, key: new Uint8Array(key), nativeBinding };
  }

  private options(name: string) {
    const { nativeBinding } = this.parts;
    const key = this.key();
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    return { file: join(this.folder, name), key, nativeBinding, salt: null };
  }

  private key(): Buffer {
    const { real, personId } = this.parts;
    const known = real.practiceKey(personId);
    if (known !== null) return known;
    // Files whose key is gone can be read by nobody.
    rmSync(this.folder, { recursive: true, force: true });
    const key = randomBytes(32);
    real.setPracticeKey(personId, key);
    return key;
  }

  /** The person's wish: key and files are gone. */
  wipe(): void {
    this.close();
    this.parts.real.setPracticeKey(this.parts.personId, null);
    rmSync(this.folder, { recursive: true, force: true });
  }

  close(): void {
    this.history?.close();
    this.history = undefined;
  }
}
