import type { Page } from 'playwright-core';
import type { Scenario } from '../../seat/scenario.ts';
import { keys, nav, settled, supervisor, type Shots, type Walk } from '../walks.ts';

const busy: Scenario = { ...supervisor, cases: 24 };
const toCases = nav('8');

const listed =
  (part: string): Walk =>
  async (page) => {
    await toCases(page);
    await page.locator(`[data-part=${part}]`).click();
    await settled(page);
    await page.getByTestId('case-sheet').waitFor();
  };
const doing =
  (part: string, act: string, then: Walk = async () => undefined): Walk =>
  async (page) => {
    await listed(part)(page);
    await page.locator(`[data-act=${act}]:not([data-refused])`).click();
    await page.getByRole('dialog').waitFor();
    await then(page);
  };
/** The first stands without analysis; the second is ready to go. */
const analysed: Walk = async (page) => {
  await listed('new')(page);
  await keys(page, 'ArrowDown');
};
const refer: Walk = async (page) => {
  await analysed(page);
  await keys(page, 'F8');
  await page.getByTestId('referral-dialog').waitFor();
};
const bulk: Walk = async (page) => {
  await listed('new')(page);
  await keys(page, 'Insert', 'Insert', 'Insert', 'Alt+v');
  await page.getByRole('dialog').waitFor();
};
const toDirectory: Walk = async (page) => {
  await toCases(page);
  await keys(page, 'Alt+f');
  await page.locator('[data-view^="directory:"]').first().waitFor();
};
const fails = (
  name:
    'case.list' | 'case.view' | 'case.act' | 'case.previewReferral' | 'directory.list' | 'directory.saveUnit',
): Scenario => ({
  ...busy,
  fails: { [name]: 'store_failed' },
});
const waits = (name: 'case.list' | 'case.view' | 'case.previewReferral' | 'directory.list'): Scenario => ({
  ...busy,
  waits: [name],
});
const submitted = async (page: Page) => {
  await page.getByTestId('act-submit').click();
};

/** Cases: the board, one case, what is done with it, and the directory. */
export const CASE_SHOTS: Shots = {
  cases: [busy, listed('new')],
  'cases-handling': [busy, listed('handling')],
  'cases-feedback': [busy, listed('feedback')],
  'cases-empty': [supervisor, toCases],
  'cases-loading': [waits('case.list'), toCases],
  'cases-failed': [fails('case.list'), toCases],
  'case-sheet-loading': [waits('case.view'), toCases],
  'case-sheet-failed': [fails('case.view'), toCases],
  'case-act': [busy, doing('handling', 'extended')],
  'case-files': [
    busy,
    async (page) => {
      await listed('handling')(page);
      await page.getByTestId('evidence-list').first().getByRole('button').first().click();
      await page.getByTestId('evidence-picture').waitFor();
    },
  ],
  'case-act-files': [
    busy,
    doing('handling', 'urged', async (page) => {
      await page
        .getByTestId('evidence-input')
        .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('any') });
      await page.locator('[data-testid=act-files] [data-evidence]').waitFor();
    }),
  ],
  'case-act-refused': [
    fails('case.act'),
    doing('handling', 'urged', async (page) => {
      await page.keyboard.type('请抓紧办理');
      await submitted(page);
      await page.locator('[data-view="case-act:failed"]').waitFor();
    }),
  ],
  'case-call': [
    busy,
    doing('feedback', 'called_back', async (page) => {
      await page.locator('[data-choice=outcome] [data-value=reached]').check();
      await submitted(page);
    }),
  ],
  'case-reward': [busy, doing('feedback', 'reward_assessed')],
  referral: [busy, refer],
  'referral-neutral': [
    busy,
    async (page) => {
      await refer(page);
      await keys(page, 'Alt+c');
    },
  ],
  'referral-loading': [
    waits('case.previewReferral'),
    async (page) => {
      await analysed(page);
      await keys(page, 'F8');
    },
  ],
  'referral-failed': [
    fails('case.previewReferral'),
    async (page) => {
      await analysed(page);
      await keys(page, 'F8');
      await page.locator('[data-view="referral:failed"]').waitFor();
    },
  ],
  'bulk-referral': [
    busy,
    async (page) => {
      await bulk(page);
      await page.getByTestId('bulk-dialog').waitFor();
    },
  ],
  'bulk-referral-loading': [waits('case.previewReferral'), bulk],
  'bulk-referral-failed': [
    fails('case.previewReferral'),
    async (page) => {
      await bulk(page);
      await page.locator('[data-view="bulk-referral:failed"]').waitFor();
    },
  ],
  directory: [busy, toDirectory],
  'directory-empty': [{ ...busy, isDirectoryEmpty: true }, toDirectory],
  'directory-loading': [waits('directory.list'), toDirectory],
  'directory-failed': [fails('directory.list'), toDirectory],
  'directory-entry': [
    busy,
    async (page) => {
      await toDirectory(page);
      await page.getByTestId('new-official').click();
      await page.getByTestId('entry-dialog').waitFor();
    },
  ],
  'directory-entry-failed': [
    fails('directory.saveUnit'),
    async (page) => {
      await toDirectory(page);
      await page.getByTestId('new-unit').click();
      await page.keyboard.type('郑州市生态环境局金水分局');
      await keys(page, 'Enter');
      await page.locator('[data-view="directory-entry:failed"]').waitFor();
    },
  ],
};
