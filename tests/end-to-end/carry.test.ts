import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from '../../build/base/paths.mjs';
import { complaintOf } from '../builders/callers';
import { AgentKeyboard } from './stage/agent-keyboard';
import { CenterChild } from './stage/center-child';
import { SeatApp } from './stage/seat-app';
import { dress, findCall } from './stage/seat-questions';

const PASSPHRASE = 'anlan-bridge-77-willow';
const PASSWORD = 'demo-12369';
const PICTURES = at('tests', 'end-to-end', 'pictures');
const reporter = { name: '麻建勋', phone: '151-0000-3378' };
const stick = mkdtempSync(join(tmpdir(), 'stick-'));

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;
let number = '';

beforeAll(async () => {
  center = new CenterChild();
  await center.up();
  await center.down(); // down for days
  const preload = at('tests', 'end-to-end', 'stage', 'answered-dialogs.cjs');
  app = await SeatApp.launch({
    enrolment: center.enrolment,
    isDemo: true,
    env: { STICK_FOLDER: stick, NODE_OPTIONS: `--require ${preload}` },
  });
  hands = new AgentKeyboard(app.page);
  await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
  await hands.closeTour();
});

afterAll(async () => {
  await app?.kill();
  await center?.down('SIGKILL');
});

test('a call is taken while the line is down, and the agent has no way to carry it', async () => {
  const complaint = complaintOf(143, '请取样化验');
  await hands.startCall();
  await hands.greet();
  await hands.takeAsReport();
  await hands.giveName(reporter);
  await hands.tellTargetAndPlace(complaint);
  await hands.choosePollution(complaint.types);
  await hands.describePollution(complaint.description);
  await hands.wishAndClose(complaint.wish, 1, 2);
  number = (await app.page.getByTestId('finished-number').textContent()) ?? '';
  await hands.press('Alt+2');
  await app.page.getByTestId('counts').waitFor();
  await hands.press('Alt+U');
  expect(await app.page.getByTestId('carry').count()).toBe(0);
  expect(await app.ask('carry.export', { days: null })).toMatchObject({ error: { code: 'not_allowed' } });
  expect(readdirSync(stick)).toEqual([]);
  await hands.press('Alt+1');
  await hands.tabTo('nav button:not([aria-keyshortcuts])');
  await hands.press('Enter');
  await app.page.waitForSelector('[data-person]');
});

test('the supervisor exports by key; nothing leaves the queue, and no path is shown', async () => {
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
  await hands.press('Alt+2');
  await app.page.getByTestId('counts').waitFor();
  await hands.press('Alt+U');
  await app.page.getByTestId('carry-export').waitFor();
  await hands.tabTo('[data-testid=carry-export]');
  await hands.press('Enter');
  await app.page.getByTestId('carry').getByText('.hn12369out').waitFor();
  await app.page.getByTestId('carry-last-out').waitFor();
  const [file = ''] = readdirSync(stick);
  expect(file).toMatch(/^12369-ZZ01-\d{8}-\d{4}\.hn12369out$/);
  const shown = await app.page.getByTestId('carry').textContent();
  expect(shown).toContain(file);
  expect(await app.page.content()).not.toContain(stick);
  expect(await findCall(app, number)).toMatchObject({ centerNumber: null });
  const bytes = readFileSync(join(stick, file));
  for (const secret of [reporter.name, reporter.phone, number]) expect(bytes.includes(secret)).toBe(false);
  await app.picture(join(PICTURES, 'light', '95-carry.png'));
});

test('the center takes the stick, and its answer makes the call received, line or no line', async () => {
  const [file = ''] = readdirSync(stick);
  const said = await center.importFile(join(stick, file));
  expect(said).toMatchObject({ seatId: 'ZZ01', records: 1, taken: 1, refused: 0 });
  expect(await center.importFile(join(stick, file))).toMatchObject({ taken: 0, known: 1 });
  await hands.tabTo('[data-testid=carry-import]');
  await hands.press('Enter');
  await app.page.getByTestId('carry-last-in').waitFor();
  await expect.poll(() => findCall(app, number)).toMatchObject({ state: 'accepted' });
  await dress(app, 'dark', 'zh-CN');
  await app.picture(join(PICTURES, 'dark', '95-carry.png'));
});

/** Turns one bit of a file on the stick. */
function alter(ending: string): string {
  const file = join(stick, readdirSync(stick).find((name) => name.endsWith(ending)) ?? '');
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  return file;
}

test('an altered file is refused in words, at the center and at the seat', async () => {
  await expect(center.importFile(alter('out'))).rejects.toThrow(/ended with 3: .*Nothing was changed/);
  alter('in');
  await hands.press('Enter');
  await app.page.locator('[data-view="carry:failed"]').waitFor();
  expect(await app.page.locator('[data-view="carry:failed"]').textContent()).toContain('没有导入');
  expect(await findCall(app, number)).toMatchObject({ state: 'accepted' });
});
