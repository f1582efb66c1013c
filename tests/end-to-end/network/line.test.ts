import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import zh from '../../../src/shared/locales/zh-CN.json';
import type { LineTest } from '../../../src/shared/network/line-test';
import { anAuthority } from '../../builders/sync/certificate';
import { aProxy, type RunningProxy } from '../../builders/sync/proxy';
import { AgentKeyboard } from '../stage/agent-keyboard';
import { CenterChild } from '../stage/center-child';
import { bytesInFolder, wordsInText } from '../stage/profile-bytes';
import { SeatApp } from '../stage/seat-app';
import { dress } from '../stage/seat-questions';

const PASSPHRASE = 'anlan-bridge-77-willow';
const PASSWORD = 'demo-12369';
const PROXY_PASSWORD = 'canary-proxy-8841-heron';
const PICTURES = at('tests', 'end-to-end', 'pictures');

let center: CenterChild;
let way: RunningProxy;
let trap: RunningProxy;
let app: SeatApp;
let hands: AgentKeyboard;

beforeAll(async () => {
  center = new CenterChild();
  await center.up();
  way = await aProxy('pass', `seat:${PROXY_PASSWORD}`);
  trap = await aProxy();
  const at = `http://127.0.0.1:${String(trap.port)}`;
  app = await SeatApp.launch({
    enrolment: center.enrolment,
    env: { http_proxy: at, HTTPS_PROXY: at, ALL_PROXY: at, NODE_EXTRA_CA_CERTS: '/nowhere.pem' },
  });
  hands = new AgentKeyboard(app.page);
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
  await hands.closeTour();
  await hands.press('Alt+5');
  await app.page.getByTestId('line-test').waitFor();
});
afterAll(async () => {
  await app?.kill();
  await center?.down('SIGKILL');
  way?.close();
  trap?.close();
});

