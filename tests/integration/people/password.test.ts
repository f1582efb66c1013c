import { expect, test } from 'vitest';
import { changePeople } from '../../../src/center/people/command';
import { aReportForm } from '../../builders/draft';
import { AGENT, DEMO_PASSWORD } from '../../builders/enrolment';
import { aPeopledCenter, aSeatByCode, nextRound, SEAT } from '../../builders/people/center-and-pc';

const DAY_MS = 86_400_000;
const NEW = 'Anlan-Bridge77';

async function aSeat() {
  const { center, time } = await aPeopledCenter();
  const pc = await aSeatByCode(center, time);
  const agent = await pc.window().signIn(AGENT.id);
  const change = (password: string, newPassword: string) =>
    agent.answer('session.changePassword', { password, newPassword });
  const codeOf = async (password: string, newPassword: string) => {
    const answer = await change(password, newPassword);
    return answer.ok ? 'ok' : `${answer.error.code} ${answer.error.params?.['reason'] ?? ''}`.trim();
  };
  const signInWith = (password: string) =>
    pc.window().codeOf('session.signIn', { personId: AGENT.id, password });
  return { center, time, pc, agent, codeOf, signInWith };
}

test('a person changes their own password at the center, and the seat knows the new one alone', async () => {
  const { pc, agent, codeOf, signInWith } = await aSeat();
  expect(await codeOf(DEMO_PASSWORD, 'short')).toBe('password_refused length');
  expect(await codeOf(DEMO_PASSWORD, `Ab-${AGENT.number}-xyz`)).toBe('password_refused not_yours');
  expect(await codeOf('wrong', NEW)).toBe('wrong_password');
  expect(await codeOf(DEMO_PASSWORD, NEW)).toBe('ok');
  expect(await signInWith(DEMO_PASSWORD)).toBe('wrong_password');
  expect(await signInWith(NEW)).toBe('ok');
  // Offline, too: the newest list came with the change.
  const { store } = pc.core.desk() ?? {};
  expect([...(store?.audit.rows() ?? [])].map(({ act }) => act)).toContain('password_changed');
  expect(JSON.stringify(pc.log)).not.toContain(NEW);
  expect(await agent.ask('app.state', {})).toMatchObject({ password: { standing: 'good' } });
});

test('the one in force and earlier ones do not come again', async () => {
  const { codeOf } = await aSeat();
  expect(await codeOf(DEMO_PASSWORD, NEW)).toBe('ok');
  expect(await codeOf(NEW, NEW)).toBe('password_refused not_used_before');
  expect(await codeOf(NEW, `${NEW}-x`)).toBe('ok');
  expect(await codeOf(`${NEW}-x`, NEW)).toBe('password_refused not_used_before');
});

test('it is said fourteen days before the end, and a password that is over stops no call', async () => {
  const { agent, pc, time, signInWith } = await aSeat();
  const standing = async () => (await agent.ask('app.state', {})).password?.standing;
  expect(await standing()).toBe('good');
  await nextRound(pc, time, 77 * DAY_MS);
  expect(await standing()).toBe('soon');
  await nextRound(pc, time, 14 * DAY_MS);
  expect(await standing()).toBe('expired');
  expect((await agent.takeCall(aReportForm())).kind).toBe('finished');
  expect(await signInWith(DEMO_PASSWORD)).toBe('ok');
});

test('one that an operator made is over with the first sign-in, keeps the rules itself, and is told once', async () => {
  const { center, time, pc } = await aSeat();
  const told = await changePeople(
    center,
    'add',
    { seat: SEAT.id, number: '1777', name: '周敏', role: 'agent' },
    time.now(),
  );
  const password = /password\t(\S+)/.exec(told)?.[1] ?? '';
  await nextRound(pc, time);
  const agent = pc.window();
  expect(await agent.codeOf('session.signIn', { personId: 'p-1777', password })).toBe('ok');
  expect(await agent.ask('app.state', {})).toMatchObject({ password: { expiresAt: 0, standing: 'expired' } });
  expect(await agent.codeOf('session.changePassword', { password, newPassword: NEW })).toBe('ok');
  expect(await agent.ask('app.state', {})).toMatchObject({ password: { standing: 'good' } });
});
