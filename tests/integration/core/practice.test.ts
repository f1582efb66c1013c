import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStoreFile } from '../../../src/main/core/store/open';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import type { Draft, IntakeForm } from '../../../src/shared/call/form';
import { contract } from '../../../src/shared/ipc/contract';
import { IN_PRACTICE } from '../../../src/shared/ipc/in-practice';
import type { PracticeKind } from '../../../src/shared/practice/messages';
import { aCore, type RunningCore, type Window } from '../../builders/core';
import { aConsultationForm, allSaid, aReportForm } from '../../builders/draft';
import { AGENT, AGENT_2, anEnrolment, SUPERVISOR } from '../../builders/enrolment';
import { BUNDLE, modelForm, practiceCaller } from '../../builders/practice';
import { bytesInFolder } from '../../end-to-end/stage/profile-bytes';

const everything = { states: [], search: '', onlyUnreviewed: false, offset: 0, limit: 50 };

/** A seat under the bundle that the callers were labelled for. */
const aSeat = async (options: Parameters<typeof aCore>[0] = {}): Promise<RunningCore> =>
  aCore({ enrolled: await anEnrolment({ bundle: BUNDLE }), random: () => 0.5, ...options });

const enter = (window: Window, kind: PracticeKind = 'calls', isResumed = false) =>
  window.ask('practice.begin', { kind, tellsAll: false, isResumed });

/** Takes the practice call that rings and records `form` in it. */
async function takePractised(window: Window, form: (callerId: string) => IntakeForm): Promise<Draft['id']> {
  const draft = await window.ask('call.start', {});
  const { inHand } = await window.ask('practice.state', {});
  const wanted = form(inHand?.caller.id ?? '');
  const filled = await window.fill(draft, wanted, { confirmations: allSaid(wanted, BUNDLE) });
  expect(await window.ask('call.finish', { id: draft.id, saveCount: filled.saveCount })).toMatchObject({
    kind: 'finished',
  });
  return draft.id;
}
const asSaid = (id: string): IntakeForm => modelForm(practiceCaller(id));
const stateOf = (window: Window) => window.ask('practice.state', {});
const realStore = (seat: RunningCore) => {
  const desk = seat.core.desk();
  if (desk === undefined) throw new Error('no desk');
  return desk.store;
};

test('a practised call: the real use cases, a receipt, a score, and not a trace of it at the real desk', async () => {
  const seat = await aSeat();
  const agent = await seat.signedIn();
  const other = await seat.signedIn(SUPERVISOR.id);
  const before = realStore(seat).conservation();
  expect(await enter(agent)).toMatchObject({
    mode: { kind: 'calls', isDown: false },
    isRinging: true,
    inHand: null,
  });
  expect(await agent.ask('app.state', {})).toMatchObject({
    practice: { kind: 'calls' },
    seat: { id: 'LX01' },
  });
  expect((await other.ask('app.state', {})).practice).toBeNull();

  const id = await takePractised(agent, asSaid);
  await expect
    .poll(async () => (await agent.ask('queue.detail', { id })).item)
    .toMatchObject({ state: 'accepted', localNumber: expect.stringMatching(/^LX01-/) });
  await expect.poll(async () => (await stateOf(agent)).last).toEqual({ callId: id, total: 100 });
  const score = await agent.ask('practice.score', { id });
  expect(score.parts.map((part) => part.verdict)).not.toContain('wrong');
  expect(score).toMatchObject({ total: 100, kind: 'calls', before: [] });
  expect(await agent.ask('practice.history', {})).toMatchObject([{ id, total: 100, title: score.title }]);

  // The real desk: nothing in the queue, nothing owed, no number used, and no way to ask for it.
  expect((await other.ask('queue.list', everything)).total).toBe(0);
  expect(await other.codeOf('queue.detail', { id })).toBe('not_found');
  await agent.ask('practice.end', {});
  expect((await agent.ask('queue.counts', {})).all).toBe(0);
  expect(await agent.codeOf('queue.detail', { id })).toBe('not_found');
  expect(await agent.codeOf('draft.get', { id })).toBe('not_found');
  expect(await agent.codeOf('practice.score', { id })).toBe('not_allowed');
  expect(realStore(seat).conservation()).toEqual(before);
  expect((await agent.ask('call.start', {})).localNumber).toMatch(/^ZZ01-\d{8}-0001$/);
  // History is the person's own.
  expect(await agent.ask('practice.history', {})).toHaveLength(1);
  expect(await (await seat.signedIn(AGENT_2.id)).ask('practice.history', {})).toEqual([]);
  expect(await other.ask('practice.history', {})).toEqual([]);
});

