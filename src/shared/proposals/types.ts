import type { z } from 'zod';
import type { Span } from '../story/story';
import type { Reading } from '../rules/reading';
import type { CodeRule, Rules } from '../rules/rules';

/** A code of the catalogue and the words that speak for it. */
export interface CodeProposal {
  code: string;
  spans: Span[];
}

/**
 * Main pollution types in what the caller tells, the likeliest first, then their kinds: signs are weighed for each main
 * type, a kind is named outright.
 */
export function proposeTypes(reading: Reading, rules: Rules): CodeProposal[] {
  const totals = new Map(Object.entries(rules.typeBase));
  const spans = new Map<string, Span[]>();
  for (const rule of rules.types) {
    const words = reading.match(rule);
    if (!words) continue;
    for (const [code, points] of Object.entries(rule.points)) {
      totals.set(code, (totals.get(code) ?? 0) + points);
      if (points > 0) spans.set(code, [...(spans.get(code) ?? []), ...words]);
    }
  }
  const main = [...totals]
    .filter(([code, total]) => total >= 0 && spans.has(code))
    .sort(([, a], [, b]) => b - a)
    .map(([code]) => ({ code, spans: distinct(spans.get(code) ?? []) }));
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

/** The same words once, in the order they were said. */
function distinct(spans: readonly Span[]): Span[] {
  const seen = new Set<string>();
  return spans.filter(({ field, start, end }) => {
    const key = `${field} ${start} ${end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
