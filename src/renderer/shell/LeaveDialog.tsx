import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../navigation';
import { failureOf } from '../seat/seat-client';
import { useSeatQuery } from '../seat/seat-queries';
import { failureWords } from '../ui/feedback/failure-words';
import { FailureNotice } from '../ui/feedback/FailureNotice';
import { shortTime } from '../ui/times';
import { Dialog } from '../ui/Dialog';

/** Why nobody may leave yet: something is unsaved, or calls are still open; then each is named and led to. */
export function LeaveDialog({ failure, onClose }: { failure: unknown; onClose: () => void }) {
  const { t } = useTranslation();
  const isOpenCalls = failureOf(failure).code === 'open_calls';
  return (
    <Dialog view="leave" open onClose={onClose} aria-labelledby="leave-title" maxWidth="sm" fullWidth>
      <DialogTitle id="leave-title">{t('leave.title')}</DialogTitle>
      <DialogContent>
        {isOpenCalls ? <OpenCalls onGo={onClose} /> : <FailureNotice view="leave" error={failure} />}
      </DialogContent>
      <DialogActions>
        <Button variant={isOpenCalls ? 'text' : 'contained'} autoFocus={!isOpenCalls} onClick={onClose}>
          {t('leave.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function OpenCalls({ onGo }: { onGo: () => void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const drafts = useSeatQuery('draft.list', {}).data ?? [];
  const open = drafts.filter((draft) => draft.revises === null);
  const { todo } = failureWords(t, { code: 'open_calls' });
  return (
    <Box sx={{ display: 'grid', gap: 1 }} data-testid="leave-open-calls">
      <Box sx={{ color: 'text.secondary' }}>{todo}</Box>
      {open.map((draft, index) => (
        <Box key={draft.id} sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Box sx={{ flex: 1, fontWeight: 600 }}>
            {t('leave.open', { number: draft.localNumber, time: shortTime(draft.startedAt) })}
          </Box>
          <Button
            variant="contained"
            autoFocus={index === 0}
            onClick={() => {
              onGo();
              go('intake', draft.id);
            }}
          >
            {t('leave.go')}
          </Button>
        </Box>
      ))}
    </Box>
  );
}
