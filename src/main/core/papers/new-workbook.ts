import type { Workbook } from 'exceljs';

/**
 * An empty workbook, its library loaded when first needed: a third of a second for which nobody waits at the start. The
 * library's own door would bring its streaming reader along, which we never use and parts of which name no licence.
 */
export async function newWorkbook(): Promise<Workbook> {
  const { default: Empty } = await import('exceljs/lib/doc/workbook.js');
  return new Empty();
}
