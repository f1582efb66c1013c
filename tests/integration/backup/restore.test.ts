import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DEMO_PEOPLE, DEMO_SEAT } from '../../../src/center/enrolment';
import { readBook } from '../../../src/main/core/backup/book';
import { runCommand } from '../../../src/main/core/self-check/command';
import type { RestoreAsked } from '../../../src/main/core/shell-messages';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import { realClock } from '../../../src/main/core/sync/timer';
import { aBundle } from '../../builders/bundle';
import { startCenter, type TestCenter } from '../../builders/center';
import {
  aCore,
  aKeyStore,
  aSettingsStore,
  noCenter,
  type CoreOptions,
  type RunningCore,
} from '../../builders/core';
import { aConsultationForm, anOutOfScopeForm } from '../../builders/draft';
import { aFolder } from '../../builders/store';

let center: TestCenter | undefined;

/** At a real center where there is one, else at none. */
async function aSeat(
  folder: string,
  connectCenter: CoreOptions['connectCenter'] = center && createCenterClient,
): Promise<RunningCore> {
  const enrolled = center && { signed: (await center.enrol(DEMO_SEAT, DEMO_PEOPLE)).enrolment };
  return aCore({
    folder,
    spareBytes: 1_000,
    ...(enrolled && { enrolled: enrolled as never }),
    ...(connectCenter && { connectCenter }),
  });
}

async function take({ core, signedIn }: RunningCore): Promise<string> {
  const window = await signedIn();
  const { localNumber } = await window.takeCall(anOutOfScopeForm());
  await new Promise<void>((done) => setImmediate(done));
  await core.desk()?.sync.whenIdle();
  await window.ask('session.signOut', {});
  return localNumber;
}

