import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IdentityPurpose, MIN_REASON } from '../../../shared/identity/release';
import type { IdentityOptions } from '../../../shared/ipc/contract';
import { useSeatAct } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Notice } from '../../ui/feedback/Notice';

/** Purpose, reason, and the asker's own password; a purpose the reporter's word does not carry says why it is closed. */
export function AskForm({ options, onClose }: { options: IdentityOptions; onClose: () => void }) {
  const { t } = useTranslation();
  const { recordId, purposes } = options;
  const possible = IdentityPurpose.options.filter((each) => purposes[each] === null);
  const [purpose, setPurpose] = useState<IdentityPurpose | null>(
    possible.length === 1 ? (possible[0] ?? null) : null,
  );
  const [reason, setReason] = useState('');
  const [password, setPassword] = useState('');
  const ask = useSeatAct('identity.ask', ['identity.standing']);
  const isComplete = purpose !== null && reason.trim().length >= MIN_REASON && password !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || ask.isPending) return;
    ask.mutate({ recordId, purpose, reason: reason.trim(), password }, { onError: () => setPassword('') });
  };
  if (possible.length === 0) {
    const whys = new Set(
      IdentityPurpose.options.map((each) => t(`people.identityWhy.${purposes[each] ?? 'no_identity'}`)),
    );
    return (
      <>
        <DialogContent>
          <Notice tone="attention" title={t('people.identity.nonePossible')}>
            {[...whys].join(' ')}
          </Notice>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button variant="contained" autoFocus onClick={onClose}>
            {t('app.close')}
          </Button>
        </DialogActions>
      </>
    );
  }
  return (
    <Box
      component="form"
      onSubmit={submit}
      data-testid="identity-form"
      sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
    >
      <DialogContent sx={{ display: 'grid', gap: 1.5, pt: 0 }}>
        <FormControl>
          <FormLabel id="identity-purpose">{t('people.identity.purpose')}</FormLabel>
          <RadioGroup
            aria-labelledby="identity-purpose"
            value={purpose ?? ''}
            onChange={(event) => setPurpose(IdentityPurpose.parse(event.target.value))}
          >
            {IdentityPurpose.options.map((each) => {
              const why = purposes[each] ?? null;
              return (
                <FormControlLabel
                  key={each}
                  value={each}
                  disabled={why !== null}
                  control={<Radio size="small" />}
                  label={
                    <>
                      {t(`people.identity.${each}`)}
                      {why !== null && <Box component="span"> — {t(`people.identityWhy.${why}`)}</Box>}
                    </>
                  }
                />
              );
            })}
          </RadioGroup>
        </FormControl>
        <TextField
          autoFocus
          label={t('people.identity.reason')}
          helperText={t('people.identity.reasonHint')}
          value={reason}
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
        <TextField
          type="password"
          label={t('people.identity.password')}
          helperText={t('people.identity.passwordHint')}
          value={password}
          autoComplete="off"
          onChange={(event) => setPassword(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        {ask.isError && <FailureNotice view="identity-request" error={ask.error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button type="submit" variant="contained" disabled={!isComplete || ask.isPending}>
          {t(ask.isPending ? 'people.identity.asking' : 'people.identity.ask')}
        </Button>
      </DialogActions>
    </Box>
  );
}
