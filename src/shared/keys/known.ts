import type { KnownKeys } from './follow';
import type { KeyKind, KeyStatement, OpenKey } from './statement';

/** The keys an enrolment brings; those of a kind oldest first. */
export interface EnrolledKeys {
  signing: readonly OpenKey[];
  sealing: readonly OpenKey[];
  recovery: OpenKey;
}

/** A statement that was followed before, and who signed it. */
export interface KeptStatement {
  statement: KeyStatement;
  signedBy: string;
  hash: string;
}

/**
 * What a seat knows: the keys of its latest enrolment and the rolls it has followed, whichever is further. A file that was
 * written after rolls the seat has not seen yet goes before them; then the seat stands at that file's signing key.
 */
export function knownKeys(enrolled: EnrolledKeys, kept: readonly KeptStatement[]): KnownKeys {
  const last = kept.at(-1);
  const own = { signing: enrolled.signing, sealing: enrolled.sealing, recovery: [enrolled.recovery] };
  if (last === undefined) return { ...own, tip: null };
  const rolled = (kind: KeyKind) =>
    kept.flatMap(({ statement }) => (statement.kind === kind ? [statement.key] : []));
  const word = rolled('signing').at(-1)?.id ?? last.signedBy;
  const isFurther = enrolled.signing.at(-1)?.id !== word && enrolled.signing.some(({ id }) => id === word);
  if (isFurther) {
    return {
      signing: merged(rolled('signing'), own.signing),
      sealing: merged(rolled('sealing'), own.sealing),
      recovery: merged(rolled('recovery'), own.recovery),
      tip: null,
    };
  }
  return {
    signing: later(own.signing, rolled('signing')),
    sealing: later(own.sealing, rolled('sealing')),
    recovery: later(own.recovery, rolled('recovery')),
    tip: { seq: last.statement.seq, hash: last.hash },
  };
}

/** `rolled` goes last, unless what was enrolled names its last one and more behind it. */
function later(enrolled: readonly OpenKey[], rolled: readonly OpenKey[]): OpenKey[] {
  const last = rolled.at(-1);
  const knowsMore = last !== undefined && enrolled.slice(0, -1).some(({ id }) => id === last.id);
  return knowsMore ? merged(rolled, enrolled) : merged(enrolled, rolled);
}

function merged(before: readonly OpenKey[], after: readonly OpenKey[]): OpenKey[] {
  const ids = new Set(after.map(({ id }) => id));
  return [...before.filter(({ id }) => !ids.has(id)), ...after];
}
