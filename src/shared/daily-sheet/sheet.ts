import { z } from 'zod';
import { CallId, LocalNumber } from '../ids';
import { GRADES, type Grade } from '../lead/grade';
import { STORY_CHARS, text } from '../report/report';
import type { ShanghaiDate } from '../shanghai-time';

/** The nine columns of Annex 1, in its order; there is no tenth. */
export const SHEET_COLUMNS = [
  'number',
  'city',
  'county',
  'target',
  'address',
  'pollution',
  'industry',
  'types',
  'analysis',
] as const;
export type SheetColumn = (typeof SHEET_COLUMNS)[number];

/** The notice's own words. */
export const SHEET_TITLES: Record<SheetColumn, string> = {
  number: '序号',
  city: '地市',
  county: '县市区',
  target: '举报对象',
  address: '详细地址',
  pollution: '污染描述',
  industry: '行业类型',
  types: '污染类型',
  analysis: '初步分析',
};

/** 初步分析: three values. */
export const ANALYSIS_WORDS: Record<Grade, string> = {
  major: '重大线索',
  repeat: '重复举报',
  general: '一般线索',
};
export const ZERO_REPORT = '零报告：本日无受理举报线索';

/** What a person may put right in a row. The number follows from the order, the analysis from the case. */
export const TEXT_COLUMNS = [
  'city',
  'county',
  'target',
  'address',
  'pollution',
  'industry',
  'types',
] as const;
export const TextColumn = z.enum(TEXT_COLUMNS);
export type TextColumn = z.infer<typeof TextColumn>;

export const CELL_CHARS: Record<TextColumn, number> = {
  city: 40,
  county: 60,
  target: 2000,
  address: 800,
  pollution: STORY_CHARS,
  industry: 80,
  types: 400,
};

export const SheetTexts = z.strictObject({
  city: text(CELL_CHARS.city),
  county: text(CELL_CHARS.county),
  target: text(CELL_CHARS.target),
  address: text(CELL_CHARS.address),
  pollution: text(CELL_CHARS.pollution),
  industry: text(CELL_CHARS.industry),
  types: text(CELL_CHARS.types),
});
export type SheetTexts = z.infer<typeof SheetTexts>;

/** One lead on the sheet, and the revision of its record that it was read from. */
export const SheetRow = z.strictObject({
  callId: CallId,
  localNumber: LocalNumber,
  recordRevision: z.number().int().min(1),
  texts: SheetTexts,
  grade: z.enum(GRADES),
});
export type SheetRow = z.infer<typeof SheetRow>;

export const SheetEdit = z.strictObject({ callId: CallId, column: TextColumn, text: text(STORY_CHARS) });
export type SheetEdit = z.infer<typeof SheetEdit>;

/** `12月1日全省12369受理举报线索（报领导签批）`: the notice's title with its day put in (R-48, domain Q-8). */
export function sheetTitle(date: ShanghaiDate): string {
  const [, month, day] = date.split('-').map(Number);
  return `${month}月${day}日全省12369受理举报线索（报领导签批）`;
}

/** 重大 → 重复 → 一般, and within each in the order they were taken. */
export function inSheetOrder(rows: readonly SheetRow[]): SheetRow[] {
  return [...rows].sort(
    (a, b) => GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade) || compare(a.localNumber, b.localNumber),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A row's nine cells as they stand on paper. */
export function cellsOf({ texts, grade }: SheetRow, index: number): string[] {
  return SHEET_COLUMNS.map((column) => {
    if (column === 'number') return String(index + 1);
    return column === 'analysis' ? ANALYSIS_WORDS[grade] : texts[column];
  });
}
