import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IntakeForm } from '../../../src/shared/call/form';
import { emptyForm } from '../../../src/shared/call/form';
import { CallRecord } from '../../../src/shared/call/record';
import { hasLoneSurrogate } from '../../../src/shared/canonical-json';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { aCore, type RunningCore } from '../../builders/core';
import { aConsultationForm, allSaid, anOutOfScopeForm, aReportForm } from '../../builders/draft';
import { AGENT, AGENT_2, openSealed, SUPERVISOR } from '../../builders/enrolment';

const everything = { states: [], search: '', onlyUnreviewed: false, offset: 0, limit: 50 };

/** The record of a finished call as it will be sent. */
function recordOf(seat: RunningCore, id: string): CallRecord {
  const store = storeOf(seat);
  return CallRecord.parse(store.calls.findLatest(id));
}

function storeOf(seat: RunningCore) {
  const store = seat.core.desk()?.store;
  if (store === undefined) throw new Error('The store is shut');
  return store;
}

test.each<[string, IntakeForm, CallRecord['disposition']]>([
  ['a named report', aReportForm({ isNamed: true }), 'report'],
  ['an anonymous report', aReportForm(), 'report'],
  ['a consultation', aConsultationForm(), 'consultation'],
  ['a matter out of scope', anOutOfScopeForm(), 'out_of_scope'],
  ['a nuisance', { ...emptyForm(), purpose: 'nuisance' }, 'nuisance'],
  ['a call that broke off', { ...emptyForm(), purpose: 'dropped' }, 'dropped'],
])('%s ends as one owed record with its own end (R-14)', async (_, form, disposition) => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const finished = await agent.takeCall(form);
  const today = shanghaiDate(Date.now()).replaceAll('-', '');
  expect(finished).toMatchObject({ revision: 1, localNumber: `ZZ01-${today}-0001` });
  expect(recordOf(seat, finished.id)).toMatchObject({
    disposition,
    agentId: AGENT.id,
    unitCode: '4101',
    why: '',
  });
  expect(await agent.ask('draft.list', {})).toEqual([]);
  const counts = await agent.ask('queue.counts', {});
  expect(counts.all).toBe(1);
  expect(storeOf(seat).conservation()).toMatchObject({ finished: 1, owed: 1, unknown: 0 });
});

test('identity goes to the center sealed, with the call it belongs to', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const finished = await agent.takeCall(aReportForm({ isNamed: true }));
  const record = recordOf(seat, finished.id);
  if (record.disposition !== 'report' || record.sealedIdentity === null) throw new Error('not sealed');
  expect(openSealed(record.sealedIdentity.box, seat.enrolled.sealing)).toEqual({
    name: '周密之',
    phone: '13703710001',
    contactNote: '',
    originals: [],
    callId: finished.id,
  });
});

test('nothing is accepted before the greeting is confirmed (R-4)', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const draft = await agent.ask('call.start', {});
  const save = { id: draft.id, saveCount: 1, step: 'purpose' as const, hungUpAt: null };
  const typed = { ...save, confirmations: [], form: aReportForm() };
  expect(await agent.codeOf('draft.save', typed)).toBe('invalid_input');
  expect(await agent.ask('draft.get', { id: draft.id })).toMatchObject({ saveCount: 0, form: emptyForm() });
  const greeted = { ...save, confirmations: [{ lineId: 'greeting', at: 1 }], form: emptyForm() };
  expect(await agent.codeOf('draft.save', greeted)).toBe('ok');
  expect(
    await agent.codeOf('draft.save', { ...typed, saveCount: 2, confirmations: greeted.confirmations }),
  ).toBe('ok');
});

test('what is missing is named, and nothing is recorded until it is there', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const form = aReportForm({ report: { target: { answer: '无' }, urgency: null } });
  const draft = await agent.fill(await agent.ask('call.start', {}), form);
  const outcome = await agent.ask('call.finish', { id: draft.id, saveCount: draft.saveCount });
  expect(outcome).toMatchObject({ kind: 'incomplete' });
  const codes = outcome.kind === 'incomplete' ? outcome.problems.map((problem) => problem.code) : [];
  expect(codes).toEqual(expect.arrayContaining(['filler_text', 'urgency_missing']));
  expect(storeOf(seat).conservation().finished).toBe(0);
});

