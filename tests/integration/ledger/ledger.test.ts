import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyForm, type IntakeForm } from '../../../src/shared/call/form';
import { openStoreFile } from '../../../src/main/core/store/open';
import type { Clock } from '../../../src/main/core/sync/ports';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { aCore, aKeyStore, type RunningCore } from '../../builders/core';
import { aConsultationForm, anOutOfScopeForm, aReportForm } from '../../builders/draft';
import { AGENT, AGENT_2, SUPERVISOR } from '../../builders/enrolment';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const nuisance: IntakeForm = { ...emptyForm(), purpose: 'nuisance' };
const transfer = { at: 5, reasonId: 'emergency', to: '值班领导', note: '危化品泄漏请求处置' };

/** A seat whose clock the test sets. 2026-11-23 09:00 in Shanghai at first. */
async function aSeatAt(now = Date.UTC(2026, 10, 23, 1)) {
  const time = { now };
  const clock: Clock = { now: () => time.now, monotonic: () => time.now };
  const seat = await aCore({ clock, timer: { after: () => () => undefined } });
  return { seat, time, agent: await seat.signedIn(AGENT.id), supervisor: await seat.signedIn(SUPERVISOR.id) };
}

function storeOf(seat: RunningCore) {
  const store = seat.core.desk()?.store;
  if (store === undefined) throw new Error('The store is shut');
  return store;
}

test('the day adds up: answered = five ends + open; an agent sees their own (R-14)', async () => {
  const { seat, agent, supervisor } = await aSeatAt();
  const other = await seat.signedIn(AGENT_2.id);
  await agent.takeCall(aReportForm());
  await agent.takeCall({ ...aConsultationForm(), transfers: [transfer] });
  await agent.takeCall(anOutOfScopeForm());
  await other.takeCall(nuisance);
  await other.takeCall({ ...emptyForm(), purpose: 'dropped' });
  const open = await other.ask('call.start', {});
  const date = '2026-11-23';
  const day = await supervisor.ask('ledger.day', { date });
  expect(day).toEqual({
    date,
    answered: 6,
    byDisposition: { report: 1, consultation: 1, out_of_scope: 1, nuisance: 1, dropped: 1 },
    open: 1,
    transfers: 1,
    backEntered: 0,
    unmatchedPhoneCalls: 0,
    missingNumbers: 0,
    isClosed: false,
    signedOff: null,
    isReopened: false,
  });
  expect(await agent.ask('ledger.day', { date })).toMatchObject({
    answered: 3,
    open: 0,
    isClosed: true,
    unmatchedPhoneCalls: null,
    missingNumbers: null,
  });
  expect(await supervisor.ask('ledger.day', { date: '2026-11-22' })).toMatchObject({
    answered: 0,
    isClosed: true,
  });
  const list = { date, term: null, offset: 0, limit: 50 } as const;
  const all = await supervisor.ask('ledger.list', list);
  expect(all.total).toBe(6);
  expect(all.entries.find((entry) => entry.id === open.id)).toMatchObject({
    disposition: null,
    state: 'draft',
    finishedAt: null,
    agentName: '王芳',
    origin: 'key',
  });
  for (const term of ['report', 'nuisance', 'open', 'transferred'] as const) {
    expect((await supervisor.ask('ledger.list', { ...list, term })).total, term).toBe(1);
  }
  expect((await supervisor.ask('ledger.list', { ...list, term: 'back_entry' })).total).toBe(0);
  expect((await agent.ask('ledger.list', list)).total).toBe(3);
  const page = await supervisor.ask('ledger.list', { ...list, offset: 4, limit: 4 });
  expect([page.entries.length, page.total]).toEqual([2, 6]);
});

