import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionPerson } from '../../../../shared/ipc/contract';
import { MIN_PASSWORD, PASSWORD_HISTORY, passwordProblems } from '../../../../shared/session/password';
import { useSeatAct } from '../../../seat/seat-queries';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';

const SHOWN = ['length', 'kinds', 'not_yours', 'not_common'] as const;

/** A person's own new password, held to the rules while it is typed; the center decides, so it takes a line to it. */
export function ChangePassword({ person, onClose }: { person: SessionPerson; onClose: () => void }) {
  const { t } = useTranslation();
  const [before, setBefore] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const change = useSeatAct('session.changePassword', ['app.state']);
  const problems = passwordProblems(password, person);
  const isSame = password === again;
  const isReady = before !== '' && problems.length === 0 && isSame && !change.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) change.mutate({ password: before, newPassword: password }, { onSuccess: onClose });
  };
  const fields = [
    ['current-password', 'lock.change.before', before, setBefore],
    ['new-password', 'lock.change.new', password, setPassword],
    ['new-password', 'lock.change.again', again, setAgain],
  ] as const;
  return (
    <Dialog
      view="change-password"
      open
      onClose={onClose}
      aria-labelledby="change-password-title"
      maxWidth="sm"
      fullWidth
    >
      <Box component="form" onSubmit={submit}>
        <DialogTitle id="change-password-title">{t('lock.change.title')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, pt: '0.5rem !important' }}>
          {fields.map(([autoComplete, label, value, put], index) => (
            <TextField
              key={label}
              type="password"
              autoFocus={index === 0}
              size="medium"
              label={t(label)}
              value={value}
              autoComplete={autoComplete}
              error={index === 2 && again !== '' && !isSame}
              helperText={index === 2 && again !== '' && !isSame ? t('passphrase.differs') : undefined}
              onChange={(event) => put(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 200 } }}
            />
          ))}
          <Box component="ul" aria-label={t('lock.change.rules')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {SHOWN.map((rule) => {
              const isKept = password !== '' && !problems.includes(rule);
              return (
                <Box
                  component="li"
                  key={rule}
                  sx={{ display: 'flex', gap: 1, color: isKept ? 'success.main' : 'text.secondary' }}
                >
                  <span aria-hidden>{isKept ? '✓' : '○'}</span>
                  {t(`lock.change.rule.${rule}`, { n: MIN_PASSWORD })}
                </Box>
              );
            })}
            <Box component="li" sx={{ display: 'flex', gap: 1, color: 'text.secondary' }}>
              <span aria-hidden>○</span>
              {t('lock.change.rule.not_used_before', { n: PASSWORD_HISTORY })}
            </Box>
          </Box>
          {change.isError && <FailureNotice view="change-password" error={change.error} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t('lock.change.later')}</Button>
          <Button type="submit" variant="contained" disabled={!isReady}>
            {t(change.isPending ? 'lock.opening' : 'lock.change.do')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
