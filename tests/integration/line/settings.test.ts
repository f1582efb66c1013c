import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import type { NetworkSettings } from '../../../src/shared/network/settings';
import { aCore, type RunningCore } from '../../builders/core';
import { anEnrolment, SUPERVISOR } from '../../builders/enrolment';
import { anAuthority } from '../../builders/sync/certificate';
import { aProxy } from '../../builders/sync/proxy';
import { spellingsOf } from '../../end-to-end/stage/profile-bytes';

const PASSWORD = 'canary-proxy-password-𠮷';
const manual: NetworkSettings = { mode: 'manual', host: '127.0.0.1', port: 0, user: 'seat', bypass: [] };

async function aSeat(options: Parameters<typeof aCore>[0] = {}): Promise<RunningCore> {
  return aCore({ connectCenter: createCenterClient, ...options });
}

/** A busy machine. */
const PATIENT = { timeout: 10_000 };

const acts = (seat: RunningCore) =>
  [...(seat.core.desk()?.store.audit.rows() ?? [])]
    .filter(({ act }) => act === 'network_configured')
    .map(({ actor, detail }) => [actor, detail]);

async function proxy(login: string | null = null) {
  const made = await aProxy('pass', login);
  onTestFinished(made.close);
  return made;
}

test('a manual proxy is a supervisor’s to set, is used at once, and survives a restart', async () => {
  const way = await proxy(`seat:${PASSWORD}`);
  const seat = await aSeat();
  const agent = await seat.signedIn();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const settings = { ...manual, port: way.port, password: PASSWORD };
  for (const name of [
    'network.settings',
    'network.configure',
    'network.checkAuthorities',
    'network.trustAuthorities',
  ] as const) {
    expect(await agent.codeOf(name, settings)).toBe('not_allowed');
  }
  expect(await supervisor.codeOf('network.configure', { ...settings, host: '' })).toBe('invalid_input');
  expect(await supervisor.codeOf('network.configure', { ...settings, host: 'a b' })).toBe('invalid_input');
  expect(await supervisor.codeOf('network.configure', { ...settings, user: 'a:b' })).toBe('invalid_input');
  expect(await supervisor.codeOf('network.configure', { ...settings, password: 'a\r\nb' })).toBe(
    'invalid_input',
  );

  const view = await supervisor.ask('network.configure', settings);
  expect(view).toEqual({ ...manual, port: way.port, hasPassword: true, authorities: [] });
  await expect
    .poll(() => way.asked.at(-1), PATIENT)
    .toEqual({ to: '127.0.0.1:9', login: `seat:${PASSWORD}` });
  expect(acts(seat)).toEqual([[SUPERVISOR.id, 'manual']]);

  // Left empty, the password stays; without a user there is none.
  const { password: _, ...same } = settings;
  expect((await supervisor.ask('network.configure', { ...same, password: null })).hasPassword).toBe(true);
  await seat.core.stop();
  const again = await aSeat({ folder: seat.folder, enrolled: seat.enrolled });
  const later = await again.signedIn(SUPERVISOR.id);
  expect(await later.ask('network.settings', {})).toEqual(view);
  expect((await later.ask('network.configure', { ...same, user: '', password: null })).hasPassword).toBe(
    false,
  );
});

test('the system is asked for its word, the bypass list goes before it, and none is none', async () => {
  const way = await proxy();
  const asked: string[] = [];
  let says = `PROXY 127.0.0.1:1; PROXY 127.0.0.1:${String(way.port)}; DIRECT`;
  const seat = await aSeat({
    resolveProxy: (url) => {
      asked.push(url);
      return Promise.resolve(says);
    },
  });
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const set = (part: object) =>
    supervisor.ask('network.configure', {
      ...manual,
      mode: 'system',
      host: '',
      user: '',
      password: null,
      ...part,
    });
  await expect.poll(() => way.asked.length, PATIENT).toBeGreaterThan(0);
  expect(new Set(asked)).toEqual(new Set(['http://127.0.0.1:9/']));

  const before = way.asked.length;
  await set({ bypass: ['127.*'] });
  await expect.poll(async () => (await supervisor.ask('sync.state', {})).cause, PATIENT).toBe('port_refused');
  await set({ mode: 'none' });
  await seat.core.desk()?.sync.whenIdle();
  expect(way.asked.length).toBe(before);

  says = 'SOCKS5 127.0.0.1:1080';
  await set({});
  await expect
    .poll(async () => (await supervisor.ask('sync.state', {})).cause, PATIENT)
    .toBe('proxy_unsupported');
});

