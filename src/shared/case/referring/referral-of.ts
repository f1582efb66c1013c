import { areaNames } from '../../catalog/areas';
import type { RecordOf } from '../../call/record';
import type { KeptWords } from '../../privacy/kept-words';
import { findIdentity, type IdentityHit } from '../../privacy/find-identity';
import { proposeNeutral } from '../../privacy/propose-neutral';
import type { Report } from '../../report/report';
import type { Bundle } from '../../script/bundle';
import type { CaseState } from '../case';
import type { OfficialRef, UnitRef } from '../official';
import { Referral, type ReferralField } from '../referral';
import type { Matter } from './recusal';

/** Where each text of a referral stands in the report, so that what an agent settled there holds here. */
export const FIELD_OF = {
  target: 'report.target',
  place: 'report.address.detail',
  pollution: 'report.pollution.description',
  pattern: 'report.pollution.pattern',
  investigationWish: 'report.investigationWish',
} as const satisfies Record<ReferralField, KeptWords['field']>;

/** What is chosen for a referral: to whom it goes, and which texts go in neutral words. */
export interface ReferralChoice {
  unit: UnitRef;
  head: OfficialRef;
  handler: OfficialRef;
  supervisedBy: OfficialRef | null;
  sentBy: string;
  neutral: readonly ReferralField[];
}

/** A report, and its own bundle for the names of places, types and industries. */
export interface Told {
  record: RecordOf<'report'>;
  bundle: Bundle;
  /** Words that the supervisor settled for this referral, beside the agent's. */
  kept?: readonly KeptWords[];
}

export interface ReferralSource extends Told {
  centerNumber: string | null;
  state: Pick<CaseState, 'grade' | 'dueDate'>;
  isRepeat: boolean;
}

/**
 * 转办单 of a report: picked field by field, so that what is not named here has no way out. A text goes as it was
 * written, or in neutral words; nobody can put other words in its place.
 */
export function referralOf(source: ReferralSource, choice: ReferralChoice): Referral {
  const { record, bundle, state } = source;
  const { report } = record;
  const texts = referralTexts(report, bundle);
  const { unit, head, handler, supervisedBy, sentBy, neutral } = choice;
  const textOf = (field: ReferralField) =>
    neutral.includes(field) ? neutralText(field, texts[field], source) : texts[field];
  return Referral.parse({
    localNumber: record.localNumber,
    centerNumber: source.centerNumber,
    target: textOf('target'),
    place: textOf('place'),
    pollution: textOf('pollution'),
    types: report.pollution.types.map(
      (code) => bundle.catalogue.pollutionTypes.find((type) => type.code === code)?.name ?? code,
    ),
    industry: bundle.catalogue.industries.find(({ code }) => code === report.industry)?.name ?? '',
    pattern: textOf('pattern'),
    // The caller's own words of a time tell nothing that its figures do not.
    occurrences: report.pollution.occurrences.map((each) =>
      findIdentity(each.words).length === 0 ? each : { ...each, words: '' },
    ),
    investigationWish: textOf('investigationWish'),
    grade: state.grade,
    isRepeat: source.isRepeat,
    majorFlags: report.majorFlags,
    urgency: report.urgency ?? 'general',
    dueDate: state.dueDate,
    unit,
    head,
    handler,
    sentBy,
    supervisedBy,
  });
}

/** The free texts of a referral as the report has them. */
export function referralTexts(report: Report, bundle: Bundle): Record<ReferralField, string> {
  const { address, pollution } = report;
  return {
    target: report.target.answer,
    place: leadOf('place', report, bundle) + address.detail,
    pollution: pollution.description,
    pattern: pollution.pattern,
    investigationWish: report.investigationWish.answer,
  };
}

/**
 * What the linter finds in one text and nobody has settled as words that may stay. A place is looked at with the names of
 * its areas and without them: the same words may tell more, or less, behind a name.
 */
export function openHits(
  field: ReferralField,
  text: string,
  { record, bundle, kept = [] }: Told,
): IdentityHit[] {
  const keptWords = [...record.report.keptWords, ...kept];
  const isKept = ({ start, end }: IdentityHit) =>
    keptWords.some((kept) => kept.field === FIELD_OF[field] && kept.words === text.slice(start, end));
  const lead = leadOf(field, record.report, bundle).length;
  const alone = lead === 0 ? [] : findIdentity(text.slice(lead));
  const hits = [
    ...findIdentity(text),
    ...alone.map((hit) => ({ ...hit, start: hit.start + lead, end: hit.end + lead })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  return hits
    .filter(({ start, end }, at) => !hits.slice(0, at).some((each) => each.start <= start && each.end >= end))
    .filter((hit) => !isKept(hit));
}

const LEFT_OUT = '〔略〕';

/** The text in neutral words; what was settled stays, where the linter is content with the outcome. */
export function neutralText(field: ReferralField, text: string, told: Told): string {
  const isClean = (outcome: string) => openHits(field, outcome, told).length === 0;
  if (isClean(text)) return text;
  const keptWords = [...told.record.report.keptWords, ...(told.kept ?? [])];
  const isKept = (words: string) =>
    keptWords.some((kept) => kept.field === FIELD_OF[field] && kept.words === words);
  const lead = leadOf(field, told.record.report, told.bundle);
  const own = text.slice(lead.length);
  const { text: whole, changes } = proposeNeutral(own);
  let lenient = '';
  let at = 0;
  for (const { start, end, was, becomes } of changes) {
    lenient += own.slice(at, start) + (isKept(was) ? was : becomes);
    at = end;
  }
  lenient += own.slice(at);
  return [lead + lenient, lead + whole].find(isClean) ?? lead + LEFT_OUT;
}

/** Texts of a referral with anything open in them: while there is one, it does not go (R-18, design §4). */
export function openFields(referral: Referral, told: Told): ReferralField[] {
  return (Object.keys(FIELD_OF) as ReferralField[]).filter(
    (field) => openHits(field, referral[field], told).length > 0,
  );
}

/** Names of our own before a text: those of the areas before a place. */
function leadOf(field: ReferralField, report: Report, bundle: Bundle): string {
  return field === 'place' ? areaNames(report.address, bundle.catalogue.areas).join('') : '';
}

/** What of a report tells who has to stand back. */
export function matterOf(report: Report, bundle: Bundle): Matter {
  const { target, place, pollution, pattern, investigationWish } = referralTexts(report, bundle);
  const { city, county, town } = report.address;
  return { address: { city, county, town }, target, place, told: [pollution, pattern, investigationWish] };
}
