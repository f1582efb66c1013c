import type { Page } from 'playwright-core';
import type { Scenario } from './fake-seat.ts';

// Ways through the window by key, shared by the pictures.

export type Walk = (page: Page) => Promise<void>;
/** Nothing is being fetched any more, and what the last key changed is painted. */
export const settled = async (page: Page) => {
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
};
export const keys = async (page: Page, ...names: string[]) => {
  for (const name of names) {
    await page.keyboard.press(name);
    await settled(page);
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
  await page.keyboard.type('某化工厂（无名牌，门口有两棵大杨树）');
  await keys(page, 'F8');
};
export const toPollution: Walk = async (page) => {
  await toAddress(page);
  await page.keyboard.type('荥阳广武镇黄河路北段三公里处河堤下');
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
  await page.keyboard.type('要求夜间突击检查，查处偷排');
  await keys(page, 'Tab', 'Tab', 'Tab', 'Tab', '1', 'F8');
};
export const toDeadline: Walk = async (page) => {
  await toReadBack(page);
  await keys(page, 'Enter', 'F8', '2');
};
export const toClosing: Walk = async (page) => {
  await toDeadline(page);
  await keys(page, 'Enter', 'F8');
};

export const none: Walk = async () => undefined;
export const nav =
  (digit: string): Walk =>
  async (page) => {
    await page.getByTestId('status-bar').waitFor();
    await keys(page, `Alt+${digit}`);
    await settled(page);
  };
