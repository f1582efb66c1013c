import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { UpdateView } from '../../../shared/updates/view';
import { Notice } from '../../ui/feedback/Notice';
import { fullTime } from '../../ui/times';

/** What the last look came to, and what to do about it. */
export function Outcome({ looked }: { looked: NonNullable<UpdateView['looked']> }) {
  const { t } = useTranslation();
  const { at, from, problem } = looked;
  const time = fullTime(at).slice(0, 16);
  const line = t('updates.page.looked', { time, from: t(`updates.page.from.${from}`) });
  if (problem === null || problem === 'not_newer' || problem === 'not_offered')
    return (
      <Box role="status" data-testid="update-outcome" sx={{ color: 'text.secondary' }}>
        {line}
        {problem === 'not_newer' && ` · ${t('updates.page.upToDate')}`}
        {problem === 'not_offered' &&
          ` · ${t('updates.reason.not_offered')} ${t('updates.todo.not_offered')}`}
      </Box>
    );
  return (
    <Notice
      tone={problem === 'bad_signature' || problem === 'package_differs' ? 'danger' : 'attention'}
      role="alert"
      title={t('updates.page.notTaken', { why: t(`updates.reason.${problem}`) })}
    >
      <Box>{t(`updates.todo.${problem}`)}</Box>
      <Box sx={{ color: 'text.secondary' }}>{line}</Box>
    </Notice>
  );
}
