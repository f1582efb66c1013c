import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityView, RevealedIdentity, SessionPerson } from '../../../shared/ipc/contract';
import { request as askCore } from '../../seat/seat-client';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Notice } from '../../ui/feedback/Notice';
import { duration } from '../../ui/times';
import { marked } from '../../ui/views';

interface ApprovedProps {
  request: IdentityView;
  person: SessionPerson;
  onOver: () => void;
}

/**
 * What was approved, behind one more key, and gone with its time-box. It lives in this component's state alone: no cache of
 * answers, no clipboard, no title ever has it.
 */
export function Approved({ request, person, onOver }: ApprovedProps) {
  const { t } = useTranslation();
  const [identity, setIdentity] = useState<RevealedIdentity | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isOpening, setOpening] = useState(false);
  const leftMs = useLeft(request.leftMs ?? 0, onOver);
  const { requestId } = request;
  const open = () => {
    setOpening(true);
    setError(null);
    askCore('identity.reveal', { requestId })
      .then(setIdentity, setError)
      .finally(() => setOpening(false));
  };
  return (
    <>
      <Notice
        tone="good"
        title={t('people.identity.approvedTitle')}
        action={
          <Box
            component="strong"
            role="timer"
            data-testid="identity-left"
            sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
          >
            {t('people.identity.left', { time: duration(leftMs) })}
          </Box>
        }
      >
        {identity === null && t('people.identity.approved')}
      </Notice>
      {error !== null && <FailureNotice view="identity-request" error={error} />}
      {identity === null ? (
        <Button
          variant="contained"
          autoFocus
          disabled={isOpening}
          onClick={open}
          data-testid="identity-reveal"
          sx={{ justifySelf: 'start' }}
        >
          {t('people.identity.reveal')}
        </Button>
      ) : (
        <Shown identity={identity} person={person} />
      )}
    </>
  );
}

const refuse = (event: SyntheticEvent) => event.preventDefault();

/** For the eyes alone: cannot be marked, copied, dragged or printed. */
function Shown({ identity, person }: { identity: RevealedIdentity; person: SessionPerson }) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLDivElement>(null);
  // The button that opened it is gone.
  useEffect(() => sheet.current?.focus(), []);
  const rows = [
    [t('people.identity.name'), identity.name],
    [t('people.identity.phone'), identity.phone],
    [t('people.identity.contactNote'), identity.contactNote],
  ].filter(([, value]) => value !== '');
  return (
    <Box
      ref={sheet}
      tabIndex={-1}
      role="group"
      aria-label={t('people.identity.section')}
      {...marked('identity-shown')}
      data-testid="identity-shown"
      onCopy={refuse}
      onCut={refuse}
      onDragStart={refuse}
      onContextMenu={refuse}
      sx={({ seat }) => ({
        display: 'grid',
        gap: 1,
        p: 2,
        border: `1px solid ${seat.lineStrong}`,
        borderRadius: 1,
        background: seat.inset,
        userSelect: 'none',
        outline: 'none',
        '@media print': { display: 'none' },
      })}
    >
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: '7rem minmax(0, 1fr)', gap: 1, m: 0 }}>
        {rows.map(([name, value]) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <Box component="dt" sx={{ color: 'text.secondary' }}>
              {name}
            </Box>
            <Box component="dd" sx={{ m: 0, fontSize: '1.2rem', fontWeight: 600, overflowWrap: 'anywhere' }}>
              {value}
            </Box>
          </Box>
        ))}
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.85rem' }}>
        {t('people.identity.viewer', { name: person.name, number: person.number })}
      </Box>
    </Box>
  );
}

/** What is left of a time-box, by this window's own clock from when the center said it; a PC clock that is set changes nothing. */
function useLeft(givenMs: number, onOver: () => void): number {
  const [leftMs, setLeft] = useState(givenMs);
  const over = useRef(onOver);
  useEffect(() => {
    over.current = onOver;
  }, [onOver]);
  useEffect(() => {
    const until = performance.now() + givenMs;
    const look = () => {
      const left = Math.max(0, until - performance.now());
      setLeft(left);
      if (left > 0) return;
      clearInterval(timer);
      over.current();
    };
    const timer = setInterval(look, 250);
    return () => clearInterval(timer);
  }, [givenMs]);
  return leftMs;
}
