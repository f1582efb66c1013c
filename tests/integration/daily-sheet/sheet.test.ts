import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aReferral, HEAD, HANDLER, UNITS } from '../../builders/case';
import { aConsultationForm } from '../../builders/draft';
import {
  A_HANDLER,
  aSupervisedDay,
  NOON,
  THE_DEPUTY,
  THE_HEAD,
  type SupervisedDay,
} from '../../builders/daily-sheet/supervised-day';
import { SUPERVISOR } from '../../builders/enrolment';
import type { SheetDay } from '../../../src/shared/ipc/requests/workbench/daily-sheet';

const DATE = '2026-12-01';
const HOUR = 3_600_000;
type Changes = Parameters<SupervisedDay['take']>[0];
const MAJOR: Changes = { report: { majorFlags: ['yellow_river'] } };
const REPEAT: Changes = { report: { repeats: { said: 'yes' } } };

const statesOf = ({ ticks }: SheetDay) => ticks.map(({ state }) => state);
const whyOf = ({ ticks }: SheetDay) => ticks.map(({ lacking }) => lacking[0]?.why);
const day = ({ supervisor }: SupervisedDay, date = DATE) => supervisor.ask('sheet.day', { date });
const save = (seat: SupervisedDay, base: number, why = '', more = {}) =>
  seat.supervisor.ask('sheet.save', { date: DATE, base, edits: [], grades: [], why, ...more });
const sign = ({ supervisor, pc }: SupervisedDay, revision: number, leaderId = THE_HEAD, more = {}) =>
  supervisor.answer('sheet.sign', {
    date: DATE,
    revision,
    leaderId,
    opinion: '同意，立即查处',
    signedAt: pc.now(),
    ...more,
  });
const reasonOf = (answer: Awaited<ReturnType<typeof sign>>) =>
  answer.ok ? 'ok' : (answer.error.params?.['reason'] ?? answer.error.code);

test('the sheet has every report that SQL knows of the day, ordered, and no other (R-20)', async () => {
  const seat = await aSupervisedDay();
  const general = await seat.take();
  const major = await seat.take(MAJOR);
  const repeat = await seat.take(REPEAT);
  await seat.agent.takeCall(aConsultationForm());
  const { leads, revision } = await day(seat);
  expect(revision).toBe(0);
  expect(leads.map(({ callId }) => callId)).toEqual([major, repeat, general]);
  expect(leads.map(({ grade }) => grade)).toEqual(['major', 'repeat', 'general']);
  seat.pc.pass(24 * HOUR);
  expect((await day(seat, '2026-12-02')).leads).toEqual([]);
  expect(await seat.agent.codeOf('sheet.day', { date: DATE })).toBe('not_allowed');
});

test('sorted, analysed, signed and referred within the day: four ticks, each when its facts are there', async () => {
  const seat = await aSupervisedDay();
  const ids = [await seat.take(MAJOR), await seat.take()];
  expect(whyOf(await day(seat))).toEqual(['no_sheet', 'not_analysed', 'needs_head', 'not_referred']);
  expect(statesOf(await save(seat, 0))).toEqual(['done', 'open', 'open', 'open']);
  expect(reasonOf(await sign(seat, 1))).toBe('not_analysed');
  await seat.analyseAll();
  expect(statesOf(await day(seat))).toEqual(['done', 'done', 'open', 'open']);
  expect(reasonOf(await sign(seat, 1))).toBe('ok');
  const signed = await day(seat);
  expect(statesOf(signed)).toEqual(['done', 'done', 'done', 'open']);
  expect(signed.signatures).toMatchObject([
    { leaderName: '王建国', leaderRole: 'head', leads: 2, revision: 1 },
  ]);
  expect(reasonOf(await sign(seat, 1))).toBe('nothing_to_sign');
  const desk = seat.seat.core.desk();
  const person = { ...SUPERVISOR, id: SUPERVISOR.id as never };
  for (const id of ids) {
    expect(desk?.workbench.cases.get(id).acts.map(({ act }) => act.kind)).toEqual(['analysed', 'signed']);
    desk?.workbench.cases.add(person, id, {
      kind: 'referred',
      referral: aReferral({ unit: UNITS[0], head: HEAD, handler: HANDLER }),
      recusal: { asked: true, decision: '' },
    });
  }
  expect(statesOf(await day(seat))).toEqual(['done', 'done', 'done', 'done']);
  seat.pc.pass(24 * HOUR);
  const days = await seat.supervisor.ask('sheet.days', {});
  // Before the first call nobody owed a sheet.
  expect(days).toHaveLength(2);
  const [today, yesterday] = days;
  expect(today).toMatchObject({ date: '2026-12-02', leads: 0 });
  expect(yesterday).toMatchObject({
    date: DATE,
    leads: 2,
    ticks: [1, 2, 3, 4].map(() => ({ state: 'done' })),
  });
});

