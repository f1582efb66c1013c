// Which licences may be shipped, and how an SPDX expression is read.

/** Permissive ones: they ask for their text to be carried along, which THIRD-PARTY-LICENCES.txt does. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
  'Zlib',
  // GCC's libraries inside what GCC compiled: its exception lets that be passed on under any terms.
  'GPL-3.0-or-later WITH GCC-exception-3.1',
  // SQLite is in the public domain; SPDX has this name for it.
  'blessing',
]);

/** What a package's own package.json fails to say, by its name, with where it says it. */
export const SAID_ELSEWHERE = {};

/** Whether an SPDX expression can be fulfilled by allowed licences alone: one of an OR, all of an AND. */
export function isAllowed(expression) {
  const words = expression.match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const one = () => {
    if (words[at] === '(') {
      at += 1;
      const inside = any();
      at += 1;
      return inside;
    }
    const word = words[at] ?? '';
    at += 1;
    if (words[at] !== 'WITH') return ALLOWED.has(word);
    const exception = words[at + 1] ?? '';
    at += 2;
    return ALLOWED.has(`${word} WITH ${exception}`);
  };
  const both = () => {
    let ok = one();
    while (words[at] === 'AND') {
      at += 1;
      ok = one() && ok;
    }
    return ok;
  };
  const any = () => {
    let ok = both();
    while (words[at] === 'OR') {
      at += 1;
      ok = both() || ok;
    }
    return ok;
  };
  return words.length > 0 && any() && at === words.length;
}

/**
 * The licence that a package.json names, as an SPDX expression; '' where it names none.
 * @param {{ name: string, license?: string | { type: string }, licenses?: { type: string }[] }} about
 */
export function licenceOf({ name, license, licenses }) {
  if (typeof license === 'string') return license;
  const old = license?.type ?? licenses?.map(({ type }) => type).join(' OR ');
  return old ?? SAID_ELSEWHERE[name] ?? '';
}
