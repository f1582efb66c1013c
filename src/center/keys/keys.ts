import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  createHash,
} from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const Raw32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** The center's secrets, raw 32 bytes in base64. */
const KeyFile = z.strictObject({
  schema: z.literal(1),
  /** Ed25519: receipts, bundles, enrolments. */
  signing: Raw32,
  /** X25519: reporters' identities. */
  sealing: Raw32,
  /** X25519: escrow of the seats' store keys. In a real center it is kept offline, apart from this one. */
  recovery: Raw32,
  /** Seats' tokens are derived from it, so that a lost enrolment file can be made again. */
  enrolment: Raw32,
});
type KeyFile = z.infer<typeof KeyFile>;

export interface PublicKey {
  id: string;
  /** Raw 32 bytes, base64. */
  publicKey: string;
}

/** A pair of raw X25519 keys, as libsodium takes them. */
export interface BoxPair extends PublicKey {
  privateKey: string;
}

export interface CenterKeys {
  signing: PublicKey;
  sealing: BoxPair;
  recovery: BoxPair;
  enrolmentSecret: Buffer;
  /** Ed25519 over the UTF-8 bytes, base64. */
  sign(text: string): string;
  /** True where they were made just now. */
  areNew: boolean;
}

// DER heads of PKCS #8 private keys (RFC 8410); the raw 32 bytes follow.
const PKCS8 = {
  ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  x25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
};

/**
 * The center's keys from `folder`/center-keys.json (0600), made on the first start; null keeps them in memory. Never
 * made anew over a file that cannot be read: what was sealed to the old keys would be lost.
 */
export async function loadKeys(folder: string | null): Promise<CenterKeys> {
  if (folder === null) return keysOf(makeKeys(), true);
  const file = join(folder, 'center-keys.json');
  if (!existsSync(file)) {
    const made = makeKeys();
    await writeDurably(file, JSON.stringify(made));
    return keysOf(made, true);
  }
  const parsed = KeyFile.safeParse(parseJson(await readFile(file, 'utf8')));
  if (!parsed.success) {
    throw new Error(
      `The center's key file ${file} is damaged. Put it back from its backup; nothing was changed.`,
    );
  }
  return keysOf(parsed.data, false);
}

function makeKeys(): KeyFile {
  return {
    schema: 1,
    signing: rawPrivate('ed25519'),
    sealing: rawPrivate('x25519'),
    recovery: rawPrivate('x25519'),
    enrolment: randomBytes(32).toString('base64'),
  };
}

function rawPrivate(type: 'ed25519' | 'x25519'): string {
  // Two overloads of one function: the type has to be known where it is called.
  const pair = type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  return pair.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32).toString('base64');
}

function keysOf(file: KeyFile, areNew: boolean): CenterKeys {
  const privateKey = privateKeyOf('ed25519', file.signing);
  return {
    signing: publicKeyOf('sign', 'ed25519', file.signing),
    sealing: { ...publicKeyOf('seal', 'x25519', file.sealing), privateKey: file.sealing },
    recovery: { ...publicKeyOf('recover', 'x25519', file.recovery), privateKey: file.recovery },
    enrolmentSecret: Buffer.from(file.enrolment, 'base64'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
    areNew,
  };
}

function privateKeyOf(type: keyof typeof PKCS8, raw: string) {
  const key = Buffer.concat([PKCS8[type], Buffer.from(raw, 'base64')]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

/** A key's id is made of the key: two keys never share one. */
function publicKeyOf(use: string, type: keyof typeof PKCS8, raw: string): PublicKey {
  const bytes = createPublicKey(privateKeyOf(type, raw))
    .export({ format: 'der', type: 'spki' })
    .subarray(-32);
  const id = `${use}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}`;
  return { id, publicKey: bytes.toString('base64') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes a secret so that a crash leaves the old file or the new one, readable by its owner alone. */
export async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${process.pid}.new`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(content, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
  if (process.platform === 'win32') return; // a folder cannot be synced there
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}
