import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreState } from '../../../shared/ipc/contract';
import type { Failure } from '../../../shared/ipc/errors';
import { backupFolderIn, readBook } from '../backup/book';
import type { CoreConfig, KeyStore } from '../ports';
import { Refusal } from '../refusal';
import type { ReaderStart } from '../reader/protocol';
import {
  forgetBeforeMigration,
  keepBeforeMigration,
  putBackBeforeMigration,
  versionIn,
} from '../store/rollback/before-migration';
import { STORE_VERSION } from '../store/migrate';
import { saltOf } from '../store/open';
import { Reserve, RESERVE_BYTES } from '../store/reserve';
import { storeRefusal } from '../store/sqlite-failure';
import { Store } from '../store/store';
import type { Story } from '../updates/story';
import {
  escrowOf,
  isReal,
  keepInKeyStore,
  keepUnderPassphrase,
  newStoreKey,
  refuseWeak,
  takeFromKeyStore,
  takeWithPassphrase,
  type Recovery,
} from './key';
import { readKeyFile, writeKeyFile, type KeyFile } from './key-file';
import { PassphraseTries } from './passphrase-tries';
import { sealingReady } from './sealing';

export interface KeeperParts {
  config: Pick<CoreConfig, 'dataFolder' | 'passphrase' | 'nativeBinding'>;
  keyStore: KeyStore;
  /** Ms that nobody can set. */
  monotonic: () => number;
  /** The bureau's recovery key, from the enrolment at hand. Throws where there is none: then no store is made. */
  recovery: () => Recovery;
  /** `access`: how a reader opens the same store; its key is a copy that the taker wipes. */
  onOpen: (store: Store, access: ReaderStart) => void;
  /** The disk failed under a write: this process' connection is no longer to be trusted. */
  onIoError?: () => void;
  /** Hears what becomes of the store at a program's first start. */
  story?: Pick<Story, 'opened' | 'failed'>;
  reserveBytes?: number;
}

/**
 * Brings key and store together: makes them, opens them, says what is wrong with them. Never answers a broken key or
 * file with a new one, and never deletes either (reliability §0.7).
 */
