import { canonicalJson } from '../canonical-json';
import {
  KeyStatement,
  type KeyKind,
  type OpenKey,
  type SignedKeyStatement,
  statementText,
} from './statement';

/** Why a row of statements is not followed, in the words of `keyRoll.why` in the locales. */
export const KEY_REFUSALS = [
  'malformed',
  'gap',
  'not_chained',
  'forked',
  'shorter',
  'wrong_signer',
  'bad_signature',
  'bad_proof',
  'reused_key',
] as const;
export type KeyRefusal = (typeof KEY_REFUSALS)[number];

/** The last statement that was followed. */
export interface Tip {
  seq: number;
  hash: string;
}

/** The center's keys as a seat knows them; the last of a kind is the one in force. */
export interface KnownKeys extends Record<KeyKind, readonly OpenKey[]> {
  /** Null: none was followed yet. */
  tip: Tip | null;
}

export interface Followed {
  statement: KeyStatement;
  signed: SignedKeyStatement;
}

/** What the chain needs of a machine: this module knows no cryptography. */
export interface Proofs {
  sha256(text: string): string;
  /** Ed25519 by a raw key in base64. Never throws. */
  isSigned(publicKey: string, text: string, signature: string): boolean;
}

export type FollowOutcome =
  { ok: true; known: KnownKeys; fresh: Followed[] } | { ok: false; reason: KeyRefusal; seq: number };

/** The key in force of a kind. Throws where there is none: every enrolment brings one of each. */
export function inForce(known: KnownKeys, kind: KeyKind): OpenKey {
  const key = known[kind].at(-1);
  if (key === undefined) throw new Error('A seat knows a key of each kind');
  return key;
}

/**
 * Follows the center's rolls, all of which are offered, from where the seat stands: each new one signed by the signing key
 * in force before it. All or nothing. A seat that has followed none yet stands at the signing key of its enrolment: what
 * came before that key is not its to judge.
 */
export function follow(
  known: KnownKeys,
  offered: readonly SignedKeyStatement[],
  proofs: Proofs,
): FollowOutcome {
  const chain = chained(offered, proofs);
  if ('reason' in chain) return chain;
  const start = standingIn(chain.rolls, known);
  if ('reason' in start) return start;
  const fresh = chain.rolls.slice(start.from);
  let next = known;
  for (const roll of fresh) {
    const step = taken(next, roll, proofs);
    if ('reason' in step) return step;
    next = step;
  }
  return { ok: true, known: next, fresh: fresh.map(({ statement, signed }) => ({ statement, signed })) };
}

interface Roll extends Followed {
  hash: string;
}
type Refused = Extract<FollowOutcome, { ok: false }>;

const refused = (reason: KeyRefusal, seq: number): Refused => ({ ok: false, reason, seq });

/** Read, numbered from one without a gap, each bound to the one before. */
function chained(offered: readonly SignedKeyStatement[], { sha256 }: Proofs): { rolls: Roll[] } | Refused {
  const rolls: Roll[] = [];
  for (const signed of offered) {
    const seq = rolls.length + 1;
    const statement = statementIn(signed.body);
    if (statement === null) return refused('malformed', seq);
    if (statement.seq !== seq) return refused('gap', seq);
    if (statement.previous !== (rolls.at(-1)?.hash ?? null)) return refused('not_chained', seq);
    rolls.push({ statement, signed, hash: sha256(signed.body) });
  }
  return { rolls };
}

/** Where in the chain the seat stands: how many of its statements lie behind it. */
function standingIn(rolls: readonly Roll[], known: KnownKeys): { from: number } | Refused {
  const { tip } = known;
  if (tip !== null) {
    if (rolls.length < tip.seq) return refused('shorter', rolls.length);
    return rolls[tip.seq - 1]?.hash === tip.hash ? { from: tip.seq } : refused('forked', tip.seq);
  }
  const enrolled = inForce(known, 'signing');
  const introduced = rolls.findIndex(
    ({ statement: { kind, key } }) =>
      kind === 'signing' && key.id === enrolled.id && key.publicKey === enrolled.publicKey,
  );
  return { from: introduced + 1 };
}

function taken(known: KnownKeys, roll: Roll, { isSigned }: Proofs): KnownKeys | Refused {
  const { signed, hash } = roll;
  const { seq, kind, key } = roll.statement;
  const signer = inForce(known, 'signing');
  const text = statementText(signed.body);
  if (signed.keyId !== signer.id) return refused('wrong_signer', seq);
  if (!isSigned(signer.publicKey, text, signed.signature)) return refused('bad_signature', seq);
  if (kind === 'signing') {
    if (signed.proof === null || !isSigned(key.publicKey, text, signed.proof))
      return refused('bad_proof', seq);
  } else if (signed.proof !== null) return refused('malformed', seq);
  const before = known[kind];
  const same = before.find(({ id, publicKey }) => id === key.id || publicKey === key.publicKey);
  // An enrolment made after a roll brings that key before the statement does; a key for its word comes but once.
  const isBrought = kind !== 'signing' && same?.id === key.id && same.publicKey === key.publicKey;
  if (same !== undefined && !isBrought) return refused('reused_key', seq);
  return { ...known, [kind]: [...before.filter(({ id }) => id !== key.id), key], tip: { seq, hash } };
}

/** A statement has one spelling. */
function statementIn(body: string): KeyStatement | null {
  try {
    const parsed = KeyStatement.safeParse(JSON.parse(body));
    return parsed.success && canonicalJson(parsed.data) === body ? parsed.data : null;
  } catch {
    return null;
  }
}
