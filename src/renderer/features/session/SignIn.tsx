import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppState, SessionPerson } from '../../../shared/ipc/contract';
import { SeatError } from '../../seat/seat-client';
import { useForgottenAnswers, useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Notice } from '../../ui/feedback/Notice';
import { Tag } from '../../ui/tags/Tag';
import { DoorSheet } from './DoorSheet';
import { RosterNotice } from './RosterNotice';

const Card = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'grid',
  gridTemplateColumns: '3.4rem 1fr auto',
  alignItems: 'center',
  justifyItems: 'start',
  gap: '0.9rem',
  padding: '0.7rem 1rem',
  border: `1px solid ${seat.lineStrong}`,
  borderRadius: 4,
  background: seat.sheet,
  fontSize: '1.07rem',
  '&:hover': { borderColor: seat.primary },
  '&[aria-checked=true]': {
    borderColor: seat.primary,
    background: seat.primaryTint,
    boxShadow: `inset 0 0 0 1px ${seat.primary}`,
  },
}));

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

interface PeopleProps {
  people: readonly SessionPerson[];
  chosen: SessionPerson['id'] | null;
  onChoose: (id: SessionPerson['id']) => void;
}

/** One card a person. Arrows move, Enter or Space takes, and the focus goes to the password. */
function People({ people, chosen, onChoose }: PeopleProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector<HTMLElement>('[role=radio]')?.focus(), []);
  const entry = Math.max(
    0,
    people.findIndex((person) => person.id === chosen),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step === undefined || event.altKey) return;
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])];
    const here = cards.findIndex((card) => card === document.activeElement);
    event.preventDefault();
    cards[(here + step + cards.length) % cards.length]?.focus();
  };
  return (
    <Box
      ref={list}
      role="radiogroup"
      aria-label={t('signIn.people')}
      onKeyDown={onKeyDown}
      sx={{ display: 'grid', gap: 1, maxHeight: '46vh', overflowY: 'auto', p: '3px', m: '-3px' }}
    >
      {people.map((person, index) => (
        <Card
          key={person.id}
          role="radio"
          aria-checked={person.id === chosen}
          tabIndex={index === entry ? 0 : -1}
          data-person={person.id}
          onClick={() => onChoose(person.id)}
        >
          <Box component="span" sx={{ fontWeight: 600, color: 'primary.main' }}>
            {person.number}
          </Box>
          <span>{person.name}</span>
          <Tag tone={person.role === 'supervisor' ? 'primary' : 'plain'}>{t(`role.${person.role}`)}</Tag>
        </Card>
      ))}
    </Box>
  );
}
