import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolder } from '../../builders/store';
import type { RequestName } from '../../../src/shared/ipc/contract';
import { contract } from '../../../src/shared/ipc/contract';
import { WHILE_LOCKED } from '../../../src/shared/session/while-locked';
import { lockTimes } from '../../../src/shared/session/lock';
import { aCore, type CoreOptions, type Window } from '../../builders/core';
import { PersonId } from '../../../src/shared/ids';
import { AGENT, DEMO_PASSWORD, AGENT_2, SUPERVISOR } from '../../builders/enrolment';
import { aReportForm } from '../../builders/draft';
import { FakeTime } from '../../builders/sync/fake-time';

const MINUTE = 60_000;

async function aSeat(options: CoreOptions = {}) {
  const time = new FakeTime();
  const seat = await aCore({ clock: time, timer: time, ...options });
  const pass = (ms: number) => time.pass(ms, async () => undefined);
  const audit = () => [...(seat.core.desk()?.store.audit.rows() ?? [])];
  return { ...seat, time, pass, audit };
}

const kindOf = async (window: Window) => (await window.ask('lock.state', {})).kind;
const open = (window: Window, password = DEMO_PASSWORD) => window.codeOf('lock.open', { password });

test('nobody there for ten minutes: it is said a minute before, and then it locks', async () => {
  const { signedIn, pass } = await aSeat();
  const agent = await signedIn();
  await pass(9 * MINUTE - 1);
  expect(await agent.ask('lock.state', {})).toEqual({ kind: 'open', locksInMs: null });
  await pass(1);
  expect(await agent.ask('lock.state', {})).toEqual({ kind: 'open', locksInMs: MINUTE });
  await agent.ask('lock.touch', {});
  expect(await agent.ask('lock.state', {})).toEqual({ kind: 'open', locksInMs: null });
  await pass(10 * MINUTE - 1);
  expect(await kindOf(agent)).toBe('open');
  await pass(1);
  expect(await agent.ask('lock.state', {})).toMatchObject({ kind: 'locked', why: 'idle', openCalls: 0 });
});

test('setting the PC’s clock neither locks nor keeps open', async () => {
  const { signedIn, pass, time } = await aSeat();
  const agent = await signedIn();
  time.setBy(24 * 60 * MINUTE);
  await pass(5 * MINUTE);
  expect(await kindOf(agent)).toBe('open');
  time.setBy(-48 * 60 * MINUTE);
  await pass(5 * MINUTE);
  expect(await kindOf(agent)).toBe('locked');
});

test('over an open call it waits twice as long, and no longer once the call has ended', async () => {
  const { signedIn, pass } = await aSeat();
  const agent = await signedIn();
  const draft = await agent.ask('call.start', {});
  await pass(19 * MINUTE + 1);
  expect(await agent.ask('lock.state', {})).toMatchObject({ kind: 'open', locksInMs: MINUTE - 1 });
  await agent.ask('lock.touch', {});
  await agent.fill(draft, aReportForm({ isNamed: true }));
  expect(await agent.codeOf('call.finish', { id: draft.id, saveCount: 1 })).toBe('ok');
  await pass(10 * MINUTE);
  expect(await kindOf(agent)).toBe('locked');
});

function aPolicyFile(): string {
  const file = join(aFolder(), 'policy.json');
  writeFileSync(file, JSON.stringify({ schema: 1, lock: { idleMinutes: 3 } }));
  return file;
}

test('a policy says after how long; nonsense is the default', async () => {
  const { signedIn, pass } = await aSeat({ config: { policyPlaces: [aPolicyFile()] } });
  const agent = await signedIn();
  await pass(3 * MINUTE);
  expect(await kindOf(agent)).toBe('locked');
  expect([0, -5, 61, Number.NaN].map((minutes) => lockTimes(minutes))).toEqual(
    Array.from({ length: 4 }, () => lockTimes()),
  );
});

