import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useTranslation } from 'react-i18next';
import type { UpdateWork } from '../../../shared/updates/view';
import { Notice } from '../../ui/feedback/Notice';
import { marked } from '../../ui/views';

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

/** What is being done just now: how far it is, or why it waits. */
export function Work({ work }: { work: UpdateWork }) {
  const { t } = useTranslation();
  if (work.kind === 'idle') return null;
  if (work.kind === 'looking') return <Notice tone="plain" title={t('updates.page.looking')} />;
  const { version, bytes, of, from } = work;
  const amount = t('updates.page.amount', { done: megabytes(bytes), of: megabytes(of) });
  if (work.kind === 'waiting')
    return (
      <Notice tone="attention" title={t('updates.page.waiting', { version, amount })}>
        <Box>{t(from === 'center' ? 'updates.page.waitingCenter' : 'updates.page.waitingFolder')}</Box>
      </Notice>
    );
  const name = t('updates.page.taking', { version });
  return (
    <Box {...marked('update-progress')} sx={{ display: 'grid', gap: 0.75 }}>
      <Box sx={{ display: 'flex', gap: 1.5 }}>
        <strong>{name}</strong>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {amount}
        </Box>
      </Box>
      <LinearProgress variant="determinate" value={(100 * bytes) / of} aria-label={name} />
      <Box sx={{ color: 'text.secondary' }}>{t('updates.page.takingHint')}</Box>
    </Box>
  );
}
