import { z } from 'zod';
import { EpochMs } from '../ids';
import { addDays, shanghaiDate } from '../shanghai-time';

const Hash = z.string().regex(/^[0-9a-f]{64}$|^$/);

/** A backup that was made and whose restore was rehearsed at once: figures alone, nothing of a call. */
export const BackupNote = z.strictObject({
  file: z.string().regex(/^seat-\d{4}-\d{2}-\d{2}\.db$/),
  at: EpochMs,
  bytes: z.number().int().positive(),
  storeVersion: z.number().int().positive(),
  calls: z.number().int().min(0),
  revisions: z.number().int().min(0),
  /** Where the audit ended in it. */
  auditSeq: z.number().int().min(0),
  auditHash: Hash,
});
export type BackupNote = z.infer<typeof BackupNote>;

/**
 * Why there is no new backup: no room beside what calls need, a folder that takes no file, a store of which a page is
 * damaged, a copy that differs from the store or cannot be restored, or anything else.
 */
export const BACKUP_TROUBLES = [
  'no_room',
  'not_writable',
  'source_damaged',
  'not_restorable',
  'failed',
] as const;
export const BackupTrouble = z.enum(BACKUP_TROUBLES);
export type BackupTrouble = z.infer<typeof BackupTrouble>;

/** What lies in the folder of the backups. `trouble`: of the last try, where it brought none. */
export const BackupBook = z.strictObject({
  schema: z.literal(1),
  kept: z.array(BackupNote),
  trouble: z.strictObject({ at: EpochMs, reason: BackupTrouble }).nullable(),
});
export type BackupBook = z.infer<typeof BackupBook>;

export const EMPTY_BOOK: BackupBook = { schema: 1, kept: [], trouble: null };

export const KEPT_DAYS = 7;
export const KEPT_WEEKS = 4;

export const fileOf = (at: number): string => `seat-${shanghaiDate(at)}.db`;

/** The Monday of the week (Asia/Shanghai) in which something happened. */
function weekOf(at: number): string {
  const date = shanghaiDate(at);
  const sinceMonday = (new Date(`${date}T00:00:00.000Z`).getUTCDay() + 6) % 7;
  return addDays(date, -sinceMonday);
}

/** Those to keep, newest first: of the last seven days that have one, and the newest of each of the last four weeks. */
export function keptOf(notes: readonly BackupNote[]): BackupNote[] {
  const newestFirst = notes.toSorted((a, b) => b.at - a.at);
  const newestOf = (name: (at: number) => string, count: number): BackupNote[] => {
    const first = new Map<string, BackupNote>();
    for (const note of newestFirst) if (!first.has(name(note.at))) first.set(name(note.at), note);
    return [...first.values()].slice(0, count);
  };
  const kept = new Set([...newestOf(shanghaiDate, KEPT_DAYS), ...newestOf(weekOf, KEPT_WEEKS)]);
  return newestFirst.filter((note) => kept.has(note));
}

/** True where none was made yet on this day of Asia/Shanghai. A clock that was set back makes none due twice a day. */
export function isDue({ kept }: BackupBook, now: number): boolean {
  return !kept.some(({ at }) => shanghaiDate(at) === shanghaiDate(now));
}

/** Why a backup was put in the store's place. A drill is one too: what was done since is not in it. */
export const RESTORE_REASONS = ['damaged', 'lost', 'replaced_pc', 'drill'] as const;
export const RestoreReason = z.enum(RESTORE_REASONS);
export type RestoreReason = z.infer<typeof RestoreReason>;

/**
 * How it is known who did it: by the password, or not at all, since the backup knew nobody who could be asked (or the row is
 * of a version that asked for none).
 */
export const RestoreProof = z.enum(['password', 'unverified']);
export type RestoreProof = z.infer<typeof RestoreProof>;

/** What the audit's row of a restore says: why, where the audit of the backup ended, and how it is known who did it. */
export function restoreDetail(
  reason: RestoreReason,
  head: { seq: number; hash: string },
  proof: RestoreProof,
): string {
  return `${reason} ${head.seq} ${head.hash} ${proof}`;
}

export function readRestoreDetail(
  detail: string,
): { reason: RestoreReason; seq: number; hash: string; proof: RestoreProof } | null {
  const [reason, seq, hash = '', proof] = detail.split(' ');
  const parsed = RestoreReason.safeParse(reason);
  if (!parsed.success) return null;
  const known = RestoreProof.safeParse(proof);
  return { reason: parsed.data, seq: Number(seq), hash, proof: known.data ?? 'unverified' };
}
