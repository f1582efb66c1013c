import { spell, type Spelled, spellingOf } from './spelling';
import type { Reader } from './sounds';

/** What a picker offers. `words`: further words by which it is found, and which are not shown. */
export interface CatalogEntry {
  code: string;
  name: string;
  words?: readonly string[];
}

interface Option {
  code: string;
  /** The name first, then the further words. */
  texts: readonly Spelled[];
}

/** A catalogue made ready once for any number of searches. */
export interface Catalog {
  options: readonly Option[];
}

export interface CatalogMatch {
  code: string;
  /** The part of the name that was meant, in UTF-16 units; null where nothing was typed or a further word or the code matched. */
  range: readonly [start: number, end: number] | null;
}

/** Without a reader only 汉字 and codes find; make it ready again once pinyin is loaded. */
export function prepareCatalog(entries: readonly CatalogEntry[], reader?: Reader): Catalog {
  return {
    options: entries.map(({ code, name, words = [] }) => ({
      code,
      texts: [name, ...words].map((text) => spellingOf(text, reader)),
    })),
  };
}

const MAX_TYPED = 40;

/** Full width, case, spaces and the apostrophe between syllables (xi'an) do not matter; `v` is ü. */
function typedOf(query: string): string {
  return query
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s'’·]+/g, '')
    .replaceAll('ü', 'v')
    .slice(0, MAX_TYPED);
}

const INSIDE = 30;
const BY_WORD = 60;
const CODE_BEGINS = 5;
const LONGEST_REST = 9;
const RECENT = 4;

interface Found extends CatalogMatch {
  /** Lower is nearer to what was typed. */
  distance: number;
}

function findIn(text: Spelled, typed: string): { start: number; end: number; distance: number } | null {
  let best: { start: number; end: number; distance: number } | null = null;
  for (let start = 0; start < text.chars.length; start += 1) {
    const spelled = spell(text, start, typed, 0);
    if (spelled === null) continue;
    const rest = Math.min(text.chars.length - spelled.end, LONGEST_REST);
    const distance = spelled.cost * 2 + (start > 0 ? INSIDE : 0) + rest;
    if (best === null || distance < best.distance) best = { start, end: spelled.end, distance };
  }
  return best;
}

function findOption({ code, texts }: Option, typed: string): Found | null {
  if (code.startsWith(typed)) return { code, range: null, distance: code === typed ? 0 : CODE_BEGINS };
  let best: Found | null = null;
  for (const [index, text] of texts.entries()) {
    const found = findIn(text, typed);
    if (found === null) continue;
    const distance = found.distance + (index > 0 ? BY_WORD : 0);
    if (best !== null && distance >= best.distance) continue;
    best = { code, range: index === 0 ? [found.start, found.end] : null, distance };
  }
  return best;
}

/**
 * The one search of every picker: by 汉字 anywhere in the name, full pinyin, initials, both mixed (zheng州, luoy), or the
 * beginning of the code; slips of zh/z, ch/c, sh/s and ü/v and common misreadings find, too, further down. The nearest
 * comes first; of equals the one in `recent` (codes, newest first). Nothing typed: the recent ones, then all in order.
 */
export function searchCatalog(
  catalog: Catalog,
  query: string,
  { recent = [], limit = 60 }: { recent?: readonly string[]; limit?: number } = {},
): CatalogMatch[] {
  const typed = typedOf(query);
  if (typed === '') {
    const known = new Set(catalog.options.map((option) => option.code));
    const first = recent.filter((code) => known.has(code));
    const rest = catalog.options.map((option) => option.code).filter((code) => !first.includes(code));
    return [...first, ...rest].slice(0, limit).map((code) => ({ code, range: null }));
  }
  return catalog.options
    .flatMap((option) => findOption(option, typed) ?? [])
    .map((found) => (recent.includes(found.code) ? { ...found, distance: found.distance - RECENT } : found))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ code, range }) => ({ code, range }));
}
