import { uptime } from 'node:os';
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

/** Ms since the PC was switched on, its sleep included (`performance.now` stands still meanwhile). Nobody can set it. */
export const sinceBoot = (): number => uptime() * 1_000;
