/** A text as it may stand in a field, and what the agent is told where it is not quite what was typed or pasted. */
export interface TypedText {
  text: string;
  /** `too_long`: nothing of it was taken over. `unseen`: signs that nobody can see or say were left out. */
  notice: { kind: 'too_long'; length: number } | { kind: 'unseen'; count: number } | null;
}

/** NUL and half characters can't be stored (report.ts, `text`); the other controls and marks of direction can't be seen. */
const HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
// Tab and line break stay: pasted tables hold them. Joiners stay: emoji and some scripts need them.
const UNSEEN =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g;

/**
 * What becomes of an input: taken as it is, without signs that can't be seen, or refused as a whole where it is longer
 * than `max` UTF-16 units; never cut. Line breaks of what is pasted into a single line become blanks.
 */
export function typedText(value: string, before: string, max: number, isOneLine: boolean): TypedText {
  const lines = value.replace(/\r\n?|[\u2028\u2029]/g, '\n');
  const whole = lines.replace(HALF, '').replace(UNSEEN, '');
  const text = isOneLine ? whole.replace(/[\n\t]+/g, ' ') : whole;
  if (text.length > max) return { text: before, notice: { kind: 'too_long', length: text.length } };
  const count = lines.length - whole.length;
  return { text, notice: count > 0 ? { kind: 'unseen', count } : null };
}
