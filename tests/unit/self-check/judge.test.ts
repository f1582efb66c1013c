import { describe, expect, test } from 'vitest';
import {
  CHECK_NAMES,
  Check,
  FactName,
  FINDINGS,
  overall,
  type CheckName,
} from '../../../src/shared/self-check/check';
import {
  FULL_DISK_BYTES,
  judgeCheck,
  LARGE_LOG_BYTES,
  LOW_DISK_BYTES,
  OLD_BACKUP_MS,
  SLOW_SYNC_MS,
  VERY_SLOW_SYNC_MS,
  type CheckFacts,
} from '../../../src/shared/self-check/judge';
import { checkWords, reportLines, wordsIn } from '../../../src/shared/self-check/report-text';
import { AUDIT_FAULTS, type AuditVerification } from '../../../src/shared/audit/verification';
import { fileOf, type BackupBook, type BackupTrouble } from '../../../src/shared/backup/backup';
import { LINE_STEPS, type LineTest } from '../../../src/shared/network/line-test';
import en from '../../../src/shared/locales/en-US.json';
import zh from '../../../src/shared/locales/zh-CN.json';

const NOW = 1_795_455_000_000;
const DAY = 86_400_000;

const inForce = {
  signing: { id: 'sign-1', since: NOW },
  sealing: { id: 'seal-1', since: NOW },
  recovery: { id: 'recover-1', since: NOW },
};

const clock = (change: Partial<CheckFacts['clock']>) => ({
  offsetMs: 0,
  timeZone: 'Asia/Shanghai',
  minutesFromUtc: 480,
  ...change,
});
const open = (change: object) =>
  ({
    state: 'open',
    version: 11,
    bytes: 1,
    logBytes: 0,
    damaged: 0,
    amiss: 0,
    ...change,
  }) as CheckFacts['database'];
const delivery = (change: object) => ({
  owed: 0,
  oldestOwedAt: null,
  unconfirmed: 0,
  quarantined: 0,
  lost: 0,
  attachments: 0,
  ...change,
});
const audit = (change: Partial<AuditVerification['verdict']>, isWhole = true): AuditVerification => ({
  isRunning: false,
  startedAt: NOW,
  ms: 1,
  of: 9,
  isWhole,
  verdict: { restores: [], replaced: 0, rows: 9, anchors: 1, matched: 1, fault: null, ...change },
});
function book(made: readonly number[], reason?: BackupTrouble): BackupBook {
  const kept = made.map((at) => ({
    file: fileOf(at),
    at,
    bytes: 1_000_000,
    storeVersion: 1,
    calls: 1,
    revisions: 1,
    auditSeq: 1,
    auditHash: 'a'.repeat(64),
  }));
  return { schema: 1, kept, trouble: reason === undefined ? null : { at: NOW, reason } };
}

function line(failedAt?: (typeof LINE_STEPS)[number]): LineTest {
  const at = failedAt === undefined ? LINE_STEPS.length : LINE_STEPS.indexOf(failedAt);
  const steps = LINE_STEPS.map((step, index) => ({
    step,
    state: index < at ? ('passed' as const) : index === at ? ('failed' as const) : ('not_reached' as const),
    ms: 1,
    cause: index === at ? ('timeout' as const) : null,
    facts: [],
  }));
  return { isRunning: false, startedAt: NOW, version: '1', seatId: 'ZZ01', steps };
}

