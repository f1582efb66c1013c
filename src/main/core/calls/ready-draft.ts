import { problemsOf } from '../../../shared/call/finish';
import type { Draft } from '../../../shared/call/form';
import type { CallRecord } from '../../../shared/call/record';
import { canonicalJson } from '../../../shared/canonical-json';
import type { Problem } from '../../../shared/report/problems';
import type { Bundle } from '../../../shared/script/bundle';
import type { Features } from '../../../shared/repeats/features';
import { featuresOfForm } from '../repeats/report-features';
import { summaryOf, type Summary } from '../store/summary';

/** A saved draft with all that its finish needs and that does not depend on when it is finished. */
export interface ReadyDraft {
  draft: Draft;
  ownerId: string;
  bundle: Bundle;
  summary: Summary;
  /** What it will be found by once it is finished; null: it ends as no report. */
  features: Features | null;
  problems: Problem[];
  /** Canonical texts of its large parts, by the part itself. */
  texts: ReadonlyMap<unknown, string>;
}

/** Worked out at each save, so that finishing waits for little else than the disk. */
export function readyDraft(draft: Draft, ownerId: string, bundle: Bundle): ReadyDraft {
  const parts = [draft.form.report, draft.confirmations];
  return {
    draft,
    ownerId,
    bundle,
    summary: summaryOf(draft.form, draft.localNumber, bundle),
    features: featuresOfForm(draft.form),
    problems: problemsOf(draft, bundle),
    texts: new Map<unknown, string>(parts.map((part) => [part, canonicalJson(part)])),
  };
}

/** `canonicalJson(record)`, taking over the parts whose text is known. */
export function bodyOf(record: CallRecord, texts: ReadonlyMap<unknown, string>): string {
  const fields = Object.entries(record)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${JSON.stringify(name)}:${texts.get(value) ?? canonicalJson(value)}`);
  return `{${fields.join(',')}}`;
}
