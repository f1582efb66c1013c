import type { Standing } from '../story/standing';
import type { Hit, Span, Story } from '../story/story';
import { meetings } from './meetings';
import type { Condition, Rules } from './rules';

/** A word or fact found; a fact with the words that make it up. */
export interface Found extends Hit {
  parts?: readonly Hit[];
}

/** Which standings count: as the rule says, or all, for what is only asked about. */
export type Counting = 'told' | 'any';

/** Hits in order of their start. */
export type Finder = (
  ids: readonly string[],
  counting: Counting,
  even?: readonly Standing[],
) => readonly Found[];

/** A story with its facts: what the rules of a subject are asked of. */
export interface Reading {
  story: Story;
  /** The words by which a condition holds where it holds first; undefined where it does not. */
  match(condition: Condition, counting?: Counting): Span[] | undefined;
  /** Whether any of these is told. */
  has(ids: readonly string[]): boolean;
  /** All hits of lists and facts, of any standing. */
  hits(ids: readonly string[]): readonly Found[];
}

/** A fact is looked for at most so often: more of the same tells nothing new. */
const MOST_FACTS = 60;

/** The story's facts by the rules' order, and questions to it. Linear in the story for a given set of rules. */
export function factsOf(story: Story, indexOf: ReadonlyMap<string, number>, rules: Rules): Reading {
  const facts = new Map<string, readonly Found[]>();
  const kept = new Map<string, readonly Found[]>();
  const single = (id: string) => facts.get(id) ?? story.hits[indexOf.get(id) ?? -1] ?? [];

  const counted = (id: string, counting: Counting, even: readonly Standing[]) => {
    const hits = single(id);
    return counting === 'any' || hits.every(({ standing }) => standing === 'told')
      ? hits
      : hits.filter(({ standing }) => standing === 'told' || even.includes(standing));
  };
  const find: Finder = (ids, counting, even = []) => {
    const key = `${counting === 'any' ? '*' : even.join('+')} ${ids.join(' ')}`;
    let found = kept.get(key);
    if (!found) kept.set(key, (found = together(ids.map((id) => counted(id, counting, even)))));
    return found;
  };
  for (const fact of rules.facts)
    facts.set(fact.id, meetings(fact, 'told', MOST_FACTS, find, story).map(asFact));

  return {
    story,
    hits: (ids) => find(ids, 'any'),
    has: (ids) => find(ids, 'told').length > 0,
    match: (condition, counting = 'told') => {
      const [found] = meetings(condition, counting, 1, find, story);
      return found && spansOf(found, story);
    },
  };
}

/** Several lists of hits as one. */
function together(all: readonly (readonly Found[])[]): readonly Found[] {
  const some = all.filter((one) => one.length > 0);
  while (some.length > 1) some.push(merged(some.shift() ?? [], some.shift() ?? []));
  return some[0] ?? [];
}

function merged(left: readonly Found[], right: readonly Found[]): Found[] {
  const out: Found[] = [];
  let at = 0;
  for (const one of left) {
    for (let other = right[at]; other && other.start < one.start; other = right[++at]) out.push(other);
    out.push(one);
  }
  for (; at < right.length; at += 1) out.push(right[at] as Found);
  return out;
}

/** A fact stands where its first word does. A need may let other standings count; what it makes is told. */
function asFact(found: readonly Found[]): Found {
  const first = found.reduce((a, b) => (b.start < a.start ? b : a));
  const end = Math.max(...found.map((one) => one.end));
  return { ...first, end, standing: 'told', parts: found.flatMap((one) => one.parts ?? [one]) };
}

/** The words that caused a match, each once, in the order they were said. */
function spansOf(found: readonly Found[], story: Story): Span[] {
  const parts = found.flatMap((one) => one.parts ?? [one]).sort((a, b) => a.start - b.start || b.end - a.end);
  let end = -1;
  return parts.flatMap((part) => {
    if (part.end <= end) return [];
    end = part.end;
    return [story.span(part.start, part.end)];
  });
}
