import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../shared/ids';
import { useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Unseen } from '../../ui/Unseen';
import { Editor } from './Editor';

/** 调查报告 of one case: its seven sections, its signature and its two replies. `onClose`: back to where it was opened from. */
export function InvestigationPage({ callId, onClose }: { callId: CallId; onClose: () => void }) {
  const { t } = useTranslation();
  const view = useSeatQuery('investigation.get', { callId });
  if (view.data !== undefined) {
    return <Editor key={`${callId} ${view.data.round}`} view={view.data} onClose={onClose} />;
  }
  return (
    <Box sx={{ p: 2 }}>
      <Unseen as="h1">{t('investigation.title')}</Unseen>
      {view.isError ? (
        <FailureNotice
          view="investigation"
          error={view.error}
          action={<Button onClick={onClose}>{t('investigation.back')}</Button>}
        />
      ) : (
        <Loading view="investigation" />
      )}
    </Box>
  );
}
