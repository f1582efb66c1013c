import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { LedgerDay } from '../../../src/shared/call/ledger';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { AgentKeyboard } from '../stage/agent-keyboard';
import { CenterChild } from '../stage/center-child';
import { bytesInFolder } from '../stage/profile-bytes';
import { SeatApp } from '../stage/seat-app';
import { detailOf, dress, findCall } from '../stage/seat-questions';
import { pressCloseButton } from './close-button';

const PASSPHRASE = 'anlan-bridge-77-willow';
const PASSWORD = 'demo-12369';
const PICTURES = at('tests', 'end-to-end', 'pictures');
const reporter = { name: '麻建勋', phone: '151-0000-3378' };

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;
const barriers: string[] = [];

const snap = async (name: string, look = 'light') => {
  await app.picture(join(PICTURES, look, `95-${name}.png`));
  barriers.push(...(await app.barriers()).map((barrier) => `${look} ${name}: ${barrier}`));
};

async function signInAs(personId: string): Promise<void> {
  hands = new AgentKeyboard(app.page);
  await hands.signIn(personId, PASSWORD, PASSPHRASE);
}

async function leave(): Promise<void> {
  await hands.tabTo('nav button:not([aria-keyshortcuts])');
  await hands.press('Enter');
}

async function dayNow(): Promise<LedgerDay> {
  const answer = (await app.ask('ledger.day', { date: shanghaiDate(Date.now()) })) as { value: unknown };
  return LedgerDay.parse(answer.value);
}

async function ledgerPage(key: 'Alt+3' | 'Alt+4'): Promise<void> {
  await hands.press(key);
  await app.page.getByTestId('equation').waitFor();
}

/** What the page shows, held against what the core counts. */
async function shownEquation(): Promise<Record<string, number>> {
  const tiles = await app.page.getByTestId('equation').locator('button').all();
  const pairs = await Promise.all(
    tiles.map(async (tile) => {
      const name = ((await tile.getAttribute('data-testid')) ?? '').replace('term-', '');
      return [name, Number(/^\d+/.exec((await tile.textContent()) ?? '')?.[0])] as const;
    }),
  );
  return Object.fromEntries(pairs);
}

beforeAll(async () => {
  center = new CenterChild();
  await center.up();
  app = await SeatApp.launch({ enrolment: center.enrolment, isDemo: true });
  await signInAs('p-1001');
  await hands.closeTour();
});
beforeEach(({ task }) => onTestFailed(() => app.picture(join(PICTURES, 'failed', `${task.id}.png`))));
afterAll(async () => {
  await app?.kill();
  await center?.down('SIGKILL');
});

test('a consultation takes six keys and no ten seconds', async () => {
  const startedAt = Date.now();
  const keys = ['F3', 'Enter', '2', '5', 'F8', 'F8'];
  const waits = [
    () => app.page.waitForSelector('[data-line=g_greeting] [data-confirm]:not([disabled])'),
    () => hands.at('purpose'),
    () => app.page.waitForSelector('[data-field="consultation.topicId"] [data-key="5"]'),
    () => app.page.waitForSelector('[data-choice=time_limit][aria-checked=true]'),
    () => hands.at('closing'),
    () => app.page.getByTestId('finished-number').waitFor(),
  ];
  for (const [index, key] of keys.entries()) {
    await hands.press(key);
    await waits[index]?.();
    if (key === '5') await snap('topic');
  }
  expect(keys.length).toBeLessThanOrEqual(6);
  const tookMs = Date.now() - startedAt;
  process.stderr.write(`a consultation: ${String(keys.length)} keys, ${String(tookMs)} ms\n`);
  expect(tookMs).toBeLessThan(10_000);
  expect(await dayNow()).toMatchObject({ answered: 1, byDisposition: { consultation: 1 }, isClosed: true });
});

test('one call at a time: the key for the next leads back to the one in hand (R-14)', async () => {
  await hands.startCall();
  await hands.greet();
  await hands.press('Alt+2');
  await app.page.getByTestId('queue-grid').waitFor();
  await hands.press('F3');
  await hands.at('purpose');
  await app.page.getByTestId('end-first').waitFor();
  await snap('end-first');
  expect(await app.ask('call.start')).toMatchObject({ ok: false, error: { code: 'open_calls' } });
  expect((await dayNow()).open).toBe(1);
});

test('a transfer is recorded with its reason by key, and counted (R-6)', async () => {
  await hands.press('F6');
  await app.page.getByTestId('transfer-dialog').waitFor();
  await hands.press('2');
  await hands.type('值班班长');
  await hands.press('Enter');
  await app.page.getByText('情况说明至少 5 个字。').waitFor();
  await hands.type('听障人士，请求手语协助');
  await snap('transfer');
  await hands.press('Enter');
  await app.page.getByTestId('transfer-dialog').waitFor({ state: 'detached' });
  await app.page.getByTestId('transfers').waitFor();
  expect((await dayNow()).transfers).toBe(1);
});

