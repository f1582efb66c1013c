import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../../src/main/core/self-check/command';
import { overall, SelfCheckReport, type CheckName } from '../../../src/shared/self-check/check';
import { realClock } from '../../../src/main/core/sync/timer';
import type { CoreConfig } from '../../../src/main/core/ports';
import type { CommandName } from '../../../src/main/core/shell-messages';
import { at } from '../../../build/base/paths.mjs';
import {
  aCore,
  aKeyStore,
  aSettingsStore,
  noKeyStore,
  type RunningCore,
  type Window,
} from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { SUPERVISOR } from '../../builders/enrolment';
import { aFolder } from '../../builders/store';

async function checked(window: Window): Promise<SelfCheckReport> {
  await window.ask('check.run', {});
  for (;;) {
    const report = await window.ask('check.report', {});
    if (report !== null && report.running === null) return report;
    await new Promise<void>((next) => setImmediate(next));
  }
}

const findingOf = ({ checks }: SelfCheckReport, name: CheckName) =>
  checks.find(({ check }) => check === name)?.finding;

const configOf = ({ folder }: RunningCore, change: Partial<CoreConfig> = {}): CoreConfig => ({
  dataFolder: join(folder, 'data'),
  enrolmentFile: '',
  version: '0.1.0',
  runtime: 'node',
  isDemo: false,
  passphrase: null,
  nativeBinding: null,
  readerScript: null,
  practiceCallers: at('assets', 'practice', 'callers.json'),
  ...change,
});

