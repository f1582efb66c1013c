import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, DEMO_SEAT } from '../../../src/center/enrolment';
import type { FaultRule } from '../../../src/center/faults/plan';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import type { SignedEnrolment } from '../../../src/shared/center-api/enrolment';
import type { FinishOutcome } from '../../../src/shared/ipc/contract';
import type { ArrivalPart, ArrivalProof } from '../../../src/shared/queue/arrival';
import { DEMO_BUNDLE, startCenter, type TestCenter } from '../../builders/center';
import { aCore, type Window } from '../../builders/core';
import { allSaid, aReportForm } from '../../builders/draft';
import { SUPERVISOR } from '../../builders/enrolment';
import { aFolder } from '../../builders/store';

/** The whole core against the real center over HTTP. */
let center: TestCenter;
let signed: SignedEnrolment;
beforeAll(async () => {
  center = await startCenter();
  ({ enrolment: signed } = await center.enrol(DEMO_SEAT, DEMO_PEOPLE));
});
afterAll(() => center.close());
beforeEach(async () => {
  center.faults?.set({ rules: [] });
  for (const { id } of await center.records()) await lose(id);
});

const lose = (id: string) => fetch(`${center.url}/_records/${id}`, { method: 'DELETE' });
const faults = (...rules: (Partial<FaultRule> & Pick<FaultRule, 'kind'>)[]) => center.faults?.set({ rules });

async function aSeat(folder = aFolder()) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'enrolment.json'), JSON.stringify(signed));
  const seat = await aCore({
    folder,
    isOnDisk: true,
    connectCenter: createCenterClient,
    random: () => 0.001, // a thousandth of the real pauses
  });
  return { ...seat, agent: await seat.signedIn() };
}

const FORM = aReportForm();
const SAID = { confirmations: allSaid(FORM, DEMO_BUNDLE) };

async function takeCall(window: Window): Promise<Extract<FinishOutcome, { kind: 'finished' }>> {
  const { id, saveCount } = await window.fill(await window.ask('call.start', {}), FORM, SAID);
  const outcome = await window.ask('call.finish', { id, saveCount });
  if (outcome.kind !== 'finished') throw new Error(JSON.stringify(outcome));
  return outcome;
}

const proofOf = (window: Window) => window.ask('arrival.proof', { withDays: true });
/** Looks until the seat's own figures are these; what is not named is 0. */
const figures = (window: Window, wanted: Partial<Record<ArrivalPart | 'made' | 'superseded', number>>) =>
  expect
    .poll(async () => (await proofOf(window)).total, { timeout: 20_000 })
    .toEqual({
      made: 0,
      received: 0,
      owed: 0,
      unconfirmed: 0,
      quarantined: 0,
      superseded: 0,
      lost: 0,
      ...wanted,
    });
/** Asks the center, and waits for what it says. */
async function compared(window: Window): Promise<ArrivalProof> {
  await window.ask('arrival.check', {});
  await expect.poll(async () => (await proofOf(window)).isChecking, { timeout: 20_000 }).toBe(false);
  return proofOf(window);
}

