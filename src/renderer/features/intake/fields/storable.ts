/** NUL and half characters can't be stored (report.ts, `text`): a cut-off emoji or a stray paste is dropped here. */
export function storable(value: string): string {
  return value
    .replaceAll('\0', '')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '');
}
