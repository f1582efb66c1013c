import { matterOf, type ReferralSource } from '../../../shared/case/referring/referral-of';
import type { Matter } from '../../../shared/case/referring/recusal';
import type { Bundle } from '../../../shared/script/bundle';
import type { Bundles } from '../bundle/bundles';
import type { CenterClock } from '../clock/center-clock';
import { Refusal } from '../refusal';
import type { CaseListRepository } from '../store/repositories/cases/case-lists';
import type { KnownCase } from './cases';

export interface SourceParts {
  bundles: Bundles;
  lists: CaseListRepository;
  centerClock: Pick<CenterClock, 'now'>;
}

/** What a referral of a known case is made of: the report in the names of its own bundle. */
export function sourceOf(
  { record, state, facts }: KnownCase,
  { bundles, lists, centerClock }: SourceParts,
): { source: ReferralSource; matter: Matter } {
  const bundle = bundleOf(record.bundleVersion, bundles, centerClock.now());
  const centerNumber = lists.find(record.id)?.centerNumber ?? null;
  return {
    source: { record, bundle, centerNumber, state, isRepeat: facts.isRepeat },
    matter: matterOf(record.report, bundle),
  };
}

/** The one the record was taken under; where that no longer passes the guard, the one in force has the names. */
export function bundleOf(version: string, bundles: Bundles, now: number): Bundle {
  try {
    return bundles.get(version);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return bundles.inForce(now);
  }
}
