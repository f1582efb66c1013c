import { findHandles } from './linter/handle-finder';
import { type IdentityHit } from './linter/identity-kind';
import { findNumbers } from './linter/number-finder';
import { findNames, findNamesByNumbers } from './linter/self-names';
import { findHomes, findStandpoints } from './linter/whereabouts';

export type { IdentityHit, IdentityKind } from './linter/identity-kind';

/**
 * Where a free text may hold the reporter's identity: numbers, accounts, names in self-introductions, homes,
 * vantage points and jobs. The reported party's own are left alone where the words say so; in doubt it is a hit, for
 * a person to settle. Sorted, never overlapping. Linear in the text's length.
 */
export function findIdentity(text: string): IdentityHit[] {
  const numbers = findNumbers(text);
  const handles = findHandles(text);
  const names = [...findNames(text), ...findNamesByNumbers(text, [...numbers, ...handles])];
  return merged([...numbers, ...handles, ...names, ...findHomes(text), ...findStandpoints(text)]);
}

/** Overlapping hits become one, of the kind of the longer. */
function merged(hits: readonly IdentityHit[]): IdentityHit[] {
  const out: IdentityHit[] = [];
  for (const hit of [...hits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1);
    if (!last || hit.start >= last.end) out.push({ ...hit });
    else {
      if (hit.end - hit.start > last.end - last.start) last.kind = hit.kind;
      last.end = Math.max(last.end, hit.end);
    }
  }
  return out;
}
