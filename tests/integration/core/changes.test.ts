import { expect, onTestFinished, test } from 'vitest';
import type { Act } from '../../../src/center/changes/changes';
import { DEMO_PEOPLE, DEMO_SEAT } from '../../../src/center/enrolment';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import type { CenterClient, Exchange } from '../../../src/main/core/sync/ports';
import { ChangesAnswer, type SignedChange } from '../../../src/shared/center-api/changes';
import type { Report } from '../../../src/shared/report/report';
import { aBundle } from '../../builders/bundle';
import { startCenter } from '../../builders/center';
import { aCore, type RunningCore, type Window } from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { SUPERVISOR, type EnrolledCenter } from '../../builders/enrolment';

const FORM = aReportForm();

/** A seat at a real center, whose hour can be passed at once. `twist` spoils what comes of changes. */
async function aSeatAtTheCenter() {
  const center = await startCenter({ bundle: aBundle() });
  onTestFinished(() => center.close());
  const { enrolment } = await center.enrol(DEMO_SEAT, DEMO_PEOPLE);
  let passedMs = 0;
  let twist: (changes: SignedChange[]) => SignedChange[] = (changes) => changes;
  const start = (folder?: string): Promise<RunningCore> =>
    aCore({
      ...(folder !== undefined && { folder, isOnDisk: true }),
      enrolled: { signed: enrolment } as EnrolledCenter,
      clock: { now: () => Date.now(), monotonic: () => performance.now() + passedMs },
      connectCenter: (options) => {
        const client = createCenterClient(options);
        return { ...client, changes: (...asked) => twisted(client, twist, ...asked) };
      },
    });
  let seat = await start();
  const pull = async () => {
    passedMs += 61_000;
    const sync = seat.core.desk()?.sync;
    sync?.wake('person');
    await sync?.whenIdle();
  };
  return {
    center,
    get seat() {
      return seat;
    },
    pull,
    spoil: (by: typeof twist) => (twist = by),
    restart: async () => {
      await seat.core.stop();
      seat = await start(seat.folder);
    },
  };
}

async function twisted(
  client: CenterClient,
  twist: (changes: SignedChange[]) => SignedChange[],
  after: number,
  signal: AbortSignal,
): Promise<Exchange> {
  const exchange = await client.changes(after, signal);
  if (exchange.kind !== 'answered' || exchange.status !== 200) return exchange;
  const answer = ChangesAnswer.parse(JSON.parse(Buffer.from(exchange.body).toString('utf8')));
  return {
    ...exchange,
    body: Buffer.from(JSON.stringify({ ...answer, changes: twist(answer.changes) }), 'utf8'),
  };
}

const told = (recordId: Act['recordId']) => ({
  recordId,
  at: 1_795_455_000_000,
  by: '省中心受理组',
  why: '与来电人核实',
});

async function aReceivedCall(window: Window, pull: () => Promise<void>) {
  const { id } = await window.takeCall(FORM);
  await pull();
  expect((await window.ask('queue.detail', { id })).item.state).toBe('accepted');
  return id;
}

test('an amendment is told, compared part by part, decided by a person and answered by a revision; both stay', async () => {
  const { center, seat, pull } = await aSeatAtTheCenter();
  const agent = await seat.signedIn();
  const id = await aReceivedCall(agent, pull);
  const theirs: Report = {
    ...FORM.report,
    target: { ...FORM.report.target, answer: '河南磐筑商品混凝土有限公司' },
    urgency: 'important',
    // What the caller chose is not the center's to change: it is passed over.
    onSiteHelp: 'yes',
    callbackWish: { ...FORM.report.callbackWish, answer: 'no' },
  };
  await center.act({ ...told(id), kind: 'amended', report: theirs });
  await pull();
  const [open] = await agent.ask('change.open', {});
  expect(open).toMatchObject({ callId: id, position: 1, by: '省中心受理组' });
  const view = await agent.ask('change.view', { position: 1 });
  expect(view.differences.map(({ part, changedBy }) => [part, changedBy])).toEqual([
    ['target', 'center'],
    ['urgency', 'center'],
  ]);
  expect((await agent.ask('queue.detail', { id })).revisions).toHaveLength(1);

  const draft = await agent.ask('change.decide', { position: 1, theirs: ['target'], why: '采用：举报对象' });
  expect(draft.form.report.target).toEqual(theirs.target);
  expect(draft.form.report.urgency).toBe(FORM.report.urgency);
  expect(draft.form.report.onSiteHelp).toBe(FORM.report.onSiteHelp);
  expect(draft.form.report.callbackWish).toEqual(FORM.report.callbackWish);
  expect(await agent.ask('change.open', {})).toEqual([]);
  expect(await agent.codeOf('change.decide', { position: 1, theirs: [], why: '再来' })).toBe('not_allowed');

  const outcome = await agent.ask('call.finish', { id, saveCount: draft.saveCount });
  expect(outcome).toMatchObject({ kind: 'finished', revision: 2 });
  await pull();
  const detail = await agent.ask('queue.detail', { id });
  expect(detail.item).toMatchObject({ state: 'accepted', revision: 2 });
  expect(detail.revisions.map(({ form }) => form.report.target.answer)).toEqual([
    FORM.report.target.answer,
    theirs.target.answer,
  ]);
  expect(detail.changes).toMatchObject([{ did: 'amended', isOpen: false, decided: { by: '李敏' } }]);
  const stored = (await center.records()).filter((record) => record.id === id);
  expect(stored.map(({ revision }) => revision)).toEqual([1, 2]);
});

