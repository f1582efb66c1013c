/** A value of a PDF. Numbers, booleans and null stay the text they are; generations of references are not needed. */
export type PdfValue =
  | { kind: 'plain'; text: string }
  | { kind: 'name'; name: string }
  | { kind: 'string'; bytes: Uint8Array }
  | { kind: 'array'; items: PdfValue[] }
  | PdfDict
  | { kind: 'reference'; id: number }
  | PdfStream;
export interface PdfDict {
  kind: 'dict';
  entries: Map<string, PdfValue>;
}
/** `bytes` as they are packed. */
export interface PdfStream {
  kind: 'stream';
  entries: Map<string, PdfValue>;
  bytes: Uint8Array;
}

export function nameOf(value: PdfValue | undefined): string | undefined {
  return value?.kind === 'name' ? value.name : undefined;
}

/** A whole number not below zero; undefined for all else. */
export function countOf(value: PdfValue | undefined): number | undefined {
  return value?.kind === 'plain' && /^\+?\d{1,10}$/.test(value.text) ? Number(value.text) : undefined;
}