async function command(
  name: CommandName,
  seat: RunningCore,
  change: Partial<CoreConfig> = {},
  keyStore = aKeyStore(),
) {
  const { lines, exitCode } = await runCommand({ name, file: null }, configOf(seat, change), {
    keyStore,
    settings: aSettingsStore(),
    resolveProxy: async () => 'DIRECT',
    printers: async () => ({ count: 1 }),
    clock: realClock,
  });
  return { lines, exitCode, json: JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
}

describe('a self-check of a seat', () => {
  test('looks at everything, tells as it goes, and tells nobody what a call is about', async () => {
    const { core, window, signedIn } = await aCore({ printers: async () => ({ count: 2 }) });
    await (await signedIn()).takeCall(aReportForm());
    const told: string[] = [];
    core.onChanged((topic) => told.push(topic));
    const report = await checked(window());
    expect(report.checks.map(({ check }) => check)).toEqual([
      ...new Set(report.checks.map(({ check }) => check)),
    ]);
    expect(report.checks).toHaveLength(16);
    expect(told).toContain('care');
    expect(Object.fromEntries(report.checks.map(({ check, finding }) => [check, finding]))).toMatchObject({
      disk_speed: expect.stringMatching(/quick|slow/) as string,
      key_store: 'system',
      database: 'whole',
      escrow: 'there',
      center_keys: 'first',
      network: 'set',
      center: 'not_reached',
      bundle: 'in_force',
      delivery: 'owed',
      audit: 'no_anchor',
      printer: 'there',
      program: 'told',
    });
  });

  test('that has no store yet says what is missing, to whoever asks', async () => {
    const { window } = await aCore({ keyStore: noKeyStore });
    const report = await checked(window());
    expect(findingOf(report, 'database')).toBe('locked');
    expect(findingOf(report, 'key_store')).toBe('none');
    expect(findingOf(report, 'escrow')).toBe('not_yet');
    expect(overall(report.checks)).not.toBe('fault');
    expect(report.seatId).toBeNull();
  });

  test('finds one copy of the key file gone', async () => {
    const { folder, window } = await aCore();
    rmSync(join(folder, 'data', 'key.json.copy'));
    expect(findingOf(await checked(window()), 'escrow')).toBe('one_copy');
  });
});

describe('on the command line', () => {
  test('a self-check goes beside a running seat, writes nothing, and ends with 1 for a fault alone', async () => {
    const seat = await aCore();
    const head = seat.core.desk()?.store.audit.head();
    const { lines, exitCode, json } = await command('self-check', seat);
    expect(json).toMatchObject({ command: 'self-check', seatId: 'ZZ01', result: 'fault' });
    expect(exitCode).toBe(1); // the center of this test is not there
    expect(lines.join('\n')).toContain('[有问题] 到省中心的线路');
    expect(SelfCheckReport.shape.checks.parse(json['checks'])).toHaveLength(16);
    expect(seat.core.desk()?.store.audit.head()).toEqual(head);
  });

  test('an audit that holds is told with its rows and 0; without the key nothing is', async () => {
    const seat = await aCore();
    await seat.signedIn();
    const { lines, exitCode, json } = await command('verify-audit', seat);
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({ rows: 2, anchors: 0, fault: null, isWhole: true });
    expect(lines[0]).toContain('核验 2 行');
    expect(await command('verify-audit', seat, {}, noKeyStore)).toMatchObject({ exitCode: 1 });
  });

  test('a passphrase opens it, a wrong one does not, and none is asked for nowhere', async () => {
    const passphrase = '河边的 9 棵柳树 are green';
    const seat = await aCore({ keyStore: noKeyStore, config: { passphrase } });
    expect(await command('verify-audit', seat, { passphrase }, noKeyStore)).toMatchObject({ exitCode: 0 });
    const wrong = await command('verify-audit', seat, { passphrase: 'wrong' }, noKeyStore);
    expect(wrong).toMatchObject({ exitCode: 1, json: { failure: 'wrong_passphrase' } });
    const none = await command('verify-audit', seat, {}, noKeyStore);
    expect(none).toMatchObject({ exitCode: 1, json: { failure: 'store_locked' } });
  });

  test('an edited audit is told with its first row and 1, by command and by a supervisor’s verification', async () => {
    const seat = await aCore();
    for (const _ of [1, 2, 3]) await seat.signedIn();
    const store = seat.core.desk()?.store as unknown as { db: Database.Database };
    store.db.exec("drop trigger audit_fixed; update audit set actor = 'p-2001' where seq = 3");
    const { lines, exitCode, json } = await command('verify-audit', seat);
    expect(exitCode).toBe(1);
    expect(json).toMatchObject({ rows: 2, fault: { kind: 'edited', seq: 3 } });
    expect(lines.join('\n')).toMatch(/第 3 行（\d{4}-.*这一行被改过/);

    const supervisor = await seat.signedIn(SUPERVISOR.id);
    expect(await (await seat.signedIn()).codeOf('audit.verify', {})).toBe('not_allowed');
    await supervisor.ask('audit.verify', {});
    const done = async () => {
      for (;;) {
        const verification = await supervisor.ask('audit.verification', {});
        if (verification?.isRunning === false) return verification;
        await new Promise<void>((next) => setImmediate(next));
      }
    };
    expect((await done()).verdict.fault).toMatchObject({ kind: 'edited', seq: 3 });
    expect(seat.core.desk()?.store.audit.lastOf('audit_verified')).not.toBeNull();
  });

  test('a damaged page is found, and a store that is not there is no fault of the audit', async () => {
    const seat = await aCore();
    await seat.signedIn();
    await seat.core.stop();
    const file = join(seat.folder, 'data', 'seat.db');
    const handle = openSync(file, 'r+');
    for (const page of [20, 21, 22, 23]) writeSync(handle, Buffer.alloc(64, 0xff), 0, 64, page * 4_096 + 100);
    closeSync(handle);
    const { json, exitCode } = await command('self-check', seat);
    expect(exitCode).toBe(1);
    const database = SelfCheckReport.shape.checks
      .parse(json['checks'])
      .find(({ check }) => check === 'database');
    expect(['damaged', 'cannot_open']).toContain(database?.finding);
    const nowhere = { ...seat, folder: aFolder() };
    expect(await command('verify-audit', nowhere)).toMatchObject({
      exitCode: 1,
      json: { failure: 'store_locked' },
    });
  });
});

test('a core that stops in the middle of a self-check ends it quietly', async () => {
  const { core, window } = await aCore();
  const asking = window();
  await asking.ask('check.run', {});
  await core.stop();
  for (let turn = 0; turn < 20; turn += 1) await new Promise<void>((next) => setImmediate(next));
  expect(await asking.codeOf('check.report', {})).toBe('store_locked');
});
