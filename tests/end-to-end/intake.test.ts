import { join } from 'node:path';
import { beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { complaintOf } from '../builders/callers';
import type { AgentKeyboard } from './stage/agent-keyboard';
import type { CenterChild } from './stage/center-child';
import { PICTURES, raise } from './stage/raise';
import { InputMethod } from './stage/input-method';
import type { SeatApp } from './stage/seat-app';
import { detailOf, dress, findCall } from './stage/seat-questions';

const STORY = '夜里十一点以后排黑水，我叫张国庆，电话13800001234，附近的井都臭了';

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;
const barriers: string[] = [];

const snap = async (name: string) => {
  await app.picture(join(PICTURES, 'light', `intake-${name}.png`));
  barriers.push(...(await app.barriers()).map((barrier) => `${name}: ${barrier}`));
};
const stepOf = () => app.page.getByTestId('call').getAttribute('data-step');
const valueOf = (name: string, kind: 'input' | 'textarea' = 'input') =>
  app.page.locator(hands.field(name, kind)).first().inputValue();

beforeAll(async () => {
  const stage = await raise();
  ({ center, app, hands } = stage);
  return stage.clear;
});
beforeEach(({ task }) => onTestFailed(() => app.picture(join(PICTURES, 'failed', `${task.id}.png`))));
test('all keys stand on one sheet, every command in one menu and one bar', async () => {
  await hands.press('F1');
  await app.page.getByTestId('shortcut-sheet').waitFor();
  await snap('keys');
  await hands.press('Escape');
  await app.page.getByTestId('shortcut-sheet').waitFor({ state: 'detached' });
  await hands.press('Alt+m');
  await app.page.locator('[data-command=startCall]').waitFor();
  await snap('menu');
  await hands.press('Escape');
  await app.page.getByTestId('command-menu').waitFor({ state: 'detached' });
  await hands.press('Control+k');
  await app.page.getByTestId('command-bar').waitFor();
  await snap('command-bar');
  await hands.type('接听来电');
  await hands.press('Enter');
  await hands.at('greeting');
});

test('Enter inside an input method submits nothing, goes nowhere and chooses nothing', async () => {
  await hands.greet();
  await hands.takeAsReport();
  await hands.stayAnonymous();
  const ime = await InputMethod.at(app.page);
  await hands.tabTo(hands.field('report.target'));
  await ime.compose('pan zhu shang tong');
  for (const key of ['Enter', 'F8', '1', 'Escape']) await ime.key(key);
  expect(await stepOf()).toBe('target');
  await ime.commit('磐筑商砼');
  await expect.poll(() => valueOf('report.target')).toBe('磐筑商砼');
  await hands.press('Enter');
  await hands.at('address'); // an Enter of the agent's own goes on
});

test('on a slow PC a field never steps back to an older text while somebody types, and no key is lost', async () => {
  await hands.press('F7');
  await hands.at('target');
  const field = hands.field('report.target');
  await hands.tabTo(field);
  await hands.press('Control+A');
  // Whatever is put into the field by anybody but its keys.
  await app.page.locator(field).evaluate((input) => {
    const own = Object.getOwnPropertyDescriptor(input, 'value') ?? {};
    const put: string[] = [];
    Object.assign(window, { __put: put });
    Object.defineProperty(input, 'value', {
      get: () => own.get?.call(input) as string,
      set: (text: string) => {
        if (text !== own.get?.call(input)) put.push(text);
        own.set?.call(input, text);
      },
    });
  });
  const slow = await app.page.context().newCDPSession(app.page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const burst = '1234567890'.repeat(4);
  // In bursts: it was at the end of one, where what stands beside the field catches up with it.
  for (let count = 1; count <= 8; count += 1) {
    await hands.type(burst);
    await expect
      .poll(async () => JSON.stringify(await app.ask('draft.list', {})))
      .toContain(`"${burst.repeat(count)}"`);
  }
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  expect(await app.page.inputValue(field)).toBe(burst.repeat(8));
  expect(await app.page.evaluate(() => (window as unknown as { __put: string[] }).__put)).toEqual([]);
  await hands.press('Control+A');
  await hands.type('磐筑商砼');
  await hands.press('Enter');
  await hands.at('address');
});

test('what can not be taken is refused with a sentence, and what stood there stays', async () => {
  const complaint = complaintOf(79, '夜里来看，味最大');
  await hands.tellPlace(complaint);
  await hands.onwardTo('pollution');
  const field = hands.field('report.pollution.description', 'textarea');
  await hands.describePollution(STORY);
  await app.page.locator(field).evaluate((area) => (area as HTMLTextAreaElement).select());
  const session = await InputMethod.at(app.page);
  await session.commit('长'.repeat(20_001));
  await app.page.getByTestId('typed-notice').waitFor();
  await snap('too-long');
  expect(await valueOf('report.pollution.description', 'textarea')).toBe(STORY);
  const strange = '𠮷𪚥厂 👨‍👩‍👧‍👦\n日期\t企业\n2026-1';
  await session.commit(strange);
  await expect.poll(() => valueOf('report.pollution.description', 'textarea')).toContain(strange);
  await hands.press('Control+a');
  await session.commit(STORY);
});

test('identity in the story is settled place by place: neutral, or somebody else’s (R-18)', async () => {
  const hit = app.page.getByTestId('identity-hit');
  await hit.waitFor();
  await snap('identity-found');
  await hands.press('Alt+i');
  await hands.press('Enter');
  await expect.poll(() => valueOf('report.pollution.description', 'textarea')).not.toContain('张国庆');
  await app.page.waitForFunction(() => document.activeElement?.closest('[data-panel=identity]') !== null);
  await hands.press('1');
  await hit.waitFor({ state: 'detached' });
  expect(await valueOf('report.pollution.description', 'textarea')).toContain('13800001234');
});

test('three ways of not obtained by key, each with its reason (R-11)', async () => {
  await hands.choosePollution([1]);
  await hands.onwardTo('wishes');
  await hands.tabTo(hands.field('report.investigationWish'));
  await hands.press('Alt+j');
  await hands.typeInto(hands.field('report.investigationWish'), '来电人不愿多说');
  await hands.choose('report.callbackWish', 2);
  await hands.onwardTo('read_back');
});

test('the read-back leads to each part by its digit, and straight back; what changed is read again (R-12)', async () => {
  await hands.say('r_read_back');
  await snap('read-back');
  await hands.press('1');
  await hands.at('target');
  await hands.tabTo(hands.field('report.target'));
  await hands.press('End');
  await hands.type('二站');
  await hands.press('F8');
  await hands.at('read_back');
  await app.page.waitForSelector('[data-line="r_read_back"][data-said=false]');
  expect(await app.page.getByTestId('read-back').textContent()).toContain('磐筑商砼二站');
  await hands.press('F8');
  expect(await stepOf()).toBe('read_back'); // not before it was read
  await hands.say('r_read_back');
  await hands.onwardTo('deadline');
  await hands.choose('report.urgency', 2);
  await hands.say('d_deadline');
  await hands.onwardTo('closing');
  await hands.say('c_report');
});

test('for ten seconds a finished call is taken back: as a revision, nothing is undone (R-12)', async () => {
  const number = await hands.finish();
  await app.page.getByTestId('undo-finish').waitFor();
  await hands.press('Control+z');
  await app.page.waitForSelector('[data-testid=call]');
  await hands.typeInto(hands.field('note', 'textarea'), '结束后补记一句');
  await hands.press('F8');
  await app.page.getByTestId('finished-number').waitFor();
  const id = (await findCall(app, number))?.id ?? '';
  await expect
    .poll(async () => (await detailOf(app, id)).revisions.map((each) => each.receipt !== null), {
      timeout: 30_000,
    })
    .toEqual([true, true]);
  const sent = (await center.records()).filter((record) => record.id === id).map(({ body }) => body);
  expect(sent).toHaveLength(2);
  expect(JSON.stringify(sent)).not.toContain('张国庆');
});

test('at twice the size the step in hand is all there, and nothing runs out of the window', async () => {
  await hands.startCall();
  for (let size = 0; size < 4; size += 1) await hands.press('Control+=');
  await app.page.waitForFunction(() => getComputedStyle(document.documentElement).fontSize === '30px');
  await hands.greet();
  await hands.choose('purpose', 1);
  await hands.at('scope');
  await snap('double-scope');
  const runsOut = await app.page.evaluate(
    () =>
      document.documentElement.scrollWidth > window.innerWidth || document.body.scrollHeight > innerHeight,
  );
  expect(runsOut).toBe(false);
  const onward = app.page.getByTestId('onward');
  expect(await onward.isVisible()).toBe(true);
  await hands.press('Control+0');
  await hands.press('F9');
  await app.page.getByTestId('hang-up-notice').waitFor();
  await hands.press('Shift+F9');
  await app.page.getByTestId('finished-number').waitFor();
});

test('a screen reader, a keyboard and weak eyes find nothing in the way', async () => {
  await dress(app, 'dark', 'en-US');
  await hands.press('F1');
  await app.page.getByTestId('shortcut-sheet').waitFor();
  await snap('keys-dark-en');
  await hands.press('Escape');
  expect(barriers).toEqual([]);
  expect(app.violations).toEqual([]);
});