describe('the proof of arrival', () => {
  it('closes at each step: offline, answered by a portal, asked about, received', async () => {
    const { agent } = await aSeat();
    faults({ kind: 'drop' });
    await takeCall(agent);
    await takeCall(agent);
    await figures(agent, { made: 2, owed: 0, unconfirmed: 2 }); // a cut connection says nothing about what arrived
    faults({ kind: 'portal', when: 'after', on: 'push' }, { kind: 'portal', on: 'query' });
    await takeCall(agent);
    await agent.ask('queue.retry', { id: null });
    await figures(agent, { made: 3, unconfirmed: 3 });
    faults();
    await agent.ask('queue.retry', { id: null });
    await figures(agent, { made: 3, received: 3 });
    const { center: count, days, lastReceipt, earlier } = await compared(agent);
    expect(count).toMatchObject({ received: 3, ownReceived: 3, verdict: 'agrees' });
    expect(days.map(({ counts, center: of }) => [counts.received, of?.received, of?.verdict])).toEqual([
      [3, 3, 'agrees'],
    ]);
    expect(earlier.made).toBe(0);
    const numbers = (await center.records()).map(({ centerNumber }) => centerNumber);
    expect(numbers).toContain(lastReceipt?.centerNumber);
  });

  it('asks the center by itself once a drain is over, and keeps the answer over a restart and offline', async () => {
    const folder = aFolder();
    const { core, agent } = await aSeat(folder);
    await takeCall(agent);
    await figures(agent, { made: 1, received: 1 });
    const { center: said } = await compared(agent);
    expect(said).not.toBeNull();
    await core.stop();
    faults({ kind: 'drop' });
    const again = await aSeat(folder);
    expect((await proofOf(again.agent)).center).toEqual(said);
  });

  it('finds what the center lost, by its key, says so, and hands it in again under the same key', async () => {
    const { core, agent } = await aSeat();
    const [kept, lost] = [await takeCall(agent), await takeCall(agent)];
    await figures(agent, { made: 2, received: 2 });
    expect((await compared(agent)).center?.verdict).toBe('agrees');
    const before = (await center.records()).find(({ id }) => id === lost.id);
    await lose(lost.id);
    const found = await compared(agent);
    expect(found.center).toMatchObject({ received: 1, ownReceived: 2, verdict: 'lacks' });
    expect(found.days[0]?.center).toMatchObject({ received: 1, ownReceived: 2, verdict: 'lacks' });
    expect(found.lacking).toMatchObject({
      count: 1,
      records: [{ callId: lost.id, revision: 1, localNumber: lost.localNumber, handedInAt: null }],
    });
    // The alarm alone changes nothing: the signed receipt stays.
    await figures(agent, { made: 2, received: 2 });
    faults({ kind: 'drop' });
    const handed = await agent.ask('arrival.handIn', {});
    expect(handed.total).toMatchObject({ made: 2, received: 1, lost: 0 });
    expect(handed.lacking.records[0]?.handedInAt).not.toBeNull();
    await agent.ask('arrival.handIn', {}); // twice is once
    faults();
    await agent.ask('queue.retry', { id: null });
    await figures(agent, { made: 2, received: 2 });
    const after = (await center.records()).find(({ id }) => id === lost.id);
    expect({ ...after, receivedAt: 0, centerNumber: '' }).toEqual({
      ...before,
      receivedAt: 0,
      centerNumber: '',
    });
    const detail = await agent.ask('queue.detail', { id: lost.id });
    expect(detail.item).toMatchObject({ state: 'accepted', centerNumber: after?.centerNumber });
    expect(detail.timeline.filter(({ what }) => what === 'received')).toHaveLength(2);
    expect(await compared(agent)).toMatchObject({ center: { verdict: 'agrees' }, lacking: { count: 0 } });
    const acts = [...(core.desk()?.store.audit.rows() ?? [])].filter(({ subject }) => subject === lost.id);
    expect(acts.map(({ act }) => act)).toEqual(['call_finished', 'center_lacks', 'handed_in_again']);
    expect((await agent.ask('queue.detail', { id: kept.id })).item.state).toBe('accepted');
  });

  it('raises an alarm where the center has of this seat what this seat never made', async () => {
    const { agent } = await aSeat();
    await takeCall(agent);
    await figures(agent, { made: 1, received: 1 });
    const other = await aSeat(); // the same seat on another PC: a copy, or a profile set up anew
    await takeCall(other.agent);
    await figures(other.agent, { made: 1, received: 1 });
    expect((await compared(agent)).center).toMatchObject({ received: 2, ownReceived: 1, verdict: 'differs' });
  });

  it('puts a refused record right as a new revision at once; the old one stays, marked, and counted', async () => {
    const { agent } = await aSeat();
    faults({ kind: 'refuse', on: 'push', next: 1, field: 'report.address.detail', code: 'place_required' });
    const refused = await takeCall(agent);
    await figures(agent, { made: 1, quarantined: 1 });
    await takeCall(agent);
    await figures(agent, { made: 2, received: 1, quarantined: 1 });
    const { refusal } = await agent.ask('queue.detail', { id: refused.id });
    expect(refusal?.errors).toEqual([{ field: 'report.address.detail', code: 'place_required' }]);
    const draft = await agent.ask('call.revise', { id: refused.id, why: '补充地址' });
    const form = {
      ...draft.form,
      report: { ...FORM.report, address: { ...FORM.report.address, detail: '龙湖镇华南城东门' } },
    };
    const { id, saveCount } = await agent.fill(draft, form, { confirmations: draft.confirmations });
    expect(await agent.ask('call.finish', { id, saveCount })).toMatchObject({
      kind: 'finished',
      revision: 2,
    });
    await figures(agent, { made: 3, received: 2, quarantined: 1, superseded: 1 });
    const { revisions, item } = await agent.ask('queue.detail', { id });
    expect(item.state).toBe('accepted');
    expect(revisions.map(({ delivery, correctedBy }) => [delivery, correctedBy])).toEqual([
      ['quarantined', 2],
      ['accepted', null],
    ]);
    // What was never taken in is no difference between the two sides.
    expect((await compared(agent)).center).toMatchObject({ received: 2, verdict: 'agrees' });
    const drilled = await agent.ask('queue.list', {
      states: [],
      search: '',
      onlyUnreviewed: false,
      offset: 0,
      limit: 10,
      arrival: { part: 'quarantined', day: null },
    });
    expect(drilled.items.map((each) => each.id)).toEqual([refused.id]);
  });

  it('does without a ledger where the center is of the version before: nothing else stops', async () => {
    const { agent } = await aSeat();
    faults({ kind: 'status', status: 404, on: 'ledger' });
    await takeCall(agent);
    await figures(agent, { made: 1, received: 1 });
    const { failure, center: count } = await compared(agent);
    expect([failure, count]).toEqual(['server_error', null]);
    expect((await agent.ask('sync.state', {})).link).toBe('online');
    faults();
    expect(await compared(agent)).toMatchObject({ failure: null, center: { verdict: 'agrees' } });
  });

  it('shows the seat’s figures to everybody at it, and calls to those who may see them', async () => {
    const { agent, signedIn } = await aSeat();
    await takeCall(agent);
    await figures(agent, { made: 1, received: 1 });
    const boss = await signedIn(SUPERVISOR.id);
    await takeCall(boss);
    await figures(agent, { made: 2, received: 2 });
    const query = { states: [], search: '', onlyUnreviewed: false, offset: 0, limit: 10 };
    const arrival = { part: 'received' as const, day: null };
    expect((await agent.ask('queue.list', { ...query, arrival })).total).toBe(1);
    expect((await boss.ask('queue.list', { ...query, arrival })).total).toBe(2);
  });
});
