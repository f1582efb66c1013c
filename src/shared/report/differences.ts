import { canonicalJson } from '../canonical-json';
import type { Report } from './report';

/**
 * What may be put right in an office, part by part. The caller's own choices (匿名/实名, 到场协助, 回访) and what was
 * read to them are not among it: nobody changes those for them.
 */
export const AMENDABLE = [
  'target',
  'industry',
  'address',
  'types',
  'description',
  'pattern',
  'occurrences',
  'investigationWish',
  'urgency',
  'majorFlags',
] as const;
export type Amendable = (typeof AMENDABLE)[number];

/** One part in which two versions of a report differ. */
export interface Difference {
  part: Amendable;
  /** Both sides changed it since the version they started from: nobody's change is the obvious one. */
  isConflict: boolean;
  /** Whose change it is; `both` where it is a conflict. */
  changedBy: 'seat' | 'center' | 'both';
}

const LENSES: { [P in Amendable]: { get: (report: Report) => unknown; put: Put } } = {
  target: { get: ({ target }) => target, put: (into, { target }) => ({ ...into, target }) },
  industry: { get: ({ industry }) => industry, put: (into, { industry }) => ({ ...into, industry }) },
  address: { get: ({ address }) => address, put: (into, { address }) => ({ ...into, address }) },
  types: pollution('types'),
  description: pollution('description'),
  pattern: pollution('pattern'),
  occurrences: pollution('occurrences'),
  investigationWish: {
    get: ({ investigationWish }) => investigationWish,
    put: (into, { investigationWish }) => ({ ...into, investigationWish }),
  },
  urgency: { get: ({ urgency }) => urgency, put: (into, { urgency }) => ({ ...into, urgency }) },
  majorFlags: {
    get: ({ majorFlags }) => majorFlags,
    put: (into, { majorFlags }) => ({ ...into, majorFlags }),
  },
};
type Put = (into: Report, from: Report) => Report;

function pollution(part: keyof Report['pollution']): { get: (report: Report) => unknown; put: Put } {
  return {
    get: (report) => report.pollution[part],
    put: (into, from) => ({
      ...into,
      pollution: { ...into.pollution, [part]: from.pollution[part] },
    }),
  };
}

/** Order says nothing in a list of types, flags or times. */
function sameIn(part: Amendable, one: Report, other: Report): boolean {
  const value = (report: Report) => {
    const got = LENSES[part].get(report);
    return canonicalJson(Array.isArray(got) ? got.map((each) => canonicalJson(each)).sort() : got);
  };
  return value(one) === value(other);
}

/** Where `ours` and `theirs` differ, in the order of the form; `base` is the version both started from. */
export function differencesOf(base: Report, ours: Report, theirs: Report): Difference[] {
  return AMENDABLE.filter((part) => !sameIn(part, ours, theirs)).map((part) => {
    const bySeat = !sameIn(part, base, ours);
    const byCenter = !sameIn(part, base, theirs);
    const changedBy = bySeat && byCenter ? 'both' : bySeat ? 'seat' : 'center';
    return { part, changedBy, isConflict: changedBy === 'both' };
  });
}

/** `ours` with the named parts of `theirs`. */
export function withParts(ours: Report, theirs: Report, parts: readonly Amendable[]): Report {
  return parts.reduce<Report>((report, part) => LENSES[part].put(report, theirs), ours);
}
