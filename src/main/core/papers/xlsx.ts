import type { Block, Paper } from '../../../shared/papers/paper';
import { escapedCell } from '../../../shared/papers/spreadsheet-cell';
import { newWorkbook } from './new-workbook';

const NAME_CHARS = 31;
const MM_A_CHAR = 2;

/** Every table of a paper as a sheet under its heading. A text that a spreadsheet would take for a formula is none. */
export async function paperToXlsx(paper: Paper): Promise<Uint8Array> {
  const book = await newWorkbook();
  const used = new Set<string>();
  let heading = paper.title;
  for (const block of paper.blocks) {
    if (block.kind === 'heading') heading = block.text;
    if (block.kind !== 'table') continue;
    const sheet = book.addWorksheet(sheetName(heading, used), { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = block.columns.map(({ widthMm }) => ({ width: widthMm / MM_A_CHAR }));
    sheet.addRow(block.columns.map(({ title }) => escapedCell(title))).font = { bold: true };
    const rows = block.rows.length > 0 ? block.rows : [[block.empty ?? '']];
    for (const row of rows) sheet.addRow(row.map((cell, at) => valueOf(cell, block.columns[at]?.align)));
  }
  const notes = paper.blocks.filter(
    (block): block is Extract<Block, { kind: 'note' }> => block.kind === 'note',
  );
  if (notes.length > 0) {
    const sheet = book.addWorksheet(sheetName('说明', used));
    sheet.columns = [{ width: 100 }];
    for (const line of [paper.subtitle ?? '', ...notes.map(({ text }) => text)])
      sheet.addRow([escapedCell(line)]);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Figures are figures, where the column is one of figures; everything else is text. */
function valueOf(cell: string, align: string | undefined): string | number {
  return align === 'right' && /^\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : escapedCell(cell);
}

function sheetName(heading: string, used: Set<string>): string {
  const base = heading.replace(/[\\/?*[\]:]/gu, '').slice(0, NAME_CHARS) || '表';
  let name = base;
  for (let again = 2; used.has(name); again += 1) name = `${base.slice(0, NAME_CHARS - 3)}(${again})`;
  used.add(name);
  return name;
}