test('while locked every request is refused but the few that are named; the last key stroke is still saved', async () => {
  const { signedIn } = await aSeat();
  const supervisor = await signedIn(SUPERVISOR.id);
  const draft = await supervisor.ask('call.start', {});
  await supervisor.ask('lock.now', {});
  for (const name of Object.keys(contract) as RequestName[]) {
    const code = await supervisor.codeOf(name, { nonsense: true });
    expect([name, code]).toEqual([name, WHILE_LOCKED.includes(name) ? 'invalid_input' : 'locked']);
  }
  // What the person typed in the moment before.
  const form = aReportForm({ isNamed: true });
  const { localNumber } = draft;
  await supervisor.core.request(supervisor.caller, 'draft.save', {
    id: draft.id,
    saveCount: 1,
    step: draft.step,
    confirmations: [],
    form: draft.form,
    hungUpAt: null,
  });
  expect(await supervisor.codeOf('draft.get', { id: draft.id })).toBe('locked');
  expect(JSON.stringify(await supervisor.ask('lock.state', {}))).not.toContain(form.identity?.name);
  expect(await open(supervisor)).toBe('ok');
  expect(await supervisor.ask('draft.get', { id: draft.id })).toMatchObject({ saveCount: 1, localNumber });
});

test('the same person’s password opens it, nobody else’s; tries are counted with those of the sign-in', async () => {
  const { signedIn, folder, enrolled } = await aSeat();
  const agent = await signedIn();
  await agent.ask('lock.now', {});
  for (let i = 0; i < 5; i += 1) expect(await open(agent, 'wrong')).toBe('wrong_password');
  expect(await open(agent)).toBe('too_many_tries');
  expect(await signedIn().catch((error: Error) => error.message)).toContain('too_many_tries');
  await agent.core.stop();
  // A restart begins the wait anew.
  const after = await aSeat({ folder, enrolled });
  const again = after.window();
  const signIn = { personId: AGENT.id, password: DEMO_PASSWORD };
  expect(await again.codeOf('session.signIn', signIn)).toBe('too_many_tries');
  after.time.setBy(24 * 60 * MINUTE);
  expect(await again.codeOf('session.signIn', signIn)).toBe('too_many_tries');
  await after.pass(MINUTE);
  expect(await again.codeOf('session.signIn', signIn)).toBe('ok');
  expect(after.audit().filter(({ act }) => act === 'unlock_failed')).toHaveLength(5);
});

test('a locked PC locks every window; a new window of a crashed page has nobody signed in', async () => {
  const { core, signedIn, audit, window } = await aSeat();
  const [one, other] = [await signedIn(), await signedIn(SUPERVISOR.id)];
  core.lockAll();
  expect([await kindOf(one), await kindOf(other)]).toEqual(['locked', 'locked']);
  expect(audit().filter(({ act }) => act === 'locked')).toMatchObject([
    { actor: AGENT.id, detail: 'system' },
    { actor: SUPERVISOR.id, detail: 'system' },
  ]);
  expect(await window().codeOf('queue.counts', {})).toBe('not_signed_in');
});

test('shift change: the next one signs in over the lock, the one before is signed out, both in the audit', async () => {
  const { signedIn, audit } = await aSeat();
  const agent = await signedIn();
  await agent.ask('lock.now', {});
  const next = { personId: PersonId.parse(AGENT_2.id), password: DEMO_PASSWORD, why: null };
  expect(await agent.codeOf('lock.handOver', { ...next, password: 'wrong' })).toBe('wrong_password');
  expect(await kindOf(agent)).toBe('locked');
  expect(await agent.ask('lock.handOver', next)).toMatchObject({ id: AGENT_2.id });
  expect(await agent.ask('app.state', {})).toMatchObject({ person: { id: AGENT_2.id } });
  expect(await kindOf(agent)).toBe('open');
  expect(audit().slice(-2)).toMatchObject([
    { act: 'sign_out', actor: AGENT.id, detail: AGENT_2.id },
    { act: 'sign_in', actor: AGENT_2.id, detail: 'handed_over' },
  ]);
  // Not without a lock, and not twice.
  expect(await agent.codeOf('lock.handOver', next)).toBe('not_allowed');
  expect(await agent.codeOf('lock.open', { password: DEMO_PASSWORD })).toBe('not_allowed');
});