test('a deputy signs all but the major leads; only the head lifts that debt (R-22)', async () => {
  const seat = await aSupervisedDay();
  await seat.take(MAJOR);
  await seat.take();
  await save(seat, 0);
  await seat.analyseAll();
  expect(reasonOf(await sign(seat, 1, THE_DEPUTY))).toBe('ok');
  const after = await day(seat);
  expect(after.leads.map(({ owesSignature }) => owesSignature)).toEqual([true, false]);
  expect(whyOf(after)[2]).toBe('needs_head');
  expect(reasonOf(await sign(seat, 1, THE_DEPUTY))).toBe('needs_head');
  expect(reasonOf(await sign(seat, 1, A_HANDLER))).toBe('not_a_leader');
  expect(reasonOf(await sign(seat, 1))).toBe('ok');
  expect(statesOf(await day(seat))[2]).toBe('done');
});

test('nobody signs backwards, ahead, an old revision, or words that tell who reported', async () => {
  const seat = await aSupervisedDay();
  await seat.take();
  await save(seat, 0);
  await seat.analyseAll();
  expect(reasonOf(await sign(seat, 1, THE_HEAD, { signedAt: NOON - HOUR }))).toBe('signed_before');
  expect(reasonOf(await sign(seat, 1, THE_HEAD, { signedAt: NOON + HOUR }))).toBe('signed_in_future');
  expect(reasonOf(await sign(seat, 1, THE_HEAD, { opinion: '请联系13703710001' }))).toBe('identity');
  const [lead] = (await day(seat)).leads;
  await save(seat, 1, '更正', { edits: [{ callId: lead?.callId, column: 'target', text: '某搅拌站' }] });
  expect(reasonOf(await sign(seat, 1))).toBe('outdated');
});

test('a report that comes later makes the sheet outdated: shown, not signed or exported, a new revision owed', async () => {
  const seat = await aSupervisedDay();
  await seat.take();
  expect((await day(seat)).leads.map(({ isNew }) => isNew)).toEqual([false]);
  await save(seat, 0);
  await seat.analyseAll();
  const late = await seat.take();
  const outdated = await day(seat);
  expect(outdated).toMatchObject({ isOutdated: true, revision: 1 });
  expect(outdated.leads.map(({ isNew }) => isNew)).toEqual([false, true]);
  expect(outdated.ticks[0]).toMatchObject({
    state: 'open',
    lacking: [{ callId: late, why: 'not_in_sheet' }],
  });
  expect(reasonOf(await sign(seat, 1))).toBe('outdated');
  expect(await seat.supervisor.codeOf('sheet.export', { date: DATE, format: 'xlsx' })).toBe('sheet_refused');
  expect(await save(seat, 1, '补入一条')).toMatchObject({ isOutdated: false, revision: 2 });
});

test('one sheet a day: a second first revision, a stale base, no reason and no change are refused', async () => {
  const seat = await aSupervisedDay();
  await seat.take();
  await save(seat, 0);
  const input = { date: DATE, base: 0, edits: [], grades: [], why: '再来一份' };
  expect(await seat.other.codeOf('sheet.save', input)).toBe('outdated');
  expect(await seat.other.answer('sheet.save', { ...input, base: 1 })).toMatchObject({
    error: { params: { reason: 'nothing_changed' } },
  });
  await seat.take();
  expect(await seat.other.answer('sheet.save', { ...input, base: 1, why: ' ' })).toMatchObject({
    error: { params: { reason: 'why_missing' } },
  });
  expect(await seat.other.answer('sheet.save', { ...input, date: '2026-12-02' })).toMatchObject({
    error: { params: { reason: 'future_day' } },
  });
  expect((await day(seat)).history).toHaveLength(1);
});

test('an edit, a grade and their reason are one revision or nothing', async () => {
  const seat = await aSupervisedDay();
  const id = await seat.take();
  await save(seat, 0);
  const [lead] = (await day(seat)).leads;
  const edits = [{ callId: lead?.callId, column: 'county', text: '金水区' }];
  const changed = await save(seat, 1, '核实后更正', { edits, grades: [{ callId: id, grade: 'major' }] });
  expect(changed.leads).toMatchObject([
    { grade: 'major', agentGrade: 'general', isAnalysed: true, texts: { county: '金水区' } },
  ]);
  expect(changed.history).toMatchObject([
    { revision: 2, madeBy: '赵强', why: '核实后更正' },
    { revision: 1 },
  ]);
  const bad = { date: DATE, base: 2, why: '更正', grades: [{ callId: id, grade: 'repeat' }] };
  const unknown = [{ callId: '019ab0c0-0000-7000-8000-00000000ffff', column: 'county', text: 'x' }];
  expect(await seat.supervisor.codeOf('sheet.save', { ...bad, edits: unknown })).toBe('sheet_refused');
  const after = await day(seat);
  expect(after).toMatchObject({ revision: 2, leads: [{ grade: 'major' }] });
});

