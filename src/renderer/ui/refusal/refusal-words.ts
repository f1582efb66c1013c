import type { TFunction } from 'i18next';
import type { StepId } from '../../../shared/script/steps';
import type { ProblemCode } from '../../../shared/report/problems';

/** Fields the validator may name, with the key of their label under `field` in the locales. */
const FIELDS = {
  purpose: 'purpose',
  'consultation.matter': 'consultationMatter',
  'consultation.answer': 'consultationAnswer',
  'scope.decision': 'scope',
  'scope.matter': 'scopeMatter',
  'scope.referralId': 'referral',
  'scope.explained': 'explained',
  'identity.phone': 'phone',
  'report.identityChoice': 'identityChoice',
  'report.onSiteHelp': 'onSiteHelp',
  'report.target': 'target',
  'report.address.county': 'county',
  'report.address.detail': 'addressDetail',
  'report.pollution.types': 'pollutionTypes',
  'report.pollution.description': 'description',
  'report.investigationWish': 'investigationWish',
  'report.callbackWish': 'callbackWish',
  'report.urgency': 'urgency',
  'report.deadlineTold': 'deadlineTold',
  'report.readBackMark': 'readBack',
  transfers: 'transfers',
  note: 'note',
} as const;

export type FieldKey = (typeof FIELDS)[keyof typeof FIELDS];

const PROBLEMS: Record<ProblemCode, true> = {
  line_not_said: true,
  purpose_missing: true,
  scope_missing: true,
  matter_missing: true,
  answer_missing: true,
  referral_missing: true,
  not_explained: true,
  identity_choice_missing: true,
  contact_missing: true,
  on_site_help_missing: true,
  answer_required: true,
  filler_text: true,
  reason_required: true,
  county_required: true,
  place_required: true,
  pollution_type_required: true,
  description_too_short: true,
  callback_needs_named: true,
  urgency_missing: true,
  deadline_not_told: true,
  read_back_changed: true,
  transfer_reason_missing: true,
  transfer_to_missing: true,
  transfer_note_too_short: true,
};

export const PROBLEM_CODES = Object.keys(PROBLEMS) as ProblemCode[];

/** What the center's judge says beside the validator's own codes. */
const JUDGED = [
  'hash_mismatch',
  'not_canonical',
  'does_not_match',
  'unknown_version',
  'not_sealed_to_center',
  'unstorable_text',
  'names_a_hotline',
] as const;

/** The schema's own words for a value of the wrong kind: all of them mean the same to a person. */
const FORMAT: readonly string[] = [
  'invalid_type',
  'invalid_value',
  'invalid_format',
  'invalid_union',
  'invalid_key',
  'invalid_element',
  'unrecognized_keys',
  'not_multiple_of',
  'too_big',
  'too_small',
  'custom',
];

/** Refusals that name no field. */
const KINDS = ['revision_taken', 'record_of_other_seat'] as const;

export const JUDGED_CODES = [...JUDGED, 'format'] as const;
export const REFUSAL_KINDS = KINDS;

/** The label's key for a path the center named; `null` where it is no field of ours. */
export function fieldKey(path: string): FieldKey | null {
  const own = formPath(path);
  return Object.hasOwn(FIELDS, own) ? FIELDS[own as keyof typeof FIELDS] : null;
}

/** A path of the record, or into a field's parts, as the path of the field in the form. */
export function formPath(path: string): string {
  const inForm = path.replace(/^outOfScope\./, 'scope.');
  const known = Object.keys(FIELDS).find((each) => inForm === each || inForm.startsWith(`${each}.`));
  return known ?? inForm;
}

export function problemKey(code: string): ProblemCode | null {
  return PROBLEM_CODES.find((each) => each === code) ?? null;
}

/** What a code of the center means to a person, in the window's language; the code itself where nobody knows it. */
export function refusalWords(code: string, t: TFunction): string {
  const problem = problemKey(code);
  if (problem !== null) return t(`problem.${problem}`);
  const judged = JUDGED.find((each) => each === code) ?? (FORMAT.includes(code) ? 'format' : null);
  return judged === null ? code : t(`refused.${judged}`, { code });
}

/** What a refusal without a field means; `null` where only the center's own title says it. */
export function refusalKindWords(type: string, t: TFunction): string | null {
  const kind = KINDS.find((each) => type === `urn:hn12369:problem:${each}`);
  return kind === undefined ? null : t(`refused.${kind}`);
}

/** The name of what a path stands for; the path itself where it is none of ours. */
export function fieldName(path: string, t: TFunction): string {
  const name = fieldKey(path);
  return name === null ? path : t(`field.${name}`);
}

const STEP_OF: readonly (readonly [prefix: string, step: StepId])[] = [
  ['purpose', 'purpose'],
  ['consultation.', 'purpose'],
  ['scope.', 'scope'],
  ['identity.', 'identity'],
  ['report.identityChoice', 'identity'],
  ['report.onSiteHelp', 'identity'],
  ['report.target', 'target'],
  ['report.industry', 'target'],
  ['report.address', 'address'],
  ['report.pollution', 'pollution'],
  ['report.investigationWish', 'wishes'],
  ['report.callbackWish', 'wishes'],
  ['report.urgency', 'deadline'],
  ['report.deadlineTold', 'deadline'],
  ['report.readBackMark', 'read_back'],
  ['note', 'closing'],
];

/** At which step a field that the center named can be put right; `null`: at none. */
export function stepOf(path: string): StepId | null {
  const own = formPath(path);
  return STEP_OF.find(([prefix]) => own.startsWith(prefix))?.[1] ?? null;
}
