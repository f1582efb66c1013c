import type { Story } from '../story/story';
import type { Counting, Finder, Found } from './reading';
import type { Condition, Within } from './rules';

/**
 * Where all needs of a condition meet and nothing forbids it, at most `most` times; each meeting starts at another hit
 * of the rarest need, or of the first where the order counts. Some steps of a search for each hit.
 */
export function meetings(
  condition: Condition,
  counting: Counting,
  most: number,
  find: Finder,
  story: Story,
): (readonly Found[])[] {
  const candidates: (readonly Found[])[] = [];
  for (const { any, even } of condition.needs) {
    const found = find(any, counting, even);
    if (found.length === 0) return [];
    candidates.push(found);
  }
  const anchor = condition.inOrder ? 0 : rarest(candidates);
  const met: (readonly Found[])[] = [];
  for (const start of candidates[anchor] ?? []) {
    const found = meetingAt(condition, candidates, anchor, start);
    if (!found || isForbidden(condition, found, find, story)) continue;
    met.push(found);
    if (met.length >= most) break;
  }
  return met;
}

function rarest(candidates: readonly (readonly Found[])[]): number {
  let best = 0;
  candidates.forEach((one, index) => {
    if (one.length < (candidates[best]?.length ?? 0)) best = index;
  });
  return best;
}

function meetingAt(
  { needs, within, inOrder, apart }: Condition,
  candidates: readonly (readonly Found[])[],
  anchor: number,
  start: Found,
): readonly Found[] | undefined {
  const found: Found[] = [];
  let last = start;
  for (let need = 0; need < needs.length; need += 1) {
    const all = candidates[need] ?? [];
    const isNear = (one: Found | undefined, to: Found): one is Found =>
      one !== undefined && distance(one, to) <= apart && isWithin(one, start, within);
    let one: Found | undefined = start;
    if (need !== anchor && inOrder) {
      const next = all[firstFrom(all, last.end)];
      one = isNear(next, last) ? next : undefined;
    } else if (need !== anchor) {
      const at = firstFrom(all, start.start);
      const [after, before] = [all[at], all[at - 1]];
      one = isNear(after, start) ? after : undefined;
      if (isNear(before, start) && (!one || distance(before, start) < distance(one, start))) one = before;
    }
    if (!one) return undefined;
    found.push(one);
    last = one;
  }
  return found;
}

function distance(a: Found, b: Found): number {
  return Math.max(0, a.start - b.end, b.start - a.end);
}

/** Index of the first that starts at `place` or later. */
export function firstFrom(all: readonly { start: number }[], place: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.start ?? Infinity) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isWithin(a: Found, b: Found, within: Within): boolean {
  switch (within) {
    case 'clause':
      return a.clause === b.clause;
    case 'sentence':
      return a.sentence === b.sentence;
    case 'nearby':
      return Math.abs(a.sentence - b.sentence) <= 1;
    case 'text':
      return true;
  }
}

/** Whether a forbidding word is told in the clause, sentence, … of any of the found. */
function isForbidden({ unless }: Condition, found: readonly Found[], find: Finder, story: Story): boolean {
  return unless.some(({ any, within }) => {
    const all = find(any, 'told');
    if (all.length === 0) return false;
    return found.some((one) => {
      const first = all[firstFrom(all, startOf(story, one, within))];
      return first !== undefined && isWithin(first, one, within);
    });
  });
}

/** Where the clause, sentence, or the sentence before begins: from there on a forbidding word is looked for. */
function startOf(story: Story, { clause, sentence }: Found, within: Within): number {
  if (within === 'text') return 0;
  if (within === 'clause') return story.clauses[clause]?.start ?? 0;
  return story.sentences[within === 'nearby' ? Math.max(0, sentence - 1) : sentence] ?? 0;
}
