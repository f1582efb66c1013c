import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionPerson } from '../../../../shared/ipc/contract';
import { readyToLeave } from '../../../seat/before-leaving';
import { request } from '../../../seat/seat-client';
import { useSeatQuery } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Loading } from '../../../ui/feedback/Loading';
import { People } from '../People';
import type { Locked } from './LockGuard';

interface HandOverProps {
  locked: Locked;
  onHandedOver: () => void;
  onBack: () => void;
}

/** 交接班: the next person signs in and the one before is signed out. An open call a supervisor alone takes over. */
export function HandOver({ locked, onHandedOver, onBack }: HandOverProps) {
  const { t } = useTranslation();
  const people = useSeatQuery('session.people', {});
  const others = (people.data ?? []).filter(({ id }) => id !== locked.person.id);
  const [chosen, setChosen] = useState<SessionPerson | null>(null);
  const [password, setPassword] = useState('');
  const [why, setWhy] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const takesOver = locked.openCalls > 0 && chosen?.role === 'supervisor';
  const handOver = useMutation({
    mutationFn: async (personId: SessionPerson['id']) => {
      // What the one before typed is in the store before somebody else sits here.
      await readyToLeave();
      return request('lock.handOver', { personId, password, why: takesOver ? why.trim() : null });
    },
    onSuccess: onHandedOver,
    onError: () => setPassword(''),
  });
  const isReady = chosen !== null && password !== '' && (!takesOver || why.trim().length >= 2);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !handOver.isPending) handOver.mutate(chosen.id);
  };
  const choose = (id: SessionPerson['id']) => {
    setChosen(others.find((each) => each.id === id) ?? null);
    handOver.reset();
    field.current?.focus();
  };
  return (
    <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
      {people.isPending && <Loading view="hand-over" />}
      {people.isError && <FailureNotice view="hand-over" error={people.error} />}
      {people.data && <People people={others} chosen={chosen?.id ?? null} onChoose={choose} />}
      {takesOver && (
        <TextField
          autoFocus
          size="medium"
          label={t('lock.why')}
          helperText={t('lock.whyHint')}
          value={why}
          autoComplete="off"
          onChange={(event) => setWhy(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
      )}
      <TextField
        inputRef={field}
        type="password"
        size="medium"
        label={t('lock.nextPassword')}
        value={password}
        autoComplete="current-password"
        onChange={(event) => setPassword(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      {handOver.isError && <FailureNotice view="hand-over" error={handOver.error} />}
      <Box sx={{ display: 'flex', gap: 1.5 }}>
        <Button type="submit" variant="contained" size="large" disabled={!isReady || handOver.isPending}>
          {t(handOver.isPending ? 'lock.opening' : 'lock.takeSeat')}
        </Button>
        <Button size="large" onClick={onBack}>
          {t('lock.back')}
        </Button>
      </Box>
    </Box>
  );
}
