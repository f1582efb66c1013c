import type { StoryTexts } from '../story/story';
import type { Span } from '../story/story';
import { proposeLead, type LeadProposal } from './lead';
import { readOccurrences, type ReadOccurrence } from './occurrences';
import { readWith } from '../rules/reader';
import type { Rules } from '../rules/rules';
import { weigh } from '../rules/matters';
import { saidBefore } from './said-before';
import { proposeScope, type ScopeProposal } from './scope';
import { proposeIndustries, proposeTypes, type CodeProposal } from './types';
import { proposeUrgency, type UrgencyProposal } from './urgency';

/** All that the rules propose of a call, each with the words that caused it. */
export interface CallReading {
  lead: LeadProposal;
  urgency: UrgencyProposal;
  occurrences: ReadOccurrence[];
  /** Words by which the caller says that it was reported before. */
  saidBefore: Span[];
  types: CodeProposal[];
  industries: CodeProposal[];
  scope: ScopeProposal;
}

/** What is no pollution of its own kind: a call of these alone may still be nobody's matter of ours. */
const NO_KIND = 'other';

/**
 * What the bundle's rules propose from a call's texts, at once (R-10, R-21, R-33, R-34): nothing decides by itself, and
 * rules of an older bundle, which has none, propose nothing. Pure, linear in the texts' length; never throws.
 */
export function readCall(texts: StoryTexts, rules: Rules): CallReading {
  const reading = readWith(texts, rules);
  const lead = proposeLead(reading, rules);
  const weighed = weigh(reading, rules);
  const types = proposeTypes(reading, rules, weighed);
  const isPolluting = types.some(({ code }) => code !== NO_KIND);
  return {
    lead,
    urgency: proposeUrgency(reading, rules, lead.flags.length > 0),
    occurrences: readOccurrences(reading, rules),
    saidBefore: saidBefore(reading, rules),
    types,
    industries: proposeIndustries(reading, rules),
    scope: proposeScope(reading, rules, weighed, lead, isPolluting),
  };
}
