import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeWhole } from '../disk/write-whole';
import { Refusal } from '../refusal';

const Base64 = z.base64();

/** How the store's key is kept. Holds nothing that opens the store by itself. */
export const KeyFile = z.strictObject({
  schema: z.literal(1),
  kept: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('os_key_store'), backend: z.string().min(1), wrapped: z.string().min(1) }),
    z.strictObject({
      by: z.literal('passphrase'),
      kdf: z.strictObject({
        name: z.literal('argon2id'),
        memoryKiB: z.number().int(),
        passes: z.number().int(),
        lanes: z.number().int(),
        salt: Base64,
      }),
      nonce: Base64,
      /** AES-256-GCM: ciphertext and tag. */
      box: Base64,
    }),
  ]),
  /** The key sealed to the bureau's recovery key, written before the first record (D16). */
  escrow: z.strictObject({ keyId: z.string().min(1), box: Base64 }),
  /** The store file's salt once it was made; tells "damaged" and "gone" from "never there". */
  storeSalt: z.string().nullable(),
});
export type KeyFile = z.infer<typeof KeyFile>;

/** A second copy beside the first: one bad sector must not cost key and escrow together. */
const copyOf = (file: string): string => `${file}.copy`;

/** Undefined where there is none yet. Throws `key_store_changed` where both copies are damaged: never a silent new key. */
export function readKeyFile(file: string): KeyFile | undefined {
  const copies = [file, copyOf(file)].filter((each) => existsSync(each));
  if (copies.length === 0) return undefined;
  for (const copy of copies) {
    const parsed = KeyFile.safeParse(parseJson(readFileSync(copy, 'utf8')));
    if (parsed.success) return parsed.data;
  }
  throw new Refusal('key_store_changed', { reason: 'key_file_damaged' });
}

/** How many whole copies of key and escrow there are: two is right. */
export function countKeyCopies(file: string): number {
  return [file, copyOf(file)].filter(
    (each) => existsSync(each) && KeyFile.safeParse(parseJson(readFileSync(each, 'utf8'))).success,
  ).length;
}

/** Which recovery key each whole copy is sealed to. */
export function escrowKeysIn(file: string): string[] {
  return [file, copyOf(file)].flatMap((each) => {
    const parsed = existsSync(each) ? KeyFile.safeParse(parseJson(readFileSync(each, 'utf8'))) : null;
    return parsed?.success ? [parsed.data.escrow.keyId] : [];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Each copy whole or not at all: written beside, synced, renamed, and the folder synced. */
export function writeKeyFile(file: string, content: KeyFile): void {
  const text = JSON.stringify(content, null, 2);
  for (const copy of [file, copyOf(file)]) writeWhole(copy, text);
}
