import type { SeatLock } from '../session/seat-lock';
import type { Handlers } from './router';

/** The lock of the window that asks. */
export function lockHandlers(lock: SeatLock): Pick<Handlers, Extract<keyof Handlers, `lock.${string}`>> {
  return {
    'lock.state': (_, caller) => lock.state(caller),
    'lock.touch': (_, caller) => {
      lock.touch(caller);
      return {};
    },
    'lock.now': (_, caller) => {
      lock.lock(caller, 'wish');
      return lock.state(caller);
    },
    'lock.open': ({ password }, caller) => lock.open(caller, caller.person, password),
    'lock.handOver': (input, caller) => lock.handOver(caller, caller.person, input),
  };
}
