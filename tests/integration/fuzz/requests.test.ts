import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contract, FromWindow } from '../../../src/shared/ipc/contract';
import { ErrorCode, Failure } from '../../../src/shared/ipc/errors';
import { REQUEST_NAMES } from '../../../src/shared/ipc/names';
import { fromCore, fromShell } from '../../../src/main/core/shell-messages';
import { FORTY_KINDS, wordsOf } from '../../builders/canaries/forty-kinds';
import { Searcher } from '../../builders/canaries/searcher';
import { aCore, type Window } from '../../builders/core';
import { SUPERVISOR } from '../../builders/enrolment';
import { fuzzRuns, hostileValue, nearly, spoilt } from '../../builders/fuzz/hostile';

// Every request there is, asked with what does not fit by whoever may open a window: a typed refusal, always (item 9).

const canaries = new Searcher(FORTY_KINDS.flatMap(wordsOf));
/** Longer than any one of them may take, on a busy machine, too. */
const PATIENCE_MS = 5_000;

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It hangs')), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Answered in time and in closed words, with nothing of the question in them. */
async function expectTyped(window: Window, name: string, input: unknown): Promise<void> {
  const answer = await inTime(window.core.request(window.caller, name, input));
  if (answer.ok) return;
  const { code, params } = Failure.parse(answer.error);
  expect(ErrorCode.options).toContain(code);
  expect(code).not.toBe('internal');
  expect(canaries.hitsInText(JSON.stringify(params ?? {}))).toEqual([]);
}

test('the judge itself sees an echo, an error of ours, a word of no list, and a silence', async () => {
  const answering = (answer: Promise<unknown>) =>
    expectTyped({ core: { request: () => answer }, caller: {} } as unknown as Window, 'app.state', {});
  const failed = (code: string, params = {}) => Promise.resolve({ ok: false, error: { code, params } });
  await answering(failed('invalid_input', { reason: 'id' }));
  await expect(answering(failed('invalid_input', { reason: '13871230011' }))).rejects.toThrow();
  await expect(answering(failed('internal'))).rejects.toThrow();
  await expect(answering(failed('some_code'))).rejects.toThrow();
  await expect(answering(new Promise(() => undefined))).rejects.toThrow('It hangs');
});

test('a core with nobody, an agent and a supervisor at it answers each request in closed words', async () => {
  const seat = await aCore();
  for (const name of REQUEST_NAMES) {
    // Whoever was signed out by a request that fitted comes back.
    const windows = [seat.window(), await seat.signedIn(), await seat.signedIn(SUPERVISOR.id)] as const;
    const { input } = contract[name];
    const anything = fc.oneof(
      { arbitrary: spoilt(input), weight: 4 },
      { arbitrary: nearly(input), weight: 2 },
      { arbitrary: hostileValue(), weight: 2 },
    );
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom(...windows), (value, window) =>
        expectTyped(window, name, value),
      ),
      { numRuns: fuzzRuns(30), endOnFailure: true },
    );
    for (const window of windows) seat.core.closeWindow(window.caller);
    expect(canaries.hitsInText(JSON.stringify(seat.log)), name).toEqual([]);
  }
  // And afterwards all is as ever.
  expect(await (await seat.signedIn()).codeOf('app.state', {})).toBe('ok');
  expect('isAdmin' in {}).toBe(false);
}, 600_000);

describe('what comes over a port and is no request', () => {
  const anything = fc.oneof(hostileValue(), spoilt(FromWindow));

  test('the window’s port: parsed or dropped, never thrown', () => {
    fc.assert(
      fc.property(anything, (message) => {
        const parsed = FromWindow.safeParse(message);
        if (parsed.success) expect(parsed.data.name.length).toBeLessThanOrEqual(60);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });

  test('between shell and core: known words alone', () => {
    fc.assert(
      fc.property(anything, (message) => {
        const kinds = [fromCore(message)?.kind, fromShell(message)?.kind];
        for (const kind of kinds) if (kind !== undefined) expect(kind).toMatch(/^[a-z]+$/);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });

  test.each([
    '',
    'app',
    'toString',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'app.state\0',
    'APP.STATE',
  ])('no such request: %s', async (name) => {
    const seat = await aCore();
    const window = seat.window();
    expect(await seat.core.request(window.caller, name, {})).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', params: { reason: 'unknown_request' } },
    });
  });
});
