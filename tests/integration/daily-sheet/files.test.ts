import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { fileTools } from '../../../src/main/core/attachments/file-tools';
import { createCleaner } from '../../../src/main/core/attachments/cleaner';
import { readSheetWorkbook, sheetWorkbook } from '../../../src/main/core/daily-sheet/workbook';
import { paperToDocx } from '../../../src/main/core/papers/docx';
import { unzip } from '../../../src/shared/attachments/office/zip';
import { sheetPaper } from '../../../src/shared/daily-sheet/paper';
import {
  SHEET_COLUMNS,
  SHEET_TITLES,
  ZERO_REPORT,
  type SheetRow,
} from '../../../src/shared/daily-sheet/sheet';
import { zipped } from '../../builders/files/documents';
import { aSheetRow, theNoticesRows } from '../../builders/daily-sheet/sheet';
import { hasLibreOffice, hasPoppler } from '../../builders/machine/paper-readers';
import { aFolder } from '../../builders/store';
import { aSupervisedDay } from '../../builders/daily-sheet/supervised-day';

const DATE = '2026-12-01';
const TITLE = '12月1日全省12369受理举报线索（报领导签批）';
const HEADER = SHEET_COLUMNS.map((column) => SHEET_TITLES[column]);
const clean = createCleaner(null);

/** As it lies on the disk of the bureau: written and gone through the cleaner. */
async function exported(rows: readonly SheetRow[], revision = 1): Promise<Buffer> {
  const cleaned = await clean(Uint8Array.from(await sheetWorkbook(DATE, revision, rows)));
  if (!cleaned.ok) throw new Error(cleaned.reason);
  return Buffer.from(cleaned.bytes);
}

async function opened(bytes: Buffer): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as never);
  return book;
}

const cellsOf = (sheet: exceljs.Worksheet, row: number) =>
  Array.from({ length: 9 }, (_, n) => sheet.getCell(row, n + 1).value ?? '');

async function edit(bytes: Buffer, change: (book: exceljs.Workbook) => void): Promise<Buffer> {
  const book = await opened(bytes);
  change(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}
const theSheet = (book: exceljs.Workbook) => book.worksheets[0] as exceljs.Worksheet;

test('the four rows of the notice stand in the file exactly as the notice has them (R-48)', async () => {
  const book = await opened(await exported(theNoticesRows()));
  const sheet = theSheet(book);
  expect(sheet.getCell(1, 1).value).toBe(TITLE);
  expect(cellsOf(sheet, 2)).toEqual(HEADER);
  expect([3, 4, 5, 6, 7].map((row) => cellsOf(sheet, row))).toEqual([
    [1, '郑州', '惠济区', '', '', '', '', '废水', '重大线索'],
    [2, '郑州', '荥阳市', '', '', '', '', '废气', '重大线索'],
    [3, '郑州', '巩义市', '', '', '', '', '废水', '重复举报'],
    [4, '郑州', '新密市', '', '', '', '', '恶臭', '一般线索'],
    ['', '', '', '', '', '', '', '', ''],
  ]);
  expect(sheet.actualColumnCount).toBe(9);
  expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 2 }]);
  expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape' });
  expect(sheet.getColumn(6).width).toBeGreaterThan(25);
  expect(book.worksheets.map(({ state }) => state)).toEqual(['visible', 'veryHidden']);
});

test('an empty day is exported as 零报告', async () => {
  const bytes = await exported([]);
  expect(theSheet(await opened(bytes)).getCell(3, 1).value).toBe(ZERO_REPORT);
  expect(await readSheetWorkbook(bytes)).toEqual({ date: DATE, revision: 1, rows: [] });
});