test('neither sign-out nor the window’s cross lets go of an open call; both lead back to it (R-14)', async () => {
  await hands.press('Alt+2');
  await leave();
  await app.page.getByTestId('leave-open-calls').waitFor();
  await snap('leave');
  await hands.press('Enter');
  await hands.at('purpose');
  await hands.press('Alt+2');
  await app.page.getByTestId('queue-grid').waitFor();
  expect(await pressCloseButton(app.pid)).toBe(1);
  await app.page.getByTestId('leave-open-calls').waitFor();
  await hands.press('Enter');
  await hands.at('purpose');
  expect(await app.ask('app.state')).toMatchObject({ ok: true });
});

test('a call left by a crash stays open, and a supervisor ends it without seeing who reported (R-7, R-17)', async () => {
  await hands.takeAsReport();
  await hands.giveName(reporter);
  await app.page.waitForSelector('[data-testid=save-state][data-save=saved]');
  await app.restart();
  await signInAs('p-2001');
  await ledgerPage('Alt+4');
  await app.page.getByTestId('take-over').waitFor();
  await snap('open-calls');
  expect(await shownEquation()).toMatchObject({ answered: 2, open: 1, consultation: 1 });
  await hands.tabTo('[data-testid=take-over]');
  await hands.press('Enter');
  await app.page.waitForSelector('[role=dialog]');
  await hands.type('话务员已下班');
  await snap('take-over');
  await hands.press('Enter');
  await hands.at('target');
  await app.page.getByTestId('call-notices').getByText('接手').waitFor();
  const held = await app.page.evaluate(() => document.documentElement.outerHTML);
  const answers = JSON.stringify([await app.ask('draft.list'), await app.ask('ledger.openCalls')]);
  for (const secret of [reporter.name, reporter.phone, reporter.phone.replaceAll('-', '')]) {
    expect(held).not.toContain(secret);
    expect(answers).not.toContain(secret);
  }
  await hands.press('F9');
  await app.page.getByTestId('hang-up-notice').waitFor();
  await hands.press('Shift+F9');
  const number = (await app.page.getByTestId('finished-number').textContent()) ?? '';
  const item = await findCall(app, number);
  if (item === undefined) throw new Error(`No ${number}`);
  const { timeline } = await detailOf(app, item.id);
  expect(timeline.map(({ what }) => what)).toContain('taken_over');
  expect(item.agentName).not.toBe(timeline.find(({ what }) => what === 'taken_over')?.who);
  expect(bytesInFolder(app.profile, [reporter.name, reporter.phone])).toEqual([]);
});

test('a call from paper is entered, counts on its day, and the day is signed off once it closes', async () => {
  await ledgerPage('Alt+4');
  await hands.tabTo('[data-testid=back-entry]', 'Shift+Tab');
  await hands.press('Enter');
  await app.page.getByTestId('back-entry-dialog').waitFor();
  await hands.type('停电，先记在纸上');
  await snap('back-entry');
  await hands.press('Enter');
  await hands.at('greeting');
  await app.page.getByTestId('call-notices').getByText('停电，先记在纸上').waitFor();
  await snap('on-paper');
  await hands.greet();
  await hands.choose('purpose', 3);
  await hands.finish();
  await ledgerPage('Alt+4');
  await app.page.waitForSelector('[data-testid=equation][data-closed=true]');
  const day = await dayNow();
  expect(await shownEquation()).toEqual({ answered: day.answered, ...day.byDisposition, open: 0 });
  expect(day).toMatchObject({ answered: 3, backEntered: 1, transfers: 1, isClosed: true });
  await hands.tabTo('[data-testid=sign-off]');
  await hands.press('Enter');
  await app.page.getByTestId('signed-off').waitFor();
  await snap('signed-off');
  // A term leads to its calls.
  await hands.tabTo('[data-testid=term-nuisance]', 'Shift+Tab');
  await hands.press('Enter');
  await app.page.waitForFunction(() => document.querySelectorAll('[role=row][data-id]').length === 1);
});

test('the ledger in the dark and in English; nobody is shut out (axe)', async () => {
  await dress(app, 'dark', 'zh-CN');
  await snap('ledger', 'dark');
  await dress(app, 'light', 'en-US');
  await snap('ledger', 'en');
  await dress(app, 'light', 'zh-CN');
  expect(barriers).toEqual([]);
});

test('with every call ended the window’s cross closes the seat in order', async () => {
  expect(await pressCloseButton(app.pid)).toBe(1);
  expect(await app.ended()).toBe(0);
});

test('a signal of the system is not asked about: it ends in order, and the call is there afterwards', async () => {
  await app.start();
  await signInAs('p-1001');
  await hands.startCall();
  await hands.greet();
  process.kill(app.pid, 'SIGTERM');
  expect(await app.ended()).toBe(0);
  await app.start();
  await signInAs('p-1001');
  await hands.at('purpose');
});
