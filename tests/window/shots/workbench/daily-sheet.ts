import { keys, nav, settled, supervisor, type Shots, type Walk } from '../walks.ts';

const toSheet: Walk = async (page) => {
  await nav('7')(page);
  await page.locator('[data-view^="daily-sheet:"]').first().waitFor();
  await settled(page);
};
const saved = { ...supervisor, sheet: 'saved' } as const;
const signed = { ...supervisor, sheet: 'signed' } as const;
const pressing =
  (...names: string[]): Walk =>
  async (page) => {
    await toSheet(page);
    await page.getByTestId('sheet-table').waitFor();
    await keys(page, ...names);
  };
/** On a cell of the table: the column by its name, as far down as `row`. */
const onCell = async (page: Parameters<Walk>[0], row: number, column: string) =>
  page.getByTestId('sheet-row').nth(row).locator(`td[data-column=${column}]`).click();

const toGrade: Walk = async (page) => {
  await toSheet(page);
  await onCell(page, 2, 'analysis');
  await keys(page, 'Enter');
  await page.getByRole('dialog').waitFor();
};
const toSave: Walk = async (page) => {
  await toSheet(page);
  await onCell(page, 0, 'target');
  await keys(page, 'Enter');
  await page.keyboard.type('霸王城洗涤厂');
  await keys(page, 'Enter', 'Control+s');
  await page.getByRole('dialog').waitFor();
};
const toSign: Walk = async (page) => {
  await pressing('F9')(page);
  await page.getByRole('dialog').waitFor();
};
const toImport: Walk = async (page) => {
  await pressing('Alt+d')(page);
  await page.getByTestId('sheet-import').waitFor();
};
const failing =
  (walk: Walk, last: (page: Parameters<Walk>[0]) => Promise<void>): Walk =>
  async (page) => {
    await walk(page);
    await last(page);
    await page.getByRole('alert').first().waitFor();
  };

/** The day's leads: sheet, dialogs, triage, quality sample. */
export const DAILY_SHEET_SHOTS: Shots = {
  'daily-sheet': [{ ...supervisor, sheet: 'unsaved' }, toSheet],
  'daily-sheet-saved': [saved, toSheet],
  'daily-sheet-outdated': [{ ...supervisor, sheet: 'outdated' }, toSheet],
  'daily-sheet-signed': [signed, toSheet],
  'daily-sheet-empty': [supervisor, toSheet],
  'daily-sheet-waiting': [{ ...saved, waits: ['sheet.day'] }, toSheet],
  'daily-sheet-failed': [{ ...saved, fails: { 'sheet.day': 'store_failed' } }, toSheet],
  'daily-sheet-step': [
    saved,
    async (page) => {
      await toSheet(page);
      await page.getByTestId('tick-signed').click();
      await page.locator('[data-view="sheet-step:ready"]').waitFor();
    },
  ],
  'daily-sheet-edit': [
    { ...supervisor, sheet: 'unsaved' },
    async (page) => {
      await toSheet(page);
      await onCell(page, 1, 'pollution');
      await keys(page, 'Enter');
      await page.getByTestId('take-neutral').waitFor();
    },
  ],
  'daily-sheet-save': [saved, toSave],
  'daily-sheet-save-failed': [
    { ...saved, fails: { 'sheet.save': 'store_full' } },
    failing(toSave, async (page) => {
      await page.keyboard.type('核实后更正');
      await keys(page, 'Enter');
    }),
  ],
  'daily-sheet-grade': [saved, toGrade],
  'daily-sheet-grade-failed': [
    { ...saved, fails: { 'sheet.analyse': 'store_full' } },
    failing(toGrade, (page) => keys(page, 'Enter')),
  ],
  'daily-sheet-sign': [saved, toSign],
  'daily-sheet-sign-failed': [saved, failing(toSign, (page) => keys(page, 'Enter'))],
  'daily-sheet-export': [
    saved,
    async (page) => {
      await pressing('Alt+e')(page);
      await page.getByTestId('export-xlsx').click();
    },
  ],
  'daily-sheet-export-failed': [
    { ...saved, fails: { 'sheet.export': 'paper_not_written' } },
    failing(pressing('Alt+e'), (page) => page.getByTestId('export-pdf').click()),
  ],
  'daily-sheet-import': [saved, toImport],
  'daily-sheet-import-nothing': [{ ...saved, imported: 'nothing' }, toImport],
  'daily-sheet-import-failed': [
    { ...saved, fails: { 'sheet.save': 'outdated' } },
    failing(toImport, (page) => page.getByTestId('import-take').click()),
  ],
  'review-lead-waiting': [{ ...supervisor, waits: ['sheet.lead'] }, toReport],
  'review-lead-failed': [{ ...supervisor, fails: { 'sheet.lead': 'store_failed' } }, toReport],
  'review-grade': [
    supervisor,
    async (page) => {
      await toReport(page);
      await keys(page, 'F6');
      await page.getByRole('dialog').waitFor();
    },
  ],
  quality: [supervisor, toQuality],
  'quality-empty': [{ ...supervisor, isNothingDrawn: true }, toQuality],
  'quality-waiting': [{ ...supervisor, waits: ['quality.day'] }, toQuality],
  'quality-failed': [{ ...supervisor, fails: { 'quality.day': 'store_failed' } }, toQuality],
};

/** The first record of the review that is a report. */
async function toReport(page: Parameters<Walk>[0]): Promise<void> {
  await nav('3')(page);
  await page
    .getByTestId('review-item')
    .filter({ hasText: /重大线索|重复举报|Major|Repeat/ })
    .first()
    .click();
  await page.locator('[data-view^="review-lead:"]').waitFor();
}

async function toQuality(page: Parameters<Walk>[0]): Promise<void> {
  await nav('3')(page);
  await page.getByTestId('quality-tab').click();
  await page.locator('[data-view^="quality:"]').first().waitFor();
}
