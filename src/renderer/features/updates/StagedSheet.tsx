import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { StagedUpdate } from '../../../shared/updates/view';
import { CopyButton } from '../../ui/CopyButton';
import { fullTime } from '../../ui/times';
import { marked } from '../../ui/views';
import { Facts } from './Facts';

/** An update that lies here, checked: what it brings, and the line that an administrator runs. */
export function StagedSheet({ staged }: { staged: StagedUpdate }) {
  const { t } = useTranslation();
  const { version, notes, releasedAt, checkedAt, from, run } = staged;
  return (
    <Box component="section" {...marked('update-staged')} sx={{ display: 'grid', gap: 1 }}>
      <Box component="h2" sx={({ seat }) => ({ m: 0, fontSize: '1.1rem', color: seat.good })}>
        {t('updates.page.staged', { version })}
      </Box>
      <Facts
        facts={[
          [t('updates.page.notes'), notes ?? t('updates.page.noNotes')],
          [t('updates.page.released'), fullTime(releasedAt).slice(0, 10)],
          [
            t('updates.page.checked'),
            `${fullTime(checkedAt).slice(0, 16)} · ${t(`updates.page.from.${from}`)}`,
          ],
        ]}
      />
      <Box component="h3" sx={{ m: 0, fontSize: '1rem' }}>
        {t('updates.page.install')}
      </Box>
      <Box sx={{ color: 'text.secondary' }}>{t('updates.page.installTodo')}</Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, position: 'relative' }}>
        <Box
          component="code"
          data-testid="update-run-line"
          sx={({ seat }) => ({
            flex: 1,
            minWidth: 0,
            px: 1.25,
            py: 0.75,
            border: `1px solid ${seat.line}`,
            borderRadius: 1,
            background: seat.sheet,
            fontSize: '0.9rem',
            overflowWrap: 'anywhere',
          })}
        >
          {run}
        </Box>
        <CopyButton
          testId="update-run"
          text={run}
          label={t('updates.page.copy')}
          copiedLabel={t('updates.page.copied')}
        />
      </Box>
    </Box>
  );
}
