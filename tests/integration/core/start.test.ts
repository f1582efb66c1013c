import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aBundle } from '../../builders/bundle';
import { aCore, aKeyStore, noKeyStore } from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { anEnrolment, signEnrolment } from '../../builders/enrolment';
import { aFolder } from '../../builders/store';

const PASSPHRASE = '黄河之水天上来-2026';

test('an enrolled seat tells who it is, and nothing of its people’s passwords', async () => {
  const seat = await aCore();
  const window = seat.window();
  expect(await window.ask('app.state', {})).toMatchObject({
    seat: { id: 'ZZ01', unitName: '郑州市' },
    store: { kind: 'open', keyKeptBy: 'os_key_store', degraded: null },
    enrolment: null,
    person: null,
  });
  expect(JSON.stringify(await window.ask('session.people', {}))).not.toContain('argon2');
});

test('without a key store: passphrase first, then all the rest; a wrong one says so', async () => {
  const seat = await aCore({ keyStore: noKeyStore });
  const window = seat.window();
  expect((await window.ask('app.state', {})).store).toEqual({ kind: 'needs_new_passphrase' });
  expect(await window.codeOf('session.people', {})).toBe('store_locked');
  expect(await window.codeOf('store.create', { passphrase: '12345678' })).toBe('weak_passphrase');
  expect(await window.ask('store.create', { passphrase: PASSPHRASE })).toMatchObject({ kind: 'open' });
  await (await seat.signedIn()).takeCall(aReportForm());
  await seat.core.stop();
  const again = await aCore({ folder: seat.folder, enrolled: seat.enrolled, keyStore: noKeyStore });
  expect((await again.window().ask('app.state', {})).store).toEqual({ kind: 'needs_passphrase' });
  expect(await again.window().codeOf('store.unlock', { passphrase: `${PASSPHRASE}x` })).toBe(
    'wrong_passphrase',
  );
  expect(await again.window().codeOf('store.create', { passphrase: PASSPHRASE })).toBe('not_allowed');
  expect(await again.window().ask('store.unlock', { passphrase: PASSPHRASE })).toMatchObject({
    kind: 'open',
  });
  expect((await (await again.signedIn()).ask('queue.counts', {})).all).toBe(1);
});

test('the demo’s passphrase opens without a window', async () => {
  const config = { passphrase: 'demo', isDemo: true };
  const seat = await aCore({ keyStore: noKeyStore, config });
  expect((await seat.window().ask('app.state', {})).store).toMatchObject({
    kind: 'open',
    keyKeptBy: 'passphrase',
  });
  await seat.core.stop();
  const again = await aCore({ folder: seat.folder, enrolled: seat.enrolled, keyStore: noKeyStore, config });
  expect((await again.window().ask('app.state', {})).store.kind).toBe('open');
});

test('no enrolment: no store is made, and it is said', async () => {
  const folder = aFolder();
  const seat = await aCore({ folder, config: { enrolmentFile: join(folder, 'nowhere.json') } });
  const state = await seat.window().ask('app.state', {});
  expect(state).toMatchObject({ seat: null, enrolment: { code: 'not_enrolled' }, store: { kind: 'failed' } });
  expect(await seat.window().codeOf('session.people', {})).toBe('not_enrolled');
  expect(existsSync(join(folder, 'data', 'key.json'))).toBe(false);
});

test('an enrolment whose bundle answers in a city’s name is refused with the line, and no store is made', async () => {
  const center = await anEnrolment();
  const bundle = aBundle();
  const steps = bundle.script.steps.map((step) =>
    step.id === 'greeting'
      ? { ...step, lines: [{ id: 'hello', text: '您好，郑州市生态环境局12369热线', must: true }] }
      : step,
  );
  const planted = await anEnrolment({ bundle: { ...bundle, script: { ...bundle.script, steps } } });
  const seat = await aCore({ enrolled: { ...center, signed: planted.signed } });
  const state = await seat.window().ask('app.state', {});
  expect(state.enrolment).toMatchObject({ code: 'bundle_refused', params: { line: 'hello' } });
  expect(existsSync(join(seat.folder, 'data', 'seat.db'))).toBe(false);
});

