import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { MIN_PASSPHRASE, passphraseRules } from '../../../shared/session/passphrase';
import { Refusal } from '../refusal';
import type { KeyStore } from '../ports';
import type { KeyFile } from './key-file';
import { sealTo } from './sealing';

const KDF = { name: 'argon2id', memoryKiB: 65_536, passes: 3, lanes: 1 } as const;

type Kept = KeyFile['kept'];
type PassphraseKept = Extract<Kept, { by: 'passphrase' }>;

export interface Recovery {
  id: string;
  /** X25519, raw, base64. */
  publicKey: string;
}

export function newStoreKey(): Buffer {
  return randomBytes(32);
}

/** A real key store: one that keeps a secret. Linux without a keyring calls itself `basic_text`: no secret at all. */
export function isReal(store: { isAvailable: boolean; backend: string }): boolean {
  return store.isAvailable && !['', 'basic_text', 'unknown'].includes(store.backend);
}

export async function keepInKeyStore(key: Buffer, keyStore: KeyStore, backend: string): Promise<Kept> {
  return { by: 'os_key_store', backend, wrapped: await keyStore.wrap(key.toString('base64')) };
}

/** Throws `key_store_changed` where the key store is another or no longer opens it: a person has to act. */
export async function takeFromKeyStore(
  kept: Extract<Kept, { by: 'os_key_store' }>,
  keyStore: KeyStore,
): Promise<Buffer> {
  const { isAvailable, backend } = await keyStore.describe();
  if (!isAvailable || backend !== kept.backend) {
    throw new Refusal('key_store_changed', { was: kept.backend, now: isAvailable ? backend : 'none' });
  }
  const key = await keyStore.unwrap(kept.wrapped).then(
    (value) => Buffer.from(value, 'base64'),
    () => Buffer.alloc(0),
  );
  if (key.length !== 32) throw new Refusal('key_store_changed', { was: kept.backend, now: backend });
  return key;
}

/** Wraps the key under a passphrase (argon2id 64 MiB, 3 passes; AES-256-GCM over key and parameters). About 0.3 s. */
export async function keepUnderPassphrase(key: Buffer, passphrase: string): Promise<PassphraseKept> {
  const kdf = { ...KDF, salt: randomBytes(16).toString('base64') };
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await stretch(passphrase, kdf), nonce);
  cipher.setAAD(Buffer.from(JSON.stringify(kdf)));
  const box = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { by: 'passphrase', kdf, nonce: nonce.toString('base64'), box: box.toString('base64') };
}

/** Throws `wrong_passphrase`. */
export async function takeWithPassphrase(kept: PassphraseKept, passphrase: string): Promise<Buffer> {
  const box = Buffer.from(kept.box, 'base64');
  const wrapping = await stretch(passphrase, kept.kdf);
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(kept.nonce, 'base64'));
    decipher.setAAD(Buffer.from(JSON.stringify(kept.kdf)));
    decipher.setAuthTag(box.subarray(-16));
    return Buffer.concat([decipher.update(box.subarray(0, -16)), decipher.final()]);
  } catch (error) {
    throw new Refusal('wrong_passphrase', undefined, error);
  }
}

/** As it is kept; null where a passphrase is needed and none is at hand. Throws as the two above. */
export async function takeKept(
  kept: Kept,
  passphrase: string | null,
  keyStore: KeyStore,
): Promise<Buffer | null> {
  if (kept.by === 'os_key_store') return takeFromKeyStore(kept, keyStore);
  return passphrase === null ? null : takeWithPassphrase(kept, passphrase);
}

async function stretch(passphrase: string, kdf: PassphraseKept['kdf']): Promise<Uint8Array> {
  const { argon2id } = await import('hash-wasm');
  return argon2id({
    password: passphrase.normalize('NFKC'),
    salt: Buffer.from(kdf.salt, 'base64'),
    memorySize: kdf.memoryKiB,
    iterations: kdf.passes,
    parallelism: kdf.lanes,
    hashLength: 32,
    outputType: 'binary',
  });
}

/** Throws `weak_passphrase` for one that breaks a rule the window has shown. */
export function refuseWeak(passphrase: string): void {
  const isStrong = Object.values(passphraseRules(passphrase)).every(Boolean);
  if (!isStrong) throw new Refusal('weak_passphrase', { min: MIN_PASSPHRASE });
}

export function escrowOf(key: Buffer, recovery: Recovery): KeyFile['escrow'] {
  return { keyId: recovery.id, box: sealTo(recovery.publicKey, key).toString('base64') };
}
