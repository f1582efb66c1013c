import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { appFolder, productOf } from '../../build/package/deb-texts.mjs';
import { buildTrialDeb, productVersion } from '../../build/package/trial.mjs';
import { AgentKeyboard } from '../end-to-end/stage/agent-keyboard';
import { CenterChild } from '../end-to-end/stage/center-child';
import { canMakeRoot, CleanRoot } from './clean-root';

/** The first time a root is made of packages from the network. */
const ROOT_LIMIT_MS = 15 * 60_000;
const PASSPHRASE = 'anlan-bridge-77-willow';
const PASSWORD = 'demo-12369';
const OLDER = '0.0.9';
const CURRENT = productVersion() as string;
const { appId } = productOf();

const ask = (page: Page, name: string, input: unknown = {}) =>
  page.evaluate(
    ([asked, value]) =>
      (
        window as unknown as { seat: { request(name: string, input: unknown): Promise<unknown> } }
      ).seat.request(asked as string, value),
    [name, input] as const,
  ) as Promise<{ value: Record<string, unknown> }>;

describe.skipIf(!canMakeRoot())('the .deb, in a root of its own', () => {
  let older: string;
  let current: string;
  let center: CenterChild;
  let root: CleanRoot;

  beforeAll(async () => {
    older = (await buildTrialDeb(OLDER)) as string;
    current = (await buildTrialDeb(CURRENT)) as string;
    center = new CenterChild();
    await center.up();
    root = await CleanRoot.make();
  });

  afterAll(async () => {
    await root?.remove();
    await center?.down('SIGKILL');
  });

  const database = () => readFileSync(join(root.profile, 'store', 'seat.db'));
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

  test('is packed by the rules of the UOS store: one folder, no script, the sandbox as root with its bit', () => {
    const content = execFileSync('dpkg-deb', ['--contents', current], { encoding: 'utf8' })
      .trim()
      .split('\n');
    const paths = content.map((line) => line.split(/\s+/)[5] ?? '');
    const outside = paths
      .filter((path) => !`./${appFolder(appId)}/`.startsWith(path))
      .filter((path) => !path.startsWith(`./${appFolder(appId)}/`));
    expect(outside).toEqual([]);
    expect(content.filter((line) => !/ root\/root /.test(line))).toEqual([]);
    expect(content.filter((line) => /^.{5}w|^.{8}w/.test(line) && !line.startsWith('l'))).toEqual([]);
    expect(content.filter((line) => /^-..s/.test(line)).map((line) => line.split('/').at(-1))).toEqual([
      'chrome-sandbox',
    ]);
    const inControl = execFileSync('sh', ['-c', `dpkg-deb --ctrl-tarfile ${current} | tar -t`], {
      encoding: 'utf8',
    });
    expect(
      inControl
        .split('\n')
        .filter((line) => line !== '' && !line.endsWith('/'))
        .sort(),
    ).toEqual(['./control', './md5sums']);
  });

  test('an older version installs with dpkg -i, starts as a person with its sandbox on, and takes a call', async () => {
    const { code, said } = root.dpkg('-i', older);
    expect(code, said).toBe(0);
    expect(root.installedVersion()).toBe(OLDER);
    root.enrol(center.enrolment);
    const page = await root.open();
    const hands = new AgentKeyboard(page);
    await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
    await hands.closeTour();
    const running = root.processes();
    expect(running.filter(({ command }) => command.includes('no-sandbox'))).toEqual([]);
    expect(running.filter(({ uid }) => uid === '0')).toEqual([]);
    const windows = running.filter(({ command }) => command.includes('--type=renderer'));
    expect(windows.length).toBeGreaterThan(0);
    expect(windows.every(({ seccomp }) => seccomp === '2')).toBe(true);
    await hands.startCall();
    await hands.greet();
    await hands.press('F9');
    await page.getByTestId('hang-up-notice').waitFor();
    await hands.press('Shift+F9');
    await page.getByTestId('finished-number').waitFor();
    await expect
      .poll(async () => (await ask(page, 'arrival.proof', { withDays: false })).value['total'], {
        timeout: 30_000,
      })
      .toMatchObject({ made: 1, received: 1 });
    await root.close();
  });

  test('the current version goes over it: the call is there, under the same passphrase', async () => {
    const { code, said } = root.dpkg('-i', current);
    expect(code, said).toBe(0);
    expect(root.installedVersion()).toBe(CURRENT);
    const page = await root.open();
    await new AgentKeyboard(page).signIn('p-1001', PASSWORD, PASSPHRASE);
    expect((await ask(page, 'app.state')).value['version']).toBe(CURRENT);
    expect((await ask(page, 'arrival.proof', { withDays: false })).value['total']).toMatchObject({
      made: 1,
      received: 1,
    });
    await root.close();
  });

  test('--self-check and --verify-audit answer in the installed program', async () => {
    const audit = await root.command(['--verify-audit', '--passphrase-stdin'], `${PASSPHRASE}\n`);
    expect(audit.code, audit.said).toBe(0);
    const check = await root.command(['--self-check', '--passphrase-stdin'], `${PASSPHRASE}\n`);
    expect(check.said).toContain(CURRENT);
    expect(check.code, check.said).toBe(0);
  });

  test('a policy of the PC holds in the installed program, and --owes says that nothing is', async () => {
    root.lay('/etc/hn12369-seat/policy.json', '{ "schema": 1, "settings": { "theme": "dark" } }');
    expect(await root.command(['--check-policy'])).toMatchObject({ code: 0 });
    const page = await root.open();
    expect((await ask(page, 'app.state')).value['settings']).toMatchObject({ theme: 'dark' });
    await root.close();
    root.lay('/etc/hn12369-seat/policy.json', '{ "schema": 1,\n  "greeting": "x" }');
    const bad = await root.command(['--check-policy']);
    expect([bad.code, bad.said]).toEqual([1, expect.stringContaining('policy.json:2:3 greeting')]);
    const owes = await root.command(['--owes', '--passphrase-stdin'], `${PASSPHRASE}\n`);
    expect(owes.code, owes.said).toBe(0);
    expect((await root.command(['--owes'])).code).toBe(1);
  });

  test('an older version over the current one is refused by dpkg --refuse-downgrade: nothing changes', () => {
    const before = sha256(database());
    const { said } = root.dpkg('--refuse-downgrade', '-i', older);
    expect(said).toMatch(/[Ww]ill not downgrade/);
    expect(root.installedVersion()).toBe(CURRENT);
    expect(sha256(database())).toBe(before);
  });

  test('removed: the program is gone, the person’s database stays to the byte', () => {
    const before = sha256(database());
    const { code, said } = root.dpkg('--remove', appId);
    expect(code, said).toBe(0);
    expect(root.installedVersion()).toBeNull();
    expect(root.holds(appFolder(appId))).toBe(false);
    expect(sha256(database())).toBe(before);
  });

  describe('on Debian 11, whose glibc is older than the prebuilt SQLite wants', () => {
    let old: CleanRoot;
    beforeAll(async () => {
      old = await CleanRoot.make('bullseye');
    }, ROOT_LIMIT_MS);
    afterAll(() => old?.remove());

    test('it installs, starts with its sandbox on, and takes a call', async () => {
      expect(old.glibc()).toBe('2.31');
      const { code, said } = old.dpkg('-i', current);
      expect(code, said).toBe(0);
      old.enrol(center.enrolment);
      const page = await old.open();
      const hands = new AgentKeyboard(page);
      await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
      await hands.closeTour();
      await hands.startCall();
      await hands.greet();
      await hands.press('F9');
      await page.getByTestId('hang-up-notice').waitFor();
      await hands.press('Shift+F9');
      await page.getByTestId('finished-number').waitFor();
      await expect
        .poll(async () => (await ask(page, 'arrival.proof', { withDays: false })).value['total'], {
          timeout: 30_000,
        })
        .toMatchObject({ made: 1, received: 1 });
      await old.close();
    });
  });
});
