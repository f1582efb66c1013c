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
import { Rooms } from './Rooms';
import { Waiting } from './Waiting';

const IS_NO_SEAT: ReadonlySet<ErrorCode> = new Set(['not_enrolled', 'enrolment_refused', 'bundle_refused']);

/** Which door stands between the person and the call: the store, the enrolment, the sign-in, or none. */
export function Gate({ state }: { state: UseQueryResult<AppState, SeatError> }) {
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
      return app.person === null ? (
        <SignIn app={app} seat={app.seat} />
      ) : (
        <LockGuard>
          <Rooms
            key={app.person.id}
            app={app}
            seat={app.seat}
            person={app.person}
            keyKeptBy={app.store.keyKeptBy}
          />
        </LockGuard>
      );
  }
}