test('a cell that may tell who reported keeps the sheet from being signed and exported until it is put right', async () => {
  const seat = await aSupervisedDay();
  await seat.take({ report: { pollution: { description: '夜里排黑水，我电话13703710001' } } });
  await save(seat, 0);
  await seat.analyseAll();
  const found = await day(seat);
  expect(whyOf(found)[0]).toBe('identity_found');
  expect(reasonOf(await sign(seat, 1))).toBe('identity');
  expect(await seat.supervisor.codeOf('sheet.export', { date: DATE, format: 'pdf' })).toBe('sheet_refused');
  expect(await seat.supervisor.codeOf('sheet.print', { date: DATE })).toBe('sheet_refused');
  const [lead] = found.leads;
  const finding = lead?.findings[0];
  await save(seat, 1, '改为中性表述', {
    edits: [{ callId: lead?.callId, column: finding?.column, text: finding?.becomes }],
  });
  expect(reasonOf(await sign(seat, 2))).toBe('ok');
});

test('what is analysed in bulk is what is analysed one by one, whatever is asked in whatever order', async () => {
  const forms = [MAJOR, REPEAT, {}];
  const seats = [await aSupervisedDay(), await aSupervisedDay()] as const;
  const ids = await Promise.all(
    seats.map(async (seat) => {
      const all: string[] = [];
      for (const form of forms) all.push(await seat.take(form));
      return all;
    }),
  );
  const item = fc.record({
    lead: fc.nat({ max: forms.length }),
    grade: fc.constantFrom('major', 'repeat', 'general'),
    why: fc.constantFrom('', ' ', '核实后调整'),
  });
  const unknown = '019ab0c0-0000-7000-8000-00000000ffff';
  await fc.assert(
    fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 8 }), async (items) => {
      const asked = (at: 0 | 1) =>
        items.map(({ lead, ...rest }) => ({ callId: (ids[at]?.[lead] ?? unknown) as never, ...rest }));
      const bulk = await seats[0].supervisor.ask('sheet.analyse', { items: asked(0) });
      const single: typeof bulk = [];
      for (const one of asked(1))
        single.push(...(await seats[1].supervisor.ask('sheet.analyse', { items: [one] })));
      expect(bulk.map(({ reason }) => reason)).toEqual(single.map(({ reason }) => reason));
      const states = seats.map((seat, at) =>
        ids[at]?.map((id) => {
          const known = seat.seat.core.desk()?.workbench.cases.get(id);
          return [known?.state.grade, known?.state.isAnalysed, known?.acts.map(({ act }) => act)];
        }),
      );
      expect(states[0]).toEqual(states[1]);
    }),
    { numRuns: 25 },
  );
});

test('an empty day is reported, and signed, as such', async () => {
  const seat = await aSupervisedDay();
  expect(statesOf(await save(seat, 0))).toEqual(['done', 'done', 'done', 'done']);
  expect(reasonOf(await sign(seat, 1, THE_DEPUTY))).toBe('ok');
});

test('sheets, signatures and looks are never rewritten or taken away', async () => {
  const seat = await aSupervisedDay();
  await seat.take();
  await save(seat, 0);
  await seat.analyseAll();
  await sign(seat, 1);
  const db = (seat.seat.core.desk()?.store as unknown as { db: import('better-sqlite3').Database }).db;
  for (const table of ['sheet_revisions', 'sheet_signatures']) {
    expect(() => db.exec(`delete from ${table}`)).toThrow(/law: /);
    expect(() => db.exec(`update ${table} set day = '2026-12-02'`)).toThrow(/law: /);
  }
  expect(() =>
    db.exec(`insert into sheet_revisions values ('${DATE}', 3, '[]', 0, 'p-2001', 1, null, 'why')`),
  ).toThrow(/law: a day has one sheet/);
});

test('the quality sample: two looks by two persons, and how far they agree', async () => {
  const seat = await aSupervisedDay();
  for (let n = 0; n < 6; n += 1) await seat.take();
  const { drawn, calls } = await seat.supervisor.ask('quality.day', { date: DATE });
  expect(calls).toBe(6);
  expect(drawn).toHaveLength(3);
  expect((await seat.other.ask('quality.day', { date: DATE })).drawn).toEqual(drawn);
  const [one] = drawn;
  if (one === undefined) throw new Error('Nothing was drawn');
  const look = (level: string) => ({ date: DATE, callId: one.callId, level, remark: '问得清楚' });
  await seat.supervisor.ask('quality.add', look('good') as never);
  expect(await seat.supervisor.answer('quality.add', look('fail'))).toMatchObject({
    error: { params: { reason: 'same_reviewer' } },
  });
  // Who looks second is not told what the first one found.
  expect((await seat.other.ask('quality.day', { date: DATE })).drawn[0]).toMatchObject({
    turn: 'second',
    first: null,
  });
  const after = await seat.other.ask('quality.add', look('pass') as never);
  expect(after.drawn[0]).toMatchObject({
    first: { level: 'good', by: '赵强' },
    second: { level: 'pass', isMine: true },
  });
  expect(after.agreement).toEqual({ pairs: 1, same: 0, near: 1 });
  const all = (await day(seat)).leads.map(({ callId }) => callId);
  const left = all.find((id) => drawn.every(({ callId }) => callId !== id));
  expect(await seat.supervisor.answer('quality.add', { ...look('good'), callId: left })).toMatchObject({
    error: { params: { reason: 'not_sampled' } },
  });
});