test('a late save is outdated and changes nothing; a finish wants the last save', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const draft = await agent.fill(await agent.ask('call.start', {}), aReportForm(), { saveCount: 7 });
  const late = {
    id: draft.id,
    step: 'greeting' as const,
    confirmations: [],
    form: emptyForm(),
    hungUpAt: null,
  };
  expect(await agent.codeOf('draft.save', { ...late, saveCount: 7 })).toBe('outdated');
  expect(await agent.codeOf('draft.save', { ...late, saveCount: 3 })).toBe('outdated');
  expect(await agent.codeOf('call.finish', { id: draft.id, saveCount: 6 })).toBe('outdated');
  expect(await agent.ask('draft.get', { id: draft.id })).toEqual(draft);
});

test('a finish asked twice is done once', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const draft = await agent.fill(await agent.ask('call.start', {}), aReportForm());
  const input = { id: draft.id, saveCount: draft.saveCount };
  const first = await agent.ask('call.finish', input);
  expect(await agent.ask('call.finish', input)).toEqual(first);
  expect(storeOf(seat).conservation()).toMatchObject({ finished: 1, owed: 1 });
});

test('several drafts at once, each its owner’s alone, numbered without a gap, there after a restart', async () => {
  const seat = await aCore();
  const [agent, other, supervisor] = [
    await seat.signedIn(AGENT.id),
    await seat.signedIn(AGENT_2.id),
    await seat.signedIn(SUPERVISOR.id),
  ];
  const drafts = [];
  for (let i = 0; i < 5; i += 1) drafts.push(await agent.ask('call.start', {}));
  const filled = await agent.fill(drafts[2] as (typeof drafts)[number], aReportForm({ isNamed: true }), {
    step: 'target',
  });
  expect(drafts.map((draft) => draft.localNumber.slice(-4))).toEqual([
    '0001',
    '0002',
    '0003',
    '0004',
    '0005',
  ]);
  for (const stranger of [other, supervisor]) {
    expect(await stranger.ask('draft.list', {})).toEqual([]);
    expect(await stranger.codeOf('draft.get', { id: filled.id })).toBe('not_allowed');
    expect(await stranger.codeOf('call.finish', { id: filled.id, saveCount: 1 })).toBe('not_allowed');
  }
  // The supervisor sees that they are there, without identity; the other agent does not.
  const seen = await supervisor.ask('queue.list', everything);
  expect(seen.total).toBe(5);
  expect(JSON.stringify(seen)).not.toContain('周密之');
  expect((await other.ask('queue.list', everything)).total).toBe(0);
  await seat.core.stop();
  const again = await aCore({ folder: seat.folder, enrolled: seat.enrolled });
  const back = await again.signedIn(AGENT.id);
  expect(await back.ask('draft.get', { id: filled.id })).toEqual(filled);
  expect(await back.ask('draft.list', {})).toHaveLength(5);
});

test('a caller who hung up leaves an incomplete call; signing out waits for the one in hand (R-14)', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const draft = await agent.fill(
    await agent.ask('call.start', {}),
    aReportForm({ report: { urgency: null } }),
  );
  expect(await agent.codeOf('session.signOut', {})).toBe('open_calls');
  const { form, confirmations, id, step } = draft;
  await agent.ask('draft.save', {
    id,
    step,
    form,
    confirmations,
    saveCount: draft.saveCount + 1,
    hungUpAt: Date.now(),
  });
  expect((await agent.ask('queue.counts', {})).byState.incomplete).toBe(1);
  expect(await agent.codeOf('session.signOut', {})).toBe('ok');
  expect(await agent.codeOf('draft.list', {})).toBe('not_signed_in');
});

