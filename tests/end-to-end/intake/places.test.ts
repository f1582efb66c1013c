import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import type { Draft } from '../../../src/shared/call/form';
import type { AgentKeyboard } from '../stage/agent-keyboard';
import { PICTURES, raise } from '../stage/raise';
import type { SeatApp } from '../stage/seat-app';

let app: SeatApp;
let hands: AgentKeyboard;
let inputMethod: CDPSession;

beforeAll(async () => {
  const stage = await raise();
  ({ app, hands } = stage);
  inputMethod = await app.page.context().newCDPSession(app.page);
  await hands.startCall();
  await hands.greet();
  await hands.takeAsReport();
  await hands.stayAnonymous();
  await hands.typeInto(hands.field('report.target'), '磐筑商砼');
  return stage.clear;
});

beforeEach(({ task }) => onTestFailed(() => app.picture(join(PICTURES, 'failed', `${task.id}.png`))));

const box = () => hands.field('report.address.detail');
const cell = (level: 'city' | 'county' | 'town') => `[data-area=${level}]`;
const codeOf = (level: 'city' | 'county' | 'town') =>
  app.page.locator(cell(level)).first().getAttribute('data-code');

/** The address as the store has it, once everything typed is saved. */
async function savedAddress() {
  await app.page.waitForSelector('[data-save=saved]');
  const { value } = (await app.ask('draft.list', {})) as { value: Draft[] };
  return value[0]?.form.report.address;
}

/** What an input method shows while it builds characters, and the key that ends it. */
async function compose(letters: string): Promise<void> {
  await inputMethod.send('Input.imeSetComposition', {
    text: letters,
    selectionStart: letters.length,
    selectionEnd: letters.length,
  });
}
async function pressWhileComposing(): Promise<void> {
  const key = { key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 };
  await inputMethod.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await inputMethod.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}

test('a slip of the ear waits for Enter, and the Enter that builds characters takes nothing', async () => {
  await hands.onwardTo('address');
  await hands.tabTo(box());
  await hands.type('源谭这几个村');
  await app.page.getByTestId('address-offers').waitFor();
  expect(await codeOf('county')).toBe('');
  await compose('d');
  await pressWhileComposing();
  expect(await codeOf('county')).toBe('');
  await inputMethod.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
  await hands.press('Enter');
  await expect.poll(() => codeOf('county')).toBe('411328');
  expect(await codeOf('town')).toMatch(/^411328/);
  expect(await app.page.inputValue(box())).toBe('这几个村');
});

test('one sentence: what it names goes to its places, the rest stays to the letter', async () => {
  await hands.press('Control+A');
  await hands.type('荥阳广武镇南董杨寨村五组，村最南头');
  await app.page.waitForSelector(`${cell('town')}[data-code="410182103"]`);
  expect([await codeOf('city'), await codeOf('county')]).toEqual(['4101', '410182']);
  expect(await app.page.inputValue(box())).toBe('荥阳广武镇南董杨寨村五组，村最南头');
  await hands.press('Tab');
  await expect.poll(() => app.page.inputValue(box())).toBe('南董杨寨村五组，村最南头');
  expect(await savedAddress()).toMatchObject({
    city: '4101',
    county: '410182',
    town: '410182103',
    detail: '南董杨寨村五组，村最南头',
  });
});

test('pinyin with the input method off puts a chip right', async () => {
  await hands.tabTo(`${cell('county')}[data-code]`);
  await hands.press('Enter');
  await app.page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
  await hands.type('xunx');
  await app.page.getByRole('option').filter({ hasText: '浚县' }).waitFor();
  await hands.press('Enter');
  await expect.poll(() => codeOf('county')).toBe('410621');
  await expect.poll(() => codeOf('city')).toBe('4106');
});

test('Enter while an input method builds picks nothing', async () => {
  await hands.press('Control+A');
  await compose('xinmi');
  await app.page.getByRole('option').filter({ hasText: '新密市' }).waitFor();
  await pressWhileComposing();
  expect(await codeOf('county')).toBe('410621');
  await inputMethod.send('Input.insertText', { text: '新密' });
  await app.page.getByRole('option').filter({ hasText: '新密市' }).waitFor();
  await hands.press('Enter');
  await expect.poll(() => codeOf('county')).toBe('410183');
  await app.page.waitForSelector('[data-testid=call][data-step=address]');
});

test('what was chosen stands first the next time', async () => {
  await hands.onwardTo('pollution');
  await hands.choosePollution([1]);
  await hands.describePollution('夜里往河里排黑水');
  await hands.wishAndClose('请查处', 2, 3);
  await hands.startCall();
  await hands.greet();
  await hands.takeAsReport();
  await hands.stayAnonymous();
  await hands.typeInto(hands.field('report.target'), '磐筑商砼');
  await hands.onwardTo('address');
  await hands.tabTo(`${cell('county')} [role=combobox]`);
  await hands.press('ArrowDown');
  const first = app.page.getByRole('option').first();
  await first.waitFor();
  expect(await first.getAttribute('data-code')).toBe('410183');
  await hands.press('Escape');
  expect(app.violations).toEqual([]);
});
