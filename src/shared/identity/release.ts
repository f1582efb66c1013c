import { z } from 'zod';
import type { CallRecord } from '../call/record';
import { findIdentity } from '../privacy/find-identity';

/** What an identity may be asked for; each rests on the reporter's own word at intake (R-17, domain Q-1). */
export const IdentityPurpose = z.enum(['on_site_help', 'callback']);
export type IdentityPurpose = z.infer<typeof IdentityPurpose>;

export const MIN_REASON = 5;

/** Why an identity stays closed. */
export const NoRelease = z.enum([
  'not_a_report',
  'anonymous',
  'no_identity',
  'no_on_site_help',
  'no_callback_wish',
  'not_concluded',
  'identity_in_reason',
]);
export type NoRelease = z.infer<typeof NoRelease>;

/**
 * The one rule of both sides, asked of the record's latest revision: null where its identity may be asked for. On-site
 * help needs the reporter's agreement, a callback the reporter's wish and a concluded case.
 */
export function whyNoRelease(
  record: CallRecord,
  purpose: IdentityPurpose,
  isConcluded: boolean,
): NoRelease | null {
  if (record.disposition !== 'report') return 'not_a_report';
  const { report, sealedIdentity } = record;
  if (report.identityChoice !== 'named') return 'anonymous';
  if (sealedIdentity === null) return 'no_identity';
  switch (purpose) {
    case 'on_site_help':
      return report.onSiteHelp === 'yes' ? null : 'no_on_site_help';
    case 'callback':
      if (report.callbackWish.answer !== 'yes') return 'no_callback_wish';
      return isConcluded ? null : 'not_concluded';
  }
}

/** A reason is read by others: it may not tell who the reporter is. */
export function isReasonClean(reason: string): boolean {
  return findIdentity(reason).length === 0;
}
