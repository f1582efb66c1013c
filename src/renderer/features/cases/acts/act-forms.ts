import { assertNever } from '../../../../shared/assert-never';
import { CaseAct, type ActKind } from '../../../../shared/case/act';
import { latestExtension, type CaseState } from '../../../../shared/case/case';
import type { Directory } from '../../../../shared/case/directory';
import type { OfficialRole } from '../../../../shared/case/official';
import { refOf, refOfUnit } from '../../../../shared/case/referring/proposal';
import { isRewardEligible } from '../../../../shared/case/reward/reward';
import type { CaseView } from '../../../../shared/ipc/contract';
import { addDays, shanghaiDate, shanghaiTimestamp } from '../../../../shared/shanghai-time';

/** One question of an act's dialog. `choices`: keys of `cases.choice.<name>`; nothing is chosen beforehand. */
export type Field = { name: FieldName; isOptional?: boolean } & (
  | { kind: 'line' | 'long'; max: number }
  | { kind: 'official'; roles: readonly OfficialRole[]; isOfUnit?: boolean }
  | { kind: 'unit' }
  | { kind: 'date' | 'time' | 'number' }
  | { kind: 'choice'; choices: readonly string[] }
);
export type FieldName =
  | 'grade'
  | 'why'
  | 'leader'
  | 'opinion'
  | 'signedAt'
  | 'head'
  | 'handler'
  | 'evidence'
  | 'note'
  | 'by'
  | 'unit'
  | 'reason'
  | 'until'
  | 'approver'
  | 'calledAt'
  | 'outcome'
  | 'toldFindings'
  | 'toldResult'
  | 'satisfaction'
  | 'days'
  | 'isFirst'
  | 'isClear'
  | 'isPublished'
  | 'isTimeBarred'
  | 'breach'
  | 'materials'
  | 'grounds'
  | 'amount'
  | 'at'
  | 'proof'
  | 'decision';

export type Values = Partial<Record<FieldName, string>>;
export type FormKind = Exclude<ActKind, 'referred' | 'reported' | 'replied'>;

const LEADERS = ['head', 'deputy'] as const;
const long = (name: FieldName, isOptional = false): Field => ({ name, kind: 'long', max: 1000, isOptional });
/** Only where the reporter told of somebody of that name or post: the core says so. */
const DECISION: Field = { name: 'decision', kind: 'line', max: 500, isOptional: true };
const YES_NO = ['yes', 'no'] as const;

/** The fields of each act, and no others. What depends on an answer comes once it is given. */
export function fieldsOf(kind: FormKind, values: Values, { facts }: CaseView): Field[] {
  switch (kind) {
    case 'analysed':
      return [
        { name: 'grade', kind: 'choice', choices: ['major', 'repeat', 'general'] },
        long('why', values.grade === undefined || values.grade === facts.grade),
      ];
    case 'signed':
      return [
        { name: 'leader', kind: 'official', roles: LEADERS },
        { name: 'signedAt', kind: 'time' },
        long('opinion', true),
      ];
    case 'reassigned':
      return [
        { name: 'head', kind: 'official', roles: ['unit_head'], isOfUnit: true },
        { name: 'handler', kind: 'official', roles: ['handler', 'unit_head'], isOfUnit: true },
        long('why'),
        DECISION,
      ];
    case 'sent_back':
      return [long('why'), long('evidence')];
    case 'urged':
    case 'explained':
      return [long('note')];
    case 'spot_checked':
    case 'double_checked':
      return [long('note'), long('evidence', true)];
    case 'supervised':
      return [
        { name: 'by', kind: 'official', roles: ['head', 'deputy', 'unit_head', 'handler'] },
        long('note'),
        DECISION,
      ];
    case 'raised':
      return [{ name: 'unit', kind: 'unit' }, long('why')];
    case 'led':
      return [{ name: 'leader', kind: 'official', roles: LEADERS }, long('note', true), DECISION];
    case 'extended':
      return [
        { name: 'reason', kind: 'choice', choices: ['procedure', 'other'] },
        { name: 'until', kind: 'date' },
        { name: 'approver', kind: 'official', roles: LEADERS },
        long('why'),
        long('evidence', true),
      ];
    case 'concluded':
      return [long('note', true)];
    case 'called_back':
      return [
        { name: 'calledAt', kind: 'time' },
        { name: 'outcome', kind: 'choice', choices: ['reached', 'not_reached', 'not_wished'] },
        ...(values.outcome === 'reached' ? REACHED : []),
        { name: 'note', kind: 'line', max: 500, isOptional: true },
      ];
    case 'reopened':
      return [{ name: 'days', kind: 'choice', choices: ['3', '15', '30'] }, long('why')];
    case 'reward_assessed':
      return [
        ...(['isFirst', 'isClear', 'isPublished', 'isTimeBarred'] as const).map((name): Field => ({
          name,
          kind: 'choice',
          choices: YES_NO,
        })),
        { name: 'breach', kind: 'line', max: 200 },
        long('grounds'),
        { name: 'materials', kind: 'line', max: 1000, isOptional: true },
        { name: 'amount', kind: 'number', isOptional: true },
      ];
    case 'reward_submitted':
      return [
        { name: 'at', kind: 'time' },
        { name: 'proof', kind: 'line', max: 200 },
      ];
    default:
      return assertNever(kind);
  }
}

