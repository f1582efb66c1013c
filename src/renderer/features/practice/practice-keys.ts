import { useEffect } from 'react';
import { isComposing } from '../../ui/composing';

/** `start` is the frame's own key to take a call; here it is only shown. */
export const PRACTICE_KEYS = { start: 'F1', realCall: 'F4', more: 'F5' } as const;

/** Runs on a key of practice, from wherever the focus stands; `null`: the key means nothing now. */
export function usePracticeKey(key: string, run: (() => void) | null): void {
  useEffect(() => {
    if (run === null) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (event.key !== key || !isPlain || event.defaultPrevented || isComposing(event)) return;
      event.preventDefault();
      if (!event.repeat) run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [key, run]);
}
