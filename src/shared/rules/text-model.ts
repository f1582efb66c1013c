import { z } from 'zod';
import type { Reading } from './reading';
import type { Hit } from '../story/story';

/**
 * A linear model of texts: what is there adds its weight. Weights are whole numbers, grouped, since there are many:
 * under each weight the features that have it, parted by single blanks. Features are
 * - `grams`: one to four characters told in a row (暗管), none across a mark;
 * - `lists`: a list of the rules of which a word is told (`c_pipe`); `c_pipe*2`, `c_pipe*4`: as many different words;
 *   `c_pipe!`: a word of it is said, but as past, feared, asked or denied; `c_cover+c_pipe`: both told in one sentence.
 */
const Weighted = z
  .record(z.string().regex(/^-?\d{1,4}$/), z.string().max(60_000))
  .refine((groups) => Object.keys(groups).length <= 400, { error: 'too_many_weights' });

export const TextModel = z.strictObject({
  bias: z.number().int(),
  /** From this score on the model says yes. */
  from: z.number().int(),
  grams: Weighted,
  lists: Weighted,
});
export type TextModel = z.infer<typeof TextModel>;

/** What a model without words has: it never says yes. */
export const NO_MODEL: TextModel = { bias: -1, from: 0, grams: {}, lists: {} };

/** A stretch of the normalised text and how much it adds. */
export interface Weight {
  start: number;
  end: number;
  weight: number;
}

export interface TextScore {
  score: number;
  isYes: boolean;
  /** What added to the score, in the order found; each feature at its first place alone. */
  weights: Weight[];
}

export const LONGEST_GRAM = 4;
/** Marks and everything else below the Chinese characters but digits and small letters: no gram holds one. */
const MARK = /[^\p{L}\p{N}]/u;

function isMark(chars: string, at: number): boolean {
  const code = chars.charCodeAt(at);
  return (code < 0x4e00 || code > 0x9fff) && MARK.test(chars.charAt(at));
}

interface Compiled {
  grams: ReadonlyMap<string, number>;
  lists: ReadonlyMap<string, number>;
  /** The lists that have a weight, and those that have a part in a pair. */
  single: readonly string[];
  paired: ReadonlySet<string>;
}

const compiled = new WeakMap<TextModel, Compiled>();

/** What a model makes of a story. Linear in the text: each feature counts once, however often it is said. */
export function scoreText(model: TextModel, reading: Reading): TextScore {
  let ready = compiled.get(model);
  if (!ready) compiled.set(model, (ready = compile(model)));
  const { grams, lists, single, paired } = ready;
  const weights: Weight[] = [];
  let score = model.bias;
  const add = (start: number, end: number, weight: number | undefined) => {
    if (weight === undefined) return;
    score += weight;
    if (weight > 0) weights.push({ start, end, weight });
  };
  eachGram(reading, (gram, start) => add(start, start + gram.length, grams.get(gram)), grams);
  eachListFeature(reading, single, paired, (feature, { start, end }) => add(start, end, lists.get(feature)));
  return { score, isYes: score >= model.from, weights };
}

/** Tells each gram of what is told once, where it stands first; of `known` alone, where given. */
export function eachGram(
  { story }: Reading,
  tell: (gram: string, start: number) => void,
  known?: ReadonlyMap<string, number>,
): void {
  const { chars } = story;
  const seen = new Set<string>();
  let run = 0; // how many characters from here on are told and no marks
  const runs = new Uint8Array(chars.length);
  for (let at = chars.length - 1; at >= 0; at -= 1) {
    const isTold = !isMark(chars, at) && story.standingAt(at) === 'told';
    run = isTold ? Math.min(LONGEST_GRAM, run + 1) : 0;
    runs[at] = run;
  }
  for (let at = 0; at < chars.length; at += 1) {
    for (let length = 1; length <= (runs[at] ?? 0); length += 1) {
      const gram = chars.slice(at, at + length);
      if ((known && !known.has(gram)) || seen.has(gram)) continue;
      seen.add(gram);
      tell(gram, at);
    }
  }
}

/** Tells each feature of lists once, with the hit that makes it: of a pair, the later word. `paired` are among `ids`. */
export function eachListFeature(
  reading: Reading,
  ids: readonly string[],
  paired: ReadonlySet<string>,
  tell: (feature: string, hit: Hit) => void,
): void {
  const { chars } = reading.story;
  const inSentence = new Map<number, Map<string, Hit>>();
  for (const id of ids) {
    const words = new Set<string>();
    let isUntold = false;
    for (const hit of reading.hits([id])) {
      if (hit.standing !== 'told') {
        if (!isUntold) tell(`${id}!`, hit);
        isUntold = true;
        continue;
      }
      const before = words.size;
      if (before < 4) words.add(chars.slice(hit.start, hit.end));
      const counted = words.size === before ? undefined : COUNTED[words.size];
      if (counted !== undefined) tell(`${id}${counted}`, hit);
      if (!paired.has(id)) continue;
      let there = inSentence.get(hit.sentence);
      if (!there) inSentence.set(hit.sentence, (there = new Map()));
      if (!there.has(id)) there.set(id, hit);
    }
  }
  const pairs = new Set<string>();
  for (const there of inSentence.values()) {
    const all = [...there];
    all.forEach(([first, hit], place) => {
      for (let next = place + 1; next < all.length; next += 1) {
        const [second, other] = all[next] ?? [first, hit];
        const pair = `${first}+${second}`;
        if (pairs.has(pair)) continue;
        pairs.add(pair);
        tell(pair, other.start > hit.start ? other : hit);
      }
    });
  }
}

/** What the first, second and fourth different word of a list tell. */
const COUNTED: Record<number, string> = { 1: '', 2: '*2', 4: '*4' };

function compile({ grams, lists }: TextModel): Compiled {
  const ofLists = byFeature(lists);
  const features = [...ofLists.keys()];
  const paired = new Set(features.flatMap((feature) => (feature.includes('+') ? feature.split('+') : [])));
  const single = new Set([...paired, ...features.map((feature) => feature.split(/[+*!]/)[0] ?? feature)]);
  return { grams: byFeature(grams), lists: ofLists, single: [...single].sort(), paired };
}

/** The lists and facts that a model asks for. */
export function listsOf({ lists }: TextModel): string[] {
  return [...byFeature(lists).keys()].flatMap((feature) => feature.replace(/[*!].*/, '').split('+'));
}

function byFeature(groups: Record<string, string>): Map<string, number> {
  return new Map(
    Object.entries(groups).flatMap(([weight, line]) =>
      line.split(' ').map((feature): [string, number] => [feature, Number(weight)]),
    ),
  );
}
