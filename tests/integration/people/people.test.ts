import { expect, test } from 'vitest';
import { withVerifier } from '../../../src/center/people/people';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import type { CenterClient } from '../../../src/main/core/sync/ports';
import type { SignedRoster } from '../../../src/shared/center-api/people';
import type { TestCenter } from '../../builders/center';
import { aReportForm } from '../../builders/draft';
import { DEMO_PASSWORD } from '../../builders/enrolment';
import { aSeatByCode, nextRound, SEAT, aPeopledCenter, aBarePc } from '../../builders/people/center-and-pc';

const DAY_MS = 86_400_000;
const NEW = { id: 'p-1003', number: '1003', name: '孙丽', role: 'agent', password: 'another-1' } as const;

test('whoever is added, switched off or given a new password at the center is so here at the next round', async () => {
  const { center, time } = await aPeopledCenter();
  const seat = await aSeatByCode(center, time);
  const window = seat.window();
  const numbers = async () => (await window.ask('session.people', {})).map(({ number }) => number);
  expect(await numbers()).toEqual(['1001', '2001']);
  await center.people.add(SEAT.id, await withVerifier(NEW), time.now());
  await nextRound(seat, time);
  expect(await numbers()).toEqual(['1001', '1003', '2001']);
  const agent = seat.window();
  await agent.ask('session.signIn', { personId: 'p-1003' as never, password: NEW.password });
  // Calls of somebody who was not in the enrolment bear the right number.
  await agent.takeCall(aReportForm());
  await expect.poll(async () => (await center.records()).map(({ body }) => body).join()).toContain('"1003"');

  const draft = await agent.ask('call.start', {});
  await center.people.change(SEAT.id, '1003', { isActive: false }, time.now());
  await nextRound(seat, time);
  expect(await numbers()).toEqual(['1001', '2001']);
  // Whoever has a call in hand goes on with it.
  expect((await agent.ask('draft.get', { id: draft.id })).id).toBe(draft.id);
  expect(await window.codeOf('session.signIn', { personId: 'p-1003', password: NEW.password })).toBe(
    'wrong_password',
  );

  await center.people.change(SEAT.id, '1001', { password: 'brand-new-1' }, time.now());
  await nextRound(seat, time);
  await seat.core.desk()?.sync.stop(0);
  await center.close();
  const offline = (password: string) => window.codeOf('session.signIn', { personId: 'p-1001', password });
  expect(await offline(DEMO_PASSWORD)).toBe('wrong_password');
  expect(await offline('brand-new-1')).toBe('ok');
});

test('online a new password counts before the next round, and the old one no longer', async () => {
  const { center, time } = await aPeopledCenter();
  const seat = await aSeatByCode(center, time);
  const window = seat.window();
  await nextRound(seat, time);
  await center.people.change(SEAT.id, '1001', { password: 'brand-new-1' }, time.now());
  const signIn = (password: string) => window.codeOf('session.signIn', { personId: 'p-1001', password });
  expect(await signIn(DEMO_PASSWORD)).toBe('wrong_password');
  expect(await signIn('brand-new-1')).toBe('ok');
});

