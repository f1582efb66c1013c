import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseAct, NotedAct } from '../../../src/shared/case/act';
import { dateSteps } from '../../../src/shared/case/arithmetic';
import {
  after,
  caseOf,
  CALLBACK_TRIES,
  latestExtension,
  type CaseFacts,
} from '../../../src/shared/case/case';
import { refusalOfKind } from '../../../src/shared/case/probe';
import { refusalOf } from '../../../src/shared/case/rules';
import { isRewardEligible, rewardLacks } from '../../../src/shared/case/reward/reward';
import { REWARD_2016 } from '../../../src/shared/case/reward/rules';
import { differenceOf } from '../../../src/shared/case/referring/difference';
import { owesUrge, urgeMark } from '../../../src/shared/case/urge';
import { deadlineOf, type Urgency } from '../../../src/shared/lead/deadline';
import { addDays, endOfShanghaiDay, startOfShanghaiDay } from '../../../src/shared/shanghai-time';
import { anAct, aReferral, FACTS, HEAD, NOON, UNITS } from '../../builders/case';

const RULES = { urgent: 3, important: 15, general: 30 } as const;
const HOUR = 3_600_000;
const noted = (act: CaseAct, number: number, at: number): NotedAct => ({
  number,
  act,
  by: 'p-2001' as never,
  at,
  clockOffsetMs: 0,
});
const anyDay = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2024-01-01', days));
const leader = { id: HEAD.id, name: '王局', role: 'deputy' as const };
const extended = (until: string): CaseAct => ({
  kind: 'extended',
  reason: 'procedure',
  why: '程序未完',
  until,
  approver: leader,
  evidence: '',
});

