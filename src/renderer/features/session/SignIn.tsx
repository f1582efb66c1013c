import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppState, SessionPerson } from '../../../shared/ipc/contract';
import { SeatError } from '../../seat/seat-client';
import { useForgottenAnswers, useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Notice } from '../../ui/feedback/Notice';
import { DoorSheet } from './DoorSheet';
import { People } from './People';
import { RosterNotice } from './RosterNotice';

interface SignInProps {
  app: AppState;
  seat: NonNullable<AppState['seat']>;
}

/** Who sits here. The list is on the seat itself, so signing in needs no center. */
export function SignIn({ app, seat }: SignInProps) {
  const { t } = useTranslation();
  useForgottenAnswers();
  const people = useSeatQuery('session.people', {});
  const signIn = useSeatAct('session.signIn', ['app.state']);
  const [chosen, setChosen] = useState<SessionPerson['id'] | null>(null);
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);

  // The intake is what comes next: its script is fetched while the password is typed.
  useEffect(() => void import('../intake'), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen === null || password === '' || signIn.isPending) return;
    signIn.mutate({ personId: chosen, password }, { onError: () => setPassword('') });
  };
  const choose = (id: SessionPerson['id']) => {
    setChosen(id);
    signIn.reset();
    field.current?.focus();
  };

  return (
    <DoorSheet
      view="sign-in"
      title={t('signIn.title')}
      lead={t('signIn.lead', { id: seat.id, unit: seat.unitName })}
    >
      <RosterNotice roster={app.roster} />
      {app.enrolment && <FailureNotice view="sign-in" error={new SeatError(app.enrolment)} />}
      <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
        {people.isPending && <Loading view="sign-in" />}
        {people.isError && <FailureNotice view="sign-in" error={people.error} />}
        {people.data && <People people={people.data} chosen={chosen} onChoose={choose} />}
        <TextField
          inputRef={field}
          type="password"
          size="medium"
          label={t('signIn.password')}
          value={password}
          autoComplete="current-password"
          onChange={(event) => setPassword(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        {signIn.isError && <FailureNotice view="sign-in" error={signIn.error} />}
        {app.isDemo && (
          <Notice tone="attention" role="note" title={t('signIn.demoTitle')}>
            {t('signIn.demo')}
          </Notice>
        )}
        <Button
          type="submit"
          variant="contained"
          size="large"
          disabled={chosen === null || password === '' || signIn.isPending}
          sx={{ justifySelf: 'start' }}
        >
          {t(signIn.isPending ? 'signIn.checking' : 'signIn.enter')}
        </Button>
      </Box>
    </DoorSheet>
  );
}
