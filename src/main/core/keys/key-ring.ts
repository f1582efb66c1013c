import { createHash } from 'node:crypto';
import { follow, inForce, type KeyRefusal, type KnownKeys } from '../../../shared/keys/follow';
import { knownKeys, type EnrolledKeys } from '../../../shared/keys/known';
import {
  KeyStatement,
  type KeyKind,
  type OpenKey,
  type SignedKeyStatement,
} from '../../../shared/keys/statement';
import type { KeysRefused } from '../../../shared/ipc/contract';
import type { AuditChain } from '../audit/chain';
import type { SignatureCheck } from '../bundle/bundles';
import type { Announce } from '../ports';
import type { KeyStatementRepository } from '../store/repositories/seat/key-statements';
import type { KeysRefusal, MetaRepository } from '../store/repositories/seat/meta';
import type { Writer } from '../store/writer';
import { createSignatureCheck, type SigningKey } from '../sync/center/receipt-check';

export interface KeyRingParts {
  enrolled: EnrolledKeys;
  statements: KeyStatementRepository;
  writer: Writer;
  audit: AuditChain;
  meta: Pick<MetaRepository, 'keysRefused' | 'setKeysRefused'>;
  announce: Announce;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const PROOFS = {
  sha256,
  isSigned(publicKey: string, text: string, signature: string): boolean {
    try {
      return createSignatureCheck([{ id: '', publicKey }])(text, '', signature);
    } catch {
      return false; // no key at all
    }
  },
};

/** The center's keys as this seat knows them: of its latest enrolment, and of the rolls it has followed since. */
export function keysKnownIn(
  statements: Pick<KeyStatementRepository, 'list'>,
  enrolled: EnrolledKeys,
): KnownKeys {
  const kept = statements.list().map(({ keyId, body }) => ({
    statement: KeyStatement.parse(JSON.parse(body)),
    signedBy: keyId,
    hash: sha256(body),
  }));
  return knownKeys(enrolled, kept);
}

/**
 * The center's keys at this seat. What was signed by any of them stands; new words (a bundle, the people, a roll) are taken
 * from the one in force alone. A roll that does not follow changes nothing, and is told and put on record.
 */
export class KeyRing {
  private known: KnownKeys;
  private refused: KeysRefusal | null;
  private readonly listeners = new Set<() => void>();
  /** Holds under any of the center's keys, in force or rolled out: for what was signed once and stays. */
  readonly isSigned: SignatureCheck;
  /** Holds under the key in force: for what the center says now. */
  readonly isSaidNow: SignatureCheck;

  constructor(private readonly parts: KeyRingParts) {
    this.refused = parts.meta.keysRefused();
    this.known = keysKnownIn(parts.statements, parts.enrolled);
    this.isSigned = this.under(createSignatureCheck);
    this.isSaidNow = (text, keyId, signature) =>
      keyId === this.inForce('signing').id && this.isSigned(text, keyId, signature);
  }

  keys(): KnownKeys {
    return this.known;
  }

  inForce(kind: KeyKind): OpenKey {
    return inForce(this.known, kind);
  }

  knows(signingKeyId: string): boolean {
    return this.known.signing.some(({ id }) => id === signingKeyId);
  }

  /** A judge made of the signing keys, which knows those that come later, too. */
  under<A extends unknown[], R>(
    make: (keys: readonly SigningKey[]) => (...asked: A) => R,
  ): (...asked: A) => R {
    let of = this.known;
    let judge = make(of.signing);
    return (...asked) => {
      if (of !== this.known) {
        of = this.known;
        judge = make(of.signing);
      }
      return judge(...asked);
    };
  }

  /** Called after each roll that was followed. */
  onRolled(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** What came last and did not follow, until something follows. */
  refusal(): KeysRefused | null {
    const refused = this.refused;
    if (refused === null) return null;
    const { at, reason, seq } = refused;
    return { at, failure: { code: 'keys_refused', params: { reason, seq } } };
  }

  /**
   * For rolls that were carried here: the signatures that hold once they are followed, nothing being followed yet. Null where
   * they do not follow: then that is on record. Fewer than are known here say nothing: an answer of some time ago.
   */
  checkAfter(rolls: readonly SignedKeyStatement[], now: number): SignatureCheck | null {
    if (!this.areNews(rolls)) return this.isSigned;
    const outcome = follow(this.known, rolls, PROOFS);
    if (outcome.ok) return createSignatureCheck(outcome.known.signing);
    this.refuse(outcome.reason, outcome.seq, now);
    return null;
  }

  /** Follows rolls that were carried here and judged before. */
  takeIn(rolls: readonly SignedKeyStatement[], now: number): void {
    if (this.areNews(rolls)) this.offer(rolls, now);
  }

  private areNews(rolls: readonly SignedKeyStatement[]): boolean {
    return rolls.length > 0 && rolls.length >= (this.known.tip?.seq ?? 0);
  }

  /** Follows the rolls offered, in one transaction. Throws only for the store's own failures. */
  offer(
    offered: readonly SignedKeyStatement[],
    now: number,
  ): { ok: true; followed: number } | { ok: false; reason: KeyRefusal } {
    const { statements, meta, writer, audit, announce } = this.parts;
    const outcome = follow(this.known, offered, PROOFS);
    if (!outcome.ok) return this.refuse(outcome.reason, outcome.seq, now);
    const { fresh, known } = outcome;
    if (fresh.length === 0) {
      this.asKnown(now);
      return { ok: true, followed: 0 };
    }
    writer.write(() => {
      meta.setKeysRefused(null);
      for (const { statement, signed } of fresh) {
        statements.add(statement.seq, signed, now);
        const { kind, key, seq } = statement;
        audit.append({
          at: now,
          actor: 'center',
          act: 'key_rolled',
          subject: key.id,
          detail: `${kind}/${seq}`,
        });
      }
    });
    this.refused = null;
    this.known = known;
    for (const listener of this.listeners) listener();
    announce('sync');
    return { ok: true, followed: fresh.length };
  }

  /** The center says again what is known here: a refusal before that is over. */
  private asKnown(at: number): void {
    if (this.refused === null) return;
    const { meta, writer, audit, announce } = this.parts;
    const subject = String(this.known.tip?.seq ?? 0);
    writer.write(() => {
      meta.setKeysRefused(null);
      audit.append({ at, actor: 'seat', act: 'keys_as_known', subject });
    });
    this.refused = null;
    announce('sync');
  }

  /** On record once for each new reason: a center that is asked each minute says the same each minute. */
  private refuse(reason: KeyRefusal, seq: number, at: number): { ok: false; reason: KeyRefusal } {
    const before = this.refused;
    if (before?.reason === reason && before.seq === seq) return { ok: false, reason };
    const { meta, writer, audit, announce } = this.parts;
    const refused = { at, reason, seq };
    writer.write(() => {
      meta.setKeysRefused(refused);
      audit.append({ at, actor: 'seat', act: 'key_refused', subject: String(seq), detail: reason });
    });
    this.refused = refused;
    announce('sync');
    return { ok: false, reason };
  }
}
