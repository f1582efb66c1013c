import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Excel from 'exceljs';
import { beforeAll, expect, test } from 'vitest';
import { complaintOf } from '../builders/callers';
import { fileTools } from '../../src/main/core/attachments/file-tools';
import { unzip } from '../../src/shared/attachments/office/zip';
import type { AgentKeyboard } from './stage/agent-keyboard';
import { PASSPHRASE, PASSWORD, raise } from './stage/raise';
import type { SeatApp } from './stage/seat-app';

const reporter = { name: '麻建勋', phone: '151-0000-3378' };
const folder = mkdtempSync(join(tmpdir(), 'papers-'));

let app: SeatApp;
let hands: AgentKeyboard;

beforeAll(async () => {
  const stage = await raise({ person: null, saveInto: folder });
  ({ app, hands } = stage);
  return stage.clear;
});

test('a report is counted on the page as soon as it is finished, and its tables are saved without its reporter', async () => {
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
  await hands.closeTour();
  await hands.press('Alt+0');
  await app.page.locator('[data-view="statistics:empty"]').waitFor();

  const complaint = complaintOf(143, '请取样化验');
  await hands.takeReport(complaint, reporter);
  await app.page.getByTestId('finished-number').waitFor();

  await hands.press('Alt+0');
  const headline = app.page.getByTestId('statistics-headline');
  await headline.waitFor();
  await expect.poll(() => headline.locator('dd').nth(1).textContent()).toMatch(/^1\D/);
  // The chart stands on a canvas under the app's own policy, and the same figures in a table.
  await app.page.locator('[data-view^="statistics-overview"] canvas').first().waitFor();
  await hands.press('Alt+T');
  await app.page.locator('[data-view^="statistics-overview"] table').waitFor();
  // One report by a place is below three.
  await app.page.locator('#statistics-tab-places').click();
  expect(await app.page.getByTestId('statistics-headline').count()).toBe(1);
  expect(await app.page.locator('[data-view^="statistics-places"] table tbody').textContent()).not.toMatch(
    /\d件|1/,
  );

  await hands.press('Alt+S');
  await app.page.getByRole('dialog').getByRole('combobox').first().click();
  await app.page.getByRole('option', { name: '全部表格' }).click();
  await app.page.getByRole('dialog').locator('button[type=submit]').click();
  await app.page.getByRole('dialog').waitFor({ state: 'detached' });
  const [file = ''] = readdirSync(folder);
  expect(file).toMatch(/^12369举报数据统计表_.*\.xlsx$/);
  const book = new Excel.Workbook();
  await book.xlsx.readFile(join(folder, file));
  const cells: unknown[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell.value))));
  expect(book.worksheets.map(({ name }) => name)).toContain('来电结果');
  expect(JSON.stringify(cells)).not.toMatch(/麻建勋|151-?0000-?3378/);

  // A study, as a paper of the office with its plots.
  await hands.press('Alt+S');
  await app.page.getByRole('dialog').locator('button[type=submit]').click();
  await app.page.getByRole('dialog').waitFor({ state: 'detached' });
  const study = readdirSync(folder).find((name) => name.endsWith('.docx')) ?? '';
  const parts = unzip(readFileSync(join(folder, study)), fileTools);
  expect(parts.some(({ name }) => name.endsWith('.svg'))).toBe(true);
  // For those who cannot draw SVG: as fine as a printer wants it, and not a white sheet.
  const pictures = parts.filter(({ name }) => /media\/.*\.png$/.test(name));
  expect(pictures.length).toBeGreaterThan(0);
  for (const { bytes } of pictures) {
    const png = Buffer.from(bytes);
    expect(png.readUInt32BE(16)).toBeGreaterThan(1_000);
    expect(png.length).toBeGreaterThan(2_000);
  }
  for (const { bytes } of parts) expect(Buffer.from(bytes).toString()).not.toMatch(/麻建勋|151-?0000-?3378/);
});
