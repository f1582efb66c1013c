import type { z } from 'zod';
import type { Span } from '../story/story';
import type { Reading } from '../rules/reading';
import type { CodeRule, Rules } from '../rules/rules';
import type { Weighed } from '../rules/matters';

/** A code of the catalogue and the words that speak for it. */
export interface CodeProposal {
  code: string;
  spans: Span[];
}

/** As many signs of a type as an agent takes in at a glance. */
const SHOWN = 4;

/**
 * Main pollution types in what the caller tells, the likeliest first, then their kinds: signs are weighed for each main
 * type, a kind is named outright.
 */
export function proposeTypes(reading: Reading, rules: Rules, weighed: Weighed): CodeProposal[] {
  const main = Object.keys(rules.typeBase)
    .map((code) => ({ code, total: weighed.total(code), spans: weighed.words(code, SHOWN) }))
    .filter(({ total, spans }) => total >= 0 && spans.length > 0)
    .sort((a, b) => b.total - a.total)
    .map(({ code, spans }) => ({ code, spans }));
  const found = new Set(main.map(({ code }) => code));
  const kinds = named(reading, rules.kinds).filter(({ code }) =>
    [...found].some((type) => code.startsWith(`${type}_`)),
  );
  return [...main, ...kinds];
}

/** Industries of the reported party, where its words are clear. */
export function proposeIndustries(reading: Reading, rules: Rules): CodeProposal[] {
  return named(reading, rules.industries);
}

/** Each code once, by the first rule that names it. */
function named(reading: Reading, rules: readonly z.infer<typeof CodeRule>[]): CodeProposal[] {
  const out = new Map<string, CodeProposal>();
  for (const rule of rules) {
    const spans = out.has(rule.code) ? undefined : reading.match(rule);
    if (spans) out.set(rule.code, { code: rule.code, spans });
  }
  return [...out.values()];
}
