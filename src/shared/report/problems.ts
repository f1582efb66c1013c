import type { IntakeForm } from '../call/form';
import { readBackMark } from '../call/read-back';
import type { StepId } from '../script/steps';
import type { Address, Obtained, Report } from './report';

export type ProblemCode =
  | 'line_not_said'
  | 'purpose_missing'
  | 'scope_missing'
  | 'matter_missing'
  | 'answer_missing'
  | 'referral_missing'
  | 'not_explained'
  | 'identity_choice_missing'
  | 'contact_missing'
  | 'on_site_help_missing'
  | 'answer_required'
  | 'filler_text'
  | 'reason_required'
  | 'county_required'
  | 'place_required'
  | 'pollution_type_required'
  | 'description_too_short'
  | 'callback_needs_named'
  | 'urgency_missing'
  | 'read_back_changed'
  | 'deadline_not_told';

/** One thing that keeps a call from being finished, at the step and field where it can be put right. */
export interface Problem {
  step: StepId;
  /** Path in IntakeForm (`report.target`), or the id of a line that must be said. */
  field: string;
  code: ProblemCode;
}

const MIN_DESCRIPTION = 5; // 汉字 or letters; the national platform's own floor (domain §1.4)

/** 无, 。, ……, aaaa, 1111: written to get past a required field. */
export function isFiller(value: string): boolean {
  const letters = value.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
  if (letters.length === 0) return true;
  if (/^(?:无|没有|没|不知道|不清楚|不详|未知|暂无|略|同上|na|none|null|test|测试)$/i.test(letters))
    return true;
  return letters.length > 1 && new Set(letters).size === 1;
}

function obtainedProblems(value: Obtained, field: string, step: StepId): Problem[] {
  if (value.missing !== null) return isFiller(value.reason) ? [{ step, field, code: 'reason_required' }] : [];
  if (value.answer.trim() === '') return [{ step, field, code: 'answer_required' }];
  return isFiller(value.answer) ? [{ step, field, code: 'filler_text' }] : [];
}

function addressProblems(address: Address): Problem[] {
  const step: StepId = 'address';
  if (address.city === '' || address.county === '')
    return [{ step, field: 'report.address.county', code: 'county_required' }];
  if (address.missing !== null) {
    return isFiller(address.reason)
      ? [{ step, field: 'report.address.detail', code: 'reason_required' }]
      : [];
  }
  if (address.detail.trim() === '') return [{ step, field: 'report.address.detail', code: 'place_required' }];
  return isFiller(address.detail) ? [{ step, field: 'report.address.detail', code: 'filler_text' }] : [];
}

function pollutionProblems(report: Report): Problem[] {
  const step: StepId = 'pollution';
  const problems: Problem[] = [];
  if (report.pollution.types.length === 0) {
    problems.push({ step, field: 'report.pollution.types', code: 'pollution_type_required' });
  }
  const description = report.pollution.description.replace(/[^\p{L}\p{N}]/gu, '');
  if ([...description].length < MIN_DESCRIPTION || isFiller(report.pollution.description)) {
    problems.push({ step, field: 'report.pollution.description', code: 'description_too_short' });
  }
  return problems;
}

function wishProblems(report: Report): Problem[] {
  const step: StepId = 'wishes';
  const problems = obtainedProblems(report.investigationWish, 'report.investigationWish', step);
  const wish = report.callbackWish;
  if (wish.missing !== null) {
    if (isFiller(wish.reason)) problems.push({ step, field: 'report.callbackWish', code: 'reason_required' });
  } else if (wish.answer === null) {
    problems.push({ step, field: 'report.callbackWish', code: 'answer_required' });
  } else if (wish.answer === 'yes' && report.identityChoice === 'anonymous') {
    problems.push({ step, field: 'report.callbackWish', code: 'callback_needs_named' }); // domain Q-10
  }
  return problems;
}

/**
 * What a report lacks to be finished: the five required fields, the caller's free choice of 匿名/实名,
 * the urgency and that the deadline was told. The one validator of form, store, sync and center.
 */
export function reportProblems(report: Report): Problem[] {
  const problems: Problem[] = [];
  if (report.identityChoice === null) {
    problems.push({ step: 'identity', field: 'report.identityChoice', code: 'identity_choice_missing' });
  }
  if (report.identityChoice === 'named' && report.onSiteHelp === null) {
    problems.push({ step: 'identity', field: 'report.onSiteHelp', code: 'on_site_help_missing' });
  }
  problems.push(...obtainedProblems(report.target, 'report.target', 'target'));
  problems.push(...addressProblems(report.address), ...pollutionProblems(report), ...wishProblems(report));
  if (report.readBackMark !== '' && report.readBackMark !== readBackMark(report)) {
    problems.push({ step: 'read_back', field: 'report.readBackMark', code: 'read_back_changed' });
  }
  if (report.urgency === null)
    problems.push({ step: 'deadline', field: 'report.urgency', code: 'urgency_missing' });
  else if (report.deadlineTold?.urgency !== report.urgency) {
    problems.push({ step: 'deadline', field: 'report.deadlineTold', code: 'deadline_not_told' });
  }
  return problems;
}

/** What a consultation lacks: 事项 and 答复要点. */
export function consultationProblems(
  consultation: IntakeForm['consultation'],
  step: StepId = 'purpose',
): Problem[] {
  const problems: Problem[] = [];
  if (isFiller(consultation.matter))
    problems.push({ step, field: 'consultation.matter', code: 'matter_missing' });
  if (isFiller(consultation.answer))
    problems.push({ step, field: 'consultation.answer', code: 'answer_missing' });
  return problems;
}

/** What a 不予受理 lacks: the matter, the route told and the explanation. */
export function outOfScopeProblems(
  scope: { matter: string; referralId: string; explained: boolean },
  referralIds: readonly string[],
): Problem[] {
  const step: StepId = 'scope';
  const problems: Problem[] = [];
  if (isFiller(scope.matter)) problems.push({ step, field: 'scope.matter', code: 'matter_missing' });
  if (!referralIds.includes(scope.referralId))
    problems.push({ step, field: 'scope.referralId', code: 'referral_missing' });
  if (!scope.explained) problems.push({ step, field: 'scope.explained', code: 'not_explained' });
  return problems;
}

const FIVE = ['target', 'address', 'pollution', 'investigationWish', 'callbackWish'] as const;

/** How complete a report is over the five required fields: 未问 counts as missing, 拒答 and 不详 with reason do not. */
export function completenessOf(report: Report): {
  answered: number;
  of: 5;
  missing: readonly (typeof FIVE)[number][];
} {
  const lacking = new Set(reportProblems(report).map((problem) => problem.field.split('.')[1]));
  const missing = FIVE.filter((field) => {
    if (lacking.has(field)) return true;
    return field !== 'pollution' && report[field].missing === 'not_asked';
  });
  return { answered: 5 - missing.length, of: 5, missing };
}
