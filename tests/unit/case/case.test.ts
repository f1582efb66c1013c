import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseAct, NotedAct } from '../../../src/shared/case/act';
import { after, caseOf, latestExtension, newCase, type CaseFacts } from '../../../src/shared/case/case';
import { REWARD_2016 } from '../../../src/shared/case/reward/rules';
import { dueStatusOf, refusalOf } from '../../../src/shared/case/rules';
import { addDays, endOfShanghaiDay, startOfShanghaiDay } from '../../../src/shared/shanghai-time';
import { anAct, aReferral, FACTS, HANDLER, HEAD, NOON, UNITS } from '../../builders/case';

/** Tries acts one by one, as people might, each an hour after the one before; keeps those that are allowed. */
function played(
  facts: CaseFacts,
  tries: readonly CaseAct[],
): { noted: NotedAct[]; states: ReturnType<typeof caseOf>[] } {
  let state = newCase(facts);
  const noted: NotedAct[] = [];
  const states = [state];
  tries.forEach((act, index) => {
    const now = NOON + index * 3_600_000;
    if (refusalOf(state, act, { facts, now }) !== null) return;
    const one = { number: noted.length + 1, act, by: 'p-2001' as never, at: now, clockOffsetMs: 0 };
    noted.push(one);
    state = after(state, one, facts);
    states.push(state);
  });
  return { noted, states };
}

const anyFacts = fc.record({
  grade: fc.constantFrom('major', 'repeat', 'general'),
  isRepeat: fc.boolean(),
  isNamed: fc.boolean(),
  wantsCallback: fc.boolean(),
  dueDate: fc.constantFrom(...[3, 15, 30].map((days) => addDays('2026-12-01', days))),
  reward: fc.constantFrom(REWARD_2016, null, { ...REWARD_2016, findings: ['true'], bars: ['not_first'] }),
}) as fc.Arbitrary<CaseFacts>;

const anyActs = fc.array(anAct(), { minLength: 1, maxLength: 60 });

