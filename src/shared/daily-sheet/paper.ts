import type { Paper } from '../papers/paper';
import { shanghaiTimestamp, type ShanghaiDate } from '../shanghai-time';
import { cellsOf, SHEET_COLUMNS, SHEET_TITLES, sheetTitle, ZERO_REPORT, type SheetRow } from './sheet';
import type { SheetColumn } from './sheet';

/** As the columns share the width of the sheet, whatever its margins. */
export const COLUMN_MM: Record<SheetColumn, number> = {
  number: 15,
  city: 15,
  county: 22,
  target: 40,
  address: 46,
  pollution: 62,
  industry: 24,
  types: 24,
  analysis: 24,
};

/** What was signed, as it stands under the sheet. */
export interface SheetSignature {
  leaderName: string;
  leaderRole: 'head' | 'deputy';
  opinion: string;
  signedAt: number;
}

const ROLE_WORDS = { head: '局主要领导', deputy: '分管领导' } as const;
const LINE = '＿'.repeat(12);

/** The day's sheet as a paper: Annex 1, and below it who signed, or lines to sign on. */
export function sheetPaper(
  date: ShanghaiDate,
  rows: readonly SheetRow[],
  signatures: readonly SheetSignature[],
): Paper {
  return {
    title: sheetTitle(date),
    orientation: 'landscape',
    blocks: [
      {
        kind: 'table',
        columns: SHEET_COLUMNS.map((column) => ({
          title: SHEET_TITLES[column],
          widthMm: COLUMN_MM[column],
          align: ['target', 'address', 'pollution'].includes(column) ? 'left' : 'center',
        })),
        rows: rows.map(cellsOf),
        empty: ZERO_REPORT,
      },
      {
        kind: 'fields',
        rows:
          signatures.length === 0
            ? [
                { label: '签批意见', value: LINE.repeat(2) },
                { label: '签批领导', value: LINE },
                { label: '签批时间', value: LINE },
              ]
            : signatures.map(({ leaderName, leaderRole, opinion, signedAt }) => ({
                label: `${ROLE_WORDS[leaderRole]}签批`,
                value: `${opinion}　${leaderName}　${shanghaiTimestamp(signedAt).slice(0, 16)}`,
              })),
      },
    ],
  };
}
