import { existsSync } from 'node:fs';
import { inForce } from '../../../shared/keys/follow';
import { KeyStatement, type KeyKind } from '../../../shared/keys/statement';
import type { CheckFacts } from '../../../shared/self-check/judge';
import { keysOf } from '../enrolment/enrolment';
import type { CoreConfig } from '../ports';
import { countKeyCopies } from '../vault/key-file';
import { keyFileIn, keyFileOf, storeFileIn } from './measures';
import type { Opened } from './opened';

/** The store key's copies for the bureau, and whether they are sealed to the recovery key in force. */
export function escrowOf(
  folder: Pick<CoreConfig, 'dataFolder'>,
  open: Opened | undefined,
): CheckFacts['escrow'] {
  return {
    copies: countKeyCopies(keyFileIn(folder)),
    keyId: keyFileOf(folder)?.escrow.keyId ?? null,
    hasStore: existsSync(storeFileIn(folder)),
    wanted: open === undefined ? null : inForce(keysOf(open.store, open.enrolment), 'recovery').id,
  };
}

/** The center's keys in force as this seat knows them: each since its roll, the first ones since the enrolment. */
export function centerKeysOf(open: Opened | undefined): CheckFacts['center_keys'] {
  if (open === undefined) return null;
  const { store, enrolment } = open;
  const known = keysOf(store, enrolment);
  const rolls = store.keyStatements.list().map(({ body }) => KeyStatement.parse(JSON.parse(body)));
  const enrolledAt = store.enrolments.firstAt() ?? 0;
  const standing = (kind: KeyKind) => {
    const { id } = inForce(known, kind);
    return { id, since: rolls.findLast(({ key }) => key.id === id)?.at ?? enrolledAt };
  };
  const refused = store.meta.keysRefused();
  return {
    inForce: { signing: standing('signing'), sealing: standing('sealing'), recovery: standing('recovery') },
    rolls: rolls.length,
    refused: refused && { at: refused.at, why: refused.reason },
  };
}
