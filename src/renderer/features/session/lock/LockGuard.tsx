import GlobalStyles from '@mui/material/GlobalStyles';
import type { Theme } from '@mui/material/styles';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { LockState } from '../../../../shared/ipc/contract';
import { isPressed } from '../../../../shared/shortcuts/shortcuts';
import { useCommand } from '../../../commands';
import { readyToLeave } from '../../../seat/before-leaving';
import { tellOpen } from '../../../seat/once-open';
import { forgetAnswers, useSeatQuery } from '../../../seat/seat-queries';
import { IdleWarning } from './IdleWarning';
import { lockNow } from './lock-now';
import { LockScreen } from './LockScreen';
import { useActivity } from './use-activity';
import { useCover } from './use-cover';

export type Locked = Extract<LockState, { kind: 'locked' }>;

const OPEN: LockState = { kind: 'open', locksInMs: null };
const blank = (theme: Theme) => ({
  '[data-cover]': {
    position: 'fixed' as const,
    inset: 0,
    overflow: 'auto',
    zIndex: theme.zIndex.tooltip + 1,
    background: theme.palette.background.default,
  },
  'body[data-covered] > :not([data-cover]), body[data-covered] > :not([data-cover]) *': {
    visibility: 'hidden !important',
  },
});

/**
 * The lock over whatever is open. The core locks; here it is covered, and stays covered until this window itself was
 * opened again: a core that begins anew has nobody signed in, which ends what is behind.
 */
export function LockGuard({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const state = useSeatQuery('lock.state', {});
  const [locked, setLocked] = useState<Locked | null>(null);
  /** Between two persons nothing is behind the cover. */
  const [isEmpty, setEmpty] = useState(false);
  /** Whether the store holds what was typed last; null until that is known. */
  const [isSaved, setSaved] = useState<boolean | null>(null);
  const { data } = state;
  if (data?.kind === 'locked' && data !== locked) setLocked(data);
  const isCovered = locked !== null;
  const locksInMs = data?.kind === 'open' ? data.locksInMs : null;

  const cover = useCover(isCovered);
  useActivity(!isCovered, locksInMs !== null);
  useCommand('lock', () => void lockNow(), !isCovered);
  useLockKey(!isCovered);
  useEffect(() => {
    if (!isCovered) return;
    void readyToLeave().then(
      () => setSaved(true),
      () => setSaved(false),
    );
    return () => {
      setSaved(null);
      tellOpen();
    };
  }, [isCovered]);

  const uncover = () => {
    client.setQueryData(['lock.state', {}], OPEN);
    setLocked(null);
  };
  const changePerson = async () => {
    flushSync(() => setEmpty(true));
    forgetAnswers(client);
    await client.refetchQueries({ queryKey: ['app.state'] });
    setEmpty(false);
    uncover();
  };

  return (
    <>
      {!isEmpty && children}
      {locked === null ? (
        locksInMs !== null && <IdleWarning key={state.dataUpdatedAt} leftMs={locksInMs} />
      ) : (
        <>
          <GlobalStyles styles={blank} />
          {createPortal(
            <LockScreen
              locked={locked}
              isSaved={isSaved}
              onOpened={uncover}
              onHandedOver={() => void changePerson()}
            />,
            cover,
          )}
        </>
      )}
    </>
  );
}

/** The one key that works over an open dialog, too. */
function useLockKey(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (!isPressed('lock', event)) return;
      event.preventDefault();
      if (!event.repeat) void lockNow();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [isOn]);
}
