import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CASE_STAGES, after, caseOf, newCase, type CaseFacts } from '../../../src/shared/case/case';
import type { NotedAct } from '../../../src/shared/case/act';
import { dueStatusOf, refusalOf } from '../../../src/shared/case/rules';
import { owesUrge } from '../../../src/shared/case/urge';
import { CasePart, type CasePart as Part } from '../../../src/shared/ipc/case-views';
import { addDays, startOfShanghaiDay } from '../../../src/shared/shanghai-time';
import { anAct, aReferral, FACTS, NOON, UNITS } from '../../builders/case';
import { aDraft, aRecord, aReportForm } from '../../builders/draft';
import { SUPERVISOR } from '../../builders/enrolment';
import { aStore, takeIn } from '../../builders/store';

const ACCEPTED = '2026-12-01';

/** A report in the store, with a date so many days after its acceptance. */
function aCase(
  store: Awaited<ReturnType<typeof aStore>>['store'],
  days: 3 | 15 | 30,
  target = '磐筑商砼',
): string {
  const urgency = ({ 3: 'urgent', 15: 'important', 30: 'general' } as const)[days];
  const dueDate = addDays(ACCEPTED, days);
  const form = aReportForm({
    report: { target: { answer: target }, urgency, deadlineTold: { urgency, dueDate } },
  });
  return takeIn(store, aRecord(aDraft({ form }))).id;
}

test('what the table holds of a case is the fold of its acts, whatever was done (projection)', async () => {
  const { store } = await aStore();
  const columns = (id: string) => store.caseLists.find(id);
  fc.assert(
    fc.property(fc.array(anAct(), { minLength: 1, maxLength: 40 }), fc.boolean(), (tries, isNamed) => {
      const id = aCase(store, 30);
      const facts: CaseFacts = { ...FACTS, isNamed };
      const noted: NotedAct[] = [];
      let state = newCase(facts);
      tries.forEach((act, index) => {
        const now = NOON + index * 3_600_000;
        if (refusalOf(state, act, { facts, now }) !== null) return;
        const one = {
          number: noted.length + 1,
          act,
          by: SUPERVISOR.id as never,
          at: now,
          clockOffsetMs: 0,
        };
        noted.push(one);
        state = after(state, one, facts);
        store.write(() => store.cases.add(id, one, state));
      });
      expect(store.cases.actsOf(id)).toEqual(noted);
      const folded = caseOf(facts, store.cases.actsOf(id));
      expect(store.sums.amiss()).toEqual([]);
      if (noted.length === 0) return;
      expect(columns(id)).toMatchObject({
        stage: folded.stage,
        round: folded.round,
        dueDate: folded.dueDate,
        owesSignature: Number(folded.owesSignature),
        isFocus: Number(folded.isFocus),
        unitName: folded.unit?.name ?? null,
        handlerName: folded.handler?.name ?? null,
      });
    }),
    { numRuns: 40 },
  );
});

test('the lists hold what the rules say of each case, on any day, over the turn of the year', async () => {
  const { store } = await aStore();
  const days = [3, 15, 30] as const;
  const known = Array.from({ length: 36 }, (_, index) => {
    const length = days[index % 3] ?? 3;
    const id = aCase(store, length);
    const facts: CaseFacts = { ...FACTS, dueDate: addDays(ACCEPTED, length) };
    const acts: NotedAct[] = [];
    const add = (act: NotedAct['act'], day: number) =>
      acts.push({
        number: acts.length + 1,
        act,
        by: SUPERVISOR.id as never,
        at: startOfShanghaiDay(addDays(ACCEPTED, day)) + 3_600_000,
        clockOffsetMs: 0,
      });
    add({ kind: 'analysed', grade: index % 4 === 0 ? 'major' : 'general', why: '重大' }, 0);
    if (index % 2 === 0)
      add(
        {
          kind: 'referred',
          referral: aReferral({ unit: UNITS[(index / 2) % 3] ?? UNITS[0] }),
          recusal: { asked: true, decision: '' },
        },
        0,
      );
    if (index % 4 === 0) add({ kind: 'urged', note: '请抓紧办理' }, (index * 7) % 30);
    let state = newCase(facts);
    for (const noted of acts) {
      state = after(state, noted, facts);
      store.write(() => store.cases.add(id, noted, state));
    }
    return { id, state };
  });
  for (let day = 0; day < 35; day += 1) {
    const today = addDays(ACCEPTED, day);
    const now = startOfShanghaiDay(today);
    for (const unitId of [null, UNITS[0].id]) {
      const mine = known.filter(({ state }) => unitId === null || state.unit?.id === unitId);
      const expected = (part: Part) =>
        mine.filter(({ state }) => {
          if ((CASE_STAGES as readonly string[]).includes(part)) return state.stage === part;
          if (part === 'unsigned') return state.owesSignature;
          if (part === 'focus') return state.isFocus;
          const { dueDate: dueOn, urgedOn } = state;
          if (part === 'urging')
            return state.stage === 'handling' && owesUrge({ acceptedOn: ACCEPTED, dueOn, urgedOn }, today);
          return dueStatusOf(dueOn, now) === part;
        });
      for (const part of CasePart.options) {
        const { rows, total } = await store.caseLists.list({
          part,
          unitId,
          search: '',
          today,
          offset: 0,
          limit: 100,
        });
        const ids = expected(part).map(({ id }) => id);
        expect(rows.map(({ callId }) => callId).sort(), `${part} ${today}`).toEqual([...ids].sort());
        expect([total, store.caseLists.count(part, unitId, today)]).toEqual([ids.length, ids.length]);
      }
    }
  }
});