const REACHED: readonly Field[] = [
  { name: 'toldFindings', kind: 'choice', choices: ['yes'] },
  { name: 'toldResult', kind: 'choice', choices: ['yes'] },
  {
    name: 'satisfaction',
    kind: 'choice',
    choices: ['satisfied', 'mostly_satisfied', 'dissatisfied', 'declined'],
  },
];

/** What stands in a form when it opens: times are now, nothing that judges is filled in. */
export function beginningOf(kind: FormKind, { now }: CaseView): Values {
  const stamp = shanghaiTimestamp(now).slice(0, 16).replace(' ', 'T');
  if (kind === 'signed') return { signedAt: stamp };
  if (kind === 'called_back') return { calledAt: stamp };
  return kind === 'reward_submitted' ? { at: stamp } : {};
}

const instantOf = (local: string): number => Date.parse(`${local}:00.000+08:00`);

/**
 * The act as filled in; undefined while something is missing. A minute as typed is that whole minute: what was done in
 * this one is not in the future.
 */
export function actOf(
  kind: FormKind,
  values: Values,
  { view, state, directory }: { view: CaseView; state: CaseState; directory: Directory },
): CaseAct | undefined {
  const missing = fieldsOf(kind, values, view).some(
    ({ name, isOptional }) => isOptional !== true && (values[name] ?? '').trim() === '',
  );
  if (missing) return undefined;
  const word = (name: FieldName) => (values[name] ?? '').trim();
  const is = (name: FieldName) => values[name] === 'yes';
  const time = (name: FieldName) => {
    const typed = instantOf(values[name] ?? '');
    return typed + 60_000 > view.now && typed <= view.now ? view.now : typed;
  };
  const official = (name: FieldName) => {
    const found = directory.officials.find(({ id }) => id === values[name]);
    return found === undefined ? undefined : refOf(found);
  };
  const note = word('note');
  const why = word('why');
  const evidence = word('evidence');
  const decision = word('decision');
  const recusal = decision !== '' && { recusal: { asked: true, decision } };
  const act = ((): unknown => {
    switch (kind) {
      case 'analysed':
        return { kind, grade: values.grade, why };
      case 'signed':
        return {
          kind,
          leader: official('leader'),
          opinion: word('opinion'),
          signedAt: time('signedAt'),
          sheet: null,
        };
      case 'reassigned':
        return { kind, head: official('head'), handler: official('handler'), why, ...recusal };
      case 'sent_back':
        return { kind, why, evidence };
      case 'urged':
      case 'explained':
      case 'concluded':
        return { kind, note };
      case 'spot_checked':
      case 'double_checked':
        return { kind, note, evidence };
      case 'supervised':
        return { kind, note, by: official('by'), ...recusal };
      case 'raised': {
        const unit = directory.units.find(({ id }) => id === values.unit);
        return { kind, unit: unit && refOfUnit(unit), why };
      }
      case 'led':
        return { kind, leader: official('leader'), note, ...recusal };
      case 'extended':
        return {
          kind,
          reason: values.reason,
          why,
          until: values.until,
          approver: official('approver'),
          evidence,
        };
      case 'called_back':
        return { kind, by: state.unit, at: time('calledAt'), outcome: outcomeOf(values, note) };
      case 'reopened':
        return { kind, why, dueDate: addDays(shanghaiDate(view.now), Number(values.days)) };
      case 'reward_assessed': {
        const checks = {
          isFirst: is('isFirst'),
          isClear: is('isClear'),
          isPublished: is('isPublished'),
          isTimeBarred: is('isTimeBarred'),
        };
        const isEligible = isRewardEligible(view.facts, state.finding, checks);
        const amount = isEligible && word('amount') !== '' ? Number(word('amount')) : null;
        const rest = { grounds: word('grounds'), breach: word('breach'), materials: word('materials') };
        return { kind, isEligible, policy: view.facts.reward?.id, amount, checks, ...rest };
      }
      case 'reward_submitted':
        return { kind, at: time('at'), proof: word('proof') };
      default:
        return assertNever(kind);
    }
  })();
  return CaseAct.safeParse(act).data;
}

function outcomeOf({ outcome, satisfaction }: Values, note: string): unknown {
  if (outcome !== 'reached') return { kind: outcome, note };
  return { kind: outcome, toldFindings: true, toldResult: true, satisfaction, note };
}

/** The latest date that an extension may have, where the form asks for one. */
export const latestUntil = (kind: FormKind, state: CaseState): string | undefined =>
  kind === 'extended' ? latestExtension(state) : undefined;