/** Facts -> result and finding, on both sides of every border. */
const CASES: { [N in CheckName]: [CheckFacts[N], Check['result'], string][] } = {
  disk_space: [
    [{ freeBytes: LOW_DISK_BYTES, hasReserve: true }, 'ok', 'enough'],
    [{ freeBytes: LOW_DISK_BYTES, hasReserve: null }, 'ok', 'enough'],
    [{ freeBytes: LOW_DISK_BYTES - 1, hasReserve: true }, 'attention', 'low'],
    [{ freeBytes: LOW_DISK_BYTES, hasReserve: false }, 'attention', 'no_reserve'],
    [{ freeBytes: FULL_DISK_BYTES - 1, hasReserve: false }, 'fault', 'almost_full'],
    [null, 'attention', 'unknown'],
  ],
  disk_speed: [
    [{ syncMs: SLOW_SYNC_MS }, 'ok', 'quick'],
    [{ syncMs: SLOW_SYNC_MS + 1 }, 'attention', 'slow'],
    [{ syncMs: VERY_SLOW_SYNC_MS + 1 }, 'fault', 'very_slow'],
    [null, 'fault', 'refused'],
  ],
  clock: [
    [clock({ offsetMs: -120_000 }), 'ok', 'right'],
    [clock({ offsetMs: 120_001 }), 'fault', 'wrong'],
    [clock({ offsetMs: null }), 'attention', 'unknown'],
    [clock({ minutesFromUtc: 0, timeZone: 'UTC' }), 'attention', 'zone'],
  ],
  key_store: [
    [{ keptBy: 'os_key_store', backend: 'dpapi', isAvailable: true }, 'ok', 'system'],
    [{ keptBy: 'os_key_store', backend: 'basic_text', isAvailable: false }, 'fault', 'gone'],
    [{ keptBy: 'passphrase', backend: 'basic_text', isAvailable: false }, 'attention', 'passphrase'],
    [{ keptBy: null, backend: 'dpapi', isAvailable: true }, 'attention', 'none'],
  ],
  database: [
    [open({}), 'ok', 'whole'],
    [open({ amiss: null }), 'ok', 'whole'],
    [open({ damaged: 1, amiss: 1 }), 'fault', 'damaged'],
    [open({ amiss: 1 }), 'fault', 'settings'],
    [open({ damaged: null }), 'attention', 'not_checked'],
    [open({ logBytes: LARGE_LOG_BYTES + 1 }), 'attention', 'large_log'],
    [{ state: 'locked' }, 'attention', 'locked'],
    [{ state: 'failed', code: 'store_corrupt' }, 'fault', 'cannot_open'],
  ],
  escrow: [
    [{ copies: 2, keyId: 'recover-1', hasStore: true, wanted: 'recover-1' }, 'ok', 'there'],
    [{ copies: 2, keyId: 'recover-1', hasStore: true, wanted: null }, 'ok', 'there'],
    [{ copies: 2, keyId: 'recover-1', hasStore: true, wanted: 'recover-2' }, 'attention', 'older_key'],
    [{ copies: 1, keyId: 'recover-1', hasStore: true, wanted: 'recover-1' }, 'attention', 'one_copy'],
    [{ copies: 0, keyId: null, hasStore: true, wanted: 'recover-1' }, 'fault', 'none'],
    [{ copies: 0, keyId: null, hasStore: false, wanted: null }, 'attention', 'not_yet'],
  ],
  center_keys: [
    [{ inForce, rolls: 0, refused: null }, 'ok', 'first'],
    [{ inForce, rolls: 2, refused: null }, 'ok', 'rolled'],
    [{ inForce, rolls: 2, refused: { at: NOW, why: 'forked' } }, 'fault', 'refused'],
    [null, 'attention', 'unknown'],
  ],
  backup: [
    [book([NOW - OLD_BACKUP_MS]), 'ok', 'fresh'],
    [book([NOW - OLD_BACKUP_MS - 1]), 'attention', 'old'],
    [book([]), 'attention', 'none'],
    [book([NOW], 'no_room'), 'attention', 'no_room'],
    [book([NOW - OLD_BACKUP_MS - 1], 'not_writable'), 'fault', 'not_writable'],
    [book([], 'failed'), 'fault', 'failed'],
    [book([NOW], 'not_restorable'), 'attention', 'not_restorable'],
    [book([NOW], 'source_damaged'), 'fault', 'source_damaged'],
    [null, 'attention', 'unknown'],
  ],
  network: [
    [{ mode: 'system', validUntil: [] }, 'ok', 'set'],
    [{ mode: 'system', validUntil: [NOW + 31 * DAY, NOW + 29 * DAY] }, 'attention', 'authority_expires'],
    [{ mode: 'manual', validUntil: [NOW - 1] }, 'fault', 'authority_expired'],
    [null, 'attention', 'unknown'],
  ],
  center: [
    [line(), 'ok', 'reached'],
    [line('tcp'), 'fault', 'not_reached'],
    [
      { ...line('tcp'), steps: line('tcp').steps.filter(({ state }) => state !== 'failed') },
      'attention',
      'not_tried',
    ],
    [null, 'attention', 'not_tried'],
  ],
  bundle: [
    [{ version: '2026.2', refusedAt: null }, 'ok', 'in_force'],
    [{ version: '2026.2', refusedAt: NOW }, 'attention', 'refused'],
    [{ version: null, refusedAt: null }, 'fault', 'none'],
    [null, 'attention', 'unknown'],
  ],
  delivery: [
    [delivery({}), 'ok', 'nothing_owed'],
    [delivery({ owed: 1, oldestOwedAt: NOW - DAY }), 'ok', 'owed'],
    [delivery({ owed: 1, oldestOwedAt: NOW - DAY - 1 }), 'attention', 'owed_long'],
    [delivery({ quarantined: 1 }), 'attention', 'quarantined'],
    [delivery({ lost: 1, quarantined: 1 }), 'fault', 'lost'],
    [null, 'attention', 'unknown'],
  ],
  audit: [
    [
      audit({ restores: [{ seq: 4, at: NOW, by: 'p-2001', reason: 'damaged', proof: 'password', from: 3 }] }),
      'attention',
      'restored',
    ],
    [audit({}), 'ok', 'holds'],
    [audit({ anchors: 0, matched: 0 }), 'attention', 'no_anchor'],
    [audit({ fault: { kind: 'cut', seq: 7, at: NOW } }), 'fault', 'broken'],
    [audit({}, false), 'attention', 'not_checked'],
    [null, 'attention', 'not_checked'],
  ],
  fonts: [
    [{ families: 3 }, 'ok', 'there'],
    [{ families: 0 }, 'fault', 'none'],
    [null, 'attention', 'unknown'],
  ],
  printer: [
    [{ printers: 1 }, 'ok', 'there'],
    [{ printers: 0 }, 'attention', 'none'],
    [null, 'attention', 'unknown'],
  ],
  program: [
    [{ version: '1.0.0', runtime: 'Electron 44', os: 'Linux 6', arch: 'x64', glibc: '2.36' }, 'ok', 'told'],
  ],
};

