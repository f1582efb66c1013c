import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';

interface SaveDialogProps {
  revision: number;
  edits: number;
  error: unknown;
  isPending: boolean;
  onSave: (why: string) => void;
  onClose: () => void;
}

/** A revision after the first says why, once for all that changed in it. */
export function SaveDialog({ revision, edits, error, isPending, onSave, onClose }: SaveDialogProps) {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  const isEnough = [...why.trim()].length >= 2;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isEnough && !isPending) onSave(why.trim());
  };
  return (
    <Dialog view="sheet-save" open onClose={onClose} aria-labelledby="save-title" maxWidth="sm" fullWidth>
      <Box component="form" onSubmit={submit}>
        <DialogTitle id="save-title">{t('sheet.whyTitle', { n: revision })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ color: 'text.secondary' }}>{t('sheet.whyLead', { edits })}</Box>
          <TextField
            autoFocus
            label={t('sheet.why_label')}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 500, spellCheck: false } }}
          />
          {error !== null && <FailureNotice view="sheet-save" error={error} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!isEnough || isPending}>
            {t('sheet.save')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
