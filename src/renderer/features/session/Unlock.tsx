import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeatAct } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { DoorSheet } from './DoorSheet';

/** The store is locked by a passphrase; calls can be taken as soon as it is open. */
export function Unlock() {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useSeatAct('store.unlock', ['app.state']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase === '' || unlock.isPending) return;
    unlock.mutate({ passphrase }, { onError: () => setPassphrase('') });
  };
  return (
    <DoorSheet view="unlock" title={t('passphrase.unlockTitle')} lead={t('passphrase.unlockLead')}>
      <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
        <TextField
          type="password"
          autoFocus
          size="medium"
          label={t('passphrase.label')}
          value={passphrase}
          autoComplete="current-password"
          onChange={(event) => setPassphrase(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        {unlock.isError && <FailureNotice view="unlock" error={unlock.error} />}
        <Button
          type="submit"
          variant="contained"
          size="large"
          disabled={passphrase === '' || unlock.isPending}
          sx={{ justifySelf: 'start' }}
        >
          {t(unlock.isPending ? 'passphrase.unlocking' : 'passphrase.unlock')}
        </Button>
      </Box>
    </DoorSheet>
  );
}
