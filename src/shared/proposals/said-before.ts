import type { Span } from '../story/story';
import type { Reading } from '../rules/reading';
import type { Rules } from '../rules/rules';

/** The words by which the caller says that it was reported before; none: nothing of the kind was said. */
export function saidBefore(reading: Reading, rules: Rules): Span[] {
  for (const rule of rules.repeats) {
    const spans = reading.match(rule);
    if (spans) return spans;
  }
  return [];
}
