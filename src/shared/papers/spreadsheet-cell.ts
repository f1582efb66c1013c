/** A spreadsheet may take a text that begins so for a formula, at the latest when it is saved as CSV. Full-width ones, too. */
const LIKE_A_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The text as a cell may hold it: never a formula. */
export function escapedCell(text: string): string {
  return LIKE_A_FORMULA.test(text) ? `'${text}` : text;
}

/** What `escapedCell` was given. */
export function unescapedCell(text: string): string {
  return text.startsWith("'") && LIKE_A_FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