test('a day is signed off once it closes, once, by a supervisor; a call entered later makes another signature due', async () => {
  const { agent, supervisor, time, seat } = await aSeatAt();
  const date = '2026-11-23';
  const draft = await agent.ask('call.start', {});
  expect(await agent.codeOf('ledger.signOff', { date })).toBe('not_allowed');
  expect(await supervisor.codeOf('ledger.signOff', { date })).toBe('day_not_closed');
  expect(await supervisor.codeOf('ledger.signOff', { date: '2026-11-24' })).toBe('invalid_input');
  const filled = await agent.fill(draft, nuisance);
  await agent.ask('call.finish', { id: draft.id, saveCount: filled.saveCount });
  const signed = await supervisor.ask('ledger.signOff', { date });
  expect(signed).toMatchObject({ signedOff: { by: '赵强', at: time.now }, isReopened: false });
  expect((await agent.ask('ledger.day', { date })).signedOff).not.toBeNull();
  expect(await supervisor.codeOf('ledger.signOff', { date })).toBe('day_signed_off');

  time.now += DAY;
  const late = await agent.ask('call.backEnter', { startedAt: time.now - DAY, why: '停电，记在纸上' });
  expect(await supervisor.ask('ledger.day', { date })).toMatchObject({
    answered: 2,
    open: 1,
    backEntered: 1,
    signedOff: null,
    isReopened: true,
    isClosed: false,
  });
  expect(await supervisor.codeOf('ledger.signOff', { date })).toBe('day_not_closed');
  const whole = await agent.fill(late, aConsultationForm());
  await agent.ask('call.finish', { id: late.id, saveCount: whole.saveCount });
  time.now += HOUR;
  expect(await supervisor.ask('ledger.signOff', { date })).toMatchObject({
    signedOff: { at: time.now },
    isReopened: false,
  });
  const { signOffs } = storeOf(seat);
  expect(signOffs.of(date).map(({ answered }) => answered)).toEqual([1, 2]);
});

test('a back-entry counts on the day of the call; number, id and deadline are of the entry (R-12, R-35)', async () => {
  const { agent, supervisor, time, seat } = await aSeatAt();
  await agent.takeCall(nuisance);
  time.now += DAY;
  const startedAt = time.now - DAY - 2 * HOUR;
  const draft = await agent.ask('call.backEnter', { startedAt, why: '坐席电脑故障' });
  expect(draft).toMatchObject({
    startedAt,
    localNumber: 'ZZ01-20261124-0001',
    agentId: AGENT.id,
    origin: { kind: 'back_entry', enteredAt: time.now, why: '坐席电脑故障' },
  });
  expect(await agent.codeOf('call.start', {})).toBe('open_calls');
  expect(await agent.codeOf('call.backEnter', { startedAt, why: '坐席电脑故障' })).toBe('open_calls');
  const filled = await agent.fill(draft, aReportForm());
  await agent.ask('call.finish', { id: draft.id, saveCount: filled.saveCount });
  const record = storeOf(seat).calls.findLatest(draft.id);
  expect(record).toMatchObject({ startedAt, origin: { kind: 'back_entry' } });
  // Neither series has a gap: nobody makes numbers for a day that is past.
  for (const [date, answered] of [
    ['2026-11-23', 2],
    ['2026-11-24', 0],
  ] as const) {
    expect(await supervisor.ask('ledger.day', { date })).toMatchObject({ answered, missingNumbers: 0 });
  }
  const { origin } = await supervisor.ask('queue.detail', { id: draft.id });
  expect(origin).toEqual(draft.origin);
});

test.each([
  ['in the future', 1, '停电两小时'],
  ['more than thirty days ago', -31 * DAY, '停电两小时'],
  ['without a reason', -HOUR, '无无'],
])('a back-entry %s is refused', async (_, shift, why) => {
  const { agent, time, seat } = await aSeatAt();
  expect(await agent.codeOf('call.backEnter', { startedAt: time.now + shift, why })).toBe('invalid_input');
  expect(await agent.codeOf('call.backEnter', { startedAt: time.now - 29 * DAY, why: '停电两小时' })).toBe(
    'ok',
  );
  expect(storeOf(seat).conservation().finished).toBe(0);
});

test('who answered is the first responsible, whoever enters it; only a supervisor may name another (R-7)', async () => {
  const { agent, supervisor, time, seat } = await aSeatAt();
  const input = { startedAt: time.now - HOUR, why: '停电两小时' };
  const answeredBy = AGENT_2.id as never;
  expect(await agent.codeOf('call.backEnter', { ...input, answeredBy })).toBe('not_allowed');
  expect(await supervisor.codeOf('call.backEnter', { ...input, answeredBy: 'p-9999' })).toBe('not_found');
  const draft = await supervisor.ask('call.backEnter', { ...input, answeredBy });
  expect(draft.agentId).toBe(AGENT_2.id);
  const filled = await supervisor.fill(draft, aConsultationForm());
  await supervisor.ask('call.finish', { id: draft.id, saveCount: filled.saveCount });
  expect(storeOf(seat).calls.findLatest(draft.id)).toMatchObject({
    agentId: AGENT_2.id,
    agentNumber: AGENT_2.number,
    madeBy: SUPERVISOR.id,
  });
});

