import type { CellValue, Worksheet } from 'exceljs';
import type { FileRow } from '../../../shared/daily-sheet/import';
import { COLUMN_MM } from '../../../shared/daily-sheet/paper';
import {
  cellsOf,
  SHEET_COLUMNS,
  SHEET_TITLES,
  sheetTitle,
  ZERO_REPORT,
  type SheetRow,
} from '../../../shared/daily-sheet/sheet';
import { unzip } from '../../../shared/attachments/office/zip';
import { escapedCell, unescapedCell } from '../../../shared/papers/spreadsheet-cell';
import type { ShanghaiDate } from '../../../shared/shanghai-time';
import { fileTools } from '../attachments/file-tools';
import { newWorkbook } from '../papers/new-workbook';
import { Refusal } from '../refusal';

const SHEET_NAME = '每日梳理';
/** Tells which day and revision a file was exported from, and nothing else: rows are known by their number in it. */
const KEY_SHEET = '_12369';
const KEY = '12369-daily-sheet';
const FIRST_ROW = 3;
/** About what a column of `n` mm takes in the width of a digit. */
const MM_PER_WIDTH = 2.1;
const LINE_POINTS = 15;
/** Unpacked: hundreds of times what a day's leads take. */
const MAX_UNPACKED = 20_000_000;

/** The sheet as xlsx, exactly Annex 1: title, nine columns, a row a lead. */
export async function sheetWorkbook(
  date: ShanghaiDate,
  revision: number,
  rows: readonly SheetRow[],
): Promise<Uint8Array> {
  const book = await newWorkbook();
  const sheet = book.addWorksheet(SHEET_NAME, {
    views: [{ state: 'frozen', ySplit: FIRST_ROW - 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `1:${FIRST_ROW - 1}`,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
  });
  sheet.columns = SHEET_COLUMNS.map((column) => ({ width: COLUMN_MM[column] / MM_PER_WIDTH }));
  sheet.addRow([sheetTitle(date)]);
  sheet.addRow(SHEET_COLUMNS.map((column) => SHEET_TITLES[column]));
  if (rows.length === 0) sheet.addRow([ZERO_REPORT]);
  rows.forEach((row, index) => {
    const [, ...texts] = cellsOf(row, index);
    sheet.addRow([index + 1, ...texts.map(escapedCell)]).height = heightOf(texts);
  });
  dress(sheet, rows.length === 0);
  const key = book.addWorksheet(KEY_SHEET, { state: 'veryHidden' });
  key.addRows([[KEY], [date], [revision]]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Not every program fits a row to its text when it opens a file; a row of Excel is 409 points high at most. */
function heightOf(texts: readonly string[]): number {
  const lines = texts.map((text, index) => {
    const width = COLUMN_MM[SHEET_COLUMNS[index + 1] ?? 'number'] / MM_PER_WIDTH - 1;
    const linesOf = (part: string) => Math.max(1, Math.ceil(signWidth(part) / width));
    return text.split('\n').reduce((sum, part) => sum + linesOf(part), 0);
  });
  return Math.min(409, Math.max(...lines) * LINE_POINTS + 4);
}

/** In widths of a digit, at 11 points: a 汉字 takes a little over two. */
function signWidth(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2.2 : 1.1), 0);
}

function dress(sheet: Worksheet, isEmpty: boolean): void {
  sheet.mergeCells(1, 1, 1, SHEET_COLUMNS.length);
  if (isEmpty) sheet.mergeCells(FIRST_ROW, 1, FIRST_ROW, SHEET_COLUMNS.length);
  const line = { style: 'thin' } as const;
  sheet.eachRow((row, number) => {
    row.eachCell((cell, column) => {
      const name = SHEET_COLUMNS[column - 1];
      const isLong = number >= FIRST_ROW && !isEmpty && isLongColumn(name);
      cell.alignment = { vertical: 'middle', horizontal: isLong ? 'left' : 'center', wrapText: true };
      cell.font =
        number === 1
          ? { name: '方正小标宋简体', size: 18 }
          : { name: number === 2 ? '黑体' : '仿宋', size: 11 };
      if (number > 1) cell.border = { top: line, left: line, bottom: line, right: line };
    });
  });
  sheet.getRow(1).height = 34;
  sheet.getRow(2).height = 22;
}

const isLongColumn = (name: string | undefined) =>
  name === 'target' || name === 'address' || name === 'pollution';

export interface ReadWorkbook {
  date: ShanghaiDate;
  revision: number;
  rows: FileRow[];
}

/**
 * What an edited file says, once it went through the cleaner. Throws `paper_refused` for all that is not the sheet as it
 * was exported: other sheets, columns, titles, formulas.
 */
export async function readSheetWorkbook(bytes: Uint8Array): Promise<ReadWorkbook> {
  const unpacked = unzip(bytes, fileTools).reduce((sum, entry) => sum + entry.bytes.length, 0);
  if (unpacked > MAX_UNPACKED) throw refused('too_complex');
  const book = await newWorkbook();
  try {
    await book.xlsx.load(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    );
  } catch (error) {
    throw new Refusal('paper_refused', { reason: 'damaged' }, error);
  }
  const key = book.getWorksheet(KEY_SHEET);
  if (key === undefined || textOf(key.getCell(1, 1).value) !== KEY) throw refused('no_key');
  const date = textOf(key.getCell(2, 1).value);
  const revision = Number(textOf(key.getCell(3, 1).value));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !Number.isInteger(revision)) throw refused('no_key');
  const [sheet, ...others] = book.worksheets.filter(({ name }) => name !== KEY_SHEET);
  if (sheet === undefined || others.length > 0) throw refused('structure');
  return { date, revision, rows: rowsIn(sheet, date) };
}

function rowsIn(sheet: Worksheet, date: ShanghaiDate): FileRow[] {
  const cells = (row: number) =>
    SHEET_COLUMNS.map((_, index) => textOf(sheet.getCell(row, index + 1).value).trim());
  if (cells(1)[0] !== sheetTitle(date)) throw refused('structure');
  if (cells(2).some((title, index) => title !== SHEET_TITLES[SHEET_COLUMNS[index] ?? 'number']))
    throw refused('structure');
  if (sheet.actualColumnCount > SHEET_COLUMNS.length) throw refused('structure');
  const rows: FileRow[] = [];
  for (let at = FIRST_ROW; at <= sheet.rowCount; at += 1) {
    const texts = cells(at).map(unescapedCell);
    if (texts.every((text) => text === '') || texts[0] === ZERO_REPORT) continue;
    rows.push(fileRow(texts));
  }
  return rows;
}

function fileRow(texts: readonly string[]): FileRow {
  const [number = '', city = '', county = '', target = '', address = '', pollution = '', ...rest] = texts;
  const [industry = '', types = '', analysis = ''] = rest;
  if (!/^[1-9]\d{0,4}$/.test(number)) throw refused('numbers');
  return {
    number: Number(number),
    texts: { city, county, target, address, pollution, industry, types },
    analysis,
  };
}

/** A cell's words, however a program wrote them. A formula could show one thing and hold another. */
function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return textOf(value.text as CellValue);
  throw refused('formula');
}

function refused(reason: string): Refusal {
  return new Refusal('paper_refused', { reason });
}
