import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { IntakeForm } from '../../../../shared/call/form';
import type { CallOrigin, Transfer } from '../../../../shared/call/origin';
import type { Disposition } from '../../../../shared/call/record';
import { gradeOf } from '../../../../shared/lead/grade';
import type { Amendable } from '../../../../shared/report/differences';
import type { Report } from '../../../../shared/report/report';
import type { IdentityDestroyed } from '../../../../shared/retention/view';
import type { Bundle } from '../../../../shared/script/bundle';
import { useSeatQuery } from '../../../seat/seat-queries';
import { clockTime, fullTime } from '../../../ui/times';
import { answered, PART_NAMES, partWords } from './part-words';
import { Facts } from './Section';

interface RecordFieldsProps {
  form: IntakeForm;
  disposition: Disposition;
  hasSealedIdentity: boolean;
  identityDestroyed: IdentityDestroyed | null;
  dueDate: string | null;
  origin: CallOrigin;
}

type Row = readonly [string, string];

/** What was written down, as finished. Of the reporter it says only whether a sealed identity went along. */
export function RecordFields({
  form,
  disposition,
  hasSealedIdentity,
  identityDestroyed,
  dueDate,
  origin,
}: RecordFieldsProps) {
  const { t } = useTranslation();
  const { data: bundle, isPending } = useSeatQuery('bundle.current', {});
  // For a moment: codes would stand where their names come.
  if (isPending) return null;
  const rows: Row[] = [
    [t('queue.disposition'), t(`disposition.${disposition}`)],
    ...rowsOf(form, disposition, identityWords(hasSealedIdentity, identityDestroyed, t), dueDate, bundle, t),
    [t('closing.note'), form.note],
    [t('detail.origin'), originWords(origin, t)],
    [t('detail.transfers'), form.transfers.map((each) => transferWords(each, bundle, t)).join('\n')],
  ];
  return <Facts rows={rows.filter(([, value]) => value !== '')} />;
}

function identityWords(
  hasSealedIdentity: boolean,
  destroyed: IdentityDestroyed | null,
  t: TFunction,
): string {
  if (!hasSealedIdentity) return t('detail.identityNone');
  if (destroyed === null) return t('detail.identitySealed');
  return t('retention.destroyed', { name: destroyed.certificate, date: fullTime(destroyed.at).slice(0, 10) });
}

/** Nothing of a call by key: that is how calls are taken. */
function originWords(origin: CallOrigin, t: TFunction): string {
  if (origin.kind === 'key') return '';
  if (origin.kind === 'telephony') return t('origin.telephony');
  return t('detail.backEntry', { time: fullTime(origin.enteredAt), why: origin.why });
}

function transferWords(
  { at, to, reasonId, note }: Transfer,
  bundle: Bundle | undefined,
  t: TFunction,
): string {
  const reason = bundle?.catalogue.transferReasons.find((each) => each.id === reasonId)?.name ?? reasonId;
  return `${t('transfer.shown', { time: clockTime(at), to, reason })} ${note}`;
}

function rowsOf(
  form: IntakeForm,
  disposition: Disposition,
  identity: string,
  dueDate: string | null,
  bundle: Bundle | undefined,
  t: TFunction,
): Row[] {
  switch (disposition) {
    case 'consultation':
      return [
        [t('consultation.matter'), form.consultation.matter],
        [t('consultation.answer'), form.consultation.answer],
      ];
    case 'out_of_scope': {
      const referral = bundle?.catalogue.referrals.find((each) => each.id === form.scope.referralId);
      return [
        [t('scope.matter'), form.scope.matter],
        [t('scope.referral'), referral ? t('scope.route', referral) : form.scope.referralId],
        [t('scope.explanation'), t(form.scope.explained ? 'app.yes' : 'app.no')],
      ];
    }
    case 'report':
      return [
        ...reportRows(form.report, bundle, t),
        [
          t('identity.label'),
          form.report.identityChoice === null ? '' : t(`identity.${form.report.identityChoice}`),
        ],
        [t('detail.identity'), identity],
        [
          t('deadline.label'),
          form.report.urgency === null
            ? ''
            : t('detail.due', { urgency: t(`urgency.${form.report.urgency}`), date: dueDate ?? '—' }),
        ],
      ];
    case 'dropped':
      return reportRows(form.report, bundle, t);
    case 'nuisance':
      return [];
  }
}

function reportRows(report: Report, bundle: Bundle | undefined, t: TFunction): Row[] {
  const { callbackWish, repeats } = report;
  const linked = repeats.links
    .filter((link) => link.decision === 'linked')
    .map(({ localNumber }) => localNumber);
  const callback = callbackWish.answer === null ? '' : t(`callback.${callbackWish.answer}`);
  const part = (each: Amendable): Row => [t(PART_NAMES[each]), partWords(each, report, bundle, t)];
  return [
    part('target'),
    part('industry'),
    part('address'),
    part('types'),
    part('description'),
    part('pattern'),
    part('occurrences'),
    part('investigationWish'),
    [t('five.callbackWish'), answered({ ...callbackWish, answer: callback }, t)],
    [t('lead.analysis'), t(`grade.${gradeOf(report)}`)],
    part('majorFlags'),
    [t('lead.saidBefore'), repeats.said === null ? '' : t(`app.${repeats.said}`)],
    [t('detail.linked'), linked.join(t('app.comma'))],
  ];
}
