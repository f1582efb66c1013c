import type { Occurrence } from '../lead/occurrence';
import { shanghaiDate } from '../shanghai-time';
import { metRegularTimes } from './check-times';
import { creditCodeProblem } from './credit-code';
import { identityInInvestigation, textsOf } from './fields';
import { hitsOf, type StandsBack } from './standing-back';
import type { Approval, Investigation, Section, Signer } from './investigation';

/** What a report of investigation is held against: its call, and the clock. */
export interface InvestigationFacts {
  /** What the report says, point by point (`pointsOf`). */
  points: readonly string[];
  occurrences: readonly Occurrence[];
  /** UTC ms: nobody can have checked before it was reported. */
  reportedAt: number;
  /** Center time, UTC ms. */
  now: number;
  /** Evidence files that are kept for this case. */
  evidence: readonly string[];
  /** Who may have to stand back. */
  standing: readonly StandsBack[];
}

/** Closed: each has a sentence in `locales` under `investigation.problem.<code>`. */
export type InvestigationProblemCode =
  | 'missing'
  | 'too_short'
  | 'placeholder'
  | 'identity'
  | 'point_missing'
  | 'unanswered'
  | 'finding_missing'
  | 'findings_differ'
  | 'code_shape'
  | 'check_digit'
  | 'future'
  | 'before_report'
  | 'order'
  | 'off_hours'
  | 'same_person'
  /** Somebody who has to stand back. */
  | 'recusal'
  | 'phone'
  | 'sha256'
  | 'evidence_missing';

export interface InvestigationProblem {
  section: Section;
  /** Path in the investigation. */
  field: string;
  code: InvestigationProblemCode;
}

/** ****, XXX, ____, 待补充 and the like: left over from a form (R-37). */
const PLACEHOLDER = /[*＊×]{2,}|[xX]{3,}|[_＿]{2,}|待(?:补充|填写?|完善|定)(?:[。；，,;]|$)|[（(]略[）)]/;
const FILLER = /^(.)\1*$/u;
const MIN_CHARS = 5;
const PHONE = /^(?:1\d{10}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?)$/;

/**
 * What is still wrong with an investigation report, in the order of its sections: empty is complete. The one gate of form,
 * sign-off and every export.
 */
export function problemsOfInvestigation(
  form: Investigation,
  facts: InvestigationFacts,
): InvestigationProblem[] {
  const problems: InvestigationProblem[] = [];
  const add = (section: Section, field: string, code: InvestigationProblemCode) => {
    if (!problems.some((each) => each.field === field)) problems.push({ section, field, code });
  };
  for (const { section, field, text } of textsOf(form))
    if (PLACEHOLDER.test(text)) add(section, field, 'placeholder');
  for (const { section, field } of identityInInvestigation(form)) add(section, field, 'identity');
  const told = (section: Section, field: string, value: string, min = MIN_CHARS) => {
    const length = [...value.trim()].length;
    if (length === 0) add(section, field, 'missing');
    else if (length < min || FILLER.test(value.trim())) add(section, field, 'too_short');
  };

  told('source', 'source.origin', form.source.origin);
  told('source', 'source.matters', form.source.matters);
  enterpriseProblems(form, facts, add, told);
  siteProblems(form, facts, add, told);
  told('shortcomings', 'shortcomings', form.shortcomings);
  for (const part of ['supervision', 'enforcement', 'conclusion'] as const) {
    told('duty', `duty.${part}`, form.duty[part]);
  }
  for (const part of ['toLocal', 'next', 'feedback'] as const)
    told('advice', `advice.${part}`, form.advice[part]);
  signatureProblems(form, facts, add);
  return problems;
}

type Add = (section: Section, field: string, code: InvestigationProblemCode) => void;
type Told = (section: Section, field: string, value: string, min?: number) => void;

function enterpriseProblems(
  { enterprise }: Investigation,
  { now }: InvestigationFacts,
  add: Add,
  told: Told,
): void {
  told('enterprise', 'enterprise.name', enterprise.name, 2);
  told('enterprise', 'enterprise.address', enterprise.address);
  told('enterprise', 'enterprise.legalPerson', enterprise.legalPerson, 2);
  if (enterprise.creditCode !== '') {
    const wrong = creditCodeProblem(enterprise.creditCode);
    if (wrong !== null) add('enterprise', 'enterprise.creditCode', wrong);
  } else if (enterprise.noCreditCode.trim() === '') add('enterprise', 'enterprise.creditCode', 'missing');
  else told('enterprise', 'enterprise.noCreditCode', enterprise.noCreditCode, 2);
  const approval = (field: string, { standing, obtainedOn, number, reason }: Approval) => {
    if (standing === null) return add('enterprise', `${field}.standing`, 'missing');
    if (standing === 'none') return told('enterprise', `${field}.reason`, reason, 2);
    if (obtainedOn === '') add('enterprise', `${field}.obtainedOn`, 'missing');
    else if (obtainedOn > shanghaiDate(now)) add('enterprise', `${field}.obtainedOn`, 'future');
    told('enterprise', `${field}.number`, number, 2);
  };
  approval('enterprise.eia', enterprise.eia);
  approval('enterprise.permit', enterprise.permit);
  told('enterprise', 'enterprise.process', enterprise.process);
  told('enterprise', 'enterprise.facilities', enterprise.facilities);
}

