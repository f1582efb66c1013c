/** Where a paper's words stand on the sheet. */
export type Align = 'left' | 'center' | 'right' | 'justify';

/** A picture of figures. `svg` is made by us, from figures; `png` is what older word processors show. */
export interface Figure {
  kind: 'figure';
  title: string;
  svg: string;
  png: Uint8Array | null;
  widthMm: number;
  heightMm: number;
}

export interface PaperTable {
  kind: 'table';
  columns: readonly { title: string; widthMm: number; align?: Align }[];
  rows: readonly (readonly string[])[];
  /** Of each cell, as `tag` of a paragraph; null: cannot be brought back. */
  tags?: readonly (readonly (string | null)[])[];
  /** Shown in place of rows that are not there, over all columns (零报告). */
  empty?: string;
}

/**
 * A piece of a paper, by what it is for; how it looks is decided once, in each format's writer (GB/T 9704).
 * `tag`: by what name the text is found again in a docx that comes back; no other format has it.
 */
export type Block =
  /** 一、 (黑体), （一） (楷体), 1. (仿宋 bold). The number is part of the text. */
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  /** 仿宋, first line indented by two characters unless it is set elsewhere than justified. */
  | { kind: 'paragraph'; text: string; align?: Align; tag?: string }
  /** Label and value, one a line. */
  | { kind: 'fields'; rows: readonly { label: string; value: string; tag?: string }[] }
  | PaperTable
  | Figure
  | { kind: 'note'; text: string }
  | { kind: 'pageBreak' };

/**
 * A paper of the office before it is a file: the same blocks become docx, pdf (by way of html) and print. Holds nothing that
 * names who made it beyond what stands on it: the writers leave author, company and times of the file out.
 */
export interface Paper {
  title: string;
  subtitle?: string;
  orientation: 'portrait' | 'landscape';
  blocks: readonly Block[];
}

export const PAPER_FORMATS = ['xlsx', 'docx', 'pdf'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];
