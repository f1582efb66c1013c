import { expect, test } from 'vitest';
import type { Draft } from '../../../src/shared/call/form';
import type { DrillState } from '../../../src/shared/practice/drill';
import { aCore, type Window } from '../../builders/core';
import { allSaid } from '../../builders/draft';
import { anEnrolment } from '../../builders/enrolment';
import { BUNDLE, modelForm, practiceCaller } from '../../builders/practice';

const RIGHT = { what_to_do: 'go_on', when_accepted: 'when_receipt' } as const;

const drillOf = async (window: Window): Promise<DrillState> => {
  const { drill } = await window.ask('practice.state', {});
  if (drill === null) throw new Error('no drill');
  return drill;
};
const atPhase = (window: Window, phase: DrillState['phase']) =>
  expect.poll(async () => (await drillOf(window)).phase).toBe(phase);
const passedOf = async (window: Window) =>
  (await drillOf(window)).checks.filter(({ state }) => state === 'done').map(({ id }) => id);

async function inDrill() {
  const seat = await aCore({ enrolled: await anEnrolment({ bundle: BUNDLE }), random: () => 0.5 });
  const agent = await seat.signedIn();
  await agent.ask('practice.begin', { kind: 'outage', tellsAll: false, isResumed: false });
  return { seat, agent };
}

async function record(window: Window, draft: Draft): Promise<void> {
  const { inHand } = await window.ask('practice.state', {});
  const form = modelForm(practiceCaller(inHand?.caller.id ?? ''));
  const { saveCount } = await window.fill(draft, form, { confirmations: allSaid(form, BUNDLE) });
  expect(await window.ask('call.finish', { id: draft.id, saveCount })).toMatchObject({ kind: 'finished' });
}

async function takeCall(window: Window): Promise<void> {
  await expect.poll(async () => (await window.ask('practice.state', {})).isRinging).toBe(true);
  await record(window, await window.ask('call.start', {}));
}

/** Types into the third call until the seat is ended under the hands. Returns the draft as it was last saved. */
async function typeUntilKilled(window: Window): Promise<Draft> {
  await expect.poll(async () => (await window.ask('practice.state', {})).isRinging).toBe(true);
  const draft = await window.ask('call.start', {});
  const form = modelForm(practiceCaller('c41'));
  const saved = await window.fill(draft, form, { step: 'wishes', confirmations: allSaid(form, BUNDLE) });
  await expect.poll(async () => (await window.ask('app.state', {})).practice?.isDown).toBe(true);
  return saved;
}

test('the drill to its end: each thing on its list is ticked by a fact', async () => {
  const { agent } = await inDrill();
  expect((await drillOf(agent)).phase).toBe('first_call');
  await takeCall(agent);
  await atPhase(agent, 'second_call');
  await expect.poll(async () => (await agent.ask('sync.state', {})).link).toBe('offline');
  await takeCall(agent);
  await atPhase(agent, 'third_call');
  const before = await typeUntilKilled(agent);
  expect((await drillOf(agent)).phase).toBe('killed');
  expect(await agent.codeOf('draft.list', {})).toBe('practice_down');
  expect(await agent.codeOf('call.start', {})).not.toBe('ok');
  const { mode } = await agent.ask('practice.reopen', {});
  expect(mode).toMatchObject({ isDown: false, life: 2 });
  const [draft] = await agent.ask('draft.list', {});
  expect(draft).toEqual(before);
  expect(await passedOf(agent)).toEqual(['draft_came_back']);
  const { saveCount } = before;
  await agent.ask('call.finish', { id: before.id, saveCount });
  await atPhase(agent, 'questions');
  expect((await agent.ask('sync.state', {})).owed).toBe(2);
  await agent.ask('queue.counts', {});
  expect(await passedOf(agent)).toEqual(['calls_went_on', 'draft_came_back', 'saw_waiting']);

  const oldest = (await drillOf(agent)).question;
  expect(oldest).toEqual({ id: 'oldest_age', choices: ['0', '8', '40'] });
  expect(await agent.codeOf('practice.answer', { question: 'what_to_do', choice: 'go_on' })).toBe(
    'not_allowed',
  );
  expect(await agent.codeOf('practice.answer', { question: 'oldest_age', choice: '3' })).toBe(
    'invalid_input',
  );
  await agent.ask('practice.answer', { question: 'oldest_age', choice: '0' });
  for (const question of ['what_to_do', 'when_accepted'] as const) {
    await agent.ask('practice.answer', { question, choice: RIGHT[question] });
  }
  await atPhase(agent, 'done');
  expect(await agent.ask('sync.state', {})).toMatchObject({ link: 'online', owed: 0 });
  expect((await drillOf(agent)).checks.every(({ state }) => state === 'done')).toBe(true);
  const history = await agent.ask('practice.history', {});
  expect(history).toHaveLength(4);
  expect(history.find(({ kind }) => kind === 'outage')).toMatchObject({ total: 100, title: '' });
  const listed = await agent.ask('queue.list', {
    states: ['accepted'],
    search: '',
    onlyUnreviewed: false,
    offset: 0,
    limit: 9,
  });
  expect(listed.total).toBe(3);
});

test('who does not look and does not know, is told so; the line comes back all the same', async () => {
  const { agent } = await inDrill();
  await takeCall(agent);
  await atPhase(agent, 'second_call');
  await takeCall(agent);
  await atPhase(agent, 'third_call');
  const before = await typeUntilKilled(agent);
  await agent.ask('practice.reopen', {});
  await agent.ask('call.finish', { id: before.id, saveCount: before.saveCount });
  await atPhase(agent, 'questions');
  await agent.ask('practice.answer', { question: 'oldest_age', choice: '40' });
  expect((await drillOf(agent)).answered).toEqual({ id: 'oldest_age', isRight: false });
  await agent.ask('practice.answer', { question: 'what_to_do', choice: 'call_later' });
  await agent.ask('practice.answer', { question: 'when_accepted', choice: 'when_saved' });
  await atPhase(agent, 'done');
  const { checks } = await drillOf(agent);
  expect(checks.filter(({ state }) => state === 'missed').map(({ id }) => id)).toEqual([
    'saw_waiting',
    'found_oldest',
    'knew_what_to_do',
    'knew_when_accepted',
  ]);
  expect((await agent.ask('practice.history', {}))[0]).toMatchObject({ kind: 'outage', total: 50 });
});

test('a call that breaks off does not move the drill on: the same caller tries again', async () => {
  const { agent } = await inDrill();
  const draft = await agent.ask('call.start', {});
  const form = { ...modelForm(practiceCaller('k5')), purpose: 'dropped' as const };
  const { saveCount } = await agent.fill(draft, form, { confirmations: allSaid(form, BUNDLE) });
  await agent.ask('call.finish', { id: draft.id, saveCount });
  await expect.poll(async () => (await agent.ask('practice.state', {})).isRinging).toBe(true);
  expect((await drillOf(agent)).phase).toBe('first_call');
  expect(await agent.codeOf('practice.nextCaller', {})).toBe('not_allowed');
});

test('a real call while the drilled seat lies dead: the real desk is there', async () => {
  const { agent } = await inDrill();
  await takeCall(agent);
  await takeCall(agent);
  await typeUntilKilled(agent);
  expect((await agent.ask('practice.takeRealCall', {})).localNumber).toMatch(/^ZZ01-/);
  expect(await agent.ask('app.state', {})).toMatchObject({ practice: null, seat: { id: 'ZZ01' } });
  expect((await agent.ask('practice.state', {})).interrupted).toBe('outage');
});