test('an open call is never left behind at a shift change: a supervisor takes it over, with identity sealed', async () => {
  const { signedIn, audit } = await aSeat();
  const agent = await signedIn();
  const draft = await agent.fill(await agent.ask('call.start', {}), aReportForm({ isNamed: true }));
  await agent.ask('lock.now', {});
  const handOver = (personId: string, why: string | null) =>
    agent.codeOf('lock.handOver', { personId, password: DEMO_PASSWORD, why });
  expect(await handOver(AGENT_2.id, '换班')).toBe('open_calls');
  expect(await handOver(SUPERVISOR.id, null)).toBe('open_calls');
  expect(await agent.ask('lock.state', {})).toMatchObject({ person: { id: AGENT.id }, openCalls: 1 });
  expect(await handOver(SUPERVISOR.id, '话务员已离岗')).toBe('ok');
  expect(await agent.ask('draft.get', { id: draft.id })).toMatchObject({
    agentId: AGENT.id,
    form: { identity: null },
    takenOver: { why: '话务员已离岗', hasSealedIdentity: true },
  });
  expect(audit().map(({ act }) => act)).toContain('call_taken_over');
});

const RING = { callId: 'a', number: '13800001234' };

test('a phone that rings at a locked seat says so without its number; whoever opens the seat has the call', async () => {
  const { core, signedIn, time } = await aSeat();
  const agent = await signedIn();
  await agent.ask('lock.now', {});
  const { telephony } = core.desk() ?? {};
  telephony?.take({ event: 'ring', ...RING });
  expect(await agent.ask('lock.state', {})).toMatchObject({ isRinging: true, isAnswered: false });
  expect(await agent.codeOf('phone.state', {})).toBe('locked');
  telephony?.take({ event: 'answer', ...RING });
  const state = await agent.ask('lock.state', {});
  expect(state).toMatchObject({ isRinging: false, isAnswered: true, openCalls: 0 });
  expect(JSON.stringify(state)).not.toContain(RING.number);
  const answeredAt = time.now();
  await time.pass(30_000, async () => undefined);
  // A colleague sits down: the call is theirs, from its first second.
  await agent.ask('lock.handOver', {
    personId: PersonId.parse(AGENT_2.id),
    password: DEMO_PASSWORD,
    why: null,
  });
  const [draft] = await agent.ask('draft.list', {});
  expect(draft).toMatchObject({
    agentId: AGENT_2.id,
    startedAt: answeredAt,
    origin: { kind: 'telephony' },
  });
  expect(await agent.ask('phone.state', {})).toMatchObject({
    current: { id: draft?.id, number: RING.number },
  });
});

test('a call that was answered and over before anybody opened the seat waits in the log for a supervisor', async () => {
  const { core, signedIn } = await aSeat();
  const supervisor = await signedIn(SUPERVISOR.id);
  await supervisor.ask('lock.now', {});
  for (const event of ['ring', 'answer', 'hang_up'] as const) core.desk()?.telephony.take({ event, ...RING });
  expect(await supervisor.ask('lock.state', {})).toMatchObject({ isAnswered: false });
  expect(await open(supervisor)).toBe('ok');
  expect(await supervisor.ask('draft.list', {})).toEqual([]);
  expect(await supervisor.ask('phone.missed', {})).toHaveLength(1);
});

test('a call begun by key while it rang is the one that is answered behind the lock', async () => {
  const { core, signedIn } = await aSeat();
  const agent = await signedIn();
  core.desk()?.telephony.take({ event: 'ring', ...RING });
  const draft = await agent.ask('call.start', {});
  core.lockAll();
  core.desk()?.telephony.take({ event: 'answer', ...RING });
  expect(await open(agent)).toBe('ok');
  expect((await agent.ask('draft.list', {})).map(({ id }) => id)).toEqual([draft.id]);
  expect(await agent.ask('phone.state', {})).toMatchObject({ current: { id: draft.id } });
});