test('entering and leaving is audited; practised calls are not', async () => {
  const seat = await aSeat();
  const agent = await seat.signedIn();
  await enter(agent, 'consultations');
  await takePractised(agent, asSaid);
  await agent.ask('practice.end', {});
  await agent.ask('practice.wipe', {});
  const rows = [...realStore(seat).audit.rows()].filter(({ actor }) => actor === AGENT.id);
  expect(rows.map(({ act, detail }) => [act, detail])).toEqual([
    ['sign_in', ''],
    ['practice_begun', 'consultations'],
    ['practice_ended', 'wish'],
    ['practice_wiped', ''],
  ]);
});

test('no byte of it leaves the PC: with a center that listens, practice makes no connection', async () => {
  const connections: string[] = [];
  const server = createServer((request, response) => {
    connections.push(request.url ?? '');
    response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const centerUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const enrolled = await anEnrolment({ bundle: BUNDLE, centerUrl });
  const seat = await aSeat({ enrolled, connectCenter: createCenterClient });
  await seat.core.desk()?.sync.whenIdle();
  // The real engine has looked and keeps its pause: what comes now would come from practice.
  await expect.poll(() => connections.length).toBeGreaterThan(0);
  await seat.core.desk()?.sync.stop(0);
  const before = connections.length;
  const agent = await seat.signedIn();
  await enter(agent, 'consultations');
  for (let call = 0; call < 5; call += 1) {
    const id = await takePractised(agent, asSaid);
    await agent.ask('queue.retry', { id: null });
    await expect.poll(async () => (await agent.ask('queue.detail', { id })).item.state).toBe('accepted');
    await expect.poll(async () => (await stateOf(agent)).last?.callId).toBe(id);
  }
  expect((await agent.ask('sync.state', {})).link).toBe('online');
  await agent.ask('practice.end', {});
  expect(connections.length).toBe(before);
});

test('nobody practises while a real call lacks its end (R-14)', async () => {
  const seat = await aSeat();
  const agent = await seat.signedIn();
  const draft = await agent.ask('call.start', {});
  const begin = { kind: 'calls', tellsAll: false, isResumed: false } as const;
  expect(await agent.answer('practice.begin', begin)).toEqual({
    ok: false,
    error: { code: 'practice_busy', params: { count: 1 } },
  });
  const form = aConsultationForm();
  const filled = await agent.fill(draft, form, { confirmations: allSaid(form, BUNDLE) });
  await agent.ask('call.finish', { id: draft.id, saveCount: filled.saveCount });
  expect(await agent.codeOf('practice.begin', begin)).toBe('ok');
  expect(await agent.codeOf('practice.begin', begin)).toBe('not_allowed');
  expect(await (await seat.signedIn(AGENT_2.id)).codeOf('practice.begin', begin)).toBe('not_allowed');
});

test('a real caller never waits: the key ends practice and begins the real call in one, and it is offered later', async () => {
  const seat = await aSeat();
  const agent = await seat.signedIn();
  await enter(agent);
  const practised = await agent.ask('call.start', {});
  const form = { ...asSaid((await stateOf(agent)).inHand?.caller.id ?? ''), note: '练到一半' };
  await agent.fill(practised, form, { confirmations: allSaid(form, BUNDLE) });

  const real = await agent.ask('practice.takeRealCall', {});
  expect(real.localNumber).toMatch(/^ZZ01-/);
  expect(await agent.ask('app.state', {})).toMatchObject({ practice: null, seat: { id: 'ZZ01' } });
  expect((await agent.ask('draft.list', {})).map((draft) => draft.id)).toEqual([real.id]);
  expect(await stateOf(agent)).toMatchObject({ mode: null, interrupted: 'calls' });
  // A late save of the practised call finds nobody at the real desk.
  const late = {
    id: practised.id,
    saveCount: 9,
    step: 'closing' as const,
    confirmations: [],
    form,
    hungUpAt: null,
  };
  expect(await agent.codeOf('draft.save', late)).toBe('not_found');

  const ended = aConsultationForm();
  const filled = await agent.fill(real, ended, { confirmations: allSaid(ended, BUNDLE) });
  await agent.ask('call.finish', { id: real.id, saveCount: filled.saveCount });
  const again = await enter(agent, 'calls', true);
  expect(again.inHand?.callId).toBe(practised.id);
  expect((await agent.ask('draft.get', { id: practised.id })).form.note).toBe('练到一半');
});

test('a real call that appears by another way, as by the telephone, ends practice at once', async () => {
  const seat = await aSeat();
  const [agent, telephone] = [await seat.signedIn(), await seat.signedIn()];
  await enter(agent);
  await agent.ask('call.start', {});
  const real = await telephone.ask('call.start', {});
  expect((await agent.ask('app.state', {})).practice).toBeNull();
  expect((await agent.ask('draft.list', {})).map((draft) => draft.id)).toEqual([real.id]);
  expect((await stateOf(agent)).interrupted).toBe('calls');
});

test('another begin ends what was broken off as 来电中断, and it counts for nothing', async () => {
  const seat = await aSeat();
  const agent = await seat.signedIn();
  await enter(agent);
  const { id } = await agent.ask('call.start', {});
  await agent.ask('practice.end', {});
  await enter(agent);
  expect(await agent.ask('draft.list', {})).toEqual([]);
  expect((await agent.ask('queue.detail', { id })).item.disposition).toBe('dropped');
  expect(await agent.ask('practice.history', {})).toEqual([]);
});

test('the app dies in the middle of a practised call: the call is there again', async () => {
  const enrolled = await anEnrolment({ bundle: BUNDLE });
  const seat = await aSeat({ enrolled });
  const agent = await seat.signedIn();
  await enter(agent);
  const draft = await agent.ask('call.start', {});
  await seat.core.stop();
  const again = await aSeat({ enrolled, folder: seat.folder });
  const back = await again.signedIn();
  expect(await back.ask('app.state', {})).toMatchObject({ practice: null });
  expect(await stateOf(back)).toMatchObject({ mode: null, interrupted: 'calls' });
  expect((await enter(back, 'calls', true)).inHand?.callId).toBe(draft.id);
});

test('nobody rings: a start is refused with a way to the real call', async () => {
  const seat = await aSeat();
  const agent = await seat.signedIn();
  await enter(agent, 'consultations');
  await agent.ask('call.start', {});
  expect(await agent.codeOf('call.start', {})).toBe('practice_nobody_rings');
  expect(await agent.codeOf('practice.nextCaller', {})).toBe('not_allowed');
});

test('the next caller rings when the call has its end, and is none of the last ones', async () => {
  const seat = await aSeat();
  const agent = await seat.signedIn();
  await enter(agent, 'consultations');
  const heard: string[] = [];
  for (let call = 0; call < 7; call += 1) {
    await takePractised(agent, (id) => {
      heard.push(id);
      return asSaid(id);
    });
    await expect.poll(async () => (await stateOf(agent)).isRinging).toBe(true);
  }
  expect(new Set(heard).size).toBe(7);
  expect((await agent.ask('practice.nextCaller', {})).isRinging).toBe(true);
});

test('what a bad record lacks is told part by part', async () => {
  const seat = await aSeat();
  const agent = await seat.signedIn();
  await enter(agent);
  const draft = await agent.ask('call.start', {});
  const { inHand } = await stateOf(agent);
  const caller = practiceCaller(inHand?.caller.id ?? '');
  // Typed and taken back of whoever it is, then recorded with the number in the story.
  const named = aReportForm({ isNamed: true });
  const typed = await agent.fill(draft, named, { confirmations: allSaid(named, BUNDLE) });
  await expect
    .poll(async () => (await agent.ask('draft.get', { id: draft.id })).form.identity)
    .not.toBeNull();
  const wrong = { ...aReportForm(), note: '电话13800001234' };
  const filled = await agent.fill(typed, wrong, { confirmations: allSaid(wrong, BUNDLE) });
  await agent.ask('call.finish', { id: draft.id, saveCount: filled.saveCount });
  await expect.poll(async () => (await stateOf(agent)).last?.callId).toBe(draft.id);
  const { parts, total } = await agent.ask('practice.score', { id: draft.id });
  const partOf = (id: string) => parts.find((part) => part.id === id);
  expect(total).toBeLessThan(100);
  expect(partOf('identity')).toMatchObject({ verdict: 'partly', got: ['电话13800001234'] });
  expect(caller.expected.purpose).toBe('report');
});

test('every request there is, is decided for practice', () => {
  expect(Object.keys(IN_PRACTICE).sort()).toEqual(Object.keys(contract).sort());
});

test('what would touch the real seat is refused with a sentence', async () => {
  const seat = await aSeat();
  const agent = await seat.signedIn();
  await enter(agent);
  for (const [name, input] of [
    ['session.signIn', { personId: SUPERVISOR.id, password: 'x' }],
    ['store.create', { passphrase: 'x' }],
    ['store.unlock', { passphrase: 'x' }],
  ] as const) {
    expect([name, await agent.codeOf(name, input)]).toEqual([name, 'in_practice']);
  }
  await agent.ask('session.signOut', {});
  expect(await agent.ask('app.state', {})).toMatchObject({ practice: null, person: null });
  expect([...realStore(seat).audit.rows()].map(({ act }) => act).slice(-2)).toEqual([
    'practice_ended',
    'sign_out',
  ]);
});

test('practice lies encrypted beside the real store, and is gone at the person’s wish', async () => {
  const seat = await aSeat();
  const agent = await seat.signedIn();
  await enter(agent);
  await takePractised(agent, (id) => ({ ...asSaid(id), note: '只在练习里写过的话' }));
  expect(await agent.codeOf('practice.wipe', {})).toBe('not_allowed');
  await agent.ask('practice.end', {});
  const folder = join(seat.folder, 'data', 'practice');
  await vi.waitFor(() => expect(readdirSync(folder)).toHaveLength(1), { timeout: 15_000 });
  expect(await agent.ask('practice.history', {})).toHaveLength(1);
  await agent.ask('practice.wipe', {});
  expect(readdirSync(folder)).toEqual([]);
  expect(await agent.ask('practice.history', {})).toEqual([]);
  expect(bytesInFolder(seat.folder, ['只在练习里写过的话', 'practice_key'])).toEqual([]);
  expect((await enter(agent)).isRinging).toBe(true);
});

test('another person’s practice outlives a wipe', async () => {
  const seat = await aSeat();
  const [agent, other] = [await seat.signedIn(), await seat.signedIn(AGENT_2.id)];
  for (const window of [agent, other]) {
    await enter(window, 'consultations');
    await takePractised(window, asSaid);
    await expect.poll(async () => (await stateOf(window)).last).not.toBeNull();
    await window.ask('practice.end', {});
  }
  await agent.ask('practice.wipe', {});
  expect(await agent.ask('practice.history', {})).toEqual([]);
  expect(await other.ask('practice.history', {})).toHaveLength(1);
});

test('a file of callers that is not what was shipped: practice says so, real calls go on', async () => {
  const seat = await aSeat({ config: { practiceCallers: '/nowhere/callers.json' } });
  const agent = await seat.signedIn();
  const begin = { kind: 'calls', tellsAll: false, isResumed: false };
  expect(await agent.codeOf('practice.begin', begin)).toBe('practice_unavailable');
  expect(existsSync(join(seat.folder, 'data', 'practice', 'runs.db'))).toBe(false);
  const call = await agent.ask('call.start', {});
  expect(call.localNumber).toMatch(/^ZZ01-/);
});

test('the log of practice says that it is practice, and holds no words', async () => {
  const seat = await aSeat();
  const agent = await seat.signedIn();
  await enter(agent);
  await takePractised(agent, asSaid);
  await expect.poll(() => seat.log.some((entry) => entry.what.startsWith('practice.round'))).toBe(true);
  const words = readFileSync(join(import.meta.dirname, '../../../assets/practice/callers.json'), 'utf8');
  const [story] = practiceCaller('c6').text.split('，');
  expect(words).toContain(story);
  expect(JSON.stringify(seat.log)).not.toMatch(/\p{Script=Han}/u);
});

test('trouble of the practice store harms neither the core nor a real call beside it', async () => {
  const seat = await aSeat();
  const [agent, telephone] = [await seat.signedIn(), await seat.signedIn()];
  await enter(agent);
  const draft = await agent.ask('call.start', {});
  // The history is torn away under the exercise.
  const folder = join(seat.folder, 'data', 'practice');
  const [own = ''] = readdirSync(folder);
  const history = openStoreFile({
    file: join(folder, own, 'runs.db'),
    key: realStore(seat).meta.practiceKey(AGENT.id) ?? Buffer.alloc(32),
    nativeBinding: null,
    salt: null,
  });
  history.exec('drop table runs');
  history.close();
  const form = asSaid((await stateOf(agent)).inHand?.caller.id ?? '');
  const { saveCount } = await agent.fill(draft, form, { confirmations: allSaid(form, BUNDLE) });
  expect(await agent.codeOf('call.finish', { id: draft.id, saveCount })).toBe('ok');
  await expect.poll(() => seat.log.some(({ what }) => what === 'practice.look')).toBe(true);
  expect((await telephone.ask('call.start', {})).localNumber).toMatch(/^ZZ01-/);
  expect((await agent.ask('app.state', {})).practice).toBeNull();
});
