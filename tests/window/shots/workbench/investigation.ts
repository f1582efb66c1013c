import { keys, nav, none, supervisor, type Shots, type Walk } from '../walks.ts';

const list: Walk = async (page) => {
  await nav('9')(page);
  await page.locator('[data-view^="investigations:"]').first().waitFor();
};
const open: Walk = async (page) => {
  await list(page);
  await page.getByTestId('investigation-item').click();
  await page.locator('[data-view="investigation:ready"]').waitFor();
};
const at =
  (section: string, then: Walk = none): Walk =>
  async (page) => {
    await open(page);
    await page.getByTestId(`section-${section}`).click();
    await then(page);
  };
const whole = { ...supervisor, investigation: 'whole' } as const;
const begun = { ...supervisor, investigation: 'begun' } as const;
const signedCase = { ...supervisor, investigation: 'signed' } as const;

const toSign: Walk = async (page) => {
  await open(page);
  await keys(page, 'F9');
  await page.getByTestId('sign-dialog').waitFor();
};
const toDocx: Walk = async (page) => {
  await open(page);
  await page.getByRole('button', { name: /取回改过的 docx|Bring back/ }).click();
  await page.getByTestId('bring-back').waitFor();
};
const brought: Walk = async (page) => {
  await toDocx(page);
  await page.getByRole('button', { name: /选择文件|Choose the file/ }).click();
};

/** Reports of investigation: the list, each section, the signature, the replies, and a docx that comes back. */
export const INVESTIGATION_SHOTS: Shots = {
  investigations: [whole, list],
  'investigations-empty': [supervisor, list],
  'investigations-error': [{ ...whole, fails: { 'investigation.list': 'store_failed' } }, list],
  'investigations-loading': [{ ...whole, waits: ['investigation.list'] }, list],
  'investigation-loading': [
    { ...whole, waits: ['investigation.get'] },
    async (page) => {
      await list(page);
      await page.getByTestId('investigation-item').click();
      await page.locator('[data-view="investigation:loading"]').waitFor();
    },
  ],
  'investigation-error': [
    { ...whole, fails: { 'investigation.get': 'store_failed' } },
    async (page) => {
      await list(page);
      await page.getByTestId('investigation-item').click();
      await page.locator('[data-view="investigation:failed"]').waitFor();
    },
  ],
  'investigation-begun': [
    begun,
    async (page) => {
      await open(page);
      await keys(page, 'F9');
    },
  ],
  'investigation-enterprise': [whole, at('enterprise')],
  'investigation-site': [whole, at('site')],
  'investigation-by-day': [{ ...supervisor, investigation: 'byDay' }, at('site')],
  'investigation-duty': [whole, at('duty')],
  'investigation-advice': [whole, at('advice')],
  'investigation-signature': [whole, at('signature')],
  'investigation-preview': [
    whole,
    async (page) => {
      await open(page);
      await keys(page, 'F6');
      await page.getByTestId('paper').waitFor();
    },
  ],
  'investigation-sign': [whole, toSign],
  'investigation-sign-error': [
    { ...whole, fails: { 'investigation.sign': 'store_failed' } },
    async (page) => {
      await toSign(page);
      await page.getByRole('combobox').click();
      await page.getByRole('option').first().click();
      await page.locator('[data-field=decision]').fill('核实为同名，不是一人');
      await page.locator('[data-field=asked]').check();
      await page.getByRole('button', { name: /登记签字|Note the signature/ }).click();
      await page.locator('[data-view="investigation-sign:failed"]').waitFor();
    },
  ],
  'investigation-replies': [signedCase, at('replies')],
  'investigation-replied': [{ ...supervisor, investigation: 'replied' }, at('replies')],
  'investigation-replies-error': [
    { ...supervisor, investigation: 'replied', fails: { 'investigation.package': 'store_failed' } },
    at('replies', async (page) => {
      await page.getByRole('button', { name: /生成材料包|Make the package/ }).click();
      await page.locator('[data-view="investigation-replies:failed"]').waitFor();
    }),
  ],
  'investigation-history': [
    whole,
    at('history', async (page) => {
      await page.getByRole('button', { name: /与现稿比较|Compare/ }).click();
      await page.getByTestId('differences').waitFor();
    }),
  ],
  'investigation-history-error': [
    { ...whole, fails: { 'investigation.revision': 'store_failed' } },
    at('history', async (page) => {
      await page.getByRole('button', { name: /与现稿比较|Compare/ }).click();
      await page.locator('[data-view="investigation-history:failed"]').waitFor();
    }),
  ],
  'investigation-docx': [
    whole,
    async (page) => {
      await brought(page);
      await page.getByTestId('differences').waitFor();
    },
  ],
  'investigation-docx-hostile': [
    { ...supervisor, investigation: 'hostile' },
    async (page) => {
      await brought(page);
      await page.getByRole('alert').waitFor();
    },
  ],
  'investigation-docx-error': [
    { ...whole, fails: { 'investigation.bringBack': 'store_failed' } },
    async (page) => {
      await brought(page);
      await page.locator('[data-view="investigation-docx:failed"]').waitFor();
    },
  ],
};
