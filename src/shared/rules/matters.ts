import { normalise } from '../story/normal';
import type { Span } from '../story/story';
import { ROOT, trieOf, type Trie } from '../story/trie';
import type { Reading } from './reading';
import type { Rules, Matters } from './rules';

/** The code that stands for "not the hotline's" beside those of the main types. */
export const OUT = 'out';

/** A sign that is in the text: what it weighs for which code, and where its first words stand. */
export interface Sign {
  /** `rule:`, `list:`, `concept:` or `word:` with its id; what the fitting knows it by. */
  id: string;
  points: ReadonlyMap<string, number>;
  spans: () => Span[];
}

export interface Weighed {
  /** Points for and against a code; it is proposed from zero on. */
  total(code: string): number;
  /** The words that weigh most for a code, at most `most` signs. */
  words(code: string, most: number): Span[];
  /** Concepts that have words here and weigh for a code, the weightiest first, with those words. */
  concepts(code: string): { id: string; spans: Span[] }[];
}

type Points = Map<string, number>;
interface Entry {
  concepts: number[];
  single?: Points;
}
interface Compiled {
  trie: Trie<Entry>;
  concepts: string[];
  rules: ReadonlyMap<string, Points>;
  lists: ReadonlyMap<string, Points>;
}

/** How many different words of a concept each further step of its points takes. */
export const STEPS = [1, 2, 4] as const;

const compiled = new WeakMap<Rules, Compiled>();

/** All signs of the rules' model in a text, with the codes' totals. Linear in the text; never throws. */
export function weigh(reading: Reading, rules: Rules): Weighed {
  const signs = signsOf(reading, rules);
  const totals: Points = new Map(Object.entries(rules.typeBase));
  const add = (code: string, points: number) => totals.set(code, (totals.get(code) ?? 0) + points);
  for (const [code, points] of Object.entries(rules.matters.base)) add(code, points);
  for (const sign of signs) for (const [code, points] of sign.points) add(code, points);
  const weightiest = (code: string) =>
    signs
      .filter(({ points }) => (points.get(code) ?? 0) > 0)
      .sort((a, b) => (b.points.get(code) ?? 0) - (a.points.get(code) ?? 0));
  return {
    total: (code) => totals.get(code) ?? 0,
    words: (code, most) =>
      distinct(
        weightiest(code)
          .slice(0, most)
          .flatMap(({ spans }) => spans()),
      ),
    concepts: (code) =>
      weightiest(code)
        .filter(({ id }) => id.startsWith('concept:'))
        .map(({ id, spans }) => ({ id: id.slice('concept:'.length), spans: spans() })),
  };
}

/** The signs in a text; with `all`, also lists that weigh nothing, for the fitting. */
export function signsOf(reading: Reading, rules: Rules, all = false): Sign[] {
  const { matters: model } = rules;
  const ready = readyOf(rules);
  const signs: Sign[] = [];
  for (const rule of [...rules.types, ...rules.scope.out, ...rules.scope.ours]) {
    const spans = reading.match(rule);
    if (spans)
      signs.push({
        id: `rule:${rule.id}`,
        points: ready.rules.get(rule.id) ?? NO_POINTS,
        spans: () => spans,
      });
  }
  for (const id of all ? Object.keys(rules.lists) : ready.lists.keys()) {
    const [first] = reading.hits([id]);
    if (!first) continue;
    const spans = () => [reading.story.span(first.start, first.end)];
    signs.push({ id: `list:${id}`, points: ready.lists.get(id) ?? NO_POINTS, spans });
  }
  return [...signs, ...wordsOf(reading, model, ready)];
}

const NO_POINTS: Points = new Map();

function together(own: Record<string, number>, more: Record<string, number> = {}): Points {
  const out: Points = new Map(Object.entries(own));
  for (const [code, points] of Object.entries(more)) out.set(code, (out.get(code) ?? 0) + points);
  return out;
}

/** Concepts and their single words, found in one pass. */
function wordsOf({ story }: Reading, model: Matters, { trie, concepts }: Compiled): Sign[] {
  const { chars } = story;
  const seen = new Set<Entry>();
  const places: [number, number][][] = concepts.map(() => []);
  const signs: Sign[] = [];
  for (let start = 0; start < chars.length; start += 1) {
    let node = trie.step(ROOT, chars.charCodeAt(start));
    for (let end = start + 1; node !== 0; end += 1) {
      const entry = trie.at(node);
      if (entry && !seen.has(entry)) {
        seen.add(entry);
        const [from, to] = [start, end];
        for (const concept of entry.concepts) places[concept]?.push([from, to]);
        if (entry.single) {
          const spans = () => [story.span(from, to)];
          signs.push({ id: `word:${chars.slice(from, to)}`, points: entry.single, spans });
        }
      }
      node = end < chars.length ? trie.step(node, chars.charCodeAt(end)) : 0;
    }
  }
  concepts.forEach((id, index) => {
    const found = places[index] ?? [];
    if (found.length === 0) return;
    const points: Points = new Map();
    for (const [code, steps] of Object.entries(model.counts[id] ?? {})) {
      const sum = STEPS.reduce((so, least, step) => so + (found.length >= least ? (steps[step] ?? 0) : 0), 0);
      if (sum !== 0) points.set(code, sum);
    }
    const spans = () => found.slice(0, 3).map(([from, to]) => story.span(from, to));
    signs.push({ id: `concept:${id}`, points, spans });
    for (const least of STEPS) if (found.length >= least) signs.push(counted(id, least));
  });
  return signs;
}

/** A step of a concept by itself, for the fitting: its points are in the concept's. */
function counted(id: string, least: number): Sign {
  return { id: `count${least}:${id}`, points: new Map(), spans: () => [] };
}

function readyOf(rules: Rules): Compiled {
  let ready = compiled.get(rules);
  if (!ready) compiled.set(rules, (ready = compile(rules)));
  return ready;
}

function compile({ matters: model, types, scope, lists }: Rules): Compiled {
  const concepts = Object.keys(model.concepts);
  const words = new Map<string, Entry>();
  const entryOf = (word: string): Entry => {
    const key = normalise(word).chars;
    const entry = words.get(key) ?? { concepts: [] };
    words.set(key, entry);
    return entry;
  };
  concepts.forEach((id, index) => {
    for (const word of new Set(wordsIn(model.concepts[id]?.words ?? []))) entryOf(word).concepts.push(index);
  });
  for (const [code, groups] of Object.entries(model.words)) {
    for (const { points, words: lines } of groups) {
      for (const word of wordsIn(lines)) {
        const entry = entryOf(word);
        (entry.single ??= new Map()).set(code, points);
      }
    }
  }
  const known = new Map<string, Points>(
    types.map(({ id, points }) => [id, together(points, model.rules[id])]),
  );
  for (const { id } of [...scope.out, ...scope.ours]) known.set(id, together({}, model.rules[id]));
  const weighing = Object.entries(model.lists).filter(([id]) => Object.hasOwn(lists, id));
  return {
    trie: trieOf(words),
    concepts,
    rules: known,
    lists: new Map(weighing.map(([id, points]) => [id, together({}, points)])),
  };
}

function wordsIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}

/** The spans in the order they were said, none inside another. */
function distinct(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  const sorted = [...spans].sort((a, b) => (a.field === b.field ? a.start - b.start || b.end - a.end : 0));
  for (const span of sorted) {
    const isIn = out.some(
      (one) => one.field === span.field && one.start <= span.start && span.end <= one.end,
    );
    if (!isIn) out.push(span);
  }
  return out;
}
