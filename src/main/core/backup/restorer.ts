import { join } from 'node:path';
import type { RestoreProof } from '../../../shared/backup/backup';
import { Refusal } from '../refusal';
import { judgePassword } from '../session/verifier';
import type { Store } from '../store/store';
import { PassphraseTries } from '../vault/passphrase-tries';

/** Who puts a backup in the store's place: a person's id, or `seat` where it knows nobody. */
export interface Restorer {
  id: string;
  proof: RestoreProof;
}

/** Wrong passwords of this command, counted beside the store: the store itself may be what is broken. */
export const restoreTriesIn = (dataFolder: string, sinceBoot: () => number): PassphraseTries =>
  new PassphraseTries(join(dataFolder, 'restore-tries.json'), sinceBoot, sinceBoot);

/**
 * A supervisor of the backup's own list, by the verifier that signs people in (argon2id) and with the same growing waits.
 * A backup that knows no supervisor, or whose verifier nobody can read, is restored all the same: a store that can't be restored
 * would be worse; but as `unverified`. Throws `not_allowed`, `wrong_password`, `too_many_tries`.
 */
export async function restorerOf(
  store: Store,
  { by, password }: { by: string; password: string },
  tries: PassphraseTries,
): Promise<Restorer> {
  const supervisors = store.people.list().filter(({ role }) => role === 'supervisor');
  if (supervisors.length === 0) return { id: 'seat', proof: 'unverified' };
  const person = supervisors.find(({ number }) => number === by);
  if (person === undefined) throw new Refusal('not_allowed');
  // Nothing was tried, so nothing is counted.
  if (password === '') throw new Refusal('wrong_password');
  tries.begin();
  const verdict = await judgePassword(password, person);
  if (verdict === 'wrong') throw new Refusal('wrong_password');
  tries.clear();
  return { id: person.id, proof: verdict === 'right' ? 'password' : 'unverified' };
}
