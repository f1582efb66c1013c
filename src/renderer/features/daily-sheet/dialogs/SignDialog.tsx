import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetDay } from '../../../../shared/ipc/requests/workbench/daily-sheet';
import { shanghaiTimestamp } from '../../../../shared/shanghai-time';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Notice } from '../../../ui/feedback/Notice';

/** 领导签批 of the latest revision, given at the screen or taken over from paper: who, when, with what opinion. */
export function SignDialog({ day, onClose }: { day: SheetDay; onClose: () => void }) {
  const { t } = useTranslation();
  const directory = useSeatQuery('directory.list', {});
  const leaders = (directory.data?.officials ?? [])
    .filter(({ role, isActive }) => isActive && (role === 'head' || role === 'deputy'))
    .sort((a, b) => (a.role === b.role ? 0 : a.role === 'head' ? -1 : 1));
  const [leaderId, setLeaderId] = useState<string | null>(null);
  const [opinion, setOpinion] = useState(t('sheet.opinionDefault'));
  const [signedAt, setSignedAt] = useState(() =>
    shanghaiTimestamp(Date.now()).slice(0, 16).replace(' ', 'T'),
  );
  const { mutate, isPending, error } = useSeatAct('sheet.sign', ['sheet.day', 'sheet.days']);
  const owed = day.leads.filter(({ owesSignature }) => owesSignature);
  const leader = leaders.find(({ id }) => id === leaderId) ?? leaders[0];
  const at = Date.parse(`${signedAt}:00+08:00`);
  const maySign = leader !== undefined && !Number.isNaN(at) && !isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!maySign) return;
    const input = { date: day.date, revision: day.revision, leaderId: leader.id, opinion, signedAt: at };
    mutate(input, { onSuccess: onClose });
  };
  return (
    <Dialog view="sheet-sign" open onClose={onClose} aria-labelledby="sign-title" maxWidth="sm" fullWidth>
      <Box component="form" onSubmit={submit}>
        <DialogTitle id="sign-title">{t('sheet.signTitle')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ color: 'text.secondary' }}>
            {t('sheet.signLead', {
              n: day.revision,
              owed: owed.length,
              major: owed.filter(({ grade }) => grade === 'major').length,
            })}
          </Box>
          {directory.data && leaders.length === 0 && <Notice tone="attention">{t('sheet.noLeader')}</Notice>}
          {leader !== undefined && (
            <TextField
              select
              label={t('sheet.leader')}
              value={leader.id}
              onChange={(event) => setLeaderId(event.target.value)}
            >
              {leaders.map(({ id, name, role }) => (
                <MenuItem key={id} value={id}>
                  {name} · {t(`sheet.role.${role === 'head' ? 'head' : 'deputy'}`)}
                </MenuItem>
              ))}
            </TextField>
          )}
          <TextField
            autoFocus
            label={t('sheet.opinion')}
            value={opinion}
            onChange={(event) => setOpinion(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 1000, spellCheck: false } }}
          />
          <TextField
            type="datetime-local"
            label={t('sheet.signedAt')}
            value={signedAt}
            onChange={(event) => setSignedAt(event.target.value)}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          {error !== null && <FailureNotice view="sheet-sign" error={error} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!maySign} data-testid="sign-save">
            {t('sheet.signSave')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
