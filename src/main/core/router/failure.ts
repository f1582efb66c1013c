import { randomBytes } from 'node:crypto';
import type { Failure } from '../../../shared/ipc/errors';
import type { Log } from '../ports';
import { storeRefusal } from '../store/sqlite-failure';

/**
 * The one place where something thrown becomes a word of the closed list. What is unknown is `internal` with an id that
 * stands in the log beside the places in our code; an error's message is never passed on: it may hold content.
 */
export function toFailure(error: unknown, what: string, log: Log): Failure {
  const refusal = storeRefusal(error);
  if (refusal) return refusal.failure;
  const logId = randomBytes(4).toString('hex');
  log({ event: 'failure', what, outcome: nameOf(error), logId, frames: framesOf(error) });
  return { code: 'internal', params: { logId } };
}

function nameOf(error: unknown): string {
  return error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : 'unknown';
}

/** `finish (calls.ts:40)`: function, file and line, without message, values or absolute paths. */
function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = [...stack.matchAll(/^\s+at (?:async )?(?:([\w.$<>]+) \()?.*?([\w.-]+:\d+):\d+\)?$/gm)];
  return frames
    .slice(0, 6)
    .map(([, name = '', place = '']) => `${name} (${place})`)
    .join(' < ');
}
