import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { RawKey } from '../../shared/center-api/people';
import { EpochMs } from '../../shared/ids';
import { KeyStatements, type KeyKind, type OpenKey } from '../../shared/keys/statement';

/** The center's secrets as they were before keys could be rolled: one of each kind, raw 32 bytes in base64. */
const FirstKeyFile = z.strictObject({
  schema: z.literal(1),
  signing: RawKey,
  sealing: RawKey,
  recovery: RawKey,
  enrolment: RawKey,
});

const times = {
  /** When it was rolled in; null: it is the first of its kind. */
  since: EpochMs.nullable(),
  /** When it was rolled out; null: it is in force. */
  until: EpochMs.nullable(),
};
const SignKey = z.strictObject({
  publicKey: RawKey,
  /** Null once it was rolled out: what it signed is proved by the open half, and nobody signs with it again. */
  privateKey: RawKey.nullable(),
  ...times,
});
/** Kept for good: what is sealed to it may still be on its way, or in a record. */
const BoxKey = z.strictObject({ publicKey: RawKey, privateKey: RawKey, ...times });

/** Oldest first; the last one is in force, and it alone. */
function isRing(keys: readonly { since: number | null; until: number | null }[]): boolean {
  return keys.every(
    ({ since, until }, at) =>
      (until === null) === (at === keys.length - 1) && (since === null) === (at === 0),
  );
}

/** The center's secrets: of each kind a ring, and the statements by which seats follow it. */
export const KeyFile = z.strictObject({
  schema: z.literal(2),
  /** Ed25519: receipts, bundles, enrolments. */
  signing: z
    .array(SignKey)
    .min(1)
    .refine(isRing)
    .refine((keys) => keys.at(-1)?.privateKey !== null),
  /** X25519: reporters' identities. */
  sealing: z.array(BoxKey).min(1).refine(isRing),
  /** X25519: escrow of the seats' store keys. In a real center it is kept offline, apart from this one. */
  recovery: z.array(BoxKey).min(1).refine(isRing),
  /** Seats' tokens are derived from it, so that a lost enrolment file can be made again. */
  enrolment: RawKey,
  statements: KeyStatements,
});
export type KeyFile = z.infer<typeof KeyFile>;

/** The file's text -> the ring; a file of before the rolls is carried forward. Null where it is neither. */
export function keyFileIn(text: string): KeyFile | null {
  const value = parseJson(text);
  const first = FirstKeyFile.safeParse(value);
  if (first.success) return ringOf(first.data);
  const parsed = KeyFile.safeParse(value);
  return parsed.success ? parsed.data : null;
}

export function makeKeyFile(): KeyFile {
  return ringOf({
    signing: newPrivateKey('signing'),
    sealing: newPrivateKey('sealing'),
    recovery: newPrivateKey('recovery'),
    enrolment: randomBytes(32).toString('base64'),
  });
}

function ringOf(keys: Omit<z.infer<typeof FirstKeyFile>, 'schema'>): KeyFile {
  const first = (kind: KeyKind) => [
    {
      publicKey: publicKeyOf(kind, keys[kind]),
      privateKey: keys[kind],
      since: null,
      until: null,
    },
  ];
  return {
    schema: 2,
    signing: first('signing'),
    sealing: first('sealing'),
    recovery: first('recovery'),
    enrolment: keys.enrolment,
    statements: [],
  };
}

// DER heads of PKCS #8 private keys (RFC 8410); the raw 32 bytes follow.
const PKCS8 = {
  ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  x25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
};
const CURVE = { signing: 'ed25519', sealing: 'x25519', recovery: 'x25519' } as const;
const PREFIX = { signing: 'sign', sealing: 'seal', recovery: 'recover' } as const;

export function newPrivateKey(kind: KeyKind): string {
  // Two overloads of one function: the type has to be known where it is called.
  const pair = kind === 'signing' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  return pair.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32).toString('base64');
}

export function privateKeyOf(kind: KeyKind, raw: string) {
  const key = Buffer.concat([PKCS8[CURVE[kind]], Buffer.from(raw, 'base64')]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

export function publicKeyOf(kind: KeyKind, raw: string): string {
  return createPublicKey(privateKeyOf(kind, raw))
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
    .toString('base64');
}

/** A key's id is made of the key: two keys never share one. */
export function openKeyOf(kind: KeyKind, publicKey: string): OpenKey {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
  return { id: `${PREFIX[kind]}-${hash.slice(0, 8)}`, publicKey };
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
