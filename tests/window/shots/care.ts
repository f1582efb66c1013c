import type { Page } from 'playwright-core';
import { failing, toFailure } from './states.ts';
import { agent, keys, nav, supervisor, type Shots, type Walk } from './walks.ts';

const open = async (page: Page) => {
  await page.getByRole('button', { name: '打开体检' }).click();
  await page.locator('[data-view^="self-check:"]').first().waitFor();
};
const toCare: Walk = async (page) => {
  await nav('4')(page);
  await open(page);
};
const toSupervisorsCare: Walk = async (page) => {
  await nav('5')(page);
  await open(page);
};
const checked: Walk = async (page) => {
  await toSupervisorsCare(page);
  await keys(page, 'Alt+R');
  await page.locator('[data-testid=check-summary]:not([data-result=running])').waitFor();
};
const verify = (page: Page) => page.getByRole('button', { name: '核验审计链' }).click();
const prepare = (page: Page) => page.getByRole('button', { name: '准备技术支持包' }).click();

/** 体检: how this PC is, the audit, and what goes to whoever helps. */
export const CARE_SHOTS: Shots = {
  'self-check-empty': [agent, toCare],
  'self-check': [supervisor, checked],
  'self-check-ill': [
    { ...supervisor, care: 'ill' },
    async (page) => {
      await checked(page);
      await verify(page);
      await page.locator('[data-fault=edited]').waitFor();
    },
  ],
  'self-check-running': [
    { ...supervisor, care: 'endless' },
    async (page) => {
      await toSupervisorsCare(page);
      await keys(page, 'Alt+R');
      await verify(page);
      await page.getByRole('progressbar').waitFor();
    },
  ],
  'self-check-waiting': [{ ...agent, waits: ['check.report'] }, toCare],
  'self-check-failed': [
    { ...agent, ...failing('check.report') },
    async (page) => {
      await toCare(page);
      await toFailure(page);
    },
  ],
  'audit-failed': [
    { ...supervisor, ...failing('audit.verify') },
    async (page) => {
      await toSupervisorsCare(page);
      await verify(page);
      await toFailure(page);
    },
  ],
  'support-failed': [
    { ...agent, ...failing('support.prepare') },
    async (page) => {
      await toCare(page);
      await prepare(page);
      await toFailure(page);
    },
  ],
  'support-preview': [
    agent,
    async (page) => {
      await toCare(page);
      await prepare(page);
      await page.getByTestId('support-text').waitFor();
    },
  ],
  'support-not-saved': [
    { ...agent, fails: { 'support.save': 'store_full' } },
    async (page) => {
      await toCare(page);
      await prepare(page);
      await page.getByTestId('support-save').click();
      await toFailure(page);
    },
  ],
};

const openHandbook: Walk = async (page) => {
  await nav('2')(page);
  await keys(page, 'Shift+F1');
  await page.getByTestId('handbook-chapter').waitFor();
};

const openLicences: Walk = async (page) => {
  await nav('4')(page);
  await page.getByTestId('open-licences').click();
};
/** 开源许可: what others made. */
const LICENCE_SHOTS: Shots = {
  licences: [
    agent,
    async (page) => {
      await openLicences(page);
      await page.getByTestId('licence-text').waitFor();
    },
  ],
  'licences-nothing': [
    agent,
    async (page) => {
      await openLicences(page);
      await page.getByTestId('licence-text').waitFor();
      await keys(page, 'Control+F');
      await page.keyboard.type('nobody');
      await page.locator('[data-view="licences:empty"]').waitFor();
    },
  ],
  'licences-waiting': [{ ...agent, waits: ['licences.list'] }, openLicences],
  'licences-failed': [
    { ...agent, ...failing('licences.list') },
    async (page) => {
      await openLicences(page);
      await toFailure(page);
    },
  ],
};
/** 帮助: the handbooks. */
export const HANDBOOK_SHOTS: Shots = {
  ...LICENCE_SHOTS,
  'handbook-at-the-door': [
    { isEnrolled: false },
    async (page) => {
      await page.getByTestId('door-help').waitFor();
      await keys(page, 'Shift+F1');
      await page.getByTestId('handbook-chapter').waitFor();
    },
  ],
  handbook: [
    agent,
    async (page) => {
      await openHandbook(page);
      await page
        .getByRole('navigation', { name: /章节|Chapters/ })
        .getByRole('button')
        .nth(1)
        .press('Enter');
    },
  ],
  'handbook-supervisor': [supervisor, openHandbook],
  'handbook-search': [
    agent,
    async (page) => {
      await openHandbook(page);
      await keys(page, 'Control+f');
      await page.keyboard.insertText('回避 转办');
    },
  ],
  'handbook-nothing': [
    agent,
    async (page) => {
      await openHandbook(page);
      await keys(page, 'Control+f');
      await page.keyboard.insertText('没有的话');
      await page.locator('[data-view="handbook:empty"]').waitFor();
    },
  ],
};
