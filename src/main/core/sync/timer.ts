import type { Clock, Timer } from './ports';

/** The process's own timers, which never keep it up. */
export const realTimer: Timer = {
  after(delayMs, run) {
    const timeout = setTimeout(run, delayMs);
    timeout.unref();
    return () => {
      clearTimeout(timeout);
    };
  },
};

export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
