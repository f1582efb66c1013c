import type { Page } from 'playwright-core';
import { failing, toFailure } from './states.ts';
import { agent, nav, supervisor, type Shots } from './walks.ts';

const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const choose = (page: Page, text: string) =>
  page
    .getByTestId('choose-authority')
    .setInputFiles({ name: 'ca.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(text) });
const begin = (page: Page) => page.getByRole('button', { name: '开始测试' }).click();

/** The line to the center, its test, and this PC's clock. */
export const NETWORK_SHOTS: Shots = {
  'network-proxy': [
    supervisor,
    async (page) => {
      await nav('5')(page);
      await page.getByRole('button', { name: '手动代理' }).click();
      await page.getByLabel('用户名').fill('seat');
    },
  ],
  'network-test': [
    agent,
    async (page) => {
      await nav('4')(page);
      await begin(page);
      await page.locator('[data-step=tunnel][data-state=failed]').waitFor();
      await page.getByTestId('line-test').scrollIntoViewIfNeeded();
    },
  ],
  'network-test-failed': [
    { ...agent, ...failing('network.test') },
    async (page) => {
      await nav('4')(page);
      await begin(page);
      await toFailure(page);
    },
  ],
  'network-authority': [
    supervisor,
    async (page) => {
      await nav('5')(page);
      await choose(page, PEM);
      await page.getByTestId('offered-authority').waitFor();
    },
  ],
  'network-authority-refused': [
    supervisor,
    async (page) => {
      await nav('5')(page);
      await choose(page, 'nothing of the kind');
      await toFailure(page);
    },
  ],
  'network-failed': [
    { ...supervisor, ...failing('network.settings') },
    async (page) => {
      await nav('5')(page);
      await toFailure(page);
    },
  ],
  'clock-wrong': [{ ...agent, sync: { clockOffsetMs: 13 * 60_000 } }, nav('2')],
  'clock-set': [{ ...agent, sync: { clockOffsetMs: null, clockJumpMs: -3 * 86_400_000 } }, nav('2')],
  'clock-unknown-proxy': [
    {
      ...agent,
      sync: {
        link: 'offline',
        cause: 'proxy_login',
        clockOffsetMs: null,
        owed: 3,
        oldestOwedAt: Date.now() - 840_000,
      },
    },
    nav('2'),
  ],
};
