import type { ProblemCode } from '../../../../shared/report/problems';

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
};

export const PROBLEM_CODES = Object.keys(PROBLEMS) as ProblemCode[];

/** The label's key for a path the center named; `null` where it is no field of ours. */
export function fieldKey(path: string): FieldKey | null {
  return Object.hasOwn(FIELDS, path) ? FIELDS[path as keyof typeof FIELDS] : null;
}

export function problemKey(code: string): ProblemCode | null {
  return PROBLEM_CODES.find((each) => each === code) ?? null;
}