test('an agent sees their own calls, a supervisor the seat’s; nobody sees identity (R-17)', async () => {
  const seat = await aCore();
  const [agent, other, supervisor] = [
    await seat.signedIn(AGENT.id),
    await seat.signedIn(AGENT_2.id),
    await seat.signedIn(SUPERVISOR.id),
  ];
  const mine = await agent.takeCall(aReportForm({ isNamed: true }));
  await other.takeCall(aConsultationForm());
  expect((await agent.ask('queue.list', everything)).items.map((item) => item.id)).toEqual([mine.id]);
  expect(await other.codeOf('queue.detail', { id: mine.id })).toBe('not_found');
  expect(await other.codeOf('queue.retry', { id: mine.id })).toBe('not_found');
  expect(await other.codeOf('call.revise', { id: mine.id, why: '补正' })).toBe('not_found');
  expect((await supervisor.ask('queue.list', everything)).total).toBe(2);
  const detail = await supervisor.ask('queue.detail', { id: mine.id });
  expect(detail).toMatchObject({ hasSealedIdentity: true, refusal: null, item: { isAnonymous: false } });
  expect(detail.revisions[0]?.form.identity).toBeNull();
  const greeting = detail.lines.find((line) => line.id === 'greeting')?.text;
  expect(greeting).toContain('河南省12369生态环境举报热线');
  expect(greeting).toContain(AGENT.number);
  const due = detail.item.dueDate ?? '';
  const dueAsSaid = `${Number(due.slice(5, 7))}月${Number(due.slice(8))}日`;
  expect(detail.lines.map((line) => line.text).join()).toContain(dueAsSaid);
  for (const search of ['周密之', '13703710001', '%', '_', "' or 1=1 --"]) {
    expect((await supervisor.ask('queue.list', { ...everything, search })).total).toBe(0);
  }
  expect(JSON.stringify(detail)).not.toMatch(/周密之|13703710001|"box"/);
});

test('searches numbers, target, place and matter, literally', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const report = await agent.takeCall(aReportForm({ report: { target: { answer: '100%达标_化工厂' } } }));
  const consultation = await agent.takeCall(aConsultationForm());
  const find = async (search: string) =>
    (await agent.ask('queue.list', { ...everything, search })).items.map((item) => item.id);
  expect(await find('100%达')).toEqual([report.id]);
  expect(await find('标_化')).toEqual([report.id]);
  expect(await find('华南城')).toEqual([report.id]);
  expect(await find('新郑市')).toEqual([report.id]);
  expect(await find('排污许可')).toEqual([consultation.id]);
  expect(await find(consultation.localNumber.slice(-6))).toEqual([consultation.id]);
  expect(await find('0%0')).toEqual([]);
});

test('a review is added to a record, whose way to the center it does not touch (R-13)', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const { id } = await agent.takeCall(aReportForm());
  const unreviewed = { ...everything, onlyUnreviewed: true };
  expect((await supervisor.ask('queue.list', unreviewed)).total).toBe(1);
  expect(await agent.codeOf('review.add', { id, verdict: 'confirmed', remark: '' })).toBe('not_allowed');
  expect(await supervisor.codeOf('review.add', { id, verdict: 'returned', remark: ' ' })).toBe(
    'invalid_input',
  );
  const item = await supervisor.ask('review.add', { id, verdict: 'returned', remark: '请补充具体位置' });
  expect(item).toMatchObject({ state: 'waiting', isReviewed: true });
  expect((await supervisor.ask('queue.list', unreviewed)).total).toBe(0);
  const { timeline } = await agent.ask('queue.detail', { id });
  expect(timeline).toContainEqual(
    expect.objectContaining({ what: 'returned', who: '赵强', detail: '请补充具体位置' }),
  );
  expect(storeOf(seat).conservation()).toMatchObject({ owed: 1 });
});

