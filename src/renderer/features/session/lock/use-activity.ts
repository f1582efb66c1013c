import { useEffect } from 'react';
import { request } from '../../../seat/seat-client';

const HANDS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'compositionupdate'] as const;
/** A hand on the keys is told so often at most; a lock may come so much early, never late. */
const TELL_EVERY_MS = 5_000;

/** Tells the core that somebody is there; at once while it is about to lock. */
export function useActivity(isOn: boolean, isUrgent: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    let toldAt = isUrgent ? -Infinity : performance.now();
    const tell = () => {
      const now = performance.now();
      if (now - toldAt < TELL_EVERY_MS) return;
      toldAt = now;
      void request('lock.touch', {}).catch(() => undefined); // locked in the same moment: the lock is what counts
    };
    const options = { capture: true, passive: true };
    for (const event of HANDS) window.addEventListener(event, tell, options);
    return () => {
      for (const event of HANDS) window.removeEventListener(event, tell, options);
    };
  }, [isOn, isUrgent]);
}
