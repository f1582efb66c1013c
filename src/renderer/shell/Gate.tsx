import Button from '@mui/material/Button';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppState } from '../../shared/ipc/contract';
import {
  Blocked,
  DoorSheet,
  LockGuard,
  NewPassphrase,
  NotEnrolled,
  SignIn,
  Unlock,
} from '../features/session';
import type { ErrorCode } from '../../shared/ipc/errors';
import type { SeatError } from '../seat/seat-client';
import { DoorHelp } from './DoorHelp';
import { Rooms } from './Rooms';
import { Waiting } from './Waiting';

const IS_NO_SEAT: ReadonlySet<ErrorCode> = new Set(['not_enrolled', 'enrolment_refused', 'bundle_refused']);

type State = UseQueryResult<AppState, SeatError>;

/** The desk, for whoever is signed in, or the door that stands before it. */
export function Gate({ state }: { state: State }) {
  const app = state.isError ? undefined : state.data;
  if (app !== undefined && app.store.kind === 'open' && app.seat !== null && app.person !== null) {
    const { keyKeptBy } = app.store;
    return (
      <LockGuard>
        <Rooms key={app.person.id} app={app} seat={app.seat} person={app.person} keyKeptBy={keyKeptBy} />
      </LockGuard>
    );
  }
  return (
    <DoorHelp>
      <Door state={state} />
    </DoorHelp>
  );
}

/** Which door stands between the person and the call: the store, the enrolment or the sign-in. */
function Door({ state }: { state: State }) {
  const { t } = useTranslation();
  if (state.isPending) return <Waiting view="starting" />;
  if (state.isError) {
    return (
      <DoorSheet view="core-silent" title={t('coreSilent.title')} lead={t('coreSilent.hint')}>
        <Button
          variant="contained"
          size="large"
          autoFocus
          sx={{ justifySelf: 'start' }}
          onClick={() => void state.refetch()}
        >
          {t('app.tryAgain')}
        </Button>
      </DoorSheet>
    );
  }
  const app = state.data;
  switch (app.store.kind) {
    case 'needs_new_passphrase':
      return <NewPassphrase />;
    case 'needs_passphrase':
      return <Unlock />;
    case 'failed':
      // Without an enrolment no store is made: what failed is that this PC is no seat.
      return IS_NO_SEAT.has(app.store.error.code) ? (
        <NotEnrolled failure={app.store.error} onRetry={() => void state.refetch()} />
      ) : (
        <Blocked failure={app.store.error} backup={app.store.backup} onRetry={() => void state.refetch()} />
      );
    case 'open':
      if (app.seat === null) {
        return <NotEnrolled failure={app.enrolment} onRetry={() => void state.refetch()} />;
      }
      return <SignIn app={app} seat={app.seat} />;
  }
}
