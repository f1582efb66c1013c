import { createContext, useContext } from 'react';
import type { AppState, Input } from '../../shared/ipc/contract';

/** The way between the real desk and the practice one. Each is another room: nothing asked in one is shown in the other. */
export interface PracticeDoor {
  enter: (exercise: Input<'practice.begin'>) => void;
  leave: () => void;
  /** A real caller is on the line: out at once, and straight into the call. */
  takeRealCall: () => void;
  /** Opens the seat again that the drill has ended. */
  reopen: () => void;
  /** Why the last move did not come about. */
  failure: unknown;
}

export const PracticeDoorContext = createContext<PracticeDoor | null>(null);

export function usePracticeDoor(): PracticeDoor {
  const door = useContext(PracticeDoorContext);
  if (door === null) throw new Error('usePracticeDoor outside the rooms');
  return door;
}

/** Tells one room from another, and a practice desk from the one that was opened before it. */
export function roomOf({ practice }: Pick<AppState, 'practice'>): string {
  return practice === null ? 'real' : `practice ${practice.life}`;
}
