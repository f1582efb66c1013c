import type { Log } from '../ports';

/** What the sync has to say, as a line of the log: closed words and figures, never content. */
export function syncLog(log: Log): (event: { event: string }) => void {
  return (event) => log({ event: 'sync', what: event.event, ...figuresOf(event) });
}

function figuresOf(event: object): { outcome?: string; ms?: number; count?: number } {
  const { cause, reason, verdict, ms, forMs, sent, records } = event as Record<
    string,
    string | number | undefined
  >;
  const outcome = cause ?? reason ?? verdict;
  const count = sent ?? records;
  return {
    ...(typeof outcome === 'string' && { outcome }),
    ...(typeof (ms ?? forMs) === 'number' && { ms: Number(ms ?? forMs) }),
    ...(typeof count === 'number' && { count }),
  };
}
