import { z } from 'zod';
import type { IntakeForm } from '../call/form';

/** How many of a person's latest choices are kept for each catalogue. */
export const KEPT_RECENTS = 8;

const Codes = z.array(z.string().regex(/^[a-z0-9_]{2,40}$/)).max(KEPT_RECENTS);

/** What a person chose lately, newest first. Codes alone: never anything that a caller said. */
export const Recents = z.strictObject({
  county: Codes,
  town: Codes,
  industry: Codes,
  pollution_type: Codes,
  referral: Codes,
  consultation: Codes,
});
export type Recents = z.infer<typeof Recents>;
export type RecentCatalogue = keyof Recents;

export interface Choice {
  catalogue: RecentCatalogue;
  code: string;
}

export const noRecents = (): Recents => ({
  county: [],
  town: [],
  industry: [],
  pollution_type: [],
  referral: [],
  consultation: [],
});

/** The codes that a finished form chose, as far as its kind of call uses them. */
export function choicesOf(form: IntakeForm): Choice[] {
  const { purpose, scope, report, consultation } = form;
  const choices: Choice[] = [];
  if (purpose === 'consultation') choices.push({ catalogue: 'consultation', code: consultation.topicId });
  else if (purpose === 'report' && scope.decision === 'out') {
    choices.push({ catalogue: 'referral', code: scope.referralId });
  } else if (purpose === 'report') {
    choices.push({ catalogue: 'county', code: report.address.county });
    choices.push({ catalogue: 'town', code: report.address.town });
    choices.push({ catalogue: 'industry', code: report.industry });
    for (const code of report.pollution.types) choices.push({ catalogue: 'pollution_type', code });
  }
  return choices.filter((choice) => choice.code !== '');
}
