import type { AuditVerification } from '../../../../src/shared/audit/verification';
import type { Input, Output, Topic } from '../../../../src/shared/ipc/contract';
import { fakeUpdates, type UpdatesScenario } from './fake-updates';
import type { Check, SelfCheckReport } from '../../../../src/shared/self-check/check';

type CareRequest =
  | 'update.state'
  | 'update.seen'
  | 'update.view'
  | 'update.look'
  | 'update.import'
  | 'licences.list'
  | 'check.run'
  | 'check.report'
  | 'audit.verify'
  | 'audit.verification'
  | 'support.prepare'
  | 'support.save';

export interface CareScenario {
  /** The PC to look at: all well, or with faults; a check that never ends. */
  care?: 'well' | 'ill' | 'endless';
}

const PERMISSION = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction.`;

const SHIPPED: Output<'licences.list'> = [
  { name: '@mui/material', version: '9.5.0', licence: 'MIT', text: `The MIT License (MIT)\n\n${PERMISSION}` },
  { name: 'better-sqlite3-multiple-ciphers', version: '13.0.3', licence: 'MIT', text: PERMISSION },
  {
    name: 'echarts',
    version: '6.1.0',
    licence: 'Apache-2.0',
    text: 'Apache License\nVersion 2.0, January 2004',
  },
  { name: 'electron', version: '45.4.1', licence: 'MIT', text: PERMISSION },
  { name: 'react', version: '19.3.0', licence: 'MIT', text: '' },
];

const AT = Date.UTC(2026, 10, 23, 1, 30);

const WELL: Check[] = [
  { check: 'disk_space', result: 'ok', finding: 'enough', facts: [{ what: 'free_mb', value: 48_300 }] },
  { check: 'disk_speed', result: 'ok', finding: 'quick', facts: [{ what: 'sync_ms', value: 7.4 }] },
  {
    check: 'clock',
    result: 'ok',
    finding: 'right',
    facts: [
      { what: 'offset_ms', value: 41 },
      { what: 'time_zone', value: 'Asia/Shanghai' },
    ],
  },
  {
    check: 'key_store',
    result: 'ok',
    finding: 'system',
    facts: [{ what: 'backend', value: 'gnome_libsecret' }],
  },
  {
    check: 'database',
    result: 'ok',
    finding: 'whole',
    facts: [
      { what: 'store_version', value: 11 },
      { what: 'store_mb', value: 412.6 },
      { what: 'log_mb', value: 1.2 },
    ],
  },
  {
    check: 'escrow',
    result: 'ok',
    finding: 'there',
    facts: [
      { what: 'copies', value: 2 },
      { what: 'key_id', value: 'recover-5d8a11c2' },
    ],
  },
  {
    check: 'center_keys',
    result: 'ok',
    finding: 'rolled',
    facts: [
      { what: 'signing_key', value: 'sign-0a1b2c3d' },
      { what: 'signing_since', value: AT - 40 * 86_400_000 },
      { what: 'sealing_key', value: 'seal-77e1902b' },
      { what: 'sealing_since', value: AT - 12 * 86_400_000 },
      { what: 'recovery_key', value: 'recover-5d8a11c2' },
      { what: 'recovery_since', value: AT - 300 * 86_400_000 },
      { what: 'rolls', value: 2 },
    ],
  },
  {
    check: 'backup',
    result: 'ok',
    finding: 'fresh',
    facts: [
      { what: 'backups', value: 9 },
      { what: 'backup_at', value: AT - 7_200_000 },
      { what: 'backup_mb', value: 401.2 },
      { what: 'calls', value: 23_417 },
    ],
  },
  {
    check: 'network',
    result: 'ok',
    finding: 'set',
    facts: [
      { what: 'mode', value: 'system' },
      { what: 'authorities', value: 0 },
    ],
  },
  { check: 'center', result: 'ok', finding: 'reached', facts: [{ what: 'round_trip_ms', value: 23 }] },
  {
    check: 'bundle',
    result: 'ok',
    finding: 'in_force',
    facts: [{ what: 'bundle_version', value: '2026.2' }],
  },
  { check: 'delivery', result: 'ok', finding: 'nothing_owed', facts: [{ what: 'owed', value: 0 }] },
  {
    check: 'audit',
    result: 'ok',
    finding: 'holds',
    facts: [
      { what: 'rows', value: 18_204 },
      { what: 'anchors', value: 3_011 },
    ],
  },
  { check: 'fonts', result: 'ok', finding: 'there', facts: [{ what: 'families', value: 12 }] },
  { check: 'printer', result: 'ok', finding: 'there', facts: [{ what: 'printers', value: 1 }] },
  {
    check: 'program',
    result: 'ok',
    finding: 'told',
    facts: [
      { what: 'version', value: '0.1.0' },
      { what: 'runtime', value: 'Electron 44.0.0' },
      { what: 'os', value: 'Linux 5.10.0' },
      { what: 'arch', value: 'x64' },
      { what: 'glibc', value: '2.36' },
    ],
  },
];

const ILL: Partial<Record<Check['check'], Omit<Check, 'check'>>> = {
  disk_space: { result: 'attention', finding: 'low', facts: [{ what: 'free_mb', value: 1_420 }] },
  clock: { result: 'attention', finding: 'zone', facts: [{ what: 'time_zone', value: 'UTC' }] },
  key_store: {
    result: 'attention',
    finding: 'passphrase',
    facts: [{ what: 'backend', value: 'basic_text' }],
  },
  center: {
    result: 'fault',
    finding: 'not_reached',
    facts: [
      { what: 'step', value: 'tunnel' },
      { what: 'cause', value: 'proxy_login' },
    ],
  },
  audit: {
    result: 'fault',
    finding: 'broken',
    facts: [
      { what: 'rows', value: 1_041 },
      { what: 'anchors', value: 300 },
      { what: 'fault', value: 'edited' },
      { what: 'fault_row', value: 1_042 },
      { what: 'fault_at', value: AT - 86_400_000 },
    ],
  },
  printer: { result: 'attention', finding: 'none', facts: [{ what: 'printers', value: 0 }] },
};

/** TEST ONLY: a PC in memory that is well, or is not. */
export function fakeCare(
  announce: (topic: Topic) => void,
  { care = 'well', ...updates }: CareScenario & UpdatesScenario,
): { [N in CareRequest]: (input: Input<N>) => Output<N> } {
  const checks = care === 'ill' ? WELL.map((each) => ({ ...each, ...ILL[each.check] })) : WELL;
  const done: SelfCheckReport = { startedAt: AT, running: null, progress: null, seatId: 'ZZ01', checks };
  const begun: SelfCheckReport = {
    ...done,
    running: 'audit',
    progress: { done: 8_000, of: 18_204 },
    checks: checks.slice(0, 10),
  };
  let report: SelfCheckReport | null = null;
  let verification: AuditVerification | null = null;
  const verified: AuditVerification = {
    isRunning: care === 'endless',
    startedAt: AT,
    ms: 412,
    of: 18_204,
    isWhole: care === 'well',
    verdict: {
      rows: care === 'well' ? 18_204 : 1_041,
      anchors: 3_011,
      restores: [],
      replaced: 0,
      matched: care === 'well' ? 3_011 : 172,
      fault: care === 'ill' ? { kind: 'edited', seq: 1_042, at: AT - 86_400_000 } : null,
    },
  };
  return {
    ...fakeUpdates(announce, updates),
    'check.run': () => {
      report = begun;
      if (care !== 'endless') {
        setTimeout(() => {
          report = done;
          announce('care');
        }, 50);
      }
      return report;
    },
    'check.report': () => report,
    'audit.verify': () => (verification = verified),
    'audit.verification': () => verification,
    'support.prepare': () => ({
      id: '0b3c4d5e-6f70-4a8b-9c0d-1e2f3a4b5c6d',
      files: [
        {
          name: 'self-check.txt',
          text: '坐席 ZZ01 体检 2026-11-23 09:30:00：都正常\n[正常] 磁盘空间: 空间够用 (剩余 48.3 GB)\n',
        },
        { name: 'self-check.json', text: `${JSON.stringify(done, null, 2)}\n` },
        {
          name: 'state.json',
          text: `${JSON.stringify({ program: { version: '0.1.0' }, seat: { id: 'ZZ01' } }, null, 2)}\n`,
        },
        { name: 'seat.log', text: '' },
      ],
    }),
    'support.save': () => ({ isSaved: true }),
    'licences.list': () => SHIPPED,
  };
}
