import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useTranslation } from 'react-i18next';
import { PAPER_FORMATS } from '../../../../shared/papers/paper';
import { useSeatAct } from '../../../seat/seat-queries';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Notice } from '../../../ui/feedback/Notice';

/** The sheet as a file; where it goes is asked by the system. */
export function ExportDialog({ date, onClose }: { date: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { mutate, isPending, data, error } = useSeatAct('sheet.export');
  return (
    <Dialog view="sheet-export" open onClose={onClose} aria-labelledby="export-title" maxWidth="sm" fullWidth>
      <DialogTitle id="export-title">{t('sheet.exportTitle')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.25 }}>
        <Box sx={{ color: 'text.secondary' }}>{t('sheet.exportLead')}</Box>
        {PAPER_FORMATS.map((format, index) => (
          <Button
            key={format}
            variant="outlined"
            autoFocus={index === 0}
            aria-disabled={isPending} // a disabled button would let the keyboard's place go
            data-testid={`export-${format}`}
            onClick={() => !isPending && mutate({ date, format })}
          >
            {t(`sheet.format.${format}`)}
          </Button>
        ))}
        {data?.kind === 'saved' && (
          <Notice tone="good" title={t('sheet.exported', { name: data.fileName })} />
        )}
        {error !== null && <FailureNotice view="sheet-export" error={error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t('app.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
