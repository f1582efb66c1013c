/** A stretch of a text between commas and stops; `sentence` counts the stops before it. */
export interface Clause {
  start: number;
  end: number;
  words: string;
  sentence: number;
}

/** The clauses of a text in order, without the marks between them. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let sentence = 0;
  for (const match of text.matchAll(
    /[。！？!?\n…]+|(?:年龄|性别|籍贯|民族|职务|职业|单位|住址|地址)[：:][^，,、。；;！!？?\n…—]+|[^，,、。；;：:！!？?\n…—]+/gu,
  )) {
    if (/^[。！？!?\n…]/u.test(match[0])) sentence += 1;
    else {
      const start = match.index;
      clauses.push({ start, end: start + match[0].trimEnd().length, words: match[0].trimEnd(), sentence });
    }
  }
  return clauses;
}
