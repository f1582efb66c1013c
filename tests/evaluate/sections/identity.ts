import { findIdentity } from '../../../src/shared/privacy/find-identity';
import { accuracy, type Measured, type Miss } from '../measures';
import type { Row } from '../rows';

/** Planted identities that the linter's hits cover, and clean texts in which it hits anything. */
export function measure(rows: readonly Row[]): Measured {
  const caught: boolean[] = [];
  const flagged: boolean[] = [];
  const misses: Miss[] = [];
  for (const row of rows) {
    if (row.identity === undefined) continue;
    const { text } = row;
    const hits = findIdentity(text);
    const words = hits.map((hit) => text.slice(hit.start, hit.end));
    const missed = row.identity.filter((planted) => !isCovered(text, planted, hits));
    caught.push(...row.identity.map((planted) => !missed.includes(planted)));
    if (row.identity.length === 0) flagged.push(hits.length > 0);
    if (missed.length > 0)
      misses.push({ id: row.id, expected: missed.join(' '), found: 'not covered', words, text });
    if (row.identity.length === 0 && hits.length > 0) {
      misses.push({
        id: row.id,
        expected: 'nothing',
        found: hits.map(({ kind }) => kind).join(', '),
        words,
        text,
      });
    }
  }
  return {
    figures: {
      recall: accuracy(caught),
      falsePositiveRate: accuracy(flagged.length > 0 ? flagged : [false]),
    },
    remarks: [
      `identity: ${caught.filter(Boolean).length} of ${caught.length} planted covered; ${flagged.filter(Boolean).length} of ${flagged.length} clean texts flagged`,
    ],
    misses,
  };
}

/** Whether every place where the planted words stand lies within hits, blanks and marks between hits aside. */
function isCovered(text: string, planted: string, hits: readonly { start: number; end: number }[]): boolean {
  let from = text.indexOf(planted);
  if (from < 0) return false;
  for (; from >= 0; from = text.indexOf(planted, from + 1)) {
    for (let at = from; at < from + planted.length; at += 1) {
      const isIn = hits.some((hit) => hit.start <= at && at < hit.end);
      if (!isIn && /[\p{L}\p{N}]/u.test(text.charAt(at))) return false;
    }
  }
  return true;
}
