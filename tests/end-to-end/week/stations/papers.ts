import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { fileTools } from '../../../../src/main/core/attachments/file-tools';
import { unzip } from '../../../../src/shared/attachments/office/zip';
import { hasPoppler } from '../../../builders/machine/paper-readers';
import type { Office } from '../office';

/** Every text in every file that was saved, as another program finds it, without its spaces. */
export function textsOfPapers(office: Office): Map<string, string> {
  return new Map(
    office.savedFiles().map(({ name, bytes }) => {
      if (name.endsWith('.pdf'))
        return [name, hasPoppler ? pdfText(join(office.stick, name)) : bytes.toString('latin1')];
      const parts = unzip(bytes, fileTools).map((part) => Buffer.from(part.bytes).toString());
      return [name, parts.join('\n').replace(/<[^>]+>|\s/g, '')];
    }),
  );
}

/** Annex 1 as a spreadsheet program reads it: title, column heads, and the rows. */
export async function readSheet(
  office: Office,
): Promise<{ title: string; heads: string[]; rows: string[][] }> {
  const file = office.savedFiles().find(({ name }) => name.includes('举报线索') && name.endsWith('.xlsx'));
  if (file === undefined) throw new Error('No sheet was saved');
  const book = new exceljs.Workbook();
  await book.xlsx.load(file.bytes as never);
  const lines: string[][] = [];
  book.worksheets[0]?.eachRow((row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell) => cells.push(cell.text));
    lines.push(cells);
  });
  const [first = [], heads = [], ...rest] = lines;
  return { title: first[0] ?? '', heads, rows: rest.filter(([number = '']) => /^\d+$/.test(number)) };
}

const pdfText = (file: string): string =>
  execFileSync('pdftotext', ['-layout', file, '-']).toString().replace(/\s/g, '');
