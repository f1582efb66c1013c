import type { AuditVerification } from '../audit/verification';
import { WRONG_CLOCK_MS } from '../network/clock';
import type { BackupBook } from '../backup/backup';
import type { LineTest } from '../network/line-test';
import type { Check, CheckFact, CheckName, CheckResult, FactName, Finding } from './check';

/** What was found out of this PC, check by check; `null`: it could not be looked at. */
export interface CheckFacts {
  disk_space: { freeBytes: number; hasReserve: boolean | null } | null;
  /** The middle of several small writes, each synced to the disk. */
  disk_speed: { syncMs: number } | null;
  clock: { offsetMs: number | null; timeZone: string; minutesFromUtc: number };
  key_store: { keptBy: 'os_key_store' | 'passphrase' | null; backend: string; isAvailable: boolean };
  database:
    | { state: 'locked' }
    | { state: 'failed'; code: string }
    | {
        state: 'open';
        version: number;
        bytes: number;
        logBytes: number;
        /** Tables that are damaged; null: not all could be gone through. */
        damaged: number | null;
        /** Settings of the connection that do not hold; null: it is one that only reads. */
        amiss: number | null;
      };
  /** `wanted`: the recovery key in force as the seat knows it; null where it cannot be asked. */
  escrow: { copies: number; keyId: string | null; hasStore: boolean; wanted: string | null };
  /** The center's keys in force here, since when (roll, or else enrolment), and what last did not follow. */
  center_keys: {
    inForce: Record<'signing' | 'sealing' | 'recovery', { id: string; since: number }>;
    rolls: number;
    refused: { at: number; why: string } | null;
  } | null;
  /** What is known of the backups; null: their folder cannot be read. */
  backup: BackupBook | null;
  network: { mode: string; validUntil: readonly number[] } | null;
  center: LineTest | null;
  /** `refusedAt`: when one was refused after the last that was taken. */
  bundle: { version: string | null; refusedAt: number | null } | null;
  delivery: {
    owed: number;
    oldestOwedAt: number | null;
    unconfirmed: number;
    quarantined: number;
    lost: number;
    attachments: number;
  } | null;
  audit: AuditVerification | null;
  fonts: { families: number } | null;
  printer: { printers: number } | null;
  program: { version: string; runtime: string; os: string; arch: string; glibc: string };
}

export const LOW_DISK_BYTES = 2_000_000_000;
export const FULL_DISK_BYTES = 200_000_000;
/** One save is one sync: beyond this an agent feels it; far beyond, calls are in danger. */
export const SLOW_SYNC_MS = 100;
export const VERY_SLOW_SYNC_MS = 1_000;
export const LARGE_LOG_BYTES = 64_000_000;
const SHANGHAI_MINUTES = 480;
const DAY_MS = 86_400_000;
/** A seat is not switched on every day: a weekend makes no backup old. */
export const OLD_BACKUP_MS = 4 * DAY_MS;
const EXPIRES_SOON_MS = 30 * DAY_MS;

type Judged<N extends CheckName> = [result: CheckResult, finding: Finding<N>, facts: CheckFact[]];
type Judges = { [N in CheckName]: (facts: CheckFacts[N], now: number) => Judged<N> };

/** Figures of more than ten digits could be taken for a telephone number. */
const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10;

/** A fact is left out where there is nothing to tell. */
function told(facts: Partial<Record<FactName, string | number | null>>): CheckFact[] {
  return Object.entries(facts).flatMap(([what, value]) => {
    if (value === null || value === undefined) return [];
    const plain = typeof value === 'number' ? value : value.replace(/[^\w .,:()+/@-]/g, '_').slice(0, 100);
    return [{ what: what as FactName, value: plain }];
  });
}