test('a transfer has a reason of the list, an addressee and a note, and what was recorded stays (R-6)', async () => {
  const { agent } = await aSeatAt();
  let draft = await agent.ask('call.start', {});
  const save = (transfers: unknown[]) =>
    agent.codeOf('draft.save', {
      id: draft.id,
      saveCount: draft.saveCount + 1,
      step: 'purpose',
      confirmations: [{ lineId: 'greeting', at: 1 }],
      form: { ...emptyForm(), transfers },
      hungUpAt: null,
    });
  for (const bare of [
    { ...transfer, reasonId: 'other' },
    { ...transfer, reasonId: 'because' },
    { ...transfer, to: ' ' },
    { ...transfer, note: '转一下' },
    { ...transfer, note: '。。。。。。' },
  ]) {
    expect(await save([bare])).toBe('invalid_input');
  }
  expect(await save([transfer])).toBe('ok');
  draft = await agent.ask('draft.get', { id: draft.id });
  expect(draft.form.transfers).toEqual([transfer]);
  expect(await save([])).toBe('invalid_input');
  expect(await save([{ ...transfer, note: '其实没有什么原因' }])).toBe('invalid_input');
  expect(await save([transfer, { ...transfer, at: 9 }])).toBe('ok');
  draft = await agent.ask('draft.get', { id: draft.id });
  const filled = await agent.fill(draft, { ...nuisance, transfers: draft.form.transfers });
  await agent.ask('call.finish', { id: draft.id, saveCount: filled.saveCount });
  const date = shanghaiDate(draft.startedAt);
  expect((await agent.ask('ledger.day', { date })).transfers).toBe(2);
});

test('a call taken out of the store by force shows as a missing number (R-13)', async () => {
  const { seat, agent, time } = await aSeatAt();
  for (let i = 0; i < 4; i += 1) await agent.takeCall(nuisance);
  const victim = await agent.takeCall(nuisance);
  await agent.takeCall(nuisance);
  await seat.core.stop();
  const { kept } = JSON.parse(readFileSync(join(seat.folder, 'data', 'key.json'), 'utf8'));
  const key = Buffer.from(await aKeyStore().unwrap(kept.wrapped), 'base64');
  const db = openStoreFile({
    file: join(seat.folder, 'data', 'seat.db'),
    key,
    nativeBinding: null,
    salt: null,
  });
  db.pragma('foreign_keys = off');
  db.exec(`drop trigger calls_stay; drop trigger revisions_stay; drop trigger outbox_owes;
    drop trigger outbox_settled;
    delete from outbox where call_id = '${victim.id}'; delete from revisions where call_id = '${victim.id}';
    delete from calls where id = '${victim.id}'`);
  db.close();
  const clock: Clock = { now: () => time.now, monotonic: () => time.now };
  const again = await aCore({ folder: seat.folder, enrolled: seat.enrolled, clock });
  const supervisor = await again.signedIn(SUPERVISOR.id);
  const date = '2026-11-23';
  expect(await supervisor.ask('ledger.day', { date })).toMatchObject({ missingNumbers: 1, isClosed: false });
  expect(await supervisor.codeOf('ledger.signOff', { date })).toBe('day_not_closed');
});

test('closing the window asks: open calls of those signed in are named to their windows, others keep nobody', async () => {
  const { seat, agent } = await aSeatAt();
  const told: [string, readonly string[]][] = [];
  seat.core.onChanged((topic, ids) => told.push([topic, ids]));
  expect(seat.core.askToLeave()).toBe(0);
  const draft = await agent.ask('call.start', {});
  expect(seat.core.askToLeave()).toBe(1);
  await expect.poll(() => told).toContainEqual(['leaving', [draft.id]]);
  seat.core.closeWindow(agent.caller);
  expect(seat.core.askToLeave()).toBe(0);
});
