import type { Urgency } from '../lead/deadline';
import type { Span } from '../story/story';
import type { Reading } from '../rules/reading';
import type { Rules } from '../rules/rules';

export interface UrgencyReason {
  ruleId: string;
  urgency: Urgency;
  sentence: string;
  spans: Span[];
}

export interface UrgencyProposal {
  urgency: Urgency;
  reasons: UrgencyReason[];
}

const ORDER: Record<Urgency, number> = { urgent: 0, important: 1, general: 2 };

/**
 * 紧急 / 重要 / 一般 (R-34) with the reasons for it; what nothing speaks for is 一般. `hasMajor`: a major lead is at
 * least 重要, by the chosen flags' own reasons, which are shown beside.
 */
export function proposeUrgency(reading: Reading, rules: Rules, hasMajor: boolean): UrgencyProposal {
  const found = rules.urgency.flatMap((rule) => {
    const spans = reading.match(rule);
    return spans ? [{ ruleId: rule.id, urgency: rule.urgency, sentence: rule.sentence, spans }] : [];
  });
  const least: Urgency = hasMajor ? 'important' : 'general';
  const urgency = found.reduce<Urgency>(
    (best, one) => (ORDER[one.urgency] < ORDER[best] ? one.urgency : best),
    least,
  );
  return { urgency, reasons: found.filter((one) => one.urgency === urgency) };
}
