import { z } from 'zod';
import { RawKey, Signature } from '../center-api/people';
import { EpochMs, Sha256 } from '../ids';

/** What the center has a key for: its word (Ed25519); reporters' identities and escrow of store keys (X25519). */
export const KEY_KINDS = ['signing', 'sealing', 'recovery'] as const;
export const KeyKind = z.enum(KEY_KINDS);
export type KeyKind = z.infer<typeof KeyKind>;

const KeyId = z.string().regex(/^[\x21-\x7e]{1,80}$/);

/** The open half of a key. */
export const OpenKey = z.strictObject({ id: KeyId, publicKey: RawKey });
export type OpenKey = z.infer<typeof OpenKey>;

/** So many rolls a seat follows; at four a year a center reaches it in its eighth decade. */
export const MAX_ROLLS = 320;

/**
 * One roll: from now on this key is the center's of its kind. Numbered without a gap and bound to the statement before by
 * its hash, so that none can be left out, told twice, or told in another order.
 */
export const KeyStatement = z.strictObject({
  schema: z.literal(1),
  seq: z.number().int().min(1).max(MAX_ROLLS),
  /** SHA-256 of the body of the statement before; null for the first. */
  previous: Sha256.nullable(),
  /** When it was rolled, by the center's clock. */
  at: EpochMs,
  kind: KeyKind,
  key: OpenKey,
});
export type KeyStatement = z.infer<typeof KeyStatement>;

/** A statement as it travels: canonicalJson(KeyStatement), signed by the signing key in force before it. */
export const SignedKeyStatement = z.strictObject({
  keyId: KeyId,
  body: z.string().max(1_000),
  signature: Signature,
  /** Of a new signing key: its own signature over the same text, so that nobody announces a key that is not theirs. */
  proof: Signature.nullable(),
});
export type SignedKeyStatement = z.infer<typeof SignedKeyStatement>;

/** All the rolls there ever were, in their order: whoever was away for long follows from where they stand. */
export const KeyStatements = z.array(SignedKeyStatement).max(MAX_ROLLS);

/** What the center answers a seat that asks for its keys. */
export const KeysAnswer = z.object({ statements: KeyStatements });
export type KeysAnswer = z.infer<typeof KeysAnswer>;

/** Which of the center's keys a seat works with; `recovery`: the one its store's key is in escrow under, null for none. */
export const KeysInUse = z.strictObject({ signing: KeyId, sealing: KeyId, recovery: KeyId.nullable() });
export type KeysInUse = z.infer<typeof KeysInUse>;

/** The text that is signed; nothing else that the center signs begins like it. */
export function statementText(body: string): string {
  return `hn12369-key-roll-1:${body}`;
}