test('a bad file beside an enrolled seat is left alone: calls go on', async () => {
  const seat = await aCore();
  await seat.core.stop();
  writeFileSync(join(seat.folder, 'enrolment.json'), '{"keyId":"x"}');
  const again = await aCore({ folder: seat.folder, enrolled: seat.enrolled, isOnDisk: true });
  expect(await again.window().ask('app.state', {})).toMatchObject({
    enrolment: null,
    store: { kind: 'open' },
  });
  await (await again.signedIn()).takeCall(aReportForm());
});

test('a newer file of the same center is taken over at the start', async () => {
  const seat = await aCore();
  await seat.core.stop();
  const { enrolment, signing } = seat.enrolled;
  const renewed = signEnrolment({ ...enrolment, people: enrolment.people.slice(0, 1) }, signing);
  const again = await aCore({ folder: seat.folder, enrolled: { ...seat.enrolled, signed: renewed } });
  expect(await again.window().ask('session.people', {})).toHaveLength(1);
});

test.each([
  ['store_corrupt', (file: string) => writeFileSync(file, readFileSync(file).fill(0, 0, 4096))],
  ['store_foreign', (file: string) => writeFileSync(file, Buffer.alloc(20_000, 'x'))],
  ['store_corrupt', (file: string) => rmSync(file)],
])('%s: the app starts, says so, and leaves key and file as they are', async (code, damage) => {
  const seat = await aCore();
  await (await seat.signedIn()).takeCall(aReportForm());
  await seat.core.stop();
  const file = join(seat.folder, 'data', 'seat.db');
  damage(file);
  const read = () =>
    [file, join(seat.folder, 'data', 'key.json')].map((path) =>
      existsSync(path) ? readFileSync(path) : null,
    );
  const before = read();
  const again = await aCore({ folder: seat.folder, enrolled: seat.enrolled });
  const window = again.window();
  expect((await window.ask('app.state', {})).store).toMatchObject({ kind: 'failed', error: { code } });
  expect(await window.codeOf('session.people', {})).toBe(code);
  await again.core.stop();
  expect(read()).toEqual(before);
});

test('another key store than the one that keeps the key: told, never a new key', async () => {
  const seat = await aCore();
  await seat.core.stop();
  const again = await aCore({
    folder: seat.folder,
    enrolled: seat.enrolled,
    keyStore: aKeyStore('kwallet6'),
  });
  expect((await again.window().ask('app.state', {})).store).toMatchObject({
    error: { code: 'key_store_changed' },
  });
});

test('settings are saved and told; changes are told once a turn, without data', async () => {
  const seat = await aCore();
  const told: [string, readonly string[]][] = [];
  seat.core.onChanged((topic, ids) => told.push([topic, ids]));
  const agent = await seat.signedIn();
  const { settings } = await agent.ask('app.state', {});
  await agent.ask('settings.save', { ...settings, theme: 'dark' });
  expect((await agent.ask('app.state', {})).settings.theme).toBe('dark');
  const { id } = await agent.takeCall(aReportForm({ isNamed: true }));
  await expect
    .poll(() => told.map(([topic]) => topic))
    .toEqual(expect.arrayContaining(['app', 'drafts', 'queue']));
  expect(told.some(([topic, ids]) => topic === 'queue' && ids.includes(id))).toBe(true);
  expect(JSON.stringify(told)).not.toContain('周密之');
});

test('the log holds names, outcomes and times, and no content', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  await agent.takeCall(aReportForm({ isNamed: true }));
  const finish = seat.log.find((entry) => entry.what === 'call.finish');
  expect(finish).toEqual({ event: 'request', what: 'call.finish', outcome: 'ok', ms: expect.any(Number) });
  expect(JSON.stringify(seat.log)).not.toMatch(/周密之|磐筑|13703710001|demo-12369|seat-token/);
});