const JUDGES: Judges = {
  disk_space: (disk) => {
    if (disk === null) return ['attention', 'unknown', []];
    const facts = told({ free_mb: megabytes(disk.freeBytes) });
    if (disk.freeBytes < FULL_DISK_BYTES) return ['fault', 'almost_full', facts];
    if (disk.hasReserve === false) return ['attention', 'no_reserve', facts];
    return disk.freeBytes < LOW_DISK_BYTES ? ['attention', 'low', facts] : ['ok', 'enough', facts];
  },
  disk_speed: (speed) => {
    if (speed === null) return ['fault', 'refused', []];
    const facts = told({ sync_ms: speed.syncMs });
    if (speed.syncMs > VERY_SLOW_SYNC_MS) return ['fault', 'very_slow', facts];
    return speed.syncMs > SLOW_SYNC_MS ? ['attention', 'slow', facts] : ['ok', 'quick', facts];
  },
  clock: ({ offsetMs, timeZone, minutesFromUtc }) => {
    const facts = told({ offset_ms: offsetMs, time_zone: timeZone });
    if (offsetMs !== null && Math.abs(offsetMs) > WRONG_CLOCK_MS) return ['fault', 'wrong', facts];
    if (minutesFromUtc !== SHANGHAI_MINUTES) return ['attention', 'zone', facts];
    return offsetMs === null ? ['attention', 'unknown', facts] : ['ok', 'right', facts];
  },
  key_store: ({ keptBy, backend, isAvailable }) => {
    const facts = told({ backend });
    if (keptBy === null) return ['attention', 'none', facts];
    if (keptBy === 'passphrase') return ['attention', 'passphrase', facts];
    return isAvailable ? ['ok', 'system', facts] : ['fault', 'gone', facts];
  },
  database: (store) => {
    if (store.state === 'locked') return ['attention', 'locked', []];
    if (store.state === 'failed') return ['fault', 'cannot_open', told({ failure: store.code })];
    const { version, bytes, logBytes, damaged, amiss } = store;
    const facts = told({ store_version: version, store_mb: megabytes(bytes), log_mb: megabytes(logBytes) });
    if (damaged !== null && damaged > 0) return ['fault', 'damaged', [...facts, ...told({ damaged })]];
    if (amiss !== null && amiss > 0) return ['fault', 'settings', [...facts, ...told({ amiss })]];
    if (damaged === null) return ['attention', 'not_checked', facts];
    return logBytes > LARGE_LOG_BYTES ? ['attention', 'large_log', facts] : ['ok', 'whole', facts];
  },
  escrow: ({ copies, keyId, hasStore, wanted }) => {
    const isOlder = wanted !== null && keyId !== null && keyId !== wanted;
    const facts = told({ copies, key_id: keyId, wanted_key_id: isOlder ? wanted : null });
    if (copies === 0) return hasStore ? ['fault', 'none', facts] : ['attention', 'not_yet', []];
    if (isOlder) return ['attention', 'older_key', facts];
    return copies === 1 ? ['attention', 'one_copy', facts] : ['ok', 'there', facts];
  },
  center_keys: (keys) => {
    if (keys === null) return ['attention', 'unknown', []];
    const { inForce, rolls, refused } = keys;
    const facts = told({
      signing_key: inForce.signing.id,
      signing_since: inForce.signing.since,
      sealing_key: inForce.sealing.id,
      sealing_since: inForce.sealing.since,
      recovery_key: inForce.recovery.id,
      recovery_since: inForce.recovery.since,
      rolls,
      why: refused?.why ?? null,
      refused_at: refused?.at ?? null,
    });
    if (refused !== null) return ['fault', 'refused', facts];
    return rolls === 0 ? ['ok', 'first', facts] : ['ok', 'rolled', facts];
  },
  backup: (book, now) => {
    if (book === null) return ['attention', 'unknown', []];
    const { kept, trouble } = book;
    const last = kept.toSorted((a, b) => b.at - a.at)[0];
    const facts = told({
      backups: kept.length,
      backup_at: last?.at ?? null,
      backup_mb: last === undefined ? null : megabytes(last.bytes),
      calls: last?.calls ?? null,
      tried_at: trouble?.at ?? null,
    });
    const isOld = last === undefined || last.at < now - OLD_BACKUP_MS;
    // A damaged store cannot wait for a second day without a backup.
    if (trouble !== null) {
      const isGrave = isOld || trouble.reason === 'source_damaged';
      return [isGrave ? 'fault' : 'attention', trouble.reason, facts];
    }
    if (last === undefined) return ['attention', 'none', facts];
    return isOld ? ['attention', 'old', facts] : ['ok', 'fresh', facts];
  },
  network: (network, now) => {
    if (network === null) return ['attention', 'unknown', []];
    const { mode, validUntil } = network;
    const first = validUntil.length > 0 ? Math.min(...validUntil) : null;
    const facts = told({ mode, authorities: validUntil.length, valid_until: first });
    if (first !== null && first < now) return ['fault', 'authority_expired', facts];
    if (first !== null && first < now + EXPIRES_SOON_MS) return ['attention', 'authority_expires', facts];
    return ['ok', 'set', facts];
  },
  center: (test) => {
    if (test === null) return ['attention', 'not_tried', []];
    const failed = test.steps.find(({ state }) => state === 'failed');
    if (failed) return ['fault', 'not_reached', told({ step: failed.step, cause: failed.cause })];
    if (test.steps.some(({ state }) => state === 'not_reached')) return ['attention', 'not_tried', []];
    const trip = test.steps.flatMap(({ facts }) => facts).find(({ what }) => what === 'milliseconds');
    return ['ok', 'reached', told({ round_trip_ms: typeof trip?.value === 'number' ? trip.value : null })];
  },
  bundle: (bundle) => {
    if (bundle === null) return ['attention', 'unknown', []];
    if (bundle.version === null) return ['fault', 'none', []];
    const facts = told({ bundle_version: bundle.version, refused_at: bundle.refusedAt });
    return bundle.refusedAt === null ? ['ok', 'in_force', facts] : ['attention', 'refused', facts];
  },
  delivery: (delivery, now) => {
    if (delivery === null) return ['attention', 'unknown', []];
    const { owed, oldestOwedAt, unconfirmed, quarantined, lost, attachments } = delivery;
    const facts = told({ owed, unconfirmed, quarantined, attachments, oldest_owed_at: oldestOwedAt });
    if (lost > 0) return ['fault', 'lost', [...facts, ...told({ lost })]];
    if (oldestOwedAt !== null && oldestOwedAt < now - DAY_MS) return ['attention', 'owed_long', facts];
    if (quarantined > 0) return ['attention', 'quarantined', facts];
    return owed + unconfirmed > 0 ? ['ok', 'owed', facts] : ['ok', 'nothing_owed', facts];
  },
  audit: (audit) => {
    if (audit === null) return ['attention', 'not_checked', []];
    const { rows, anchors, fault } = audit.verdict;
    const facts = told({ rows, anchors });
    if (fault !== null) {
      return [
        'fault',
        'broken',
        [...facts, ...told({ fault: fault.kind, fault_row: fault.seq, fault_at: fault.at })],
      ];
    }
    if (!audit.isWhole) return ['attention', 'not_checked', facts];
    const last = audit.verdict.restores.at(-1);
    if (last !== undefined) {
      const named = told({
        restores: audit.verdict.restores.length,
        restored_at: last.at,
        fault_row: last.seq,
      });
      return ['attention', 'restored', [...facts, ...named]];
    }
    return anchors === 0 ? ['attention', 'no_anchor', facts] : ['ok', 'holds', facts];
  },
  fonts: (fonts) => {
    if (fonts === null) return ['attention', 'unknown', []];
    const facts = told({ families: fonts.families });
    return fonts.families === 0 ? ['fault', 'none', facts] : ['ok', 'there', facts];
  },
  printer: (printer) => {
    if (printer === null) return ['attention', 'unknown', []];
    const facts = told({ printers: printer.printers });
    return printer.printers === 0 ? ['attention', 'none', facts] : ['ok', 'there', facts];
  },
  program: (program) => ['ok', 'told', told(program)],
};

/** One check's facts -> what they mean. Pure; `now` in UTC ms. */
export function judgeCheck<N extends CheckName>(check: N, facts: CheckFacts[N], now: number): Check {
  const [result, finding, shown] = JUDGES[check](facts, now);
  return { check, result, finding, facts: shown };
}
