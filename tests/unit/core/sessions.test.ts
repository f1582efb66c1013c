import { expect, test } from 'vitest';
import { AuditChain } from '../../../src/main/core/audit/chain';
import { Sessions, type Caller } from '../../../src/main/core/session/sessions';
import { delayAfter } from '../../../src/shared/session/delay';
import type { Store } from '../../../src/main/core/store/store';
import { AGENT, DEMO_PASSWORD } from '../../builders/enrolment';
import { aStore } from '../../builders/store';

const MINUTE = 60_000;

/** Clocks that only the test moves; wall and monotonic time apart. */
function aDesk(store: Store) {
  const time = { wall: Date.UTC(2026, 10, 23), steady: 0 };
  const sessions = new Sessions({
    people: store.people,
    drafts: store.drafts,
    writer: store,
    audit: new AuditChain(store.audit),
    clock: { now: () => time.wall, monotonic: () => time.steady },
  });
  const caller: Caller = { id: 1, person: null };
  const tryWith = (password: string) =>
    sessions.signIn(caller, AGENT.id, password).then(
      () => 'ok',
      (error: { failure: { code: string; params?: { seconds?: number } } }) =>
        error.failure.code + (error.failure.params?.seconds ?? ''),
    );
  return { time, sessions, caller, tryWith };
}

test('the delays are 1-2-4…30 minutes after five wrong passwords in a row', () => {
  expect([0, 4, 5, 6, 7, 8, 9, 10, 50].map((n) => delayAfter(n) / MINUTE)).toEqual([
    0, 0, 1, 2, 4, 8, 16, 30, 30,
  ]);
});

test('the right password signs in, and only into this window', async () => {
  const { store } = await aStore();
  const { sessions, caller, tryWith } = aDesk(store);
  expect(await tryWith(DEMO_PASSWORD)).toBe('ok');
  expect(caller.person).toEqual({ id: AGENT.id, number: AGENT.number, name: AGENT.name, role: 'agent' });
  sessions.signOut(caller);
  expect([...store.audit.rows()].map((row) => row.act)).toEqual(['sign_in', 'sign_out']);
  expect(caller.person).toBeNull();
  expect(JSON.stringify(sessions.people())).not.toContain('argon2');
});

test('five wrong ones cost a minute, neither a restart nor a set clock shortens it (P11)', async () => {
  const { store } = await aStore();
  const first = aDesk(store);
  for (let i = 0; i < 5; i += 1) expect(await first.tryWith('wrong')).toBe('wrong_password');
  expect(await first.tryWith(DEMO_PASSWORD)).toBe('too_many_tries60');
  first.time.wall += 365 * 86_400_000;
  expect(await first.tryWith(DEMO_PASSWORD)).toBe('too_many_tries60');
  const restarted = aDesk(store);
  restarted.time.steady = 1_000_000;
  expect(await aDesk(store).tryWith(DEMO_PASSWORD)).toBe('too_many_tries60');
  first.time.steady += MINUTE;
  expect(await first.tryWith('')).toBe('wrong_password');
  expect(await first.tryWith(DEMO_PASSWORD)).toBe('too_many_tries120');
  first.time.steady += 2 * MINUTE;
  expect(await first.tryWith(DEMO_PASSWORD)).toBe('ok');
  expect(store.people.failuresOf(AGENT.id)).toBe(0);
});

test('tries at the same time are counted one by one', async () => {
  const { store } = await aStore();
  const { tryWith } = aDesk(store);
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => tryWith('wrong')));
  expect(outcomes.filter((outcome) => outcome === 'wrong_password')).toHaveLength(5);
  expect(outcomes.filter((outcome) => outcome.startsWith('too_many_tries'))).toHaveLength(15);
  expect([...store.audit.rows()].map((row) => row.detail)).toEqual(['1', '2', '3', '4', '5']);
});