test('the center delays what was tried too often elsewhere', async () => {
  const { center, time } = await aPeopledCenter();
  const seat = await aSeatByCode(center, time);
  await nextRound(seat, time);
  const token = seat.core.desk() && (await tokenIn(seat));
  for (let tries = 0; tries < 5; tries += 1) {
    await fetch(`${center.url}/v1/sessions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ personId: 'p-1001', password: 'x' }),
    });
  }
  const answer = await seat
    .window()
    .answer('session.signIn', { personId: 'p-1001', password: DEMO_PASSWORD });
  expect(answer).toMatchObject({ error: { code: 'too_many_tries', params: { seconds: 60 } } });
});

async function tokenIn(seat: Awaited<ReturnType<typeof aSeatByCode>>): Promise<string> {
  const body = seat.core.desk()?.store.enrolments.findLatest()?.body ?? '{}';
  return (JSON.parse(body) as { token: string }).token;
}

test('a yes in the center’s name opens nothing: only the signed list does', async () => {
  const { center, time } = await aPeopledCenter();
  const liar = (client: CenterClient): CenterClient => ({
    ...client,
    people: client.people && {
      ...client.people,
      signIn: async () => ({
        kind: 'answered',
        status: 200,
        contentType: 'application/json',
        retryAfter: null,
        etag: null,
        body: Buffer.from(
          JSON.stringify({
            centerTime: time.now(),
            token: 'A'.repeat(43),
            expiresAt: time.now() + 1,
            person: { id: 'p-2001', number: '2001', name: '赵强', role: 'supervisor' },
          }),
        ),
      }),
    },
  });
  const seat = await aSeatByCode(center, time, {
    connectCenter: (options) => liar(createCenterClient(options)),
  });
  expect(await seat.window().codeOf('session.signIn', { personId: 'p-2001', password: 'guess' })).toBe(
    'wrong_password',
  );
});

async function listOf({ people }: TestCenter, seatId: string): Promise<SignedRoster> {
  const roster = await people.roster(seatId, () => false);
  if (roster.kind !== 'list') throw new Error(roster.kind);
  return roster.signed;
}

test('a list of another key, an older one, or another seat’s is not taken', async () => {
  const { center, time } = await aPeopledCenter();
  const { center: evil } = await aPeopledCenter();
  const seat = await aSeatByCode(center, time);
  await nextRound(seat, time);
  const roster = seat.core.desk()?.roster;
  const old = await listOf(center, SEAT.id);
  await center.people.add(SEAT.id, await withVerifier(NEW), time.now());
  await nextRound(seat, time);
  await center.people.add('ZZ09', await withVerifier(NEW), time.now());
  const foreign = await listOf(evil, SEAT.id);
  const other = await listOf(center, 'ZZ09');
  expect(roster?.take(old, time.now())).toEqual({ ok: false, reason: 'older' });
  expect(roster?.take(foreign, time.now())).toEqual({ ok: false, reason: 'bad_signature' });
  expect(roster?.take(other, time.now())).toEqual({ ok: false, reason: 'other_seat' });
  expect((await seat.window().ask('session.people', {})).length).toBe(3);
});

test('without the center the list counts thirty days; then no agent begins, and nobody is locked out of a call', async () => {
  const { center, time } = await aPeopledCenter();
  const seat = await aSeatByCode(center, time);
  await nextRound(seat, time);
  await (await seat.window().signIn('p-1001')).ask('call.start', {});
  await center.people.add(SEAT.id, await withVerifier({ ...NEW, password: DEMO_PASSWORD }), time.now());
  await nextRound(seat, time);
  await seat.core.stop();
  const online = await aBarePc(time, { folder: seat.folder, connectCenter: unreachable });
  const standing = async () => (await online.window().ask('app.state', {})).roster?.standing;
  const signIn = (personId: string) =>
    online.window().codeOf('session.signIn', { personId, password: DEMO_PASSWORD });
  expect(await standing()).toBe('good');
  time.passedMs += 24 * DAY_MS;
  expect(await standing()).toBe('soon');
  expect(await signIn('p-1003')).toBe('ok');
  time.passedMs += 6 * DAY_MS;
  expect(await standing()).toBe('expired');
  expect(await signIn('p-1003')).toBe('roster_expired');
  expect(await signIn('p-1001')).toBe('ok'); // a call in hand
  expect(await signIn('p-2001')).toBe('ok'); // somebody has to see to the line
  await online.core.stop();
  // The line is back: the first round makes it good again.
  const back = await aBarePc(time, { folder: seat.folder });
  await expect.poll(async () => (await back.window().ask('app.state', {})).roster?.standing).toBe('good');
  expect(await back.window().codeOf('session.signIn', { personId: 'p-1003', password: DEMO_PASSWORD })).toBe(
    'ok',
  );
});

const unreachable = (): CenterClient => {
  const gone = async () => ({ kind: 'failed', cause: 'unreachable', mayHaveArrived: false }) as const;
  return {
    push: gone,
    ask: gone,
    ledger: gone,
    health: gone,
    bundle: gone,
    changes: gone,
    close: () => undefined,
  };
};
