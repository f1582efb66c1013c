import { clausesOf, type Clause } from './clauses';
import { type Lexicon, type WordAt } from './lexicon';
import { normalise, type NormalText } from './normal';
import { standingsOf, type Cue, type Standing } from './standing';

/** The texts of a call that tell what happened, each as typed. */
export const STORY_FIELDS = ['target', 'detail', 'pattern', 'description', 'wish'] as const;
export type StoryField = (typeof STORY_FIELDS)[number];
export type StoryTexts = Partial<Record<StoryField, string>>;

/** A stretch of one of the texts, in UTF-16 offsets as typed: `words` is what stands there. */
export interface Span {
  field: StoryField;
  start: number;
  end: number;
  words: string;
}

/** A word of a list in the story, with where it stands and how the caller stands to it. */
export interface Hit extends WordAt {
  clause: number;
  sentence: number;
  standing: Standing;
}

interface Part {
  field: StoryField;
  text: string;
  normal: NormalText;
  from: number;
}

/** What a caller said, read once: every later question is asked of this. */
export interface Story {
  chars: string;
  clauses: readonly Clause[];
  /** Where each sentence starts. */
  sentences: readonly number[];
  /** By list, in order of their start. */
  hits: readonly (readonly Hit[])[];
  standingAt(place: number): Standing;
  /** Index of the clause at a place. */
  clauseAt(place: number): number;
  /** The stretch as typed; both ends must lie in one text. */
  span(start: number, end: number): Span;
}

/** Who, where and when belong to what is told first; a wish is a matter of its own. */
const JOINT: Record<StoryField, string> = {
  target: ',',
  detail: ',',
  pattern: ',',
  description: '\n',
  wish: '\n',
};

/**
 * Reads a story with a lexicon. `cueOf` tells which lists change the standing of the words around them; words of a
 * wish are asked for, never told. Linear in the texts' length; never throws.
 */
export function readStory(texts: StoryTexts, lexicon: Lexicon, cueOf: ReadonlyMap<number, Cue>): Story {
  const parts: Part[] = [];
  let chars = '';
  for (const field of STORY_FIELDS) {
    const text = texts[field] ?? '';
    if (text === '') continue;
    const normal = normalise(text);
    parts.push({ field, text, normal, from: chars.length });
    chars += normal.chars + JOINT[field];
  }
  const clauses = clausesOf(chars);
  const found: number[] = [];
  const cues: (WordAt & { cue: Cue })[] = [];
  lexicon.find(chars, (list, start, end) => {
    found.push(list, start, end);
    const cue = cueOf.get(list);
    if (cue !== undefined) cues.push({ list, start, end, cue });
  });
  const standing = standingsOf(chars, clauses, cues);
  const wishFrom = parts.find((part) => part.field === 'wish')?.from ?? chars.length;
  const standingAt = (place: number): Standing => (place >= wishFrom ? 'asked' : standing(place));
  const hits = hitsOf(found, lexicon.lists, clauses, standingAt);
  const sentences: number[] = [];
  for (const { start, sentence: number } of clauses) sentences[number] ??= start;
  return {
    chars,
    clauses,
    sentences,
    hits,
    standingAt,
    clauseAt: (place) => clauseAt(clauses, place),
    span: (start, end) => spanOf(parts, start, end),
  };
}

function spanOf(parts: readonly Part[], start: number, end: number): Span {
  const part = parts.findLast((one) => one.from <= start) ?? parts[0];
  if (!part) return { field: 'description', start: 0, end: 0, words: '' };
  const { normal, from, field, text } = part;
  const first = normal.starts[start - from] ?? text.length;
  const last = normal.ends[Math.min(end - from, normal.ends.length) - 1] ?? first;
  return { field, start: first, end: Math.max(first, last), words: text.slice(first, last) };
}

/** The words found, three numbers each, by list and with where they stand. */
function hitsOf(
  found: readonly number[],
  lists: number,
  clauses: readonly Clause[],
  standingAt: (place: number) => Standing,
): Hit[][] {
  const hits: Hit[][] = Array.from({ length: lists }, () => []);
  let clause = 0;
  let last = -1;
  let standing: Standing = 'told';
  for (let at = 0; at < found.length; at += 3) {
    const list = found[at] ?? 0;
    const start = found[at + 1] ?? 0;
    const end = found[at + 2] ?? 0;
    if (start !== last) {
      while (clause + 1 < clauses.length && (clauses[clause]?.end ?? 0) <= start) clause += 1;
      standing = standingAt(start);
      last = start;
    }
    hits[list]?.push({ list, start, end, clause, sentence: clauses[clause]?.sentence ?? 0, standing });
  }
  return hits;
}

function clauseAt(clauses: readonly Clause[], place: number): number {
  let low = 0;
  let high = Math.max(0, clauses.length - 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((clauses[middle]?.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
