import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IntakeForm } from '../../../shared/call/form';
import type { MajorFlag } from '../../../shared/lead/major';
import { identityIn } from '../../../shared/privacy/free-texts';
import { completenessOf } from '../../../shared/report/problems';
import { Tag } from '../../ui/tags/Tag';

/** What the supervisor should look at first: what is lacking, what was proposed and not taken, what may tell who called. */
export function Concerns({ form }: { form: IntakeForm }) {
  const { t } = useTranslation();
  const { report } = form;
  const { answered, of, missing } = completenessOf(report);
  const open = useMemo(() => identityIn(form).filter(({ isKept }) => !isKept).length, [form]);
  const names = (flags: readonly MajorFlag[]) =>
    flags.map((flag) => t(`majorFlag.${flag}`)).join(t('app.comma'));
  const left = report.proposed.majorFlags.filter((flag) => !report.majorFlags.includes(flag));
  const { urgency } = report.proposed;
  return (
    <Box sx={{ display: 'grid', gap: 0.5, mb: 1 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }} data-testid="review-completeness">
        <Tag tone={answered === of ? 'good' : 'attention'}>{t('review.completeness', { answered, of })}</Tag>
        {missing.length > 0 && (
          <Box sx={{ color: 'text.secondary' }}>
            {t('review.missing', { fields: missing.map((field) => t(`five.${field}`)).join(t('app.comma')) })}
          </Box>
        )}
      </Box>
      {left.length > 0 && (
        <Box data-testid="review-flags-left">
          <Tag tone="danger">{t('review.flagsLeft')}</Tag> {names(left)}
        </Box>
      )}
      {urgency !== null && urgency !== report.urgency && report.urgency !== null && (
        <Box data-testid="review-urgency">
          <Tag tone="attention">
            {t('review.urgencyOther', {
              proposed: t(`urgency.${urgency}`),
              chosen: t(`urgency.${report.urgency}`),
            })}
          </Tag>
        </Box>
      )}
      {open > 0 && (
        <Box data-testid="review-identity">
          <Tag tone="danger">{t('review.identityOpen', { n: open })}</Tag>
        </Box>
      )}
    </Box>
  );
}
