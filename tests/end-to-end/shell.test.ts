import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveRuntime } from '../../build/runtime.mjs';
import { contract } from '../../src/shared/ipc/contract';
import { ErrorCode } from '../../src/shared/ipc/errors';
import { REQUEST_NAMES } from '../../src/shared/ipc/names';
import { AgentKeyboard } from './stage/agent-keyboard';
import { CenterChild } from './stage/center-child';
import { attackPage } from './stage/page-attacks';
import { bytesInFolder } from './stage/profile-bytes';
import { SeatApp } from './stage/seat-app';

const PASSPHRASE = 'anlan-bridge-77-willow';
const PASSWORD = 'demo-12369';

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;
let bait: Server;
const baited: string[] = [];

beforeAll(async () => {
  bait = createServer((request, response) => {
    baited.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.end('window.__stolen = true');
  });
  await new Promise<void>((resolve) => bait.listen(0, '127.0.0.1', resolve));
  center = new CenterChild();
  await center.up();
  app = await SeatApp.launch({ enrolment: center.enrolment });
  hands = new AgentKeyboard(app.page);
});

afterAll(async () => {
  await app?.kill();
  await center?.down('SIGKILL');
  bait?.close();
});

test('says which runtime it tests', () => {
  const { version, source, chrome, node, executablePath } = resolveRuntime();
  process.stderr.write(`end-to-end: Electron ${version} (${source}), Chromium ${chrome}, Node ${node}\n`);
  expect(executablePath).not.toBe('');
});

test('dates are written year first, whatever language the PC was set up in', async () => {
  const value = await app.page.evaluate(() => {
    const parts = new Intl.DateTimeFormat(navigator.language).formatToParts(0);
    return [navigator.language, parts[0]?.type];
  });
  expect(value).toEqual(['zh-CN', 'year']);
});

test('what a hostile page would try is refused (reliability E1)', async () => {
  const base = `http://127.0.0.1:${(bait.address() as AddressInfo).port}`;
  const found = await app.page.evaluate(attackPage, base);
  expect(found.gotThrough).toEqual([]);
  expect(found.tried).toBeGreaterThan(30);
  // A navigation is asked for after the script has ended: the page must still be where it was.
  for (const address of [
    `${base}/away`,
    'file:///etc/passwd',
    'app://other/index.html',
    'app://seat/other.html',
  ]) {
    await app.page.evaluate((url) => {
      location.href = url;
    }, address);
    expect(await app.page.evaluate(() => location.href)).toMatch(/^app:\/\/seat\/(index\.html)?$/);
  }
  expect(await app.ask('app.state')).toMatchObject({ ok: true });
  expect(baited).toEqual([]);
  // Prevented navigations leave Playwright waiting for their end, and the violations above were asked for.
  await app.restart();
  hands = new AgentKeyboard(app.page);
  app.violations.length = 0;
});

describe('the contract at the window’s door', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  let deep: unknown = 1;
  for (let level = 0; level < 90; level += 1) deep = { deep };
  const junk: readonly unknown[] = [
    ...[null, true, 1, NaN, -0, 'x', '', [], [null], { id: 1 }, { id: { $gt: '' } }],
    ...[{ constructor: { prototype: {} } }, new Date(), 10n ** 30n],
    ...[cyclic, deep, 'x'.repeat(2_000_000)],
    ...[
      { id: "' OR 1=1 --" },
      { personId: 'p-1001', password: 5 },
      { states: ['x'], offset: -1, limit: 1e9 },
    ],
  ];

  test.each(REQUEST_NAMES)('%s answers junk with a word of the list', async (name) => {
    const before = await app.ask('app.state');
    for (const value of junk) {
      if (contract[name].input.safeParse(value).success) continue;
      const answer = await app.ask(name, value);
      expect(answer).toMatchObject({ ok: false });
      const { code } = (answer as { error: { code: string } }).error;
      expect(['invalid_input', 'not_signed_in', 'store_locked']).toContain(ErrorCode.parse(code));
    }
    expect(await app.ask('app.state')).toEqual(before);
  });

  test('a prototype in the payload changes nothing', async () => {
    const seen = await app.page.evaluate(async () => {
      const { seat } = window as unknown as {
        seat: { request(name: string, input: unknown): Promise<unknown> };
      };
      await seat.request('settings.save', JSON.parse('{"__proto__":{"isAdmin":true}}'));
      await seat.request('app.state', JSON.parse('{"constructor":{"prototype":{"isAdmin":true}}}'));
      return 'isAdmin' in {};
    });
    expect(seen).toBe(false);
  });

  test('no other name gets through', async () => {
    for (const name of ['', 'app', 'store.drop', 'toString', '__proto__', 'app.state ', 'settings.load']) {
      expect(await app.ask(name)).toEqual({ ok: false, error: { code: 'invalid_input' } });
    }
  });

  test('nobody is signed in: nothing but the door answers', async () => {
    const shut = REQUEST_NAMES.filter((name) => contract[name].access !== 'anyone');
    for (const name of shut) {
      expect(await app.ask(name), name).toMatchObject({ ok: false, error: { code: 'not_signed_in' } });
    }
  });
});

describe('whatever dies, the call in hand stays', () => {
  const said = '电话那头说得很快，先记在这里';

  test('a second start ends at once and leaves the first one running', async () => {
    const started = Date.now();
    expect(await app.startAgain()).toBe(0);
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(await app.ask('app.state')).toMatchObject({ ok: true });
  });

  test('the core is killed: another one comes, and the draft is there', async () => {
    await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
    await hands.closeTour();
    await hands.startCall();
    await hands.greet();
    await hands.choose('purpose', 2);
    await hands.typeInto(hands.field('consultation.matter'), said);
    await app.page.waitForSelector('[data-testid=save-state][data-save=saved]');

    const first = app.corePid();
    process.kill(first, 'SIGKILL');
    // Its passphrase lives in nobody's memory but the agent's, so the door is shown again; nothing else is lost.
    await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
    expect(app.corePid()).not.toBe(first);
    await hands.at('purpose');
    await expect
      .poll(() => app.page.inputValue(hands.field('consultation.matter')), { timeout: 10_000 })
      .toBe(said);
  });

  test('the window closes in order, and nothing of the call lies readable in the profile', async () => {
    await hands.typeInto(hands.field('consultation.answer'), '以现场测量为准');
    expect(await app.close()).toBe(0); // within 300 ms of the last key
    expect(bytesInFolder(app.profile, [said, '以现场测量为准', PASSPHRASE, PASSWORD])).toEqual([]);
    expect(readFileSync(`${app.profile}/logs/seat.log`, 'utf8')).toMatch(/core_ready/);

    await app.start();
    hands = new AgentKeyboard(app.page);
    await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
    await hands.at('purpose');
    expect(await app.page.inputValue(hands.field('consultation.answer'))).toBe('以现场测量为准');
  });

  test('no page of ours ran into its own policy', () => {
    expect(app.violations).toEqual([]);
    expect(app.output.filter((line) => line.startsWith('page error'))).toEqual([]);
  });
});
