import type { TFunction } from 'i18next';
import { assertNever } from '../../../../shared/assert-never';
import type { CaseAct } from '../../../../shared/case/act';
import type { OfficialRef } from '../../../../shared/case/official';
import { fullTime } from '../../../ui/times';

/** What an act says beside its name, piece by piece. */
export function actDetails(act: CaseAct, t: TFunction): string[] {
  const named = ({ name, role }: OfficialRef) => t('cases.named', { name, role: t(`cases.role.${role}`) });
  const decided = ({ recusal }: { recusal?: { decision: string } | undefined }) =>
    recusal === undefined || recusal.decision === ''
      ? ''
      : t('cases.recusalDecision', { words: recusal.decision });
  switch (act.kind) {
    case 'analysed':
      return [t(`grade.${act.grade}`), act.why];
    case 'signed':
      return [
        named(act.leader),
        fullTime(act.signedAt).slice(0, 16),
        act.opinion,
        act.sheet === null ? '' : t('cases.bySheet', act.sheet),
      ];
    case 'referred': {
      const { unit, head, handler, supervisedBy } = act.referral;
      return [
        unit.name,
        named(head),
        named(handler),
        supervisedBy === null ? '' : t('cases.supervisedBy', { name: supervisedBy.name }),
        decided(act),
      ];
    }
    case 'reassigned':
      return [named(act.head), named(act.handler), act.why];
    case 'sent_back':
      return [act.why, act.evidence];
    case 'urged':
      return [act.note];
    case 'spot_checked':
    case 'double_checked':
      return [act.note, act.evidence];
    case 'supervised':
      return [named(act.by), act.note];
    case 'raised':
      return [act.unit.name, act.why];
    case 'led':
      return [named(act.leader), act.note];
    case 'extended':
      return [
        t('cases.until', { date: act.until }),
        t(`cases.reason.${act.reason}`),
        act.why,
        t('cases.approvedBy', { name: named(act.approver) }),
        act.evidence,
      ];
    case 'reported':
      return [
        t('cases.revision', { n: act.revision }),
        t(`cases.finding.${act.finding}`),
        named(act.leader),
        decided(act),
      ];
    case 'replied':
      return [t(`cases.channel.${act.channel}`), fullTime(act.at).slice(0, 16), act.proof];
    case 'concluded':
      return [act.note];
    case 'called_back': {
      const { outcome } = act;
      const result =
        outcome.kind === 'reached'
          ? [t('cases.told'), t(`cases.satisfaction.${outcome.satisfaction}`)]
          : [t(`cases.outcome.${outcome.kind}`)];
      return [fullTime(act.at).slice(0, 16), act.by.name, ...result, outcome.note];
    }
    case 'explained':
      return [act.note];
    case 'reopened':
      return [t('cases.until', { date: act.dueDate }), act.why];
    case 'reward_assessed':
      return [
        t(act.isEligible ? 'cases.eligible' : 'cases.notEligible'),
        act.breach,
        act.amount === null ? '' : t('cases.amount', { n: act.amount }),
        act.grounds,
      ];
    case 'reward_submitted':
      return [fullTime(act.at).slice(0, 16), act.proof];
    default:
      return assertNever(act);
  }
}
