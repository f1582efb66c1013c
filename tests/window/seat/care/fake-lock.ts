import type {
  Input,
  LockState,
  Output,
  PasswordState,
  SessionPerson,
  Topic,
} from '../../../../src/shared/ipc/contract';
import { refuse } from '../fake-refusal';

/** What the lock of the window in memory says once it is locked, and what is said before. */
export interface LockScenario {
  lock?: Partial<Extract<LockState, { kind: 'locked' }>>;
  locksInMs?: number;
  password?: PasswordState;
}

type LockRequest =
  'session.changePassword' | 'lock.state' | 'lock.touch' | 'lock.now' | 'lock.open' | 'lock.handOver';

/** TEST ONLY: a lock in memory; it refuses nothing but the wrong password. */
export function fakeLock(
  scenario: LockScenario,
  announce: (topic: Topic) => void,
  seat: {
    person: () => SessionPerson | null;
    people: readonly SessionPerson[];
    sit: (person: SessionPerson) => void;
  },
  openCalls: () => number,
): { [N in LockRequest]: (input: Input<N>) => Output<N> } {
  let isLocked = false;
  const since = Date.UTC(2026, 10, 23, 4, 5);
  const state = (): LockState => {
    const person = seat.person();
    if (!isLocked || person === null) return { kind: 'open', locksInMs: scenario.locksInMs ?? null };
    return {
      kind: 'locked',
      why: 'wish',
      since,
      person,
      openCalls: openCalls(),
      isRinging: false,
      isAnswered: false,
      leads: 0,
      ...scenario.lock,
    };
  };
  const open = (password: string): void => {
    if (password !== 'demo-12369') refuse('wrong_password');
    isLocked = false;
    announce('lock');
  };
  return {
    'session.changePassword': ({ password }) => {
      if (password !== 'demo-12369') refuse('wrong_password');
      return { expiresAt: null };
    },
    'lock.state': state,
    'lock.touch': () => ({}),
    'lock.now': () => {
      isLocked = true;
      announce('lock');
      return state();
    },
    'lock.open': ({ password }) => {
      open(password);
      return seat.person() ?? refuse('not_signed_in');
    },
    'lock.handOver': ({ personId, password, why }) => {
      const next = seat.people.find(({ id }) => id === personId);
      if (next === undefined) return refuse('wrong_password');
      if (openCalls() > 0 && why === null) refuse('open_calls', { count: 1, numbers: 'ZZ01-20261123-0008' });
      open(password);
      seat.sit(next);
      return next;
    },
  };
}
