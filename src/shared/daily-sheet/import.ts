import { GRADES, type Grade } from '../lead/grade';
import { ANALYSIS_WORDS, CELL_CHARS, TEXT_COLUMNS, type SheetRow, type TextColumn } from './sheet';

/** A row of a file that came back: its number, and its cells by column. */
export interface FileRow {
  number: number;
  texts: Record<TextColumn, string>;
  analysis: string;
}

/** One cell that differs. `isContested`: it was changed here, too, since the file was exported. */
export type SheetChange = {
  callId: string;
  number: number;
  was: string;
  becomes: string;
  isContested: boolean;
} & (
  { column: TextColumn; fault: 'too_long' | null } | { column: 'analysis'; fault: 'unknown_value' | null }
);

export type FileFault = 'numbers' | 'too_many_rows';
export interface SheetDiff {
  changes: SheetChange[];
  /** Leads that the file no longer has. They stay: none is left off the sheet. */
  missing: number[];
}

/**
 * What a person changed in a file, cell by cell, against the revision it was exported from (`base`), to be taken or left.
 * Rows are known by their number in that revision; the file says nothing else of which lead they are.
 */
export function changesIn(
  base: readonly SheetRow[],
  current: readonly SheetRow[],
  file: readonly FileRow[],
): SheetDiff | FileFault {
  if (file.length > base.length) return 'too_many_rows';
  const numbers = new Set(file.map(({ number }) => number));
  if (numbers.size !== file.length) return 'numbers';
  if (file.some(({ number }) => base[number - 1] === undefined)) return 'numbers';
  const now = new Map(current.map((row) => [row.callId, row]));
  const sorted = [...file].sort((a, b) => a.number - b.number);
  return {
    changes: sorted.flatMap((row) => {
      const exported = base[row.number - 1];
      const here = exported && now.get(exported.callId);
      return exported && here ? changesOf(exported, here, row) : [];
    }),
    missing: base.flatMap((_, index) => (numbers.has(index + 1) ? [] : [index + 1])),
  };
}

function changesOf(base: SheetRow, here: SheetRow, file: FileRow): SheetChange[] {
  const { callId } = base;
  const { number } = file;
  const texts = TEXT_COLUMNS.flatMap((column): SheetChange[] => {
    const [was, becomes] = [here.texts[column], file.texts[column]];
    if (same(becomes, base.texts[column]) || same(becomes, was)) return [];
    const fault = becomes.length > CELL_CHARS[column] ? 'too_long' : null;
    return [{ callId, number, column, was, becomes, isContested: was !== base.texts[column], fault }];
  });
  const [was, becomes] = [ANALYSIS_WORDS[here.grade], file.analysis.trim()];
  if (becomes === ANALYSIS_WORDS[base.grade] || becomes === was) return texts;
  const fault = gradeOfWord(becomes) === null ? 'unknown_value' : null;
  return [
    ...texts,
    { callId, number, column: 'analysis', was, becomes, isContested: here.grade !== base.grade, fault },
  ];
}

/** Spreadsheets turn line ends and outer blanks as they like: that is no change. */
function same(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

export function gradeOfWord(word: string): Grade | null {
  return GRADES.find((grade) => ANALYSIS_WORDS[grade] === word) ?? null;
}