function siteProblems(
  { site, finding, evidence }: Investigation,
  facts: InvestigationFacts,
  add: Add,
  told: Told,
): void {
  const { now, reportedAt } = facts;
  const span = (field: string, { from, to }: { from: number | null; to: number | null }) => {
    if (from === null) add('site', `${field}.from`, 'missing');
    else if (from > now) add('site', `${field}.from`, 'future');
    else if (from < reportedAt) add('site', `${field}.from`, 'before_report');
    if (to === null) add('site', `${field}.to`, 'missing');
    else if (to > now) add('site', `${field}.to`, 'future');
    else if (from !== null && to <= from) add('site', `${field}.to`, 'order');
  };
  site.visits.forEach((visit, index) => span(`site.visits.${index}`, visit));
  const visits = site.visits.flatMap(({ from, to }) => (from === null || to === null ? [] : [{ from, to }]));
  if (visits.length > 0 && metRegularTimes(visits, facts.occurrences) === false) {
    if ([...site.offHoursReason.trim()].length < MIN_CHARS) add('site', 'site.offHoursReason', 'off_hours');
  }
  told('site', 'site.inspection', site.inspection);
  facts.points.forEach((point) => {
    if (!site.points.some(({ text }) => text === point)) add('site', 'site.points', 'point_missing');
  });
  if (site.points.length === 0) add('site', 'site.points', 'missing');
  site.points.forEach(({ text, answer, finding: found }, index) => {
    if (text.trim() === '') add('site', `site.points.${index}.text`, 'missing');
    if ([...answer.trim()].length < 2) add('site', `site.points.${index}.answer`, 'unanswered');
    if (found === null) add('site', `site.points.${index}.finding`, 'finding_missing');
  });
  if (finding === null) add('site', 'finding', 'finding_missing');
  else if (
    differs(
      finding,
      site.points.map((point) => point.finding),
    )
  )
    add('site', 'finding', 'findings_differ');
  if (site.earlier.standing === null) add('site', 'site.earlier.standing', 'missing');
  else if (site.earlier.standing === 'handled') told('site', 'site.earlier.account', site.earlier.account);
  const { recorder } = site;
  const isRecorded = recorder.number.trim() !== '' || recorder.from !== null || recorder.to !== null;
  if (isRecorded) {
    told('site', 'site.recorder.number', recorder.number, 2);
    span('site.recorder', recorder);
  } else if (recorder.reason.trim() === '') add('site', 'site.recorder.number', 'missing');
  else told('site', 'site.recorder.reason', recorder.reason);
  site.electronic.forEach(({ what, keptAt, sha256 }, index) => {
    told('site', `site.electronic.${index}.what`, what, 2);
    told('site', `site.electronic.${index}.keptAt`, keptAt, 2);
    if (!/^[0-9a-f]{64}$/.test(sha256)) add('site', `site.electronic.${index}.sha256`, 'sha256');
  });
  evidence.forEach(({ id, caption }, index) => {
    if (!facts.evidence.includes(id)) add('site', `evidence.${index}`, 'evidence_missing');
    told('site', `evidence.${index}.caption`, caption, 2);
  });
}

/** All points of a kind make the whole one of that kind; a whole that is partly true needs points that differ, or one that is. */
function differs(
  whole: 'true' | 'partly' | 'false',
  points: readonly ('true' | 'partly' | 'false' | null)[],
): boolean {
  if (points.length === 0 || points.includes(null)) return false;
  if (points.every((point) => point === 'true')) return whole !== 'true';
  if (points.every((point) => point === 'false')) return whole !== 'false';
  return whole !== 'partly';
}

function signatureProblems(
  { signature }: Investigation,
  { now, reportedAt, standing }: InvestigationFacts,
  add: Add,
): void {
  const signers: [string, Signer][] = [
    ['signature.reviewer', signature.reviewer],
    ['signature.lead', signature.lead],
    ...signature.assistants.map((each, index): [string, Signer] => [`signature.assistants.${index}`, each]),
  ];
  signers.forEach(([field, { name, phone, officialId }], index) => {
    const trimmed = name.trim();
    if (trimmed === '') add('signature', `${field}.name`, 'missing');
    else if (PLACEHOLDER.test(trimmed) || FILLER.test(trimmed))
      add('signature', `${field}.name`, 'placeholder');
    const isTwice = signers
      .slice(0, index)
      .some(
        ([, other]) =>
          (trimmed !== '' && other.name.trim() === trimmed) ||
          (officialId !== null && other.officialId === officialId),
      );
    if (isTwice) add('signature', `${field}.name`, 'same_person');
    if (hitsOf({ officialId, name }, standing).some(({ isBlocking }) => isBlocking))
      add('signature', `${field}.name`, 'recusal');
    if (phone.trim() === '') add('signature', `${field}.phone`, 'missing');
    else if (!PHONE.test(phone.trim())) add('signature', `${field}.phone`, 'phone');
  });
  if (signature.date === '') add('signature', 'signature.date', 'missing');
  else if (signature.date > shanghaiDate(now)) add('signature', 'signature.date', 'future');
  else if (signature.date < shanghaiDate(reportedAt)) add('signature', 'signature.date', 'before_report');
  const unit = signature.unit.trim();
  if (unit === '') add('signature', 'signature.unit', 'missing');
  else if (PLACEHOLDER.test(unit) || FILLER.test(unit)) add('signature', 'signature.unit', 'placeholder');
}
