import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assert-never';
import type { IdentityView, QueueItem, SessionPerson } from '../../../shared/ipc/contract';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { Dialog } from '../../ui/Dialog';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Notice } from '../../ui/feedback/Notice';
import { Approved } from './Approved';
import { AskForm } from './AskForm';

const LOOK_EVERY_MS = 4_000;

interface IdentityDialogProps {
  item: QueueItem;
  person: SessionPerson;
  onClose: () => void;
}

/** Asks for a reporter's identity, waits for the second person, shows it for as long as the center says. */
export function IdentityDialog({ item, person, onClose }: IdentityDialogProps) {
  const { t } = useTranslation();
  const standing = useSeatQuery('identity.standing', { recordId: item.id });
  const { refetch } = standing;
  const close = useSeatAct('identity.close', ['identity.standing']);
  const request = standing.data?.request ?? null;
  const isOpen = request?.state === 'waiting' || request?.state === 'approved';
  useEffect(() => {
    if (!isOpen) return undefined;
    const timer = setInterval(() => void refetch(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isOpen, refetch]);
  const end = (then: () => void) => {
    if (request !== null) close.mutate({ requestId: request.requestId }, { onSuccess: then });
  };
  return (
    <Dialog
      view="identity-request"
      open
      onClose={onClose}
      aria-labelledby="identity-title"
      maxWidth="sm"
      fullWidth
    >
      <DialogTitle id="identity-title">
        {t('people.identity.title', { number: item.localNumber })}
      </DialogTitle>
      {standing.data === undefined ? (
        <>
          <DialogContent>
            {standing.isPending && <Loading view="identity-request" />}
            {standing.isError && <FailureNotice view="identity-request" error={standing.error} />}
          </DialogContent>
          <DialogActions sx={{ px: 3, pb: 2 }}>
            <Button onClick={onClose}>{t('app.close')}</Button>
          </DialogActions>
        </>
      ) : request === null ? (
        <AskForm options={standing.data} onClose={onClose} />
      ) : (
        <>
          <DialogContent
            sx={{ display: 'grid', gap: 1.5 }}
            data-testid="identity-standing"
            data-state={request.state}
          >
            <Stands request={request} person={person} onOver={() => void refetch()} />
            {standing.isError && <FailureNotice view="identity-request" error={standing.error} />}
            {close.isError && <FailureNotice view="identity-request" error={close.error} />}
          </DialogContent>
          <Ways
            request={request}
            onEnd={() => end(onClose)}
            onAgain={() => end(() => undefined)}
            onClose={onClose}
          />
        </>
      )}
    </Dialog>
  );
}

interface StandsProps {
  request: IdentityView;
  person: SessionPerson;
  /** The time-box is over: the center has the word on it. */
  onOver: () => void;
}

function Stands({ request, person, onOver }: StandsProps) {
  const { t } = useTranslation();
  // An identity that was put away is not opened again by itself.
  const [isOver, setOver] = useState(false);
  switch (request.state) {
    case 'waiting':
      return (
        <>
          <Notice tone="info" title={t('people.identity.waitingTitle')}>
            {t('people.identity.waiting')}
          </Notice>
          <Asked request={request} />
        </>
      );
    case 'refused':
      return (
        <Notice tone="attention" title={t('people.identity.refusedTitle')}>
          {t('people.identity.refused')}
        </Notice>
      );
    case 'closed':
      return <Over />;
    case 'approved':
      return isOver ? (
        <Over />
      ) : (
        <Approved
          request={request}
          person={person}
          onOver={() => {
            setOver(true);
            onOver();
          }}
        />
      );
    default:
      return assertNever(request.state);
  }
}

function Over() {
  const { t } = useTranslation();
  return (
    <Notice tone="plain" title={t('people.identity.closedTitle')}>
      {t('people.identity.closed')}
    </Notice>
  );
}

function Asked({ request }: { request: IdentityView }) {
  const { t } = useTranslation();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '5rem minmax(0, 1fr)', gap: '0.3rem 1rem' }}>
      <Box sx={{ color: 'text.secondary' }}>{t('people.identity.purpose')}</Box>
      <Box>{t(`people.identity.${request.purpose}`)}</Box>
      <Box sx={{ color: 'text.secondary' }}>{t('people.identity.reason')}</Box>
      <Box>{request.reason}</Box>
    </Box>
  );
}

interface WaysProps {
  request: IdentityView;
  onEnd: () => void;
  onAgain: () => void;
  onClose: () => void;
}

function Ways({ request, onEnd, onAgain, onClose }: WaysProps) {
  const { t } = useTranslation();
  switch (request.state) {
    case 'waiting':
      return (
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onEnd}>{t('people.identity.withdraw')}</Button>
          <Button variant="contained" autoFocus onClick={onClose}>
            {t('app.close')}
          </Button>
        </DialogActions>
      );
    case 'approved':
      return (
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onEnd} data-testid="identity-done">
            {t('people.identity.done')}
          </Button>
        </DialogActions>
      );
    case 'refused':
    case 'closed':
      return (
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onAgain}>{t('people.identity.again')}</Button>
          <Button variant="contained" autoFocus onClick={onEnd}>
            {t('app.close')}
          </Button>
        </DialogActions>
      );
    default:
      return assertNever(request.state);
  }
}