test('what both sides changed is a conflict that nobody decides for the person', async () => {
  const { center, seat, pull } = await aSeatAtTheCenter();
  const agent = await seat.signedIn();
  const id = await aReceivedCall(agent, pull);
  const target = (answer: string): Report => ({
    ...FORM.report,
    target: { ...FORM.report.target, answer },
  });
  await center.act({ ...told(id), kind: 'amended', report: target('省里听说的厂') });
  const revised = await agent.ask('call.revise', { id, why: '听错了' });
  const saved = await agent.fill(revised, { ...FORM, report: target('本席问清的厂') });
  await agent.ask('call.finish', { id, saveCount: saved.saveCount });
  await pull();
  const view = await agent.ask('change.view', { position: 1 });
  expect(view).toMatchObject({ baseRevision: 1, revision: 2 });
  expect(view.differences).toEqual([{ part: 'target', changedBy: 'both', isConflict: true }]);
  expect([view.base, view.ours, view.theirs].map((report) => report.target.answer)).toEqual([
    FORM.report.target.answer,
    '本席问清的厂',
    '省里听说的厂',
  ]);
});

test('a return marks the call, unless it was put right meanwhile; progress is only told; all over a restart', async () => {
  const world = await aSeatAtTheCenter();
  const { center, pull } = world;
  const agent = await world.seat.signedIn();
  const id = await aReceivedCall(agent, pull);
  const other = await aReceivedCall(agent, pull);
  await center.act({ ...told(id), kind: 'progressed', progress: 'registered' });
  await center.act({ ...told(id), kind: 'returned', why: '地址不详' });
  await center.act({ ...told(other), kind: 'returned' });
  const draft = await agent.ask('call.revise', { id: other, why: '补充' });
  const saved = await agent.fill(draft, FORM);
  await agent.ask('call.finish', { id: other, saveCount: saved.saveCount });
  await pull();
  await world.restart();
  await world.pull();
  const again = await world.seat.signedIn();
  const detail = await again.ask('queue.detail', { id });
  expect(detail.item.state).toBe('returned');
  expect(detail.changes.map(({ did, why }) => [did, why])).toEqual([
    ['registered', '与来电人核实'],
    ['returned', '地址不详'],
  ]);
  expect((await again.ask('queue.detail', { id: other })).item.state).toBe('accepted');
});

test('a colleague’s call is not to be seen; a supervisor sees the whole seat', async () => {
  const { center, seat, pull } = await aSeatAtTheCenter();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const id = await aReceivedCall(supervisor, pull);
  await center.act({ ...told(id), kind: 'amended', report: FORM.report });
  await pull();
  const agent = await seat.signedIn();
  expect(await agent.ask('change.open', {})).toEqual([]);
  expect(await agent.codeOf('change.view', { position: 1 })).toBe('not_found');
  expect(await agent.codeOf('change.decide', { position: 1, theirs: [], why: '不该看' })).toBe('not_found');
  expect(await supervisor.ask('change.open', {})).toHaveLength(1);
});

test.each<[string, string, (changes: SignedChange[]) => SignedChange[]]>([
  ['an unsigned one', 'bad_signature', ([first]) => (first ? [{ ...first, signature: 'A'.repeat(88) }] : [])],
  [
    'an altered one',
    'bad_signature',
    ([first]) => (first ? [{ ...first, body: first.body.replace('省', '市') }] : []),
  ],
  ['one withheld', 'gap', (changes) => changes.slice(1)],
  ['two in the wrong order', 'gap', (changes) => changes.toReversed()],
])('%s changes nothing and is put on record once', async (_what, reason, spoiled) => {
  const { center, seat, pull, spoil } = await aSeatAtTheCenter();
  const agent = await seat.signedIn();
  const id = await aReceivedCall(agent, pull);
  await center.act({ ...told(id), kind: 'returned' });
  await center.act({ ...told(id), kind: 'progressed', progress: 'referred' });
  spoil(spoiled);
  await pull();
  await pull();
  const { item, changes } = await agent.ask('queue.detail', { id });
  expect([item.state, changes]).toEqual(['accepted', []]);
  const refused = [...(seat.core.desk()?.store.audit.rows() ?? [])].filter(
    ({ act }) => act === 'change_refused',
  );
  expect(refused).toMatchObject([{ subject: '1', detail: reason }]);
  spoil((honest) => [...honest, ...honest]);
  await pull();
  expect((await agent.ask('queue.detail', { id })).changes).toHaveLength(2);
});
