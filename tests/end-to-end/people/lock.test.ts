import { join } from 'node:path';
import { beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { complaintOf } from '../../builders/callers';
import type { AgentKeyboard } from '../stage/agent-keyboard';
import { PASSWORD, PICTURES, raise } from '../stage/raise';
import type { SeatApp } from '../stage/seat-app';

const REPORTER = { name: '麻建勋', phone: '151-0000-3378' };

let app: SeatApp;
let hands: AgentKeyboard;
let id = '';

/** What a person, or a screen reader, can find in the window. */
const seen = async () =>
  `${await app.page.locator('body').innerText()}\n${await app.page.locator('body').ariaSnapshot()}`;
const caret = () =>
  app.page.evaluate(() => {
    const field = document.activeElement;
    return field instanceof HTMLTextAreaElement ? [field.selectionStart, field.selectionEnd] : null;
  });
const lock = async () => {
  await hands.press('Control+l');
  await app.page.locator('[data-view="lock:ready"]').waitFor();
};

beforeAll(async () => {
  const stage = await raise();
  ({ app, hands } = stage);
  return stage.clear;
});
beforeEach(({ task }) => onTestFailed(() => app.picture(join(PICTURES, 'failed', `${task.id}.png`))));
test('locked in the middle of a word: nothing of the call can be seen, read or asked, and nothing is lost', async () => {
  const complaint = complaintOf(143, '请取样化验');
  await hands.startCall();
  await hands.greet();
  await hands.takeAsReport();
  await hands.giveName(REPORTER);
  await hands.tellTargetAndPlace(complaint);
  await hands.choosePollution(complaint.types);
  await hands.describePollution('夜里排水，味道刺鼻');
  await hands.press('Home');
  await hands.press('ArrowRight');
  await hands.press('ArrowRight');
  await hands.press('ArrowRight');
  await app.page.keyboard.insertText('黑');
  await lock();
  // The handbooks are before the sign-in, not behind it.
  await hands.press('Shift+F1');
  expect(await app.page.getByTestId('door-help').count()).toBe(0);
  expect(await app.page.locator('[data-view="door-handbook:ready"]').count()).toBe(0);
  const before = [4, 4];

  for (const word of [REPORTER.name, REPORTER.phone, '黑水', complaint.target]) {
    expect(await seen()).not.toContain(word);
  }
  expect(await app.page.title()).not.toContain(complaint.target);
  expect(await app.barriers()).toEqual([]);
  await app.picture(join(PICTURES, 'light', '98-locked.png'));
  const drafts = await app.ask('draft.list');
  expect(drafts).toMatchObject({ ok: false, error: { code: 'locked' } });

  // Keys of the page, a click beside the form, a way around with Tab: all end at the cover.
  for (const key of ['F3', 'F9', 'Control+k', 'Alt+2', 'Escape']) await hands.press(key);
  await app.page.mouse.click(200, 400);
  await hands.press('Tab');
  expect(await app.page.locator('[role=dialog]').count()).toBe(0);

  await hands.tabTo('input[type=password]', 'Shift+Tab');
  await hands.type('wrong');
  await hands.press('Enter');
  await app.page.locator('[data-view="lock:failed"]').waitFor();
  await hands.type(PASSWORD);
  await hands.press('Enter');
  await app.page.locator('[data-view="lock:ready"]').waitFor({ state: 'detached' });
  expect(await caret()).toEqual(before);
  await app.page.keyboard.insertText('臭');
  const description = hands.field('report.pollution.description', 'textarea');
  expect(await app.page.locator(description).inputValue()).toBe('夜里排黑臭水，味道刺鼻');
  const stored = async () => {
    const answer = (await app.ask('draft.list')) as {
      value: { id: string; form: { report: { pollution: { description: string } } } }[];
    };
    id = answer.value[0]?.id ?? '';
    return answer.value[0]?.form.report.pollution.description;
  };
  await expect.poll(stored).toBe('夜里排黑臭水，味道刺鼻');
});

test('the last key stroke before a lock is in the store, and an open dialog is covered like its page', async () => {
  await hands.press('F6');
  await app.page.locator('[role=dialog]').waitFor();
  await lock();
  expect(await seen()).not.toContain(REPORTER.name);
  expect(await app.page.getByRole('dialog').count()).toBe(0);
  await hands.type(PASSWORD);
  await hands.press('Enter');
  await app.page.getByRole('dialog').waitFor();
  await hands.press('Escape');
  await app.page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('shift change over an open call: a supervisor takes it over by key, with the identity sealed', async () => {
  await lock();
  await hands.tabTo('[data-testid=hand-over]');
  await hands.press('Enter');
  await hands.tabTo('[data-person]');
  for (let tries = 0; tries < 5; tries += 1) {
    const here = await app.page.evaluate(() => document.activeElement?.getAttribute('data-person'));
    if (here === 'p-2001') break;
    await hands.press('ArrowDown');
  }
  await hands.press('Enter');
  await app.page.keyboard.insertText('话务员已离岗');
  await hands.press('Tab');
  await hands.type(PASSWORD);
  await hands.press('Enter');
  await app.page.locator('[data-view^="hand-over"]').waitFor({ state: 'detached' });
  await expect.poll(() => app.page.getByTestId('status-person').textContent()).toContain('2001');
  expect(await app.ask('draft.get', { id })).toMatchObject({
    value: { agentId: 'p-1001', form: { identity: null }, takenOver: { hasSealedIdentity: true } },
  });
  const everything = await app.page.evaluate(() => document.documentElement.outerHTML);
  expect(everything).not.toContain(REPORTER.name);
  expect(app.violations).toEqual([]);
});
