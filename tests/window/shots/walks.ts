import type { Page } from 'playwright-core';
import type { Scenario } from '../seat/scenario.ts';

// Ways through the window by key, shared by the pictures.

export type Walk = (page: Page) => Promise<void>;
/** How the seat stands, and the way from there to what is looked at. */
export type Shots = Record<string, [Scenario, Walk]>;
const PATIENCE_MS = 5_000;
/** Nothing is being fetched any more, and what the last key changed is painted. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async (patience) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // Where the seat is told never to answer, it is over once the window says that it waits.
    const isForGood = window.__scenario?.waits !== undefined;
    const isBusy = () =>
      [...document.querySelectorAll('[aria-busy=true]')].some(
        (each) => !isForGood || each.textContent === '',
      );
    const since = performance.now();
    do await frame();
    while (isBusy() && performance.now() - since < patience);
    await frame();
    if (isBusy()) throw new Error('The window is still waiting for something');
  }, PATIENCE_MS);
/** The end of a walk: what is never answered has been asked for, by a page that is there to say so. */
export const arrived = async (page: Page, { waits = [] }: Scenario): Promise<void> => {
  await page.waitForFunction(
    (names) =>
      names.every((name) => window.__unanswered?.includes(name)) &&
      (names.length === 0 || document.querySelector('[data-view="page:loading"]') === null),
    waits,
  );
  await settled(page);
};
/** The window has done all that the last key asked for, painted or not: many keys in a row need no picture each. */
const handled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const idle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 300 }));
    do await idle();
    while (document.querySelector('[aria-busy=true]') !== null && window.__scenario?.waits === undefined);
    await idle();
  });
export const keys = async (page: Page, ...names: string[]) => {
  for (const name of names) {
    await page.keyboard.press(name);
    await handled(page);
  }
};
export const agent: Scenario = { person: 'p-1001', queued: 34 };
export const supervisor: Scenario = { person: 'p-2001', queued: 34 };
const LONG =
  '从去年冬天开始，厂里每天夜里十一点以后偷偷开工，烟囱冒黄烟，味道又酸又呛，我叫张国庆，家住南街八号院，电话13800001234，附近几个村的老人孩子都咳嗽，庄稼叶子也发黄，白天去看大门锁着，说是停产了。';

export const toPurpose: Walk = async (page) => {
  await keys(page, 'F3');
  await page.getByTestId('confirm').waitFor();
  await keys(page, 'Enter');
};
export const toIdentity: Walk = async (page) => {
  await toPurpose(page);
  await keys(page, '1', '1');
};
export const toTarget: Walk = async (page) => {
  await toIdentity(page);
  await keys(page, 'Enter', '2', 'Enter');
  await page.keyboard.type('张先生');
  await keys(page, 'Enter');
  await page.keyboard.type('13800001234');
  await keys(page, 'F2', '3', 'F8');
};
export const toAddress: Walk = async (page) => {
  await toTarget(page);
  await page.keyboard.insertText('某化工厂（无名牌，门口有两棵大杨树）');
  await keys(page, 'F8');
};
export const toPollution: Walk = async (page) => {
  await toAddress(page);
  await page.keyboard.insertText('荥阳广武镇黄河路北段三公里处河堤下');
  await keys(page, 'F8');
};
export const toWishes: Walk = async (page) => {
  await toPollution(page);
  await keys(page, '1', '2');
  await page.getByText(/恶臭、异味/).click();
  await page.getByLabel(/污染描述|Description/).fill(LONG);
  await page.getByLabel(/污染规律|Pattern/).fill('夜间 11 点以后');
};
export const toReadBack: Walk = async (page) => {
  await toWishes(page);
  await keys(page, 'F8');
  await page.keyboard.insertText('要求夜间突击检查，查处偷排');
  await page.locator('[data-field="report.callbackWish"] [role=radio]:not(:disabled)').first().focus();
  await keys(page, '1', 'F8');
};
export const toDeadline: Walk = async (page) => {
  await toReadBack(page);
  await keys(page, 'Enter', 'F8', '2');
};
/** With a story that leaves nothing to be decided: no major flag, no word that tells who calls. */
export const toClosing: Walk = async (page) => {
  await toIdentity(page);
  await keys(page, 'Enter', '1', 'F2', 'F8');
  await page.keyboard.insertText('恒源耐火材料厂');
  await keys(page, 'F8');
  await page.keyboard.insertText('荥阳广武镇黄河路北段');
  await keys(page, 'F8', '2');
  await page.getByText(/恶臭、异味/).click();
  await page.getByLabel(/污染描述|Description/).fill('厂里的烟囱冒烟，味道呛人');
  await page.getByLabel(/污染规律|Pattern/).fill('白天');
  await keys(page, 'F8');
  await page.keyboard.insertText('要求查处');
  await page.locator('[data-field="report.callbackWish"] [role=radio]:not(:disabled)').first().focus();
  // Nobody can call back who is not known.
  await keys(page, '2', 'F8');
  await page.locator('[data-view="step-read_back:ready"]').waitFor();
  await keys(page, 'Enter', 'F8');
  await page.locator('[data-view="step-deadline:ready"]').waitFor();
  await keys(page, '2', 'Enter', 'F8');
  await page.locator('[data-view="step-closing:ready"]').waitFor();
};
/** By the shortest way: a call that was none. */
export const toFinished: Walk = async (page) => {
  await toPurpose(page);
  await keys(page, '3', 'F8');
};
/** Opens what is fetched when it is first asked for. */
export const opening =
  (key: string, role: 'dialog' | 'menu'): Walk =>
  async (page) => {
    await settled(page);
    await page.keyboard.press(key);
    await page.getByRole(role).waitFor();
  };

export const none: Walk = async () => undefined;
export const nav =
  (digit: string): Walk =>
  async (page) => {
    await page.getByTestId('status-bar').waitFor();
    await keys(page, `Alt+${digit}`);
    await settled(page);
  };
