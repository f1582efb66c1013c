import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onChanged } from '../../../seat/seat-client';
import { useSeatAct } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Notice } from '../../../ui/feedback/Notice';
import { Kbd } from '../../../ui/Kbd';
import { clockTime } from '../../../ui/times';
import { DoorSheet } from '../DoorSheet';
import { HandOver } from './HandOver';
import type { Locked } from './LockGuard';

interface LockScreenProps {
  locked: Locked;
  /** Whether the store holds what was typed last; null until that is known. */
  isSaved: boolean | null;
  onOpened: () => void;
  onHandedOver: () => void;
}

/** Who locked, what must not wait, and the two ways in: the same person's password, or the next shift. */
export function LockScreen({ locked, isSaved, onOpened, onHandedOver }: LockScreenProps) {
  const { t } = useTranslation();
  const [isNext, setNext] = useState(false);
  const { person, since } = locked;
  return (
    <DoorSheet
      view={isNext ? 'hand-over' : 'lock'}
      title={t(isNext ? 'lock.handOverTitle' : 'lock.title')}
      lead={t(`lock.lead.${locked.why}`, {
        name: person.name,
        number: person.number,
        time: clockTime(since),
      })}
    >
      <Waiting locked={locked} isSaved={isSaved} />
      {isNext ? (
        <HandOver locked={locked} onHandedOver={onHandedOver} onBack={() => setNext(false)} />
      ) : (
        <Open onOpened={onOpened} onNext={() => setNext(true)} />
      )}
    </DoorSheet>
  );
}

/** What goes on behind the lock. No number, no name, nothing of a call. */
function Waiting({ locked, isSaved }: Pick<LockScreenProps, 'locked' | 'isSaved'>) {
  const { t } = useTranslation();
  const isAskedToClose = useAskedToClose();
  const { isRinging, isAnswered, openCalls, leads } = locked;
  return (
    <>
      {isRinging && (
        <Notice tone="info" role="alert" title={t('lock.ringingTitle')}>
          {t('lock.ringing')}
        </Notice>
      )}
      {isAnswered && (
        <Notice tone="danger" role="alert" title={t('lock.answeredTitle')}>
          {t('lock.answered')}
        </Notice>
      )}
      {leads > 0 && (
        <Notice tone="danger" role="alert" title={t('lock.leadsTitle', { n: leads })}>
          {t('lock.leads')}
        </Notice>
      )}
      {isSaved === false && (
        <Notice tone="danger" role="alert" title={t('lock.unsavedTitle')}>
          {t('lock.unsaved')}
        </Notice>
      )}
      {isSaved === true && openCalls > 0 && (
        <Notice tone="attention" role="note" title={t('lock.openCallsTitle', { n: openCalls })}>
          {t(isAskedToClose ? 'lock.closeFirst' : 'lock.openCalls')}
        </Notice>
      )}
    </>
  );
}

/** Somebody wanted to close the window: why it did not is said here, what leads to the call waits behind the lock. */
function useAskedToClose(): boolean {
  const [isAsked, setAsked] = useState(false);
  useEffect(() => onChanged(({ changed, ids }) => changed === 'leaving' && setAsked(ids.length > 0)), []);
  return isAsked;
}

function Open({ onOpened, onNext }: { onOpened: () => void; onNext: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const open = useSeatAct('lock.open');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password === '' || open.isPending) return;
    open.mutate({ password }, { onSuccess: onOpened, onError: () => setPassword('') });
  };
  return (
    <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
      <TextField
        type="password"
        autoFocus
        size="medium"
        label={t('lock.password')}
        value={password}
        autoComplete="current-password"
        onChange={(event) => setPassword(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      {open.isError && <FailureNotice view="lock" error={open.error} />}
      <Box sx={{ display: 'flex', gap: 1.5 }}>
        <Button type="submit" variant="contained" size="large" disabled={password === '' || open.isPending}>
          {t(open.isPending ? 'lock.opening' : 'lock.open')} <Kbd>Enter</Kbd>
        </Button>
        <Button size="large" onClick={onNext} data-testid="hand-over">
          {t('lock.handOver')}
        </Button>
      </Box>
    </Box>
  );
}
