import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../shared/ipc/contract';
import { marked } from '../ui/views';

/** A calm line: calls go on, nothing is lost. Never an alarm, since there is nothing for the agent to do. */
export function OfflineNotice({ sync }: { sync: SyncState }) {
  const { t } = useTranslation();
  return (
    <Box
      role="status"
      {...marked('offline')}
      data-testid="offline-notice"
      sx={({ seat }) => ({
        px: 2,
        py: 0.4,
        borderBottom: `1px solid ${seat.attentionLine}`,
        background: seat.attentionTint,
        fontSize: '0.92rem',
      })}
    >
      <Box component="strong" sx={(theme) => ({ color: theme.seat.attention, fontWeight: 600, mr: 1 })}>
        {t(`sync.cause.${sync.cause ?? 'unreachable'}`)}
      </Box>
      {t('sync.offlineNotice')} {sync.cause !== null && t(`sync.todo.${sync.cause}`)}
    </Box>
  );
}