const judged = <N extends CheckName>(name: N) =>
  CASES[name].map(([facts, result, finding]) => ({ check: judgeCheck(name, facts, NOW), result, finding }));

describe.each(CHECK_NAMES)('the check of %s', (name) => {
  test('says what it found on both sides of every border', () => {
    for (const { check, result, finding } of judged(name)) {
      expect([check.result, check.finding]).toEqual([result, finding]);
      expect(Check.parse(check)).toEqual(check);
    }
  });

  test('is tried in all that it may find', () => {
    expect(new Set(CASES[name].map(([, , finding]) => finding))).toEqual(new Set(FINDINGS[name]));
  });

  test.each([
    ['zh-CN', zh],
    ['en-US', en],
  ])('has words and, unless all is well, what to do in %s', (_, locale) => {
    const words = wordsIn(locale);
    for (const { check, result } of judged(name)) {
      const said = checkWords(words, check);
      for (const text of [said.name, said.found, said.facts, said.todo ?? '']) {
        expect(text).not.toMatch(/selfCheck\.|network\.|sync\.|\{\{/);
      }
      expect(said.todo === null).toBe(result === 'ok');
    }
  });
});

test('every fact, and every fault of an audit, has words in both languages', () => {
  for (const locale of [zh, en]) {
    expect(Object.keys(locale.selfCheck.fact).sort()).toEqual([...FactName.options].sort());
    expect(Object.keys(locale.selfCheck.auditFault).sort()).toEqual([...AUDIT_FAULTS].sort());
  }
});

test('a machine’s words are cut to plain ones: no text of a person can ride along', () => {
  const check = judgeCheck('clock', clock({ timeZone: '张三<13800000000>"' }), NOW);
  expect(Check.safeParse(check).success).toBe(true);
  expect(JSON.stringify(check)).not.toContain('张三');
});

test('the worst check is the result of all, and the report is one line a check and one for what to do', () => {
  const checks = [
    judgeCheck('escrow', { copies: 2, keyId: 'r', hasStore: true, wanted: 'r' }, NOW),
    judgeCheck('fonts', { families: 0 }, NOW),
  ];
  expect(overall([])).toBe('ok');
  expect(overall(checks.slice(0, 1))).toBe('ok');
  expect(overall(checks)).toBe('fault');
  const report = { startedAt: NOW, running: null, progress: null, seatId: 'ZZ01', checks };
  expect(reportLines(wordsIn(zh), report)).toEqual([
    '坐席 ZZ01 体检 2026-11-24 01:30:00：有问题',
    '[正常] 密钥托管副本: 两份都在 (副本 2 份 · 恢复密钥 r)',
    '[有问题] 中文字体: 没有 (0 种)',
    expect.stringMatching(/^ {4}请网管安装中文字体/),
  ]);
});
