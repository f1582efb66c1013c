import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslation } from 'react-i18next';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Loading } from '../../../ui/feedback/Loading';
import { ExportPart } from './ExportPart';
import { ImportPart } from './ImportPart';

const STALE = ['carry.state', 'queue.counts', 'queue.list', 'queue.detail', 'sync.state'] as const;

/** 离线报送: down for days, the queue goes to the center as a file, and the receipts come back as one. */
export function CarryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const state = useSeatQuery('carry.state', {});
  const out = useSeatAct('carry.export', STALE);
  const answer = useSeatAct('carry.import', STALE);
  const isWorking = state.data !== undefined && state.data.work !== null; // begun before the dialog was opened
  const isBusy = out.isPending || answer.isPending || isWorking;
  const error = out.error ?? answer.error;
  const begin = (act: () => void) => {
    out.reset();
    answer.reset();
    act();
  };
  return (
    <Dialog view="carry" open onClose={onClose} aria-labelledby="carry-title" maxWidth="md" fullWidth>
      <DialogTitle id="carry-title">{t('carry.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.75 }} data-testid="carry">
        <Box sx={{ color: 'text.secondary' }}>{t('carry.lead')}</Box>
        {state.isPending && <Loading view="carry" />}
        {state.isError && <FailureNotice view="carry" error={state.error} />}
        {state.data && (
          <>
            <ExportPart
              state={state.data}
              isBusy={isBusy}
              outcome={out.data}
              onExport={(days) => begin(() => out.mutate({ days }))}
            />
            <ImportPart
              state={state.data}
              isBusy={isBusy}
              outcome={answer.data}
              onImport={() => begin(() => answer.mutate({}))}
            />
          </>
        )}
      </DialogContent>
      {/* Beside the scroll, so that it is seen at any size of text. */}
      {error && (
        <Box sx={{ px: 3, pt: 1 }}>
          <FailureNotice view="carry" error={error} />
        </Box>
      )}
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t('app.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
