import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { restoreDetail, type RestoreProof, type RestoreReason } from '../../../shared/backup/backup';
import { shanghaiTimestamp } from '../../../shared/shanghai-time';
import { AuditChain } from '../audit/chain';
import { enrolmentOf } from '../enrolment/enrolment';
import { Refusal } from '../refusal';
import { asStoreFile, assertWhole, tracesOf } from '../store/backup/copy';
import { saltOf } from '../store/open';
import { Reserve } from '../store/reserve';
import { Store } from '../store/store';
import { readKeyFile, writeKeyFile } from '../vault/key-file';
import type { Restorer } from './restorer';
import { syncFile, syncFolder } from './whole-file';

export interface RestoreOrder {
  dataFolder: string;
  nativeBinding: string | null;
  /** The store's; it stays the caller's. */
  key: Buffer;
  /** Path of the backup. It is only read. */
  backup: string;
  /** Who does it, asked of the backup, which knows its people. Throws where they may not. */
  by: (store: Store) => Promise<Restorer>;
  reason: RestoreReason;
  now: number;
}

export interface Restored {
  /** Whether it is known who did it. */
  proof: RestoreProof;
  /** Where the store's file lies now that was there before, byte for byte; null where there was none. */
  aside: string | null;
  /** Where the audit of the backup ended. */
  head: { seq: number; hash: string };
  calls: number;
  /** Calls that the file before has and the backup has not; null where it cannot be read any more. */
  missing: number | null;
}

/**
 * Puts a backup in the store's place, while no seat runs. The file that was there is moved aside, never changed; at each step
 * a crash leaves a start that says so aloud, and this can be done again. The restore is a row of the restored audit: its
 * verifier names it for ever. Calls that were received after the backup was made are noticed by the next comparison with the
 * center. Throws a Refusal (`store_foreign`, `store_corrupt`, `store_newer`, `store_full`, …) and then has changed nothing.
 */
export async function restoreBackup(order: RestoreOrder): Promise<Restored> {
  const { dataFolder, nativeBinding, key, backup, now } = order;
  const live = join(dataFolder, 'seat.db');
  const beside = join(dataFolder, 'seat.db.restoring');
  const keyPath = join(dataFolder, 'key.json');
  const keyFile = readKeyFile(keyPath);
  if (keyFile === undefined) throw new Refusal('key_store_changed', { reason: 'key_file_missing' });
  if (!existsSync(backup)) throw new Refusal('not_found');
  if (statfsSync(dataFolder).bavail * statfsSync(dataFolder).bsize < statSync(backup).size * 2)
    throw new Refusal('store_full');
  assertWhole({ file: backup, key, nativeBinding });
  const traces = tracesOf({ file: live, key, nativeBinding });
  remove(beside);
  copyFileSync(backup, beside);
  syncFile(beside);
  const prepared = await prepare({ ...order, backup: beside }, traces).catch((error: unknown) => {
    remove(beside);
    throw error;
  });
  syncFile(beside);
  const aside = moveAside(dataFolder, now);
  renameSync(beside, live);
  syncFolder(dataFolder);
  writeKeyFile(keyPath, { ...keyFile, storeSalt: saltOf(live) });
  return { aside, ...prepared };
}

/** Makes the copy a store of this program, with the restore in its audit. */
async function prepare(
  { backup, key, nativeBinding, by, reason, now }: RestoreOrder,
  traces: ReturnType<typeof tracesOf>,
): Promise<Omit<Restored, 'aside'>> {
  asStoreFile({ file: backup, key, nativeBinding });
  const store = Store.open(
    { file: backup, key, nativeBinding, salt: null },
    new Reserve(`${backup}.reserve`, 0),
  );
  try {
    const head = store.audit.head();
    const calls = store.conservation().finished;
    const missing = traces && traces.calls.filter((id) => store.calls.findHead(id) === undefined).length;
    const seatId = enrolmentOf(store)?.seat.id ?? 'seat';
    const { id: actor, proof } = await by(store);
    store.write(() => {
      // Numbers that were given out after the backup was made are not given out again.
      for (const { seatId: seat, day, last } of traces?.numbers ?? [])
        store.drafts.atLeastNumber(seat, day, last);
      new AuditChain(store.audit).append({
        at: now,
        actor,
        act: 'store_restored',
        subject: seatId,
        detail: restoreDetail(reason, head, proof),
      });
    });
    return { proof, head, calls, missing };
  } finally {
    store.wipeLog();
    store.close();
  }
}

/**
 * The file first, then its log: between the two there is no store at all, which no start overlooks. The log of a file that an
 * interrupted restore has moved goes to that file.
 */
function moveAside(dataFolder: string, now: number): string | null {
  const live = join(dataFolder, 'seat.db');
  const hasFile = existsSync(live);
  const name = hasFile
    ? `seat.db.before-${shanghaiTimestamp(now).replace(/\D/g, '')}`
    : lastAside(dataFolder);
  if (name === undefined) return null;
  const aside = join(dataFolder, name);
  if (hasFile) {
    if (existsSync(aside)) throw new Refusal('store_failed', { reason: 'aside_exists' });
    renameSync(live, aside);
    syncFolder(dataFolder);
  }
  if (existsSync(`${live}-wal`)) renameSync(`${live}-wal`, `${aside}-wal`);
  remove(`${live}-shm`);
  syncFolder(dataFolder);
  return hasFile ? aside : null;
}

function lastAside(dataFolder: string): string | undefined {
  return readdirSync(dataFolder)
    .filter((name) => /^seat\.db\.before-\d+$/.test(name) && !existsSync(join(dataFolder, `${name}-wal`)))
    .toSorted()
    .at(-1);
}

function remove(file: string): void {
  for (const each of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) rmSync(each, { force: true });
}
