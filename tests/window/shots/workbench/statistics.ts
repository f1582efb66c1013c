import type { Page } from 'playwright-core';
import { keys, supervisor, type Shots, type Walk } from '../walks.ts';
import { failing, toFailure } from '../states.ts';

const open: Walk = async (page) => {
  await page.getByTestId('status-bar').waitFor();
  await keys(page, 'Alt+0');
  await page.locator('[data-view^="statistics:"]').first().waitFor();
};

const quarter = async (page: Page) => {
  await open(page);
  await page.getByTestId('period-quarter').click();
  await page.getByTestId('statistics-headline').waitFor();
};

const sheet =
  (name: string, asTable = false): Walk =>
  async (page) => {
    await quarter(page);
    await page.locator(`#statistics-tab-${name}`).click();
    await page.locator(`[data-view="statistics-${name}:ready"]`).waitFor();
    if (asTable) await keys(page, 'Alt+T');
  };

const toParty =
  (asTable = false): Walk =>
  async (page) => {
    await sheet('patterns', asTable)(page);
    await page.getByRole('button', { name: '磐筑商砼' }).click();
    await page.getByText('磐筑商砼：').waitFor();
  };

const toCause: Walk = async (page) => {
  await sheet('repeated')(page);
  await page
    .getByRole('button', { name: /填写|Enter/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
};

const toSave: Walk = async (page) => {
  await quarter(page);
  await keys(page, 'Alt+S');
  await page.getByRole('dialog').waitFor();
};

/** What is learnt from the numbers. */
export const STATISTICS_SHOTS: Shots = {
  statistics: [supervisor, sheet('overview')],
  'statistics-table': [supervisor, sheet('overview', true)],
  'statistics-matters': [supervisor, sheet('matters')],
  'statistics-places': [supervisor, sheet('places')],
  'statistics-patterns': [supervisor, sheet('patterns')],
  'statistics-party': [supervisor, toParty()],
  'statistics-party-table': [supervisor, toParty(true)],
  'statistics-repeated': [supervisor, sheet('repeated')],
  'statistics-late': [supervisor, sheet('late')],
  'statistics-agents': [supervisor, sheet('agents')],
  'statistics-cause': [supervisor, toCause],
  'statistics-cause-refused': [
    { ...supervisor, fails: { 'statistics.enterCause': 'identity_in_text' } },
    async (page) => {
      await toCause(page);
      await page.getByRole('dialog').getByRole('textbox').first().fill('整改后复发');
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await toFailure(page);
    },
  ],
  'statistics-save': [supervisor, toSave],
  'statistics-save-failed': [
    { ...supervisor, fails: { 'statistics.save': 'paper_not_written' } },
    async (page) => {
      await toSave(page);
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await toFailure(page);
    },
  ],
  'statistics-empty': [{ person: 'p-2001' }, open],
  'statistics-waiting': [{ ...supervisor, waits: ['statistics.report'] }, open],
  'statistics-failed': [
    { ...supervisor, ...failing('statistics.report') },
    async (page) => {
      await open(page);
      await toFailure(page);
    },
  ],
};