test('settings that this version cannot read open the seat all the same, by the system’s way', async () => {
  const seat = await aSeat();
  const { store } = seat.core.desk() ?? fail();
  store.write(() => store.meta.setNetwork('{"mode":"quantum"}'));
  await seat.core.stop();
  const again = await aSeat({ folder: seat.folder, enrolled: seat.enrolled });
  const supervisor = await again.signedIn(SUPERVISOR.id);
  expect(await supervisor.ask('network.settings', {})).toMatchObject({ mode: 'system', authorities: [] });
});

test('a bureau’s authority is shown before it is trusted; what is none is refused by its reason', async () => {
  const seat = await aSeat();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const bureau = anAuthority('Bureau Root CA');
  const shown = await supervisor.ask('network.checkAuthorities', { pem: `# ours\n${bureau.cert}` });
  expect(shown).toMatchObject([{ subject: 'CN=Bureau Root CA', issuer: 'CN=Bureau Root CA' }]);
  expect(shown[0]?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  expect((await supervisor.ask('network.settings', {})).authorities).toEqual([]);

  const server = bureau.issue('center.example');
  const reasons = {
    no_certificate: 'hello',
    no_authority: server.cert,
    private_key: bureau.cert + server.key,
    too_many: bureau.cert.repeat(21),
  };
  for (const [reason, pem] of Object.entries(reasons)) {
    for (const name of ['network.checkAuthorities', 'network.trustAuthorities'] as const) {
      const answer = await supervisor.answer(name, { pem });
      expect(answer).toEqual({ ok: false, error: { code: 'authority_refused', params: { reason } } });
    }
  }
  expect((await supervisor.ask('network.trustAuthorities', { pem: bureau.cert })).authorities).toEqual(shown);
  expect((await supervisor.ask('network.trustAuthorities', { pem: null })).authorities).toEqual([]);
  expect(acts(seat).map(([, detail]) => detail)).toEqual(['authority_added', 'authority_removed']);
});

test('neither the proxy’s password nor the token is in a log, an answer or a byte on the disk in clear', async () => {
  const way = await proxy('seat:other');
  const enrolled = await anEnrolment();
  const seat = await aSeat({ enrolled });
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const agent = await seat.signedIn();
  const answers = [
    await supervisor.ask('network.configure', { ...manual, port: way.port, password: PASSWORD }),
  ];
  await expect.poll(() => way.asked.length, PATIENT).toBeGreaterThan(0);
  const begun = await agent.ask('network.test', {});
  expect(begun.isRunning).toBe(true);
  await expect.poll(async () => (await agent.ask('network.report', {}))?.isRunning, PATIENT).toBe(false);
  const report = await agent.ask('network.report', {});
  expect(report?.steps.find(({ state }) => state === 'failed')).toMatchObject({
    step: 'tunnel',
    cause: 'proxy_login',
  });
  const state = await agent.ask('sync.state', {});
  expect(state.cause).toBe('proxy_login');

  const secrets = [PASSWORD, `seat:${PASSWORD}`, enrolled.enrolment.token].flatMap(spellingsOf);
  const told = Buffer.from(
    JSON.stringify([answers, report, state, seat.log, await supervisor.ask('network.settings', {})]),
  );
  expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
  await seat.core.stop();
  const files = readdirSync(join(seat.folder, 'data'), { recursive: true, encoding: 'utf8' })
    .map((name) => join(seat.folder, 'data', name))
    .filter((path) => statSync(path).isFile());
  expect(files.length).toBeGreaterThan(0);
  for (const path of files) {
    const bytes = readFileSync(path);
    expect([path, secrets.some((secret) => bytes.includes(secret))]).toEqual([path, false]);
  }
});

function fail(): never {
  throw new Error('Not open');
}