test('no cell is a formula in any program, and what was exported is read back as it was', async () => {
  const evil = ["=cmd|' /C calc'!A0", '+1+1', '-2', '@SUM(1)', '\t=1', "'=1", '＝1'];
  const rows = evil.map((target, n) => aSheetRow(n + 1, 'general', { target }));
  const bytes = await exported(rows, 7);
  const sheet = theSheet(await opened(bytes));
  evil.forEach((_, n) => expect(String(sheet.getCell(n + 3, 4).value)).toMatch(/^'/));
  for (const { name, bytes: part } of unzip(bytes, fileTools))
    if (name.includes('worksheets')) expect(Buffer.from(part).toString()).not.toMatch(/<f[ >]/);
  const read = await readSheetWorkbook(bytes);
  expect(read.revision).toBe(7);
  expect(read.rows.map(({ texts }) => texts.target)).toEqual(
    evil.map((text) => (text === "'=1" ? '=1' : text)),
  );
});

test('a file that is another, or was turned into one, is refused with the reason', async () => {
  const bytes = await exported(theNoticesRows());
  const reasonOf = async (change: (book: exceljs.Workbook) => void) =>
    readSheetWorkbook(await edit(bytes, change)).then(
      () => 'read',
      (error: { failure?: { params?: { reason?: string } } }) => error.failure?.params?.reason ?? error,
    );
  expect(await reasonOf(() => undefined)).toBe('read');
  expect(await reasonOf((book) => book.removeWorksheet('_12369'))).toBe('no_key');
  expect(await reasonOf((book) => (theSheet(book).getCell(1, 1).value = '线索'))).toBe('structure');
  expect(await reasonOf((book) => (theSheet(book).getCell(2, 5).value = '举报人'))).toBe('structure');
  expect(await reasonOf((book) => (theSheet(book).getCell(4, 10).value = '电话'))).toBe('structure');
  expect(await reasonOf((book) => book.addWorksheet('另一张'))).toBe('structure');
  expect(await reasonOf((book) => (theSheet(book).getCell(3, 4).value = { formula: 'A1' } as never))).toBe(
    'formula',
  );
  expect(await reasonOf((book) => (theSheet(book).getCell(3, 1).value = '一'))).toBe('numbers');
});

const canOpen = hasLibreOffice && hasPoppler;
test.skipIf(!canOpen)(
  "LibreOffice opens all that is exported, and shows the notice's words in their order",
  async () => {
    const folder = process.env['LOOK'] ?? aFolder();
    mkdirSync(folder, { recursive: true });
    const rows = [
      ...theNoticesRows(),
      aSheetRow(5, 'general', {
        pollution: '夜里十一点以后往索须河里排白色泡沫水，气味刺鼻，已持续一个多月。'.repeat(3),
      }),
    ];
    writeFileSync(join(folder, 'sheet.xlsx'), await exported(rows));
    const signature = {
      leaderName: '王建国',
      leaderRole: 'head',
      opinion: '同意，立即查处',
      signedAt: Date.parse('2026-12-01T09:30:00Z'),
    } as const;
    writeFileSync(join(folder, 'paper.docx'), await paperToDocx(sheetPaper(DATE, rows, [signature])));
    for (const name of ['sheet.xlsx', 'paper.docx']) {
      execFileSync(
        'soffice',
        [
          '--headless',
          `-env:UserInstallation=file://${folder}/office`,
          '--convert-to',
          'pdf',
          '--outdir',
          folder,
          join(folder, name),
        ],
        { stdio: 'ignore' },
      );
      const text = execFileSync('pdftotext', [
        '-layout',
        join(folder, name.replace(/\..*/, '.pdf')),
        '-',
      ]).toString();
      expect(text.replace(/\s/g, '')).toContain(TITLE);
      let at = 0;
      for (const word of HEADER) {
        const next = text.replace(/\s/g, '').indexOf(word, at);
        expect(next, `${name}: ${word}`).toBeGreaterThanOrEqual(at);
        at = next;
      }
      for (const word of ['惠济区', '荥阳市', '巩义市', '新密市', '恶臭', '重复举报'])
        expect(text).toContain(word);
    }
  },
  120_000,
);

test('a whole round: exported, edited in another program, differences taken one by one', async () => {
  const seat = await aSupervisedDay();
  await seat.take({ report: { majorFlags: ['yellow_river'] } });
  await seat.take();
  const save = (base: number, more = {}) =>
    seat.supervisor.ask('sheet.save', {
      date: DATE,
      base,
      edits: [],
      grades: [],
      why: base === 0 ? '' : '导入',
      ...more,
    });
  await save(0);
  await seat.analyseAll();
  const saved = await seat.supervisor.ask('sheet.export', { date: DATE, format: 'xlsx' });
  expect(saved).toEqual({ kind: 'saved', fileName: `${DATE} ${TITLE}.xlsx` });
  expect(readdirSync(seat.office.folder)).toEqual([`${DATE} ${TITLE}.xlsx`]);
  const file = join(seat.office.folder, `${DATE} ${TITLE}.xlsx`);
  writeFileSync(
    file,
    await edit(readFileSync(file), (book) => {
      theSheet(book).getCell(4, 4).value = '磐筑商砼有限公司';
      theSheet(book).getCell(4, 9).value = '重复举报';
      theSheet(book).getCell(3, 3).value = '惠济区';
    }),
  );
  seat.office.answer = file;
  const read = await seat.supervisor.ask('sheet.import', { date: DATE });
  if (read.kind !== 'read') throw new Error('cancelled');
  expect(read.changes).toMatchObject([
    { number: 1, column: 'county', becomes: '惠济区' },
    { number: 2, column: 'target', was: '磐筑商砼搅拌站', becomes: '磐筑商砼有限公司' },
    { number: 2, column: 'analysis', was: '一般线索', becomes: '重复举报' },
  ]);
  const [, target, analysis] = read.changes;
  const after = await save(1, {
    edits: [{ callId: target?.callId, column: 'target', text: target?.becomes }],
    grades: [{ callId: analysis?.callId, grade: 'repeat' }],
  });
  expect(after.leads.map(({ texts, grade }) => [texts.target, grade])).toEqual([
    ['磐筑商砼搅拌站', 'major'],
    ['磐筑商砼有限公司', 'repeat'],
  ]);
  // The same file again finds only what was left.
  expect(await seat.supervisor.ask('sheet.import', { date: DATE })).toMatchObject({
    changes: [{ column: 'county' }],
  });
  const refusal = async (bytes: Buffer) => {
    writeFileSync(file, bytes);
    const answer = await seat.supervisor.answer('sheet.import', { date: DATE });
    return answer.ok ? 'read' : answer.error.params?.['reason'];
  };
  expect(await refusal(Buffer.from('x'))).toBe('other_kind');
  expect(await refusal(Buffer.alloc(6_000_000))).toBe('too_large');
  const macros = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': '<workbook/>',
    'xl/vbaProject.bin': 'x',
  };
  expect(await refusal(zipped(macros))).toBe('macros');
  const bomb = zipped({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook>${' '.repeat(60_000_000)}</workbook>`,
  });
  expect(bomb.length).toBeLessThan(200_000);
  expect(['too_complex', 'damaged', 'other_kind']).toContain(await refusal(bomb));
}, 60_000);

const CANARIES = ['𠮷田金丝雀', '13711112222', '微信canary_7731'];

test('no file of the sheet says who reported or who made it, and a broken save leaves nothing', async () => {
  const seat = await aSupervisedDay();
  const [name, phone, contactNote] = CANARIES as [string, string, string];
  await seat.take({ isNamed: true, identity: { name, phone, contactNote, originals: [] } });
  await seat.supervisor.ask('sheet.save', { date: DATE, base: 0, edits: [], grades: [], why: '' });
  for (const format of ['xlsx', 'docx', 'pdf'] as const)
    await seat.supervisor.ask('sheet.export', { date: DATE, format });
  await seat.supervisor.ask('sheet.print', { date: DATE });
  const files = readdirSync(seat.office.folder);
  expect(files).toHaveLength(3);
  const texts = files
    .filter((file) => !file.endsWith('.pdf'))
    .flatMap((file) => unzip(readFileSync(join(seat.office.folder, file)), fileTools))
    .map(({ name: part, bytes }) => [part, Buffer.from(bytes).toString()] as const);
  const pages = seat.office.pages.map((page) => ['page', page] as const);
  expect(pages).toHaveLength(2);
  for (const [part, text] of [...texts, ...pages]) {
    for (const canary of CANARIES) expect(text.includes(canary), part).toBe(false);
    expect(text, part).not.toMatch(
      /exceljs|<dc:creator>[^<]+|<Company>[^<]+|<cp:lastModifiedBy>[^<]+|<dcterms/i,
    );
  }
  seat.office.answer = join(seat.office.folder, 'no', 'such', 'folder.xlsx');
  expect(await seat.supervisor.codeOf('sheet.export', { date: DATE, format: 'xlsx' })).toBe(
    'paper_not_written',
  );
  seat.office.answer = null;
  expect(await seat.supervisor.ask('sheet.export', { date: DATE, format: 'xlsx' })).toEqual({
    kind: 'cancelled',
  });
  expect(readdirSync(seat.office.folder)).toEqual(files);
});
