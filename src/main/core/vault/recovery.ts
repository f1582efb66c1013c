import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { joined, recoveryHalf } from '../../../shared/session/recovery-code';
import { AuditChain } from '../audit/chain';
import { inForce } from '../../../shared/keys/follow';
import { enrolmentOf, keysOf } from '../enrolment/enrolment';
import type { CoreConfig, KeyStore } from '../ports';
import { Refusal } from '../refusal';
import { saltOf } from '../store/open';
import { Reserve, RESERVE_BYTES } from '../store/reserve';
import { Store } from '../store/store';
import { escrowOf, isReal, keepInKeyStore, keepUnderPassphrase, refuseWeak } from './key';
import { writeKeyFile } from './key-file';
import { sealingReady } from './sealing';

export interface RecoveryInput {
  /** The two codes of two persons. */
  codes: readonly [string, string];
  /** The new passphrase of a PC without a key store. */
  passphrase: string | null;
}

export interface Recovered {
  seatId: string;
  keyKeptBy: 'os_key_store' | 'passphrase';
  /** Records that the center has not proved to have. */
  owed: number;
}

/**
 * A store whose key nobody can take any more (a lost profile, a replaced PC) gets a key file anew: the two halves of its
 * key are joined, proved against the store itself, and kept as this PC keeps keys. Token and seat key lie in the store and
 * come with it, so the seat goes on as the same one. The old key file is put aside, never deleted; nothing is written
 * before the key has opened the store. Throws `wrong_passphrase` for codes that are none or not this store's.
 */
export async function recoverStore(
  config: Pick<CoreConfig, 'dataFolder' | 'nativeBinding'>,
  keyStore: KeyStore,
  { codes, passphrase }: RecoveryInput,
  now: number,
): Promise<Recovered> {
  await sealingReady;
  const [keyPath, file] = [join(config.dataFolder, 'key.json'), join(config.dataFolder, 'seat.db')];
  if (!existsSync(file)) throw new Refusal('store_corrupt', { reason: 'missing' });
  const [one, other] = codes.map(recoveryHalf);
  if (!one || !other) throw new Refusal('wrong_passphrase', { reason: 'no_code' });
  const key = Buffer.from(joined(one, other));
  try {
    // One copy for the driver, which wipes nothing of it, but must not see ours change.
    const store = Store.open(
      { file, key, nativeBinding: config.nativeBinding, salt: null },
      new Reserve(join(config.dataFolder, 'reserve'), RESERVE_BYTES),
    );
    try {
      const enrolment = enrolmentOf(store);
      if (enrolment === undefined) throw new Refusal('not_enrolled');
      const described = await keyStore.describe();
      const kept = isReal(described)
        ? await keepInKeyStore(key, keyStore, described.backend)
        : await keepUnder(key, passphrase);
      const seatId = enrolment.seat.id;
      // Before the key file: a recovery that is not written down does not happen.
      store.write(() =>
        new AuditChain(store.audit).append({
          at: now,
          actor: 'seat',
          act: 'recovered',
          subject: seatId,
          detail: kept.by,
        }),
      );
      putAside(keyPath, now);
      writeKeyFile(keyPath, {
        schema: 1,
        kept,
        escrow: escrowOf(key, inForce(keysOf(store, enrolment), 'recovery')),
        storeSalt: saltOf(file),
      });
      rmSync(join(config.dataFolder, 'passphrase-tries.json'), { force: true });
      return { seatId, keyKeptBy: kept.by, owed: store.outbox.summary().owed };
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof Refusal && error.failure.code === 'store_foreign') {
      throw new Refusal('wrong_passphrase', { reason: 'other_store' }, error);
    }
    throw error;
  } finally {
    key.fill(0);
  }
}

async function keepUnder(key: Buffer, passphrase: string | null) {
  refuseWeak(passphrase ?? '');
  return keepUnderPassphrase(key, passphrase ?? '');
}

function putAside(keyPath: string, now: number): void {
  for (const each of [keyPath, `${keyPath}.copy`]) {
    if (existsSync(each)) renameSync(each, `${each}.replaced-${String(now)}`);
  }
}
