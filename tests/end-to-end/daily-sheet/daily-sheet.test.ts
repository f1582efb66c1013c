import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { fileTools } from '../../../src/main/core/attachments/file-tools';
import { unzip } from '../../../src/shared/attachments/office/zip';
import { sheetTitle } from '../../../src/shared/daily-sheet/sheet';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { complaintOf } from '../../builders/callers';
import type { AgentKeyboard } from '../stage/agent-keyboard';
import { PASSPHRASE, PASSWORD, PICTURES, raise } from '../stage/raise';
import { hasPoppler } from '../../builders/machine/paper-readers';
import type { SeatApp } from '../stage/seat-app';
import { dress } from '../stage/seat-questions';

const reporter = { name: '麻建勋', phone: '151-0000-3378' };
const stick = mkdtempSync(join(tmpdir(), 'papers-'));
const uuid = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

let app: SeatApp;
let hands: AgentKeyboard;

const secrets = () => [reporter.name, reporter.phone, reporter.phone.replaceAll('-', '')];

beforeAll(async () => {
  const stage = await raise({ saveInto: stick });
  ({ app, hands } = stage);
  return stage.clear;
});

beforeEach(({ task }) => onTestFailed(() => app.picture(join(PICTURES, 'failed', `${task.id}.png`))));

const tick = (step: string) => app.page.locator(`[data-testid=tick-${step}][data-state=done]`);
const fileWith = (ending: string) => readdirSync(stick).find((name) => name.endsWith(ending)) ?? '';
const day = () => shanghaiDate(Date.now());

test('a call is taken, and its lead stands on the day’s sheet', async () => {
  const complaint = complaintOf(143, '请取样化验');
  await hands.takeReport(complaint, reporter);
  await hands.signOut();
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
  const unit = {
    id: uuid(3),
    name: '郑州市生态环境综合行政执法支队',
    level: 'city',
    area: '',
    phone: '',
    isActive: true,
  };
  await app.ask('directory.saveUnit', unit);
  const head = {
    id: uuid(10),
    unitId: unit.id,
    name: '王建国',
    role: 'head',
    phone: '',
    areas: [],
    isActive: true,
  };
  expect(await app.ask('directory.saveOfficial', head)).toMatchObject({ ok: true });
  await hands.press('Alt+7');
  await app.page.getByTestId('sheet-row').first().waitFor();
  expect(await app.page.getByTestId('sheet-row').count()).toBe(1);
});

test('sorted, analysed and signed by keys; each tick comes with its facts', async () => {
  await hands.press('Control+s');
  await tick('sorted').waitFor();
  await hands.press('F8');
  await tick('analysed').waitFor();
  expect(await tick('signed').count()).toBe(0);
  await hands.press('F9');
  await app.page.getByTestId('sign-save').waitFor();
  await hands.press('Enter');
  await tick('signed').waitFor();
  expect(await app.page.getByTestId('sheet-signed').textContent()).toContain('王建国');
  expect(await tick('referred').count()).toBe(0);
  expect(await app.barriers()).toEqual([]);
  await app.picture(join(PICTURES, 'light', '96-daily-sheet.png'));
});

test('exported as xlsx, docx and pdf: the notice’s words in each, and nothing of the reporter or the maker', async () => {
  await hands.press('Alt+e');
  for (const format of ['xlsx', 'docx', 'pdf']) {
    await hands.tabTo(`[data-testid=export-${format}]`);
    await hands.press('Enter');
    await app.page
      .getByRole('status')
      .filter({ hasText: `.${format}` })
      .waitFor();
  }
  await hands.press('Escape');
  await app.page.waitForSelector('[role=dialog]', { state: 'detached' });
  expect(readdirSync(stick).filter((name) => name.endsWith('.part'))).toEqual([]);
  const parts = ['.xlsx', '.docx'].flatMap((ending) =>
    unzip(readFileSync(join(stick, fileWith(ending))), fileTools).map(({ bytes }) =>
      Buffer.from(bytes).toString(),
    ),
  );
  for (const secret of secrets()) for (const part of parts) expect(part).not.toContain(secret);
});

test.skipIf(!hasPoppler)('the pdf is A4 across, says what the sheet says, and not who made it', () => {
  const pdf = join(stick, fileWith('.pdf'));
  const text = execFileSync('pdftotext', ['-layout', pdf, '-']).toString().replace(/\s/g, '');
  for (const words of [sheetTitle(day()), '序号', '县市区', '初步分析', '王建国'])
    expect(text).toContain(words);
  const told = execFileSync('pdfinfo', [pdf]).toString();
  expect(told).toMatch(/Page size:\s+84[12][.\d]* x 59[456]/);
  expect(told).not.toMatch(/^(?:Creator|Producer|Author|CreationDate|ModDate|Title):/m);
  for (const secret of secrets()) expect(text).not.toContain(secret);
  execFileSync('pdftoppm', ['-r', '60', '-png', pdf, join(PICTURES, 'sheet-pdf')]);
});

test('an edited file comes back cell by cell, and what is taken is the next revision', async () => {
  const book = new exceljs.Workbook();
  await book.xlsx.load(readFileSync(join(stick, fileWith('.xlsx'))) as never);
  const sheet = book.worksheets[0] as exceljs.Worksheet;
  expect(sheet.getCell(1, 1).value).toBe(sheetTitle(day()));
  sheet.getCell(3, 4).value = '霸王城无名洗涤厂';
  writeFileSync(join(stick, 'edited.xlsx'), Buffer.from(await book.xlsx.writeBuffer()));
  await hands.press('Alt+d');
  await app.page.getByTestId('sheet-change').waitFor();
  expect(await app.page.getByTestId('sheet-import').textContent()).toContain('霸王城无名洗涤厂');
  expect(await app.page.content()).not.toContain(stick);
  await hands.tabTo('[data-testid=import-take]');
  await hands.press('Enter');
  await app.page.waitForSelector('[role=dialog]', { state: 'detached' });
  await app.page.getByTestId('sheet-row').getByText('霸王城无名洗涤厂').waitFor();
  expect(await app.page.getByTestId('sheet-standing').textContent()).toContain('第 2 版');
  await dress(app, 'dark', 'zh-CN');
  await app.picture(join(PICTURES, 'dark', '96-daily-sheet.png'));
});

test('a cell is put right by the keyboard alone, with one reason', async () => {
  await app.page.getByTestId('sheet-row').locator('td[data-column=county]').focus();
  await hands.press('ArrowRight');
  await hands.press('Enter');
  await app.page.getByTestId('cell-editor').waitFor();
  await hands.type('无名洗涤厂（霸王城村）');
  await hands.press('Enter');
  await hands.press('Control+s');
  await app.page.waitForSelector('[data-view="sheet-save:ready"]');
  await hands.type('核实名称');
  await hands.press('Enter');
  await app.page.getByTestId('sheet-standing').getByText('第 3 版').waitFor();
  expect(await app.page.getByTestId('sheet-row').textContent()).toContain('霸王城村');
});
