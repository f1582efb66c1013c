import { findHandles } from './linter/handle-finder';
import { findAliases } from './linter/names/aliases';
import { type IdentityHit } from './linter/identity-kind';
import { findKinNames } from './linter/names/kin-names';
import { findNumbers } from './linter/number-finder';
import { findPapers } from './linter/paper-finder';
import { findNames, findNamesByNumbers } from './linter/names/self-names';
import { findOfToldSurname } from './linter/names/told-surname';
import { findRoles } from './linter/self-roles';
import { findBeside } from './linter/told-beside';
import { findHomes, findVantages } from './linter/whereabouts';

export type { IdentityHit, IdentityKind } from './linter/identity-kind';

/**
 * What `findIdentity` asks of a text, each by itself. A process' first two texts make their patterns, some ms a finder: who may not
 * hold a thread so long has one of them at a time look at a text before.
 */
export const FINDERS: readonly ((text: string) => unknown)[] = [
  findNumbers,
  findHandles,
  findNames,
  findAliases,
  findKinNames,
  findOfToldSurname,
  findPapers,
  findHomes,
  findVantages,
  findRoles,
  (text) => findBeside(text, findNumbers(text)),
];

/**
 * Where a free text may hold the reporter's identity: numbers, accounts, names in self-introductions, homes,
 * vantage points and jobs. The reported party's own are left alone where the words say so; in doubt it is a hit, for
 * a person to settle. Sorted, never overlapping. Linear in the text's length.
 */
export function findIdentity(text: string): IdentityHit[] {
  const numbers = findNumbers(text);
  const handles = findHandles(text);
  const byNumbers = findNamesByNumbers(text, [...numbers, ...handles]);
  const names = [
    ...findNames(text),
    ...findAliases(text),
    ...findKinNames(text),
    ...findOfToldSurname(text),
    ...byNumbers,
  ];
  const sure = [
    ...numbers,
    ...handles,
    ...names,
    ...findPapers(text),
    ...findHomes(text),
    ...findVantages(text),
    ...findRoles(text),
  ];
  return joined(text, withBeside(merged(sure), merged(findBeside(text, sure))));
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

/** What was found beside others widens the hits that it overlaps, each keeping its kind and apart, or is a hit itself. */
function withBeside(sure: readonly IdentityHit[], beside: readonly IdentityHit[]): IdentityHit[] {
  const out = sure.map((hit) => ({ ...hit }));
  const alone: IdentityHit[] = [];
  let from = 0;
  for (const hit of beside) {
    while (from < out.length && (out[from]?.end ?? 0) <= hit.start) from += 1;
    const inside: IdentityHit[] = [];
    for (let at = from; at < out.length; at += 1) {
      const each = out[at];
      if (!each || each.start >= hit.end) break;
      inside.push(each);
    }
    const [first] = inside;
    if (!first) alone.push({ ...hit });
    else first.start = Math.min(first.start, hit.start);
    inside.forEach((each, at) => {
      each.end = Math.max(each.end, inside[at + 1]?.start ?? hit.end);
    });
  }
  return [...out, ...alone].sort((a, b) => a.start - b.start);
}

/** Hits of one kind with nothing but a comma between are one: 我姓亓，亓官的亓. */
function joined(text: string, hits: readonly IdentityHit[]): IdentityHit[] {
  const out: IdentityHit[] = [];
  for (const hit of hits) {
    const last = out.at(-1);
    const isOne =
      last?.kind === hit.kind && /^[，,、：:\s“”"「」]{0,3}$/u.test(text.slice(last.end, hit.start));
    if (last && isOne) last.end = hit.end;
    else out.push({ ...hit });
  }
  return out;
}
