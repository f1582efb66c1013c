import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { dateSteps, type DateStep } from '../../../../shared/case/arithmetic';
import type { CaseState } from '../../../../shared/case/case';
import { dueStatusOf } from '../../../../shared/case/rules';
import type { CaseView } from '../../../../shared/ipc/contract';

/** How the date came about, in words: the day of acceptance is not counted, and nothing pauses it. */
export function DateWords({ view, state }: { view: CaseView; state: CaseState }) {
  const { t } = useTranslation();
  const day = (date: string) => {
    const [, month = '', dayOf = ''] = date.split('-');
    return t('cases.day', { month: Number(month), day: Number(dayOf) });
  };
  const words = (step: DateStep): string => {
    const on = day(step.on);
    const due = day(step.due);
    if (step.kind === 'extended')
      return t('cases.dateExtended', {
        on,
        due,
        approver: step.approver,
        reason: t(`cases.reason.${step.reason}`),
      });
    if (step.kind === 'reopened') return t('cases.dateReopened', { on, due });
    const urgency = step.urgency === null ? t('cases.noUrgency') : t(`urgency.${step.urgency}`);
    return t('cases.dateAccepted', { on, due, urgency, days: step.days });
  };
  const { acceptedOn, facts, now, form } = view;
  const { urgency } = form.report;
  const steps = dateSteps({ urgency, acceptedOn, dueDate: facts.dueDate }, view.acts);
  const isOverdue = state.stage !== 'closed' && dueStatusOf(state.dueDate, now) === 'overdue';
  return (
    <Box data-testid="date-words">
      {steps.map((step, index) => (
        <Box key={index}>{words(step)}</Box>
      ))}
      {isOverdue && <Box sx={{ color: 'error.main', fontWeight: 600 }}>{t('cases.isOverdue')}</Box>}
      <Box sx={{ color: 'text.secondary', fontSize: '0.88rem' }}>{t('cases.noPause')}</Box>
    </Box>
  );
}