describe('laws of a case', () => {
  test('the fold of the acts is the state that they led to, whatever was tried', () => {
    fc.assert(
      fc.property(anyFacts, anyActs, (facts, tries) => {
        const { noted, states } = played(facts, tries);
        expect(caseOf(facts, noted)).toEqual(states.at(-1));
      }),
      { numRuns: 300 },
    );
  });

  test('whatever is not closed has an owner and a date (R-27)', () => {
    fc.assert(
      fc.property(anyFacts, anyActs, (facts, tries) => {
        for (const { stage, owner, dueDate } of played(facts, tries).states) {
          expect(owner === null).toBe(stage === 'closed');
          expect(dueDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('no chain of extensions reaches beyond the law, and none begins after the date (R-36)', () => {
    fc.assert(
      fc.property(anyFacts, anyActs, (facts, tries) => {
        for (const state of played(facts, tries).states) {
          expect(state.dueDate <= latestExtension(state)).toBe(true);
          const late = { facts, now: endOfShanghaiDay(state.dueDate) + 1 };
          const act = anExtension(addDays(state.dueDate, 1));
          expect(refusalOf(state, act, late)).not.toBeNull();
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a deadline moves by extension or a second round alone (R-28, R-35)', () => {
    fc.assert(
      fc.property(anyFacts, anyActs, (facts, tries) => {
        const { noted, states } = played(facts, tries);
        noted.forEach(({ act }, index) => {
          const moved = states[index]?.dueDate !== states[index + 1]?.dueDate;
          if (moved) expect(['extended', 'reopened']).toContain(act.kind);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('a disputed unit, and after two returns any county, never gets it again (R-28, R-30)', () => {
    fc.assert(
      fc.property(anyFacts, anyActs, (facts, tries) => {
        const { noted, states } = played(facts, tries);
        noted.forEach(({ act }, index) => {
          const state = states[index];
          if (act.kind !== 'referred' || state === undefined) return;
          expect(state.disputedUnits.map(({ id }) => id)).not.toContain(act.referral.unit.id);
          if (state.sentBack >= 2 || state.round > 1) expect(act.referral.unit.level).not.toBe('county');
        });
      }),
      { numRuns: 300 },
    );
  });

  test('no case of a named reporter closes without a call, a wish or three tries (R-42, R-43)', () => {
    fc.assert(
      fc.property(anyActs, (tries) => {
        const facts = { ...FACTS, isNamed: true, wantsCallback: true };
        const { noted, states } = played(facts, tries);
        if (states.at(-1)?.stage !== 'closed') return;
        const calls = noted.flatMap(({ act }) => (act.kind === 'called_back' ? [act.outcome.kind] : []));
        expect(calls.includes('reached') || calls.length >= 3).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

const anExtension = (until: string): CaseAct => ({
  kind: 'extended',
  reason: 'procedure',
  why: '处罚告知程序未完',
  until,
  approver: { id: HEAD.id, name: HEAD.name, role: 'head' },
  evidence: '',
});

describe('what is refused, and why', () => {
  const analysed: CaseAct = { kind: 'analysed', grade: 'major', why: '' };
  const context = { facts: { ...FACTS, grade: 'major' } as CaseFacts, now: NOON };
  const after1 = (acts: CaseAct[]) =>
    caseOf(
      context.facts,
      acts.map((act, index) => ({
        number: index + 1,
        act,
        by: 'p-2001' as never,
        at: NOON,
        clockOffsetMs: 0,
      })),
    );
  const signedBy = (role: 'head' | 'deputy'): CaseAct => ({
    kind: 'signed',
    leader: { id: HEAD.id, name: HEAD.name, role },
    opinion: '立即查处',
    signedAt: NOON,
    sheet: null,
  });

  test('a major lead needs the head: the deputy’s signature is refused (R-22)', () => {
    expect(refusalOf(after1([]), signedBy('head'), context)).toBe('not_analysed');
    expect(refusalOf(after1([analysed]), signedBy('deputy'), context)).toBe('needs_head');
    expect(refusalOf(after1([analysed]), signedBy('head'), context)).toBeNull();
  });

  test('a major lead may go at once, and the signature stays owed (R-22, R-24)', () => {
    const referred: CaseAct = {
      kind: 'referred',
      referral: aReferral(),
      recusal: { asked: true, decision: '' },
    };
    expect(refusalOf(after1([]), referred, context)).toBe('not_analysed');
    expect(refusalOf(after1([analysed]), referred, context)).toBeNull();
    const state = after1([analysed, referred]);
    expect(state).toMatchObject({ stage: 'handling', owesSignature: true });
    expect(after1([analysed, referred, signedBy('head')]).owesSignature).toBe(false);
  });

  test('head and handler are two people (R-26)', () => {
    const referral = aReferral({ handler: { ...HANDLER, id: HEAD.id } });
    const act: CaseAct = { kind: 'referred', referral, recusal: { asked: true, decision: '' } };
    expect(refusalOf(after1([analysed]), act, context)).toBe('same_person');
  });

  test('concluded only after both replies (R-40); fed back by who handled it (R-42)', () => {
    const facts = { ...context.facts, isNamed: true };
    const chain: CaseAct[] = [
      analysed,
      { kind: 'referred', referral: aReferral(), recusal: { asked: true, decision: '' } },
      {
        kind: 'reported',
        revision: 1,
        finding: 'true',
        leader: { id: HEAD.id, name: HEAD.name, role: 'deputy' },
        signedAt: NOON,
      },
      { kind: 'replied', channel: 'platform', at: NOON, proof: 'PT-1' },
    ];
    expect(refusalOf(after1(chain), { kind: 'concluded', note: '' }, context)).toBe('reply_missing');
    const both: CaseAct[] = [
      ...chain,
      { kind: 'replied', channel: 'mail', at: NOON, proof: '<a@b>' },
      { kind: 'concluded', note: '' },
    ];
    const state = caseOf(
      facts,
      both.map((act, index) => ({ number: index + 1, act, by: 'p' as never, at: NOON, clockOffsetMs: 0 })),
    );
    expect(state.stage).toBe('feedback');
    const call: CaseAct = {
      kind: 'called_back',
      by: UNITS[1],
      at: NOON,
      outcome: { kind: 'not_reached', note: '' },
    };
    expect(refusalOf(state, call, { facts, now: NOON })).toBe('other_unit');
  });
});

test.each([
  ['2026-12-30', 'overdue'],
  ['2026-12-31', 'today'],
  ['2027-01-01', 'tomorrow'],
  ['2027-01-07', 'week'],
  ['2027-01-08', 'later'],
] as const)('over the turn of a year: due %s is %s', (due, status) => {
  expect(dueStatusOf(due, startOfShanghaiDay('2026-12-31'))).toBe(status);
  expect(dueStatusOf(due, endOfShanghaiDay('2026-12-31'))).toBe(status);
});
