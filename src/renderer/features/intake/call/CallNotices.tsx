import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/Notice';
import { fullTime } from '../../../ui/times';
import { CallerNumber } from '../../phone';
import { useCall } from './call-context';
import { marked } from '../../../ui/views';

/** What is not as usual with this call: noted on paper, taken over, or with a caller's number to show until the choice. */
export function CallNotices() {
  const { t } = useTranslation();
  const { draft, form } = useCall();
  const { origin, takenOver } = draft;
  const isChosen = form.report.identityChoice !== null && form.purpose === 'report';
  return (
    <Box
      sx={{ display: 'grid', gap: 0.5, px: 1, pt: 0.5, '&:empty': { display: 'none' } }}
      data-testid="call-notices"
      {...marked('call-notices')}
    >
      {origin.kind === 'back_entry' && (
        <Notice tone="info" role="note">
          {t('backEntry.notice', { time: fullTime(draft.startedAt), why: origin.why })}
        </Notice>
      )}
      {takenOver !== null && (
        <Notice tone="info" role="note" title={t('tabs.takenOver')}>
          {takenOver.hasSealedIdentity ? t('takenOver.sealed') : takenOver.why}
        </Notice>
      )}
      {!isChosen && <CallerNumber callId={draft.id} />}
    </Box>
  );
}
