import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeatAct } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Notice } from '../../ui/feedback/Notice';
import { DoorSheet } from './DoorSheet';
import {
  MIN_DISTINCT,
  MIN_PASSPHRASE,
  passphraseRules,
  type PassphraseRule,
} from '../../../shared/session/passphrase';

const RULES: readonly PassphraseRule[] = ['length', 'variety', 'not_guessable'];

/** No key store on this PC: the store's key is kept by a passphrase, which the person makes here. */
export function NewPassphrase() {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const create = useSeatAct('store.create', ['app.state']);
  const kept = passphraseRules(passphrase);
  const isStrong = RULES.every((rule) => kept[rule]);
  const isSame = passphrase === again;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isStrong && isSame && !create.isPending) create.mutate({ passphrase });
  };

  return (
    <DoorSheet view="new-passphrase" title={t('passphrase.newTitle')} lead={t('passphrase.newLead')}>
      <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
        <TextField
          type="password"
          autoFocus
          size="medium"
          label={t('passphrase.label')}
          value={passphrase}
          autoComplete="new-password"
          onChange={(event) => setPassphrase(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <Box component="ul" aria-label={t('passphrase.rules')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {RULES.map((rule) => (
            <Box
              component="li"
              key={rule}
              sx={{ display: 'flex', gap: 1, color: kept[rule] ? 'success.main' : 'text.secondary' }}
            >
              <span aria-hidden>{kept[rule] ? '✓' : '○'}</span>
              {t(`passphrase.rule.${rule}`, { n: MIN_PASSPHRASE, distinct: MIN_DISTINCT })}
            </Box>
          ))}
        </Box>
        <TextField
          type="password"
          size="medium"
          label={t('passphrase.again')}
          value={again}
          autoComplete="new-password"
          error={again !== '' && !isSame}
          helperText={again !== '' && !isSame ? t('passphrase.differs') : ' '}
          onChange={(event) => setAgain(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <Notice tone="attention" role="note" title={t('passphrase.keepTitle')}>
          {t('passphrase.keep')}
        </Notice>
        {create.isError && <FailureNotice view="new-passphrase" error={create.error} />}
        <Button
          type="submit"
          variant="contained"
          size="large"
          disabled={!isStrong || !isSame || create.isPending}
          sx={{ justifySelf: 'start' }}
        >
          {t(create.isPending ? 'passphrase.creating' : 'passphrase.create')}
        </Button>
      </Box>
    </DoorSheet>
  );
}
