import type { Span } from '../story/story';
import type { LeadProposal } from './lead';
import type { Reading } from '../rules/reading';
import type { Rules } from '../rules/rules';
import { OUT, type Weighed } from '../rules/matters';

export interface ReferralReason {
  /** Id in the catalogue of referrals. */
  referral: string;
  ruleId: string;
  sentence: string;
  spans: Span[];
}

export interface ScopeProposal {
  /** `null`: the words tell too little to propose either. */
  decision: 'in' | 'out' | null;
  /** Whose it may be, the likeliest first; also where the decision is `in`, for the agent to weigh. */
  referrals: ReferralReason[];
  /** What speaks for its being ours. */
  ours: Span[];
}

/** From how many points below zero on the weights are in doubt. */
const DOUBT = 25;

/**
 * Whether the hotline takes it, and whose it is where not. Never out with any major flag, and so never for
 * quarrying or mining; never without words that say whose it is.
 */
export function proposeScope(
  reading: Reading,
  rules: Rules,
  weighed: Weighed,
  lead: LeadProposal,
  isPolluting: boolean,
): ScopeProposal {
  const found = rules.scope.out.flatMap((rule) => {
    const spans = reading.match(rule);
    const { id: ruleId, referral, sentence, isFirm } = rule;
    return spans ? [{ reason: { referral, ruleId, sentence, spans }, isFirm }] : [];
  });
  const ours = rules.scope.ours.map((rule) => reading.match(rule)).find((spans) => spans !== undefined);
  const firm = found.filter(({ isFirm }) => isFirm);
  const ranked = [...firm, ...found.filter(({ isFirm }) => !isFirm)].map(({ reason }) => reason);
  const all = [...ranked, ...referralsOf(rules, weighed)];
  const referrals = all.filter(
    ({ referral }, at) => all.findIndex((one) => one.referral === referral) === at,
  );
  // What the rules refer away needs no more than that the weights are in doubt.
  const least = (ours ? firm.length > 0 : found.length > 0) ? -DOUBT : 0;
  const isOut = lead.flags.length === 0 && weighed.total(OUT) >= least && referrals.length > 0;
  const decision = isOut ? 'out' : ours || lead.flags.length > 0 || isPolluting ? 'in' : null;
  return { decision, referrals, ours: ours ?? [] };
}

/** Whose it may be by the matters that are spoken of. */
function referralsOf({ matters: { concepts } }: Rules, weighed: Weighed): ReferralReason[] {
  return weighed.concepts(OUT).flatMap(({ id, spans }) => {
    const { referral, sentence = '' } = concepts[id] ?? {};
    return referral === undefined ? [] : [{ referral, ruleId: id, sentence, spans }];
  });
}
