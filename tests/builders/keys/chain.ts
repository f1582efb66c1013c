import { createHash, sign } from 'node:crypto';
import { loadKeys, type CenterKeys } from '../../../src/center/keys/keys';
import { newPrivateKey, openKeyOf, privateKeyOf, publicKeyOf } from '../../../src/center/keys/key-file';
import { createSignatureCheck } from '../../../src/main/core/sync/center/receipt-check';
import { canonicalJson } from '../../../src/shared/canonical-json';
import type { EnrolledKeys } from '../../../src/shared/keys/known';
import type { Proofs } from '../../../src/shared/keys/follow';
import {
  type KeyStatement,
  statementText,
  type KeyKind,
  type OpenKey,
  type SignedKeyStatement,
} from '../../../src/shared/keys/statement';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const PROOFS: Proofs = {
  sha256,
  isSigned: (publicKey, text, signature) =>
    createSignatureCheck([{ id: 'k', publicKey }])(text, 'k', signature),
};

/** What a seat is given of a center's keys at this moment. */
export function enrolledKeys(keys: CenterKeys): EnrolledKeys {
  const open = ({ id, publicKey }: OpenKey) => ({ id, publicKey });
  return {
    signing: keys.list('signing').map(open),
    sealing: keys.list('sealing').map(open),
    recovery: open(keys.recovery),
  };
}

/** A center that has rolled these, one after the other; and what an enrolment held before each roll and at the end. */
export async function rolledCenter(kinds: readonly KeyKind[]) {
  const keys = await loadKeys(null);
  const enrolments = [enrolledKeys(keys)];
  for (const [at, kind] of kinds.entries()) {
    await keys.roll(kind, 1_000 + at);
    enrolments.push(enrolledKeys(keys));
  }
  return { keys, enrolments, statements: keys.statements };
}

/** Somebody's own pair, who is not the center; or who stole one of its keys. */
export function aPair(kind: KeyKind) {
  const raw = newPrivateKey(kind);
  const key = openKeyOf(kind, publicKeyOf(kind, raw));
  const by = (text: string) =>
    sign(null, Buffer.from(text, 'utf8'), privateKeyOf(kind, raw)).toString('base64');
  return { key, sign: by };
}
export type Pair = ReturnType<typeof aPair>;

/** A statement made by hand. `signer` signs it; `proof` where it is told to. */
export function aStatement(
  about: Pick<KeyStatement, 'seq' | 'previous' | 'kind' | 'key'>,
  signer: { id: string; sign: (text: string) => string },
  proof: ((text: string) => string) | null = null,
): SignedKeyStatement {
  const body = canonicalJson({ schema: 1, at: 5_000, ...about });
  const text = statementText(body);
  return { keyId: signer.id, body, signature: signer.sign(text), proof: proof?.(text) ?? null };
}

export function hashOfLast(statements: readonly SignedKeyStatement[]): string | null {
  const last = statements.at(-1);
  return last === undefined ? null : sha256(last.body);
}
