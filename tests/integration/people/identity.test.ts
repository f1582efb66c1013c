import { expect, test } from 'vitest';
import { verifyAudit } from '../../../src/main/core/audit/verify';
import type { CallId } from '../../../src/shared/ids';
import type { IdentityView } from '../../../src/shared/ipc/contract';
import type { Report } from '../../../src/shared/report/report';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import type { CoreOptions, RunningCore, Window } from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { DEMO_PASSWORD } from '../../builders/enrolment';
import { pagesOf, searchFor } from '../../builders/people/canaries';
import {
  aBarePc,
  aPeopledCenter,
  aSeatByCode,
  decide,
  nextRound,
  type PassingTime,
} from '../../builders/people/center-and-pc';

const CANARIES = ['𠮷田金丝雀', '13711112222', '微信canary_7731'] as const;
const IDENTITY = { name: CANARIES[0], phone: CANARIES[1], contactNote: CANARIES[2], originals: [] };
const QUARTER_MS = 900_000;
const REASON = '现场找不到排污口，需要指认';
const { hitsIn, hitsInFiles } = searchFor(CANARIES);

/** A record that has arrived, and its supervisor. */
async function aCase(seat: RunningCore, report: Partial<Report> = {}) {
  const agent = await seat.window().signIn('p-1001');
  const form = aReportForm({ isNamed: true, identity: IDENTITY });
  const { id } = await agent.takeCall({ ...form, report: { ...form.report, onSiteHelp: 'yes', ...report } });
  await expect.poll(async () => (await agent.ask('queue.detail', { id })).item.state).toBe('accepted');
  return { id, agent, supervisor: await seat.window().signIn('p-2001') };
}
const ask = (window: Window, recordId: CallId, changes: object = {}) =>
  window.answer('identity.ask', {
    recordId,
    purpose: 'on_site_help',
    reason: REASON,
    password: DEMO_PASSWORD,
    ...changes,
  });
const asked = async (...parts: Parameters<typeof ask>): Promise<IdentityView> => {
  const answer = await ask(...parts);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
};
const reasonOf = async (answer: ReturnType<Window['answer']>) => {
  const said = await answer;
  return said.ok ? 'ok' : `${said.error.code} ${String(said.error.params?.['reason'] ?? '')}`.trim();
};

async function start(options: CoreOptions = {}): Promise<{
  seat: RunningCore;
  center: Awaited<ReturnType<typeof aPeopledCenter>>['center'];
  time: PassingTime;
}> {
  const { center, time } = await aPeopledCenter();
  const seat = await aSeatByCode(center, time, options);
  await nextRound(seat, time);
  return { center, time, seat };
}

test('asked with a reason, approved by another, shown for a quarter of an hour, found nowhere afterwards', async () => {
  const shownNow: boolean[] = [];
  const { center, time, seat } = await start({ onShown: (isShown) => shownNow.push(isShown) });
  const { id, supervisor } = await aCase(seat);
  const standing = async () => (await supervisor.ask('identity.standing', { recordId: id })).request;
  expect(await standing()).toBeNull();
  const { requestId, state } = await asked(supervisor, id);
  expect(state).toBe('waiting');
  expect(await reasonOf(supervisor.answer('identity.reveal', { requestId }))).toBe(
    'identity_refused not_approved',
  );
  expect(await decide(center, requestId)).toBe(200);
  expect(await standing()).toMatchObject({ state: 'approved', reason: REASON });
  const shown = await supervisor.ask('identity.reveal', { requestId });
  expect(shown).toMatchObject({ name: CANARIES[0], phone: CANARIES[1], contactNote: CANARIES[2] });
  expect(shown.leftMs).toBeGreaterThan(QUARTER_MS - 60_000);
  expect(shown.leftMs).toBeLessThanOrEqual(QUARTER_MS);

  time.passedMs += QUARTER_MS;
  expect(await reasonOf(supervisor.answer('identity.reveal', { requestId }))).toBe(
    'identity_refused time_box_over',
  );
  expect(await standing()).toMatchObject({ state: 'closed', leftMs: null });
  expect(shownNow).toEqual([true]);
  await supervisor.ask('identity.close', { requestId });
  expect(await standing()).toBeNull();
  expect(shownNow).toEqual([true, false]);

  const store = seat.core.desk()?.store;
  const acts = [...(store?.audit.rows() ?? [])].filter(({ act }) => act.startsWith('identity'));
  expect(acts.map(({ act, actor, subject }) => [act, actor, subject])).toEqual([
    ['identity_asked', 'p-2001', id],
    ['identity_revealed', 'p-2001', id],
    ['identity_closed', 'p-2001', id],
  ]);
  expect(store && verifyAudit(store.audit.rows(), [], () => true).fault).toBeNull();

  const detail = await supervisor.ask('queue.detail', { id });
  expect(hitsIn(Buffer.from(JSON.stringify([detail, seat.log, acts])))).toEqual([]);
  await seat.core.stop();
  expect(hitsInFiles(seat.folder)).toEqual([]);
  expect(hitsIn(await pagesOf(seat, '磐筑商砼'))).toEqual([]);
});

