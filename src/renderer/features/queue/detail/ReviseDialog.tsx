import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Box from '@mui/material/Box';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../../shared/call/form';
import type { ProblemDetails } from '../../../../shared/center-api/messages';
import type { QueueItem } from '../../../../shared/ipc/contract';
import { useNavigation } from '../../../navigation';
import { useSeatAct } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { RefusalReasons } from '../../../ui/refusal/RefusalReasons';
import { Dialog } from '../../../ui/Dialog';

const MIN_WHY = 2;

interface ReviseDialogProps {
  item: QueueItem;
  /** What the center said against the revision that is put right, if it did. */
  refusal: ProblemDetails | null;
  onClose: () => void;
}

/** Opens the next revision: the finished one stays as it is, and the reason is kept with the new one. */
export function ReviseDialog({ item, refusal, onClose }: ReviseDialogProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const client = useQueryClient();
  const [why, setWhy] = useState('');
  const revise = useSeatAct('call.revise', ['queue.detail', 'queue.list']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why.trim().length < MIN_WHY || revise.isPending) return;
    revise.mutate(
      { id: item.id, why: why.trim() },
      {
        onSuccess: (draft) => {
          client.setQueryData<Draft[]>(['draft.list', {}], (before = []) => [
            ...before.filter((each) => each.id !== draft.id),
            draft,
          ]);
          go('intake', draft.id);
        },
      },
    );
  };
  return (
    <Dialog view="revise" open onClose={onClose} aria-labelledby="revise-title" maxWidth="sm" fullWidth>
      <Box component="form" onSubmit={submit}>
        <DialogTitle id="revise-title">{t('revise.title', { number: item.localNumber })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ color: 'text.secondary' }}>{t('revise.lead')}</Box>
          {refusal !== null && (
            <Box sx={{ color: 'error.main' }} data-testid="revise-refusal">
              {t('detail.refusal')}
              <RefusalReasons refusal={refusal} />
            </Box>
          )}
          <TextField
            autoFocus
            label={t('revise.why')}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
          {revise.isError && <FailureNotice view="revise" error={revise.error} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={why.trim().length < MIN_WHY || revise.isPending}
          >
            {t('revise.begin')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
