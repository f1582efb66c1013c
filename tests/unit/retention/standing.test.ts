import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CASE_STAGES } from '../../../src/shared/case/case';
import { RetentionRule } from '../../../src/shared/retention/rule';
import { standingOf, type IdentityCopy, type KeptReason } from '../../../src/shared/retention/standing';
import { addDays, shanghaiDate, startOfShanghaiDay } from '../../../src/shared/shanghai-time';

const DAY_MS = 86_400_000;
const END = startOfShanghaiDay('2026-05-20') + 20 * 3_600_000;
const RULE: RetentionRule = { identityDays: 190 };
const ENDED: IdentityCopy = {
  isOwed: false,
  isInHand: false,
  isReturned: false,
  hasOpenAmendment: false,
  caseStage: 'closed',
  hasOpenReward: false,
  isAsked: false,
  lastAt: END,
};

const anyCopy: fc.Arbitrary<IdentityCopy> = fc.record({
  isOwed: fc.boolean(),
  isInHand: fc.boolean(),
  isReturned: fc.boolean(),
  hasOpenAmendment: fc.boolean(),
  caseStage: fc.constantFrom(null, ...CASE_STAGES),
  hasOpenReward: fc.boolean(),
  isAsked: fc.boolean(),
  lastAt: fc.integer({ min: END - 400 * DAY_MS, max: END + 400 * DAY_MS }),
});
/** More often over than not. */
const aCopy = fc.oneof(
  anyCopy,
  anyCopy.map(({ lastAt }) => ({ ...ENDED, lastAt })),
);
const aRule = fc.record({ identityDays: fc.integer({ min: 60, max: 3650 }) });
const aNow = fc.integer({ min: END - 500 * DAY_MS, max: END + 5000 * DAY_MS });

describe('laws of retention', () => {
  test('never due while it is owed, in hand, or anything of its case runs', () => {
    fc.assert(
      fc.property(aCopy, aRule, aNow, (copy, rule, now) => {
        const runs =
          copy.isOwed ||
          copy.isInHand ||
          copy.isReturned ||
          copy.hasOpenAmendment ||
          copy.hasOpenReward ||
          copy.isAsked ||
          (copy.caseStage !== null && copy.caseStage !== 'closed');
        if (runs) expect(standingOf(copy, rule, now).kind).toBe('kept');
      }),
      { numRuns: 500 },
    );
  });

  test('what is due stays due as time goes on, and nothing is due before its term', () => {
    fc.assert(
      fc.property(aCopy, aRule, aNow, fc.integer({ min: 0, max: 4000 * DAY_MS }), (copy, rule, now, more) => {
        const standing = standingOf(copy, rule, now);
        if (standing.kind === 'due') {
          expect(standingOf(copy, rule, now + more)).toEqual(standing);
          expect(now - copy.lastAt).toBeGreaterThan(rule.identityDays * DAY_MS);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a later end and a longer term never bring it forward', () => {
    fc.assert(
      fc.property(aCopy, aRule, aNow, fc.nat(400), (copy, rule, now, days) => {
        const longer = { identityDays: rule.identityDays + days };
        const later = { ...copy, lastAt: copy.lastAt + days * DAY_MS };
        for (const standing of [standingOf(copy, longer, now), standingOf(later, rule, now)])
          if (standing.kind === 'due') expect(standingOf(copy, rule, now).kind).toBe('due');
      }),
      { numRuns: 300 },
    );
  });

  test('the day it is told to fall due on is the day it falls due', () => {
    fc.assert(
      fc.property(aCopy, aRule, aNow, (copy, rule, now) => {
        const standing = standingOf(copy, rule, now);
        if (standing.kind === 'due' || standing.until === null) return;
        const from = startOfShanghaiDay(standing.until);
        expect(standingOf(copy, rule, from).kind).toBe('due');
        expect(standingOf(copy, rule, from - 1).kind).toBe('kept');
      }),
      { numRuns: 300 },
    );
  });

  test('without a rule, or without the center’s time, everything is kept', () => {
    fc.assert(
      fc.property(aCopy, aRule, aNow, (copy, rule, now) => {
        expect(standingOf(copy, null, now)).toEqual({ kind: 'kept', reason: 'no_rule', until: null });
        expect(standingOf(copy, rule, null).kind).toBe('kept');
      }),
    );
  });
});

test('the day of the end is not counted: the 190 days are whole ones', () => {
  const last = startOfShanghaiDay(addDays('2026-05-20', 191));
  expect(standingOf(ENDED, RULE, last - 1)).toEqual({
    kind: 'kept',
    reason: 'term',
    until: addDays('2026-05-20', 191),
  });
  expect(standingOf(ENDED, RULE, last)).toEqual({
    kind: 'due',
    endedOn: '2026-05-20',
    since: shanghaiDate(last),
  });
});

const later = END + 400 * DAY_MS;
test.each<[KeptReason, Partial<IdentityCopy>]>([
  ['owed', { isOwed: true, caseStage: 'new' }],
  ['in_hand', { isInHand: true }],
  ['returned', { isReturned: true }],
  ['amendment_open', { hasOpenAmendment: true }],
  ['case_open', { caseStage: 'feedback' }],
  ['reward_open', { hasOpenReward: true }],
  ['identity_asked', { isAsked: true }],
])('kept, and said why: %s', (reason, change) => {
  expect(standingOf({ ...ENDED, ...change }, RULE, later)).toEqual({ kind: 'kept', reason, until: null });
});

test('a call of which no case came is due by its receipt; no term under 60 days is taken', () => {
  expect(standingOf({ ...ENDED, caseStage: null }, RULE, later).kind).toBe('due');
  expect(RetentionRule.safeParse({ identityDays: 59 }).success).toBe(false);
  expect(RetentionRule.safeParse({ identityDays: 60 }).success).toBe(true);
});
