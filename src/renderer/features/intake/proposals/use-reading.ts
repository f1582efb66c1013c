import { useDeferredValue, useEffect, useMemo } from 'react';
import type { IntakeForm } from '../../../../shared/call/form';
import { readCall, type CallReading } from '../../../../shared/proposals/read-call';
import type { Bundle } from '../../../../shared/script/bundle';
import { storyOf } from './reading';

/** What the bundle's rules read from the call's texts; a moment behind the keys where a story is long. */
export function useReading(form: IntakeForm, bundle: Bundle): CallReading {
  // The first reading makes the rules ready (some 50 ms): while nobody types yet.
  useEffect(() => {
    const idle = requestIdleCallback(() => readCall({}, bundle.rules), { timeout: 2_000 });
    return () => cancelIdleCallback(idle);
  }, [bundle]);
  const story = useDeferredValue(JSON.stringify(storyOf(form)));
  return useMemo(
    () => readCall(JSON.parse(story) as ReturnType<typeof storyOf>, bundle.rules),
    [story, bundle],
  );
}