/** Presses the button and waits for the end of that test. */
async function runTest(): Promise<Record<string, string>> {
  const panel = app.page.getByTestId('line-test');
  const { startedAt = 0 } = ((await app.ask('network.report')) as { value: LineTest | null }).value ?? {};
  await panel.getByRole('button', { name: /开始测试|Start test/ }).click();
  const report = async () => ((await app.ask('network.report')) as { value: LineTest | null }).value;
  await expect
    .poll(
      async () => {
        const test = await report();
        return test !== null && test.startedAt > startedAt && !test.isRunning;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  await app.page.locator('[data-testid=line-test][data-running=false]').waitFor();
  const steps = await panel.locator('[data-step]').all();
  const shown = await Promise.all(
    steps.map(async (step) => [await step.getAttribute('data-step'), await step.getAttribute('data-state')]),
  );
  return Object.fromEntries(shown) as Record<string, string>;
}

const panelText = async () => (await app.page.getByTestId('line-test').textContent()) ?? '';

async function setProxy(user: string, password: string): Promise<void> {
  const form = app.page.getByTestId('proxy-form');
  await form.getByRole('button', { name: zh.network.modes.manual }).click();
  await form.getByLabel(zh.network.host, { exact: true }).last().fill(way.host);
  await form.getByLabel(zh.network.port, { exact: true }).fill(String(way.port));
  await form.getByLabel(zh.network.user, { exact: true }).fill(user);
  await form.getByLabel(zh.network.password, { exact: true }).fill(password);
  await form.getByRole('button', { name: zh.network.save }).click();
}

async function picture(name: string): Promise<void> {
  await app.page.getByTestId('line-test').scrollIntoViewIfNeeded();
  await app.picture(join(PICTURES, 'light', `${name}.png`));
}

test('straight to the center: every step passes, and the report can be copied', async () => {
  const states = await runTest();
  expect(states).toEqual({
    name: 'passed',
    tcp: 'passed',
    tunnel: 'not_needed',
    tls: 'not_needed',
    health: 'passed',
    token: 'passed',
    clock: 'passed',
    bundle: 'passed',
    round_trip: 'passed',
  });
  await picture('95-line-passed');
  const report = await app.page.getByTestId('line-report').inputValue();
  expect(report).toContain(zh.network.step.bundle);
  await app.page.getByRole('button', { name: zh.network.copy }).click();
  await app.page.getByRole('button', { name: zh.network.copied }).waitFor();
  expect(trap.asked).toEqual([]);
  expect(trap.plain).toEqual([]);
});

test('by a proxy that asks for a login: said in plain words, then through it', async () => {
  await setProxy('', '');
  await app.page.getByText(zh.network.saved).waitFor();
  expect(await runTest()).toMatchObject({ tcp: 'passed', tunnel: 'failed', health: 'not_reached' });
  expect(await panelText()).toContain(zh.sync.cause.proxy_login);
  expect(await panelText()).toContain(zh.sync.todo.proxy_login);
  await app.page.getByTestId('offline-notice').getByText(zh.sync.cause.proxy_login).waitFor();
  expect(await app.page.getByTestId('status-link').textContent()).toContain(zh.sync.cause.proxy_login);
  await picture('95-line-proxy-login');

  await setProxy('seat', PROXY_PASSWORD);
  await app.page.locator('[data-testid=status-link][data-link=online]').waitFor();
  expect(await runTest()).toMatchObject({ tunnel: 'passed', tls: 'not_needed', round_trip: 'passed' });
  expect(way.plain).toEqual([]);
  expect(await app.page.getByLabel(zh.network.password, { exact: true }).inputValue()).toBe('');
});

test('the center down: the proxy is there and cannot reach it', async () => {
  await center.down('SIGKILL');
  expect(await runTest()).toMatchObject({ tcp: 'passed', tunnel: 'failed' });
  expect(await panelText()).toContain(zh.sync.cause.proxy_failed);
  await picture('95-line-center-down');
});

test('a bureau’s authority is read, shown and trusted; a file that is none is refused', async () => {
  const chooser = app.page.getByTestId('choose-authority');
  const bureau = anAuthority('Zhengzhou Bureau Root CA');
  const file = (text: string) => ({
    name: 'ca.pem',
    mimeType: 'application/x-pem-file',
    buffer: Buffer.from(text),
  });
  await chooser.setInputFiles(file('not a certificate'));
  await app.page.getByText(zh.authorityWhy.no_certificate).waitFor();
  await chooser.setInputFiles(file(bureau.cert));
  const offered = app.page.getByTestId('offered-authority');
  await offered.getByText('CN=Zhengzhou Bureau Root CA').waitFor();
  await offered.scrollIntoViewIfNeeded();
  await app.picture(join(PICTURES, 'light', '95-line-authority.png'));
  await offered.getByRole('button', { name: zh.network.trust }).click();
  await app.page.getByRole('button', { name: zh.network.remove }).waitFor();
  expect(await app.ask('network.settings')).toMatchObject({
    value: { authorities: [{ subject: 'CN=Zhengzhou Bureau Root CA' }] },
  });
});

test('looks right in the dark, in English, and has no barriers', async () => {
  for (const [theme, language] of [
    ['light', 'zh-CN'],
    ['dark', 'en-US'],
  ] as const) {
    await dress(app, theme, language);
    await app.page.getByTestId('line-test').scrollIntoViewIfNeeded();
    await app.picture(join(PICTURES, theme, `95-line-${language}.png`));
    expect(await app.barriers()).toEqual([]);
  }
});

test('the proxy’s password is in no log and in no byte of the profile', async () => {
  await app.kill();
  const { token } = JSON.parse(
    (JSON.parse(readFileSync(center.enrolment, 'utf8')) as { body: string }).body,
  ) as { token: string };
  expect(wordsInText(app.output.join('\n'), [PROXY_PASSWORD, token])).toEqual([]);
  expect(bytesInFolder(app.profile, [PROXY_PASSWORD, token])).toEqual([]);
});
