import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../ui/feedback/FailureNotice';

/** Why nobody may leave yet: something is unsaved, or a call is still open. */
export function LeaveDialog({ failure, onClose }: { failure: unknown; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open onClose={onClose} aria-labelledby="leave-title" maxWidth="sm" fullWidth>
      <DialogTitle id="leave-title">{t('leave.title')}</DialogTitle>
      <DialogContent>
        <FailureNotice error={failure} />
      </DialogContent>
      <DialogActions>
        <Button variant="contained" autoFocus onClick={onClose}>
          {t('leave.stay')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
