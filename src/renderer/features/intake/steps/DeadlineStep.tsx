import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { deadlineOf, Urgency } from '../../../../shared/lead/deadline';
import { Notice } from '../../../ui/feedback/Notice';
import { useCall } from '../call/call-context';
import { ChoiceCards } from '../fields/ChoiceCards';
import { Field } from '../fields/Field';
import { openFlags } from '../proposals/reading';

/** 3, 15 or 30 days, and the sum that leads to the date. The line above says it to the caller. */
export function DeadlineStep() {
  const { t } = useTranslation();
  const { form, bundle, centerNow, changeReport, problems, reading } = useCall();
  const undecided = openFlags(reading, form.report).length;
  const [reason] = reading.urgency.reasons;
  const advice =
    reason === undefined
      ? t('deadline.advised')
      : t('deadline.advisedFor', { sentence: reason.sentence, words: reason.spans[0]?.words ?? '' });
  const { urgency, deadlineTold } = form.report;
  const deadline = urgency === null ? null : deadlineOf(urgency, centerNow, bundle.deadlines);
  return (
    <>
      {undecided > 0 && (
        <Box data-testid="flags-undecided">
          <Notice tone="danger" title={t('lead.undecided', { n: undecided })}>
            {t('lead.undecidedHint')}
          </Notice>
        </Box>
      )}
      <Field field="report.urgency" label={t('deadline.label')} isFilled={urgency !== null}>
        <ChoiceCards
          label={t('deadline.label')}
          value={urgency}
          onChoose={(chosen) => changeReport((report) => ({ ...report, urgency: chosen }))}
          choices={Urgency.options.map((value, index) => ({
            value,
            label: t('deadline.choice', { urgency: t(`urgency.${value}`), days: bundle.deadlines[value] }),
            hint: value === reading.urgency.urgency ? advice : t(`deadline.${value}Hint`),
            digit: String(index + 1),
          }))}
        />
      </Field>
      {deadline && (
        <Field field="report.deadlineTold" label={t('deadline.sum')}>
          <Box
            data-testid="deadline-sum"
            sx={({ seat }) => ({
              p: 1.5,
              border: `1px solid ${seat.line}`,
              borderRadius: 1,
              background: seat.ground,
            })}
          >
            <Box sx={{ fontSize: '1.2rem', fontWeight: 600 }}>
              {t('deadline.arithmetic', {
                start: deadline.startDate,
                days: deadline.days,
                due: deadline.dueDate,
              })}
            </Box>
            <Box sx={{ color: 'text.secondary', fontSize: '0.92rem' }}>{t('deadline.rule')}</Box>
          </Box>
        </Field>
      )}
      {deadlineTold !== null && deadlineTold.urgency !== urgency && !problems.has('report.deadlineTold') && (
        <Notice tone="attention">{t('deadline.tellAgain')}</Notice>
      )}
    </>
  );
}
