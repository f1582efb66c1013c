import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { contract, type RequestName } from '../../../src/shared/ipc/contract';
import { toFailure } from '../../../src/main/core/router/failure';
import type { LogEntry } from '../../../src/main/core/ports';
import { aCore } from '../../builders/core';
import { AGENT, SUPERVISOR } from '../../builders/enrolment';

const NAMES = Object.keys(contract) as RequestName[];

test('who may ask what: every request, for nobody, an agent and a supervisor (P5)', async () => {
  const seat = await aCore();
  const windows = {
    anyone: seat.window(),
    agent: await seat.signedIn(AGENT.id),
    supervisor: await seat.signedIn(SUPERVISOR.id),
  };
  for (const name of NAMES) {
    const { access } = contract[name];
    // An input that fits nothing: who may not ask must not even learn that.
    const nonsense = { nonsense: true };
    const refusedAs = (who: keyof typeof windows) => windows[who].codeOf(name, nonsense);
    expect([name, await refusedAs('anyone')]).toEqual([
      name,
      access === 'anyone' ? 'invalid_input' : 'not_signed_in',
    ]);
    expect([name, await refusedAs('agent')]).toEqual([
      name,
      access === 'supervisor' ? 'not_allowed' : 'invalid_input',
    ]);
    expect([name, await refusedAs('supervisor')]).toEqual([name, 'invalid_input']);
  }
});

test('whatever comes gets an answer of the closed list, and no request is found on Object', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  for (const name of ['', 'toString', '__proto__', 'constructor', 'call.delete', 'app.state ']) {
    expect(await agent.codeOf(name as never, {})).toBe('invalid_input');
  }
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...NAMES), fc.anything(), async (name, input) => {
      if (name === 'session.signOut') return;
      const answer = await agent.answer(name, input);
      expect(answer.ok || answer.error.code !== 'internal').toBe(true);
    }),
    { numRuns: 500 },
  );
  expect(await agent.codeOf('queue.counts', {})).toBe('ok');
});

test('an unknown error says nothing but where its line is in the log', () => {
  const log: LogEntry[] = [];
  const error = new TypeError('周密之 13703710001 token-abcdefgh');
  const failure = toFailure(error, 'call.finish', (entry) => log.push(entry));
  expect(failure).toEqual({ code: 'internal', params: { logId: expect.stringMatching(/^[0-9a-f]{8}$/) } });
  expect(log[0]).toMatchObject({ event: 'failure', what: 'call.finish', outcome: 'TypeError' });
  expect(log[0]?.frames).toMatch(/router\.test\.ts:\d+/);
  expect(JSON.stringify(log)).not.toMatch(/周密之|13703710001|token-/);
});
