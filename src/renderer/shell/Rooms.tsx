import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { readyToLeave } from '../seat/before-leaving';
import { SeatDown } from '../features/practice';
import type { Page } from '../navigation';
import { PracticeDoorContext, roomOf } from '../seat/practice-door';
import { request } from '../seat/seat-client';
import { forgetAnswers, makeQueryClient, useChangedTopics } from '../seat/seat-queries';
import { Frame, type FrameProps } from './Frame';
import { Waiting } from './Waiting';

/** The real desk or the practice one, never both: on the way between them nothing is mounted, asked or shown. */
export function Rooms(props: FrameProps) {
  const client = useQueryClient();
  const [isMoving, setMoving] = useState(false);
  const [landing, setLanding] = useState<Page | undefined>(undefined);
  const [failure, setFailure] = useState<unknown>(null);

  const move = useCallback(
    async (to: Page, act: () => Promise<unknown>) => {
      flushSync(() => {
        setFailure(null);
        setLanding(to);
        setMoving(true);
      });
      try {
        await act();
      } catch (error) {
        setFailure(error);
        setLanding('practice');
      }
      forgetAnswers(client);
      await client.refetchQueries({ queryKey: ['app.state'] });
      setMoving(false);
    },
    [client],
  );

  const door = useMemo(() => {
    /** What is typed is in the store of its own room before that room is left. */
    const moveReady = (to: Page, act: () => Promise<unknown>) =>
      void readyToLeave().then(() => move(to, act), setFailure);
    return {
      failure,
      enter: (exercise: Parameters<typeof request<'practice.begin'>>[1]) =>
        moveReady('intake', () => request('practice.begin', exercise)),
      leave: () => moveReady('practice', () => request('practice.end', {})),
      takeRealCall: () => {
        // Sent before the request below, and not waited for: a real caller is.
        void readyToLeave().catch(() => undefined);
        void move('intake', () => request('practice.takeRealCall', {}));
      },
      reopen: () => void move('intake', () => request('practice.reopen', {})),
    };
  }, [failure, move]);

  const { practice } = props.app;
  return (
    <PracticeDoorContext value={door}>
      {isMoving ? (
        <Waiting view="room-change" />
      ) : practice === null ? (
        <Frame key="real" {...props} opensAt={landing} />
      ) : practice.isDown ? (
        <SeatDown />
      ) : (
        <PracticeRoom key={roomOf(props.app)}>
          <Frame {...props} opensAt={landing ?? 'intake'} />
        </PracticeRoom>
      )}
    </PracticeDoorContext>
  );
}

/** Answers of the practice desk are kept apart from the real ones, and thrown away with the room. */
function PracticeRoom({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      <KeptCurrent />
      {children}
    </QueryClientProvider>
  );
}

function KeptCurrent() {
  useChangedTopics();
  return null;
}