test('a search finds number, target and place; a page goes on where the last one ended', async () => {
  const { store } = await aStore();
  const ids = Array.from({ length: 7 }, (_, n) => aCase(store, 30, n === 3 ? '恒源耐火100%厂' : '磐筑商砼'));
  const ask = (search: string, offset = 0, limit = 3) =>
    store.caseLists.list({ part: 'new', unitId: null, search, today: ACCEPTED, offset, limit });
  expect((await ask('恒源')).rows.map(({ callId }) => callId)).toEqual([ids[3]]);
  expect((await ask('100%')).total).toBe(1);
  expect((await ask('1%0')).total).toBe(0);
  expect((await ask('华南城')).total).toBe(7);
  expect((await ask('不存在的')).rows).toEqual([]);
  const pages: string[] = [];
  for (const offset of [0, 3, 6]) pages.push(...(await ask('', offset)).rows.map(({ callId }) => callId));
  expect(pages).toEqual([...ids].sort());
});

test('what is closed is found by its words and by the center’s number, in its unit, page by page', async () => {
  const { store } = await aStore();
  const leader = { id: UNITS[0].id, name: '蔡敏', role: 'deputy' } as never;
  const close = (id: string, unit: (typeof UNITS)[number]) => {
    const acts: NotedAct['act'][] = [
      { kind: 'analysed', grade: 'general', why: '' },
      { kind: 'referred', referral: aReferral({ unit }), recusal: { asked: true, decision: '' } },
      { kind: 'reported', revision: 1, finding: 'true', leader, signedAt: NOON },
      { kind: 'replied', channel: 'platform', at: NOON, proof: 'a' },
      { kind: 'replied', channel: 'mail', at: NOON, proof: 'b' },
      { kind: 'concluded', note: '' },
    ];
    let state = newCase(FACTS);
    acts.forEach((act, index) => {
      const noted = { number: index + 1, act, by: SUPERVISOR.id as never, at: NOON, clockOffsetMs: 0 };
      state = after(state, noted, FACTS);
      store.write(() => store.cases.add(id, noted, state));
    });
    expect(state.stage).toBe('closed');
  };
  const ids = Array.from({ length: 6 }, (_, n) => aCase(store, 30, n < 5 ? '宏达洗涤厂' : '恒源耐火厂'));
  ids.slice(1).forEach((id, n) => close(id, n % 2 === 0 ? UNITS[0] : UNITS[1]));
  const ask = (search: string, unitId: string | null = null, offset = 0, limit = 2) =>
    store.caseLists.list({ part: 'closed', unitId, search, today: ACCEPTED, offset, limit });
  const found: string[] = [];
  for (const offset of [0, 2])
    found.push(...(await ask('宏达', null, offset)).rows.map(({ callId }) => callId));
  expect(found).toEqual(ids.slice(1, 5).reverse());
  expect((await ask('宏达')).total).toBe(4);
  expect((await ask('宏达', UNITS[0].id, 0, 10)).rows.map(({ callId }) => callId)).toEqual([ids[3], ids[1]]);
  expect((await ask('100%')).rows).toEqual([]);
  const number = store.caseLists.find(ids[5] ?? '')?.localNumber ?? '';
  expect((await ask(number.toLowerCase())).rows.map(({ localNumber }) => localNumber)).toEqual([number]);
});
