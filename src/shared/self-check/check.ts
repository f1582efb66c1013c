import { z } from 'zod';
import { EpochMs } from '../ids';

/** What the self-check (体检) looks at, in its order. */
export const CHECK_NAMES = [
  'disk_space',
  'disk_speed',
  'clock',
  'key_store',
  'database',
  'escrow',
  'center_keys',
  'backup',
  'network',
  'center',
  'bundle',
  'delivery',
  'audit',
  'fonts',
  'printer',
  'program',
] as const;
export const CheckName = z.enum(CHECK_NAMES);
export type CheckName = z.infer<typeof CheckName>;

export const CheckResult = z.enum(['ok', 'attention', 'fault']);
export type CheckResult = z.infer<typeof CheckResult>;

/** Why a check says what it says: closed words, each with a sentence and what to do in the locales. */
export const FINDINGS = {
  disk_space: ['enough', 'low', 'almost_full', 'no_reserve', 'unknown'],
  disk_speed: ['quick', 'slow', 'very_slow', 'refused'],
  clock: ['right', 'unknown', 'wrong', 'zone'],
  key_store: ['system', 'passphrase', 'gone', 'none'],
  database: ['whole', 'locked', 'cannot_open', 'damaged', 'settings', 'not_checked', 'large_log'],
  escrow: ['there', 'older_key', 'one_copy', 'none', 'not_yet'],
  center_keys: ['first', 'rolled', 'refused', 'unknown'],
  backup: [
    'fresh',
    'none',
    'old',
    'no_room',
    'not_writable',
    'source_damaged',
    'not_restorable',
    'failed',
    'unknown',
  ],
  network: ['set', 'authority_expired', 'authority_expires', 'unknown'],
  center: ['reached', 'not_reached', 'not_tried'],
  bundle: ['in_force', 'refused', 'none', 'unknown'],
  delivery: ['nothing_owed', 'owed', 'owed_long', 'quarantined', 'lost', 'unknown'],
  audit: ['holds', 'no_anchor', 'restored', 'broken', 'not_checked'],
  fonts: ['there', 'none', 'unknown'],
  printer: ['there', 'none', 'unknown'],
  program: ['told'],
} as const satisfies Record<CheckName, readonly string[]>;
export type Finding<N extends CheckName = CheckName> = (typeof FINDINGS)[N][number];

/** Figures and words of machines beside a finding; nothing of them can hold what a caller said. */
export const FactName = z.enum([
  'free_mb',
  'sync_ms',
  'offset_ms',
  'time_zone',
  'backend',
  'store_version',
  'store_mb',
  'log_mb',
  'damaged',
  'amiss',
  'copies',
  'key_id',
  'wanted_key_id',
  'signing_key',
  'signing_since',
  'sealing_key',
  'sealing_since',
  'recovery_key',
  'recovery_since',
  'rolls',
  'why',
  'backup_at',
  'backup_mb',
  'backups',
  'calls',
  'tried_at',
  'restores',
  'restored_at',
  'step',
  'cause',
  'round_trip_ms',
  'mode',
  'authorities',
  'valid_until',
  'bundle_version',
  'refused_at',
  'owed',
  'oldest_owed_at',
  'unconfirmed',
  'quarantined',
  'lost',
  'attachments',
  'rows',
  'anchors',
  'fault',
  'fault_row',
  'fault_at',
  'families',
  'printers',
  'version',
  'runtime',
  'os',
  'arch',
  'glibc',
  'failure',
]);
export type FactName = z.infer<typeof FactName>;
export const CheckFact = z.strictObject({
  what: FactName,
  value: z.union([z.number(), z.string().regex(/^[\w .,:()+/@-]{0,100}$/)]),
});
export type CheckFact = z.infer<typeof CheckFact>;

export const Check = z.strictObject({
  check: CheckName,
  result: CheckResult,
  finding: z.enum(Object.values(FINDINGS).flat() as [string, ...string[]]),
  facts: z.array(CheckFact).max(12),
});
export type Check = z.infer<typeof Check>;

/** The self-check as it stands; asked again while it runs. */
export const SelfCheckReport = z.strictObject({
  startedAt: EpochMs,
  /** The check in hand; null: it is through. */
  running: CheckName.nullable(),
  /** For the audit in hand: rows done, and of how many. */
  progress: z.strictObject({ done: z.number().int(), of: z.number().int() }).nullable(),
  seatId: z.string().max(10).nullable(),
  checks: z.array(Check).max(CHECK_NAMES.length),
});
export type SelfCheckReport = z.infer<typeof SelfCheckReport>;

const WORSE: readonly CheckResult[] = ['ok', 'attention', 'fault'];

/** The worst of all checks. */
export function overall(checks: readonly Check[]): CheckResult {
  return WORSE[Math.max(0, ...checks.map(({ result }) => WORSE.indexOf(result)))] ?? 'ok';
}
