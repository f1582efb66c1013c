import {
  settled,
  keys,
  agent,
  toPurpose,
  toIdentity,
  toTarget,
  toAddress,
  toPollution,
  toWishes,
  toReadBack,
  toDeadline,
  toClosing,
  toFinished,
  type Shots,
} from './walks.ts';

/** A call, step by step. */
export const CALL_SHOTS: Shots = {
  greeting: [
    agent,
    async (page) => {
      await keys(page, 'F3');
      await page.getByTestId('confirm').waitFor();
    },
  ],
  purpose: [agent, toPurpose],
  consultation: [
    agent,
    async (page) => {
      await toPurpose(page);
      await keys(page, '2');
      await settled(page);
      await page.getByLabel(/咨询事项|Question/).fill('问夜间施工几点以后算扰民');
      await keys(page, 'F8');
    },
  ],
  'scope-out': [
    agent,
    async (page) => {
      await toPurpose(page);
      await keys(page, '1', '2');
      await page.getByRole('combobox').fill('油烟');
      await keys(page, 'Enter');
    },
  ],
  identity: [agent, toIdentity],
  'identity-named': [
    agent,
    async (page) => {
      await toIdentity(page);
      await keys(page, 'Enter', '2', 'F8');
    },
  ],
  target: [agent, toTarget],
  address: [agent, toAddress],
  'address-read': [
    agent,
    async (page) => {
      await toAddress(page);
      await page.keyboard.type('荥阳广武镇南董杨寨村五组，村最南头');
      await page.waitForSelector('[data-area=county][data-code="410182"]');
    },
  ],
  'address-slip': [
    agent,
    async (page) => {
      await toAddress(page);
      await page.waitForFunction(() => document.querySelector('[data-area]') !== null);
      await page.keyboard.type('源谭这几个村');
      await page.getByTestId('address-offers').waitFor();
    },
  ],
  'address-several': [
    agent,
    async (page) => {
      await toAddress(page);
      await page.keyboard.type('城关镇一街');
      await page.getByTestId('address-offers').waitFor();
    },
  ],
  'address-picker': [
    { ...agent, recents: { county: ['410182', '410184'] } },
    async (page) => {
      await toAddress(page);
      await page.getByLabel(/^县（市、区）|^County/).click();
    },
  ],
  'address-pinyin': [
    agent,
    async (page) => {
      await toAddress(page);
      await page.getByLabel(/^县（市、区）|^County/).click();
      await page.keyboard.type('xin');
      await page.getByRole('option').first().waitFor();
    },
  ],
  'target-industry': [
    { ...agent, recents: { industry: ['chemical'] } },
    async (page) => {
      await toTarget(page);
      await page.getByLabel(/行业类型|Industry/).click();
    },
  ],
  'pollution-empty': [
    agent,
    async (page) => {
      await toPollution(page);
      await keys(page, 'F8');
    },
  ],
  pollution: [agent, toWishes],
  wishes: [
    agent,
    async (page) => {
      await toWishes(page);
      await keys(page, 'F8');
      await page
        .getByText(/不详|Unknown/)
        .first()
        .click();
    },
  ],
  'read-back': [agent, toReadBack],
  deadline: [agent, toDeadline],
  closing: [agent, toClosing],
  finished: [
    agent,
    async (page) => {
      await toFinished(page);
      await page.getByTestId('receipt-number').waitFor();
    },
  ],
  'finished-offline': [
    {
      ...agent,
      receipts: false,
      sync: { link: 'offline', cause: 'unreachable', owed: 3, oldestOwedAt: Date.now() - 840_000 },
    },
    async (page) => {
      await toFinished(page);
      await page.getByTestId('finished-call').waitFor();
    },
  ],
  'hung-up': [
    agent,
    async (page) => {
      await toAddress(page);
      await keys(page, 'F9');
    },
  ],
  'save-failing': [
    agent,
    async (page) => {
      await toTarget(page);
      await page.evaluate(() => (window.__fails = { 'draft.save': 'store_full' }));
      await page.keyboard.type('磐筑商砼');
      await page.getByRole('alert').waitFor();
    },
  ],
};