test('what the line carries is sealed: the identity is in no answer of the center’s', async () => {
  const bodies: Buffer[] = [];
  const { center, time } = await aPeopledCenter();
  const seat = await aSeatByCode(center, time, {
    connectCenter: (options) => {
      const client = createCenterClient(options);
      const { people } = client;
      if (people === undefined) throw new Error('no people');
      const heard = async (id: string, signal: AbortSignal) => {
        const exchange = await people.identity(id, signal);
        if (exchange.kind === 'answered') bodies.push(Buffer.from(exchange.body));
        return exchange;
      };
      return { ...client, people: { ...people, identity: heard } };
    },
  });
  const { id, supervisor } = await aCase(seat);
  const { requestId } = await asked(supervisor, id);
  await decide(center, requestId);
  await supervisor.ask('identity.reveal', { requestId });
  expect(bodies.length).toBe(1);
  expect(hitsIn(Buffer.concat(bodies))).toEqual([]);
});

test('refused at the seat where the reporter’s word does not carry it, before anything leaves', async () => {
  const { center, seat } = await start();
  const { id, supervisor, agent } = await aCase(seat, {
    onSiteHelp: 'no',
    callbackWish: { answer: 'yes', missing: null, reason: '' },
  });
  const { purposes } = await supervisor.ask('identity.standing', { recordId: id });
  expect(purposes).toEqual({ on_site_help: 'no_on_site_help', callback: 'not_concluded' });
  expect(await reasonOf(ask(supervisor, id))).toBe('identity_refused no_on_site_help');
  expect(await reasonOf(ask(supervisor, id, { purpose: 'callback' }))).toBe('identity_refused not_concluded');
  const anonymous = await agent.takeCall(aReportForm());
  expect(await reasonOf(ask(supervisor, anonymous.id))).toBe('identity_refused anonymous');
  expect(await reasonOf(ask(agent, id))).toBe('not_allowed');
  expect(await center.databaseRows('identity_requests')).toEqual([]);
  expect(await center.databaseRows('identity_acts')).toEqual([]);
});

test('a callback opens with the concluded case; a reason that tells who it is does not leave', async () => {
  const { center, seat, time } = await start();
  const { id, supervisor } = await aCase(seat, {
    callbackWish: { answer: 'yes', missing: null, reason: '' },
  });
  await center.act({
    recordId: id,
    at: time.now(),
    by: '省中心',
    why: '',
    kind: 'progressed',
    progress: 'concluded',
  });
  await nextRound(seat, time);
  const callback = { purpose: 'callback' };
  const telling = { ...callback, reason: '请打举报人手机13711112222回访' };
  expect(await reasonOf(ask(supervisor, id, telling))).toBe('identity_refused identity_in_reason');
  expect((await asked(supervisor, id, callback)).state).toBe('waiting');
});

test('who asks proves it once more; another supervisor or a restart has nothing to open', async () => {
  const { center, seat, time } = await start();
  const { id, supervisor, agent } = await aCase(seat);
  expect(await reasonOf(ask(supervisor, id, { password: 'guess' }))).toBe('wrong_password');
  const { requestId } = await asked(supervisor, id);
  await decide(center, requestId);
  expect(await reasonOf(agent.answer('identity.reveal', { requestId }))).toBe('not_allowed');
  await seat.core.stop();
  const again = await aBarePc(time, { folder: seat.folder });
  const back = await again.window().signIn('p-2001');
  expect(await reasonOf(back.answer('identity.reveal', { requestId }))).toBe('not_found');
  expect((await back.ask('identity.standing', { recordId: id })).request).toBeNull();
});

test('refused by the second person, or no line: said in a word, and nothing is shown', async () => {
  const { center, seat } = await start();
  const { id, supervisor } = await aCase(seat);
  const { requestId } = await asked(supervisor, id);
  await decide(center, requestId, 'refused');
  expect((await supervisor.ask('identity.standing', { recordId: id })).request?.state).toBe('refused');
  expect(await reasonOf(supervisor.answer('identity.reveal', { requestId }))).toBe(
    'identity_refused request_refused',
  );
  await center.close();
  expect(await reasonOf(ask(supervisor, id))).toBe('center_unreachable');
  expect(await reasonOf(supervisor.answer('identity.reveal', { requestId }))).toBe('center_unreachable');
});
