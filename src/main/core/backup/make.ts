import { mkdirSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf, type BackupNote, type BackupTrouble } from '../../../shared/backup/backup';
import { anchorCheck, verifyAudit } from '../audit/verify';
import { enrolmentOf, keysOf } from '../enrolment/enrolment';
import { Refusal } from '../refusal';
import { assertWhole, copyStore, type StoreFigures } from '../store/backup/copy';
import { STORE_VERSION } from '../store/migrate';
import { storeRefusal } from '../store/sqlite-failure';
import { Store } from '../store/store';
import { createSignatureCheck } from '../sync/center/receipt-check';
import { failureOf } from '../vault/keeper';
import { syncFile, syncFolder } from './whole-file';

/** How a backup is made: of what, where, when; and how much room stays for calls. Goes to a thread of its own. */
export interface BackupOrder {
  file: string;
  key: Uint8Array;
  nativeBinding: string | null;
  folder: string;
  at: number;
  spareBytes: number;
}

export type BackupMade = { ok: true; note: BackupNote } | { ok: false; reason: BackupTrouble };

/**
 * Makes one encrypted backup and rehearses its restore: opened with the key, every page and index gone through, as many rows
 * as the store had at that moment, the law of conservation, the audit chain from its first row. It gets its name only then.
 * Never throws.
 */
export function makeBackup(order: BackupOrder): BackupMade {
  const { folder, at } = order;
  const file = fileOf(at);
  const part = join(folder, `${file}.part`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    rmSync(part, { force: true });
    if (freeBytes(folder) < statSync(order.file).size + order.spareBytes)
      return { ok: false, reason: 'no_room' };
    const source = { file: order.file, key: Buffer.from(order.key), nativeBinding: order.nativeBinding };
    const figures = copyStore(source, part);
    syncFile(part);
    if (!isRestorable({ ...source, file: part }, figures)) {
      remove(part);
      return { ok: false, reason: 'not_restorable' };
    }
    renameSync(part, join(folder, file));
    syncFolder(folder);
    const { rows, audit } = figures;
    const bytes = statSync(join(folder, file)).size;
    const note: BackupNote = {
      file,
      at,
      bytes,
      storeVersion: STORE_VERSION,
      calls: rows['calls'] ?? 0,
      revisions: rows['revisions'] ?? 0,
      auditSeq: audit.seq,
      auditHash: audit.hash,
    };
    return { ok: true, note };
  } catch (error) {
    // Before what was written makes room again.
    const reason = troubleOf(error, order);
    remove(part);
    return { ok: false, reason };
  }
}

/** What cannot be taken away now is, with the next backup. */
function remove(part: string): void {
  try {
    rmSync(part, { force: true });
  } catch {
    return;
  }
}

const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

function isRestorable(...copy: Parameters<typeof rehearse>): boolean {
  try {
    rehearse(...copy);
    return true;
  } catch {
    return false;
  }
}

/** Opens a copy as a restore would. Throws a Refusal where it is not whole, or not what the store was. */
export function rehearse(
  copy: { file: string; key: Buffer; nativeBinding: string | null },
  figures: StoreFigures | null,
): void {
  assertWhole(copy);
  const store = Store.openToRead({ ...copy, salt: null });
  try {
    if (store.conservation().unknown !== 0) throw new Refusal('store_failed', { reason: 'unknown_records' });
    const head = store.audit.head();
    if (figures !== null && (head.seq !== figures.audit.seq || head.hash !== figures.audit.hash))
      throw new Refusal('store_failed', { reason: 'other_head' });
    const enrolment = enrolmentOf(store);
    // A store that no seat has been made of has no chain yet that anybody could judge.
    if (enrolment === undefined) return;
    const { signing } = keysOf(store, enrolment);
    const isSigned = anchorCheck(enrolment.seat.id, createSignatureCheck(signing));
    const { fault } = verifyAudit(store.audit.rows(), store.anchors.list(), isSigned);
    // What the anchors say is the live audit's own trouble, told on its own line; here only the copied chain counts.
    if (fault !== null && !['cut', 'other_chain', 'false_anchor'].includes(fault.kind))
      throw new Refusal('store_failed', { reason: 'audit' });
  } finally {
    store.close();
  }
}

const MOST_TRIED_BYTES = 4_000_000;

/** On a full disk SQLite may say that it cannot open a file, or that one can only be read: so look. */
function isFull({ folder, file: store }: BackupOrder): boolean {
  const file = join(folder, 'room.part');
  try {
    writeFileSync(file, Buffer.alloc(Math.min(statSync(store).size, MOST_TRIED_BYTES)));
    return false;
  } catch (error) {
    return failureOf(error).code === 'store_full';
  } finally {
    remove(file);
  }
}

function troubleOf(error: unknown, order: BackupOrder): BackupTrouble {
  const code = storeRefusal(error)?.failure.code ?? failureOf(error).code;
  switch (code) {
    case 'store_full':
      return 'no_room';
    case 'store_read_only':
      return isFull(order) ? 'no_room' : 'not_writable';
    case 'store_corrupt':
    case 'store_foreign':
      return 'source_damaged';
    default:
      return error instanceof Refusal ? 'not_restorable' : 'failed';
  }
}
