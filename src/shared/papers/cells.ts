/** What spreadsheet programs take for a formula at the head of a cell, or for the end of one. */
const FORMULA_HEAD = /^[=+\-@\t\r]/u;

/** A text as it may stand in a cell: one that would be read as a formula gets an apostrophe before it. */
export function cellText(text: string): string {
  return FORMULA_HEAD.test(text) ? `'${text}` : text;
}