async function command(
  folder: string,
  name: 'restore' | 'verify-audit',
  restore?: RestoreAsked,
  sinceBoot?: () => number,
) {
  const config = {
    dataFolder: join(folder, 'data'),
    enrolmentFile: '',
    version: '0.1.0',
    runtime: 'node',
    isDemo: false,
    passphrase: null,
    nativeBinding: null,
    readerScript: null,
    practiceCallers: '',
  };
  const { lines, exitCode } = await runCommand({ name, file: null }, config, {
    keyStore: aKeyStore(),
    settings: aSettingsStore(),
    resolveProxy: async () => 'DIRECT',
    printers: async () => null,
    clock: realClock,
    ...(restore && { restore }),
    ...(sinceBoot && { sinceBoot }),
  });
  return { lines, exitCode, json: JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
}

const NEWEST = { backup: 'newest', by: '2001', why: 'damaged', password: 'demo-12369' };
const asideIn = (folder: string) =>
  readdirSync(join(folder, 'data')).filter((name) => name.includes('.before-'));

/** Two calls are brought over; between them a backup is made. The seat is stopped. */
async function aSeatWithABackup(folder: string): Promise<{ lostNumber: string }> {
  const seat = await aSeat(folder);
  await take(seat);
  expect(await seat.core.backups()?.makeNow()).toMatchObject({ trouble: null });
  const lostNumber = await take(seat);
  await seat.core.stop();
  return { lostNumber };
}

describe('a backup that takes the store’s place', () => {
  beforeEach(async () => {
    center = await startCenter({ bundle: aBundle() });
  });
  afterEach(async () => {
    await center?.close();
    center = undefined;
  });

  test('the damaged file is told at the door with the backup, kept to the byte, and the seat goes on', async () => {
    const folder = aFolder();
    const { lostNumber } = await aSeatWithABackup(folder);
    const file = join(folder, 'data', 'seat.db');
    const damaged = readFileSync(file);
    damaged.fill(0xa5, 600, 2_600);
    writeFileSync(file, damaged);
    const shut = await aSeat(folder);
    expect((await shut.window().ask('app.state', {})).store).toMatchObject({
      kind: 'failed',
      error: { code: 'store_corrupt' },
      backup: { calls: 1 },
    });
    await shut.core.stop();
    expect(readFileSync(file)).toEqual(damaged);

    const { exitCode, json, lines } = await command(folder, 'restore', NEWEST);
    expect(exitCode, lines.join('\n')).toBe(0);
    expect(json).toMatchObject({ calls: 1, missing: null });
    const [aside = ''] = asideIn(folder);
    expect(readFileSync(join(folder, 'data', aside))).toEqual(damaged);

    const seat = await aSeat(folder);
    const window = await seat.signedIn('p-2001');
    expect((await window.ask('queue.counts', {})).all).toBe(1);
    // What the center has and the backup has not is noticed: this seat never made it, as far as it knows.
    await window.ask('arrival.check', {});
    await seat.core.desk()?.sync.whenIdle();
    const proof = await window.ask('arrival.proof', { withDays: true });
    expect(JSON.stringify(proof)).toContain('"differs"');
    expect(lostNumber).not.toBe('');
  });

  test('a restore is lawful to the verifier and named by it; the same file put back without one is not', async () => {
    const folder = aFolder();
    const seat = await aSeat(folder);
    await take(seat);
    await seat.core.backups()?.makeNow();
    await take(seat);
    await take(seat);
    await seat.core.stop();
    const { json } = await command(folder, 'restore', { ...NEWEST, why: 'drill' });
    expect(json).toMatchObject({ calls: 1, missing: 2 });
    const again = await aSeat(folder);
    await take(again); // the center's anchor is told again with this push
    await again.core.stop();
    const verified = await command(folder, 'verify-audit');
    expect(verified.json).toMatchObject({
      fault: null,
      isWhole: true,
      restores: [expect.objectContaining({ by: 'p-2001', reason: 'drill', proof: 'password' })],
    });
    expect(verified.lines.join('\n')).toContain('演练');
    expect(verified.exitCode).toBe(0);
  });

  test('gives no number out again that the damaged file had given out', async () => {
    const folder = aFolder();
    const { lostNumber } = await aSeatWithABackup(folder);
    await command(folder, 'restore', NEWEST);
    const seat = await aSeat(folder);
    const next = await take(seat);
    expect(Number(next.slice(-4))).toBe(Number(lostNumber.slice(-4)) + 1);
  });

  test('what is owed in the backup and was received since is known to the center: one record, its receipt', async () => {
    const folder = aFolder();
    const seat = await aSeat(folder, () => noCenter);
    const window = await seat.signedIn();
    await window.takeCall(aConsultationForm());
    await seat.core.backups()?.makeNow();
    await seat.core.stop();
    const between = await aSeat(folder);
    await vi.waitUntil(() => between.core.desk()?.store.conservation().received === 1, { timeout: 15_000 });
    const first = await center?.records();
    await between.core.stop();
    await command(folder, 'restore', NEWEST);
    const again = await aSeat(folder);
    await vi.waitUntil(() => again.core.desk()?.store.conservation().received === 1, { timeout: 15_000 });
    expect(await center?.records()).toEqual(first);
    expect(again.core.desk()?.store.conservation()).toMatchObject({ finished: 1, unknown: 0 });
  });
});

describe('a restore that may not be, changes nothing', () => {
  test.each([
    ['nobody of that number', { ...NEWEST, by: '9999' }, 'not_allowed'],
    ['an agent', { ...NEWEST, by: '1001' }, 'not_allowed'],
    ['no such backup', { ...NEWEST, backup: 'seat-2020-01-01.db' }, 'not_found'],
    ['a wrong password', { ...NEWEST, password: 'demo-12368' }, 'wrong_password'],
    ['no password', { ...NEWEST, password: '' }, 'wrong_password'],
    ['an agent’s own password', { ...NEWEST, by: '1001', password: 'demo-12369' }, 'not_allowed'],
    ['no reason', { ...NEWEST, why: 'because' }, undefined],
    ['somebody else’s file', { ...NEWEST, backup: 'other' }, 'store_foreign'],
    ['a damaged backup', { ...NEWEST, backup: 'hurt' }, 'store_corrupt'],
  ])('%s', async (_, asked, failure) => {
    const folder = aFolder();
    await aSeatWithABackup(folder);
    const data = join(folder, 'data');
    const [note] = readBook(join(data, 'backups'))?.kept ?? [];
    const bytes = readFileSync(join(data, 'backups', note?.file ?? ''));
    bytes.fill(0x5a, bytes.length - 3_000, bytes.length - 2_000);
    writeFileSync(join(data, 'backups', 'hurt'), bytes);
    writeFileSync(join(data, 'backups', 'other'), Buffer.alloc(40_960, 'x'));
    const before = readFileSync(join(data, 'seat.db'));
    const { exitCode, json } = await command(folder, 'restore', asked);
    expect(exitCode).toBe(1);
    expect(json['failure']).toBe(failure);
    expect(readFileSync(join(data, 'seat.db'))).toEqual(before);
    expect(asideIn(folder)).toEqual([]);
  });

  test('a crash between the steps is told at the next start, and the restore can be done again', async () => {
    const folder = aFolder();
    await aSeatWithABackup(folder);
    const data = join(folder, 'data');
    // As a crash leaves it: the file is aside, its log and the copy are not in their places yet.
    renameSync(join(data, 'seat.db'), join(data, 'seat.db.before-20261123010000'));
    writeFileSync(join(data, 'seat.db-wal'), 'the log of the file that was moved');
    writeFileSync(join(data, 'seat.db.restoring'), 'half');
    const shut = await aSeat(folder);
    expect((await shut.window().ask('app.state', {})).store).toMatchObject({
      error: { code: 'store_corrupt' },
      backup: {},
    });
    await shut.core.stop();
    expect(await command(folder, 'restore', NEWEST)).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(data, 'seat.db.before-20261123010000-wal'), 'utf8')).toContain(
      'the log of the file',
    );
    const seat = await aSeat(folder);
    expect((await (await seat.signedIn()).ask('queue.counts', {})).all).toBe(1);
  });
});