export class Keeper {
  private current: StoreState = { kind: 'needs_passphrase' };
  private store: Store | undefined;
  private readonly keyPath: string;
  private readonly storePath: string;
  private readonly reserve: Reserve;
  private readonly tries: PassphraseTries;
  private unlocking: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: KeeperParts) {
    const { dataFolder } = parts.config;
    this.keyPath = join(dataFolder, 'key.json');
    this.storePath = join(dataFolder, 'seat.db');
    this.tries = new PassphraseTries(join(dataFolder, 'passphrase-tries.json'), parts.monotonic);
    this.reserve = new Reserve(join(dataFolder, 'reserve'), parts.reserveBytes ?? RESERVE_BYTES);
  }

  state(): StoreState {
    const { current, store } = this;
    if (current.kind === 'failed' && current.error.code === 'store_corrupt') return this.withBackup(current);
    if (current.kind !== 'open' || store === undefined) return current;
    return { ...current, degraded: store.isCramped ? { code: 'store_full' } : null };
  }

  /** A damaged store is told together with the backup that could take its place. */
  private withBackup(failed: Extract<StoreState, { kind: 'failed' }>): StoreState {
    const [newest] = readBook(backupFolderIn(this.parts.config))?.kept ?? [];
    return newest === undefined ? failed : { ...failed, backup: { at: newest.at, calls: newest.calls } };
  }

  /** At start: opens what can be opened without a person. Never throws; the outcome is `state()`. */
  async open(): Promise<void> {
    try {
      mkdirSync(this.parts.config.dataFolder, { recursive: true, mode: 0o700 });
      await sealingReady;
      const keyFile = readKeyFile(this.keyPath);
      if (keyFile === undefined) await this.begin();
      else await this.openWith(keyFile);
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    const failure = failureOf(error);
    this.current = { kind: 'failed', error: failure };
    this.parts.story?.failed(failure.code);
  }

  private async begin(): Promise<void> {
    const { config, keyStore, recovery } = this.parts;
    // A store without its key file: somebody took the key away. A new key would bury the queue.
    if (existsSync(this.storePath)) throw new Refusal('key_store_changed', { reason: 'key_file_missing' });
    recovery();
    const described = await keyStore.describe();
    if (isReal(described)) {
      const key = newStoreKey();
      await this.make(key, await keepInKeyStore(key, keyStore, described.backend));
    } else if (config.passphrase !== null) {
      const key = newStoreKey();
      await this.make(key, await keepUnderPassphrase(key, config.passphrase));
    } else {
      this.current = { kind: 'needs_new_passphrase' };
    }
  }

  private async openWith(keyFile: KeyFile): Promise<void> {
    const { kept } = keyFile;
    const { passphrase } = this.parts.config;
    if (kept.by === 'os_key_store') {
      this.openStore(await takeFromKeyStore(kept, this.parts.keyStore), keyFile);
    } else if (passphrase !== null) {
      this.openStore(await takeWithPassphrase(kept, passphrase), keyFile);
    } else {
      this.current = { kind: 'needs_passphrase' };
    }
  }

  /** Makes key and store under a new passphrase. Throws `weak_passphrase`, `not_allowed` where there is a key already. */
  async create(passphrase: string): Promise<StoreState> {
    if (this.current.kind !== 'needs_new_passphrase') throw new Refusal('not_allowed');
    refuseWeak(passphrase);
    const key = newStoreKey();
    await this.make(key, await keepUnderPassphrase(key, passphrase));
    return this.state();
  }

  /** Throws `wrong_passphrase`, `too_many_tries`; a store that then cannot be opened is told in the state. */
  async unlock(passphrase: string): Promise<StoreState> {
    if (this.current.kind === 'open') return this.state();
    const keyFile = readKeyFile(this.keyPath);
    if (keyFile === undefined || keyFile.kept.by !== 'passphrase') throw new Refusal('not_allowed');
    const { kept } = keyFile;
    // One try at a time, so that parallel ones cannot slip by the count.
    const attempt = this.unlocking.then(async () => {
      this.tries.begin();
      const key = await takeWithPassphrase(kept, passphrase);
      this.tries.clear();
      return key;
    });
    this.unlocking = attempt.catch(() => undefined);
    const key = await attempt;
    if (this.state().kind === 'open') return this.state();
    try {
      this.openStore(key, keyFile);
    } catch (error) {
      this.fail(error);
    }
    return this.state();
  }

  /** The key is on disk, wrapped and in escrow, before the store's first byte is written (D16). */
  private async make(key: Buffer, kept: KeyFile['kept']): Promise<void> {
    if (readKeyFile(this.keyPath) !== undefined) throw new Refusal('not_allowed');
    const escrow = escrowOf(key, this.parts.recovery());
    const keyFile: KeyFile = { schema: 1, kept, escrow, storeSalt: null };
    writeKeyFile(this.keyPath, keyFile);
    this.openStore(key, keyFile);
  }

  private openStore(key: Buffer, keyFile: KeyFile): void {
    const { nativeBinding } = this.parts.config;
    const options = { file: this.storePath, key, nativeBinding, salt: keyFile.storeSalt };
    const isPutBack = putBackBeforeMigration(options) === 'put_back';
    const found = versionIn(options);
    const wayBack = keepBeforeMigration(options) === 'kept';
    const store = openOnFullDisk(() => Store.open(options, this.reserve, this.parts.onIoError), this.reserve);
    const access: ReaderStart = { file: this.storePath, key: new Uint8Array(key), nativeBinding };
    key.fill(0);
    // Noted once it is made, and anew for a backup that was put in its place.
    const storeSalt = saltOf(this.storePath);
    if (keyFile.storeSalt !== storeSalt) writeKeyFile(this.keyPath, { ...keyFile, storeSalt });
    this.parts.story?.opened({ found, now: STORE_VERSION, wayBack, isPutBack });
    this.store = store;
    this.current = { kind: 'open', keyKeptBy: keyFile.kept.by, degraded: null };
    this.parts.onOpen(store, access);
  }

  /** Sets the reserve aside again where it was given up or never there; true where the store's state changed by it. */
  keepReserve(): boolean {
    if (this.store === undefined) return false;
    const before = this.store.isCramped;
    this.store.isCramped = !this.reserve.ensure();
    return before !== this.store.isCramped;
  }

  /** Somebody is at work with this program: no copy of before its migration is kept any longer. */
  startedWell(): void {
    forgetBeforeMigration(this.storePath);
  }

  close(): void {
    this.store?.close();
  }
}

/** A disk that is full at start: the reserve makes the room to open. */
function openOnFullDisk(open: () => Store, reserve: Reserve): Store {
  try {
    return open();
  } catch (error) {
    if (storeRefusal(error)?.failure.code !== 'store_full' || !reserve.free()) throw error;
    const store = open();
    store.isCramped = true;
    return store;
  }
}

const NO_ROOM = ['ENOSPC', 'EDQUOT'];
const NO_RIGHT = ['EROFS', 'EACCES', 'EPERM'];

/** Files beside the store (key, folder) fail in the system's words. */
export function failureOf(error: unknown): Failure {
  const refusal = storeRefusal(error);
  if (refusal) return refusal.failure;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (NO_ROOM.includes(code)) return { code: 'store_full' };
  if (NO_RIGHT.includes(code)) return { code: 'store_read_only' };
  return { code: 'store_failed', params: { reason: /^[A-Z_]{1,40}$/.test(code) ? code : 'unknown' } };
}