describe('dates of a case', () => {
  test.each([
    ['2027-01-29', 'urgent', '2027-02-01'],
    ['2027-01-31', 'general', '2027-03-02'],
    ['2028-01-31', 'general', '2028-03-01'],
    ['2028-02-28', 'urgent', '2028-03-02'],
    ['2028-02-29', 'important', '2028-03-15'],
    ['2026-12-31', 'urgent', '2027-01-03'],
    ['2027-02-28', 'general', '2027-03-30'],
  ] as const)('accepted on %s, %s: due %s, at any minute of that day', (on, urgency, due) => {
    for (const at of [startOfShanghaiDay(on), endOfShanghaiDay(on)]) {
      expect(deadlineOf(urgency, at, RULES).dueDate).toBe(due);
    }
  });

  test('a chain of extensions ends within 30 days of the first date, over month ends and leap days (R-36)', () => {
    const steps = fc.array(fc.integer({ min: -2, max: 20 }), { minLength: 1, maxLength: 8 });
    const urgency = fc.constantFrom<Urgency>('urgent', 'important', 'general');
    fc.assert(
      fc.property(anyDay, urgency, steps, (on, level, days) => {
        const { dueDate } = deadlineOf(level, startOfShanghaiDay(on) + HOUR, RULES);
        const facts: CaseFacts = { ...FACTS, dueDate };
        const acts: NotedAct[] = [];
        const now = startOfShanghaiDay(on) + 2 * HOUR;
        for (const more of days) {
          const state = caseOf(facts, acts);
          const act = extended(addDays(state.dueDate, more));
          const refusal = refusalOf(state, act, { facts, now });
          const isAllowed = more > 0 && addDays(state.dueDate, more) <= addDays(dueDate, 30);
          expect(refusal === null).toBe(isAllowed);
          if (refusal === null) acts.push(noted(act, acts.length + 1, now));
        }
        const state = caseOf(facts, acts);
        expect(state.firstDueDate).toBe(dueDate);
        expect(state.dueDate <= latestExtension(state)).toBe(true);
        const told = dateSteps({ urgency: level, acceptedOn: on, dueDate }, acts);
        expect(told[0]).toEqual({ kind: 'accepted', on, urgency: level, days: RULES[level], due: dueDate });
        expect(told.at(-1)?.due).toBe(state.dueDate);
        expect(told).toHaveLength(acts.length + 1);
      }),
      { numRuns: 300 },
    );
  });

  test('urged once half its time is over, and from the day before its date on each day (R-27, R-36)', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(3, 15, 30), fc.integer({ min: 0, max: 40 }), (on, days, later) => {
        const course = { acceptedOn: on, dueOn: addDays(on, days), urgedOn: null };
        const today = addDays(on, later);
        const isDue = later >= Math.min(Math.floor(days / 2), days - 1);
        expect(owesUrge(course, today)).toBe(isDue);
        const mark = urgeMark(course, today);
        expect(mark === null || mark <= today).toBe(true);
        expect(owesUrge({ ...course, urgedOn: today }, today)).toBe(false);
        if (later >= days - 1) expect(owesUrge({ ...course, urgedOn: today }, addDays(today, 1))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('a second round has 30 days at the most', () => {
    const facts: CaseFacts = { ...FACTS, isNamed: true, wantsCallback: true };
    const state = { ...caseOf(facts, []), stage: 'feedback' as const };
    const again = (days: number) =>
      refusalOf(
        state,
        { kind: 'reopened', why: '有异议', dueDate: addDays('2026-12-01', days) },
        { facts, now: NOON },
      );
    expect([0, 1, 30, 31].map(again)).toEqual(['due_too_early', null, null, 'due_too_late']);
  });
});

describe('what is offered', () => {
  test('law: whatever is taken was offered, and what is offered can be done by some choice', () => {
    const facts = fc.record({
      grade: fc.constantFrom('major', 'repeat', 'general'),
      isNamed: fc.boolean(),
      wantsCallback: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, fc.array(anAct(), { maxLength: 50 }), (some, tries) => {
        const all = { ...FACTS, ...some } as CaseFacts;
        let state = caseOf(all, []);
        tries.forEach((act, index) => {
          const now = NOON + index * HOUR;
          if (refusalOf(state, act, { facts: all, now }) !== null) return;
          expect(refusalOfKind(act.kind, state, { facts: all, now }), act.kind).toBeNull();
          state = after(state, noted(act, index + 1, now), all);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('提级 gives the case back to be referred to the unit above, its first persons gone (R-26, R-30)', () => {
    const facts: CaseFacts = { ...FACTS, grade: 'major' };
    const chain: CaseAct[] = [
      { kind: 'analysed', grade: 'major', why: '' },
      { kind: 'referred', referral: aReferral(), recusal: { asked: true, decision: '' } },
      { kind: 'raised', unit: UNITS[2], why: '重大线索' },
    ];
    const state = caseOf(
      facts,
      chain.map((act, index) => noted(act, index + 1, NOON)),
    );
    expect(state).toMatchObject({ stage: 'new', isRaised: true, head: null, handler: null });
    const to = (unit: (typeof UNITS)[number]): CaseAct => ({
      kind: 'referred',
      referral: aReferral({ unit }),
      recusal: { asked: true, decision: '' },
    });
    expect(refusalOf(state, to(UNITS[1]), { facts, now: NOON })).toBe('unit_too_low');
    expect(refusalOf(state, to(UNITS[2]), { facts, now: NOON })).toBeNull();
  });

  test('three tries at different hours, after the conclusion, close a case that nobody answers (R-43)', () => {
    const facts: CaseFacts = { ...FACTS, isNamed: true, wantsCallback: true };
    const chain: CaseAct[] = [
      { kind: 'analysed', grade: 'general', why: '' },
      { kind: 'referred', referral: aReferral(), recusal: { asked: true, decision: '' } },
      { kind: 'reported', revision: 1, finding: 'true', leader, signedAt: NOON },
      { kind: 'replied', channel: 'platform', at: NOON, proof: 'a1' },
      { kind: 'replied', channel: 'mail', at: NOON, proof: 'a2' },
      { kind: 'concluded', note: '' },
    ];
    const acts = chain.map((act, index) => noted(act, index + 1, NOON));
    const call = (at: number): CaseAct => ({
      kind: 'called_back',
      by: UNITS[0],
      at,
      outcome: { kind: 'not_reached', note: '' },
    });
    const ask = (at: number) => refusalOf(caseOf(facts, acts), call(at), { facts, now: NOON + 9 * HOUR });
    expect(ask(NOON - 1)).toBe('before_conclusion');
    for (let tried = 0; tried < CALLBACK_TRIES; tried += 1) {
      const at = NOON + (tried + 1) * HOUR;
      expect(caseOf(facts, acts).stage).toBe('feedback');
      if (tried > 0) expect(ask(at - HOUR + 1)).toBe('same_hour');
      expect(ask(at)).toBeNull();
      acts.push(noted(call(at), acts.length + 1, at));
    }
    expect(caseOf(facts, acts).stage).toBe('closed');
  });
});

test('奖励: eligible is what lacks nothing, and each lack is told (R-45)', () => {
  const checks = fc.record({
    isFirst: fc.boolean(),
    isClear: fc.boolean(),
    isPublished: fc.boolean(),
    isTimeBarred: fc.boolean(),
  });
  const finding = fc.constantFrom('true' as const, 'partly' as const, 'false' as const, null);
  fc.assert(
    fc.property(checks, finding, fc.boolean(), (all, found, isNamed) => {
      const isGood =
        isNamed &&
        (found === 'true' || found === 'partly') &&
        all.isFirst &&
        all.isClear &&
        !all.isPublished &&
        !all.isTimeBarred;
      expect(isRewardEligible({ isNamed, reward: REWARD_2016 }, found, all)).toBe(isGood);
      expect(rewardLacks({ isNamed, reward: REWARD_2016 }, found, all).length === 0).toBe(isGood);
    }),
  );
});

test('a difference joins to both texts, whatever they are', () => {
  const words = fc
    .array(fc.constantFrom('水', '夜', '我叫张', '𠮷', '，'), { maxLength: 30 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(words, words, (was, becomes) => {
      const stretches = differenceOf(was, becomes);
      expect(stretches.map((each) => each.was).join('')).toBe(was);
      expect(stretches.map((each) => each.becomes).join('')).toBe(becomes);
      if (was === becomes) expect(stretches.every((each) => each.was === each.becomes)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