test('a returned report is put right as its next revision; who answered stays, identity is carried over', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const { id, localNumber } = await agent.takeCall(aReportForm({ isNamed: true }));
  await supervisor.ask('review.add', { id, verdict: 'returned', remark: '请补充' });
  const draft = await supervisor.ask('call.revise', { id, why: '按复核意见补正' });
  expect(draft).toMatchObject({
    localNumber,
    agentId: AGENT.id,
    revises: { revision: 1, hasSealedIdentity: true },
  });
  expect(draft.form.identity).toBeNull();
  expect(await agent.codeOf('call.revise', { id, why: '补正' })).toBe('not_allowed');
  expect((await supervisor.ask('queue.counts', {})).all).toBe(1);
  const before = recordOf(seat, id);
  const form = { ...draft.form, note: '已补正' };
  const filled = await supervisor.fill(draft, form, { confirmations: draft.confirmations });
  const outcome = await supervisor.ask('call.finish', { id, saveCount: filled.saveCount });
  expect(outcome).toMatchObject({ kind: 'finished', revision: 2, localNumber });
  const after = recordOf(seat, id);
  expect(after).toMatchObject({
    agentId: AGENT.id,
    agentNumber: AGENT.number,
    madeBy: SUPERVISOR.id,
    why: '按复核意见补正',
    note: '已补正',
    revision: 2,
  });
  expect(after.disposition === 'report' && after.sealedIdentity).toEqual(
    before.disposition === 'report' && before.sealedIdentity,
  );
  const detail = await agent.ask('queue.detail', { id });
  expect(detail.revisions.map((each) => each.revision)).toEqual([1, 2]);
  expect(detail.item).toMatchObject({ isReviewed: false, revision: 2 });
  expect(storeOf(seat).conservation()).toMatchObject({ finished: 2, owed: 2, unknown: 0 });
});

test('what was just finished is taken back as a revision: both versions go to the center (R-12, R-13)', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const { id } = await agent.takeCall(aReportForm());
  const draft = await agent.ask('call.revise', { id, why: '结束后十秒内撤回修改' });
  expect(draft).toMatchObject({ step: 'closing', revises: { revision: 1 } });
  expect(storeOf(seat).conservation()).toMatchObject({ finished: 1, owed: 1 });
  const form = { ...draft.form, note: '结束后补记' };
  const filled = await agent.fill(draft, form, { confirmations: draft.confirmations });
  await agent.ask('call.finish', { id, saveCount: filled.saveCount });
  expect((await agent.ask('queue.detail', { id })).revisions.map((each) => each.form.note)).toEqual([
    '',
    '结束后补记',
  ]);
  expect(storeOf(seat).conservation()).toMatchObject({ finished: 2, owed: 2, unknown: 0 });
});

test('a named caller who turns anonymous is forgotten at once (R-15, R-16)', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const named = aReportForm({ isNamed: true });
  const draft = await agent.fill(await agent.ask('call.start', {}), named);
  expect(draft.form.identity?.phone).toBe('13703710001');
  const turned = { ...named, report: { ...named.report, identityChoice: 'anonymous' as const } };
  const saved = await agent.fill(draft, turned, { confirmations: allSaid(turned) });
  expect(saved.form.identity).toBeNull();
  expect(saved.form.report.onSiteHelp).toBeNull();
});

test('what is typed is saved as it was typed, or refused: never changed in silence (B1)', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  let draft = await agent.fill(await agent.ask('call.start', {}), aReportForm());
  const strange = [
    '𠮷𪚥',
    '👨‍👩‍👧',
    '\u202e倒过来',
    'a\u0000b',
    '\ud800',
    '\udc00x',
    '\ufeff',
    "'; drop table drafts; --",
    'é',
    'é',
  ];
  const texts = fc.oneof(fc.constantFrom(...strange), fc.string({ unit: 'binary', maxLength: 200 }));
  await fc.assert(
    fc.asyncProperty(texts, async (note) => {
      const { id, step, confirmations, saveCount } = draft;
      const form = { ...draft.form, note };
      const input = { id, step, confirmations, form, saveCount: saveCount + 1, hungUpAt: null };
      const code = await agent.codeOf('draft.save', input);
      draft = await agent.ask('draft.get', { id });
      const stored = (await agent.ask('draft.list', {}))[0];
      expect(stored).toEqual(draft);
      const isStorable = !note.includes('\0') && !hasLoneSurrogate(note);
      expect(code).toBe(isStorable ? 'ok' : 'invalid_input');
      if (isStorable) expect(draft.form.note).toBe(note);
    }),
    { numRuns: 100 },
  );
});
