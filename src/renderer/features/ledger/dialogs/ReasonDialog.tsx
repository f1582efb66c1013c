import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Dialog } from '../../../ui/Dialog';

interface ReasonDialogProps {
  title: string;
  lead: string;
  label: string;
  action: string;
  minLength: number;
  error: unknown;
  isPending: boolean;
  onSubmit: (why: string) => void;
  onClose: () => void;
}

/** An act that is only done with a reason, which is kept with it. */
export function ReasonDialog({ title, lead, label, action, minLength, ...rest }: ReasonDialogProps) {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  const isEnough = [...why.trim()].length >= minLength;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isEnough && !rest.isPending) rest.onSubmit(why.trim());
  };
  return (
    <Dialog view="reason" open onClose={rest.onClose} aria-labelledby="reason-title" maxWidth="sm" fullWidth>
      <Box component="form" onSubmit={submit}>
        <DialogTitle id="reason-title">{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ color: 'text.secondary' }}>{lead}</Box>
          <TextField
            autoFocus
            label={label}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 500, spellCheck: false } }}
          />
          {rest.error !== null && <FailureNotice view="reason" error={rest.error} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={rest.onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!isEnough || rest.isPending}>
            {action}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
