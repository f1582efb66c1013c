import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Excel from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from '../../build/base/paths.mjs';
import { complaintOf } from '../builders/callers';
import { fileTools } from '../../src/main/core/attachments/file-tools';
import { unzip } from '../../src/shared/attachments/office/zip';
import { AgentKeyboard } from './stage/agent-keyboard';
import { CenterChild } from './stage/center-child';
import { SeatApp } from './stage/seat-app';

const PASSPHRASE = 'anlan-bridge-77-willow';
const PASSWORD = 'demo-12369';
const reporter = { name: '麻建勋', phone: '151-0000-3378' };
const folder = mkdtempSync(join(tmpdir(), 'papers-'));

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;

beforeAll(async () => {
  center = new CenterChild();
  await center.up();
  const preload = at('tests', 'end-to-end', 'stage', 'answered-dialogs.cjs');
  app = await SeatApp.launch({
    enrolment: center.enrolment,
    isDemo: true,
    env: { STICK_FOLDER: folder, NODE_OPTIONS: `--require ${preload}` },
  });
  hands = new AgentKeyboard(app.page);
});

afterAll(async () => {
  await app?.kill();
  await center?.down('SIGKILL');
});

test('a report is counted on the page as soon as it is finished, and its tables are saved without its reporter', async () => {
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
  await hands.closeTour();
  await hands.press('Alt+0');
  await app.page.locator('[data-view="statistics:empty"]').waitFor();

  const complaint = complaintOf(143, '请取样化验');
  await hands.startCall();
  await hands.greet();
  await hands.takeAsReport();
  await hands.giveName(reporter);
  await hands.tellTargetAndPlace(complaint);
  await hands.choosePollution(complaint.types);
  await hands.describePollution(complaint.description);
  await hands.wishAndClose(complaint.wish, 1, 2);
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
