import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isCarried,
  isOutdated,
  STEPS,
  ticksOf,
  type DayFacts,
  type LeadFacts,
} from '../../../src/shared/daily-sheet/steps';
import { addDays, startOfShanghaiDay } from '../../../src/shared/shanghai-time';

const DATE = '2026-12-01';
const NEXT = addDays(DATE, 1);
const MINUTE = 60_000;

/** A lead accepted at this minute of the day, with every step done on the day. */
function aLead(n: number, minute = 600, changes: Partial<LeadFacts> = {}): LeadFacts {
  return {
    callId: `call-${n}`,
    localNumber: `ZZ01-20261201-${String(n).padStart(4, '0')}`,
    recordRevision: 1,
    grade: 'general',
    acceptedAt: startOfShanghaiDay(DATE) + minute * MINUTE,
    isAnalysed: true,
    owesSignature: false,
    analysedOn: DATE,
    signedOn: DATE,
    referredOn: DATE,
    ...changes,
  };
}

const sheetOf = (leads: readonly LeadFacts[], revision = 1, madeOn = DATE) => ({
  revision,
  madeOn,
  findings: 0,
  rows: leads.map(({ callId, recordRevision, grade }) => ({ callId, recordRevision, grade })),
});
const statesOf = (day: DayFacts, today = DATE) => ticksOf(day, today).map(({ state }) => state);

test('a day with everything done within it has four ticks', () => {
  const leads = [aLead(1), aLead(2)];
  expect(statesOf({ date: DATE, leads, sheets: [sheetOf(leads)] })).toEqual(['done', 'done', 'done', 'done']);
});

test('no step is ticked while one fact of one lead is missing', () => {
  const missing = fc.record({
    inSheet: fc.boolean(),
    isFresh: fc.boolean(),
    isAnalysed: fc.boolean(),
    isSigned: fc.boolean(),
    isReferred: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(missing, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 2 }),
      fc.constantFrom(DATE, NEXT, addDays(DATE, 9)),
      (parts, hasSheet, findings, today) => {
        const leads = parts.map(({ isAnalysed, isSigned, isReferred }, n) =>
          aLead(n, 600, {
            isAnalysed,
            analysedOn: isAnalysed ? DATE : null,
            owesSignature: !isSigned,
            signedOn: isSigned ? DATE : null,
            referredOn: isReferred ? DATE : null,
          }),
        );
        const rows = leads.filter((_, n) => parts[n]?.inSheet);
        const sheet = { ...sheetOf(rows), findings };
        const stale = sheet.rows.map((row, n) =>
          parts[leads.indexOf(rows[n] as LeadFacts)]?.isFresh ? row : { ...row, recordRevision: 0 },
        );
        const day: DayFacts = { date: DATE, leads, sheets: hasSheet ? [{ ...sheet, rows: stale }] : [] };
        const every = (has: (part: (typeof parts)[number]) => boolean) => parts.every(has);
        const facts = {
          sorted: hasSheet && findings === 0 && every((part) => part.inSheet && part.isFresh),
          analysed: every((part) => part.isAnalysed),
          signed: every((part) => part.isSigned),
          referred: every((part) => part.isReferred),
        };
        for (const { step, state, lacking } of ticksOf(day, today)) {
          expect({ step, isDone: state === 'done' }).toEqual({ step, isDone: facts[step] });
          expect(lacking.length === 0).toBe(facts[step]);
        }
      },
    ),
  );
});

test('what was done the next day is late, however complete it is', () => {
  const leads = [aLead(1, 600, { analysedOn: NEXT, signedOn: NEXT, referredOn: NEXT })];
  expect(statesOf({ date: DATE, leads, sheets: [sheetOf(leads, 1, NEXT)] }, NEXT)).toEqual(
    STEPS.map(() => 'late'),
  );
});

test('a call of 23:58 is for the next day, said openly, and missed after it', () => {
  const late = aLead(2, 23 * 60 + 58, {
    isAnalysed: false,
    owesSignature: true,
    analysedOn: null,
    signedOn: null,
    referredOn: null,
  });
  const before = aLead(1);
  expect(isCarried(DATE, late)).toBe(true);
  expect(isCarried(DATE, before)).toBe(false);
  const day: DayFacts = { date: DATE, leads: [before, late], sheets: [sheetOf([before])] };
  expect(statesOf(day, DATE)).toEqual(STEPS.map(() => 'carried'));
  expect(statesOf(day, NEXT)).toEqual(STEPS.map(() => 'carried'));
  expect(statesOf(day, addDays(DATE, 2))).toEqual(STEPS.map(() => 'open'));
  expect(ticksOf(day, NEXT)[1]?.lacking).toEqual([
    { callId: late.callId, localNumber: late.localNumber, why: 'not_analysed' },
  ]);
  const done = {
    ...late,
    isAnalysed: true,
    owesSignature: false,
    analysedOn: NEXT,
    signedOn: NEXT,
    referredOn: NEXT,
  };
  const sheets = [sheetOf([before]), sheetOf([before, done], 2, NEXT)];
  expect(statesOf({ date: DATE, leads: [before, done], sheets }, NEXT)).toEqual(STEPS.map(() => 'done'));
});

test('a call whose form was finished after midnight of its day is carried, too', () => {
  expect(isCarried(DATE, aLead(1, 24 * 60 + 3))).toBe(true);
});

test('an empty day is ticked by its 零报告 alone', () => {
  expect(statesOf({ date: DATE, leads: [], sheets: [] })).toEqual(STEPS.map(() => 'open'));
  expect(statesOf({ date: DATE, leads: [], sheets: [sheetOf([])] })).toEqual(STEPS.map(() => 'done'));
  expect(statesOf({ date: DATE, leads: [], sheets: [sheetOf([], 1, NEXT)] }, NEXT)).toEqual(
    STEPS.map(() => 'late'),
  );
});

test('a report that comes later, a revision or another grade owes a new revision of the sheet', () => {
  const leads = [aLead(1), aLead(2)];
  const sheets = [sheetOf(leads)];
  expect(isOutdated({ leads, sheets })).toBe(false);
  expect(isOutdated({ leads: [...leads, aLead(3)], sheets })).toBe(true);
  expect(isOutdated({ leads: [aLead(1), aLead(2, 600, { recordRevision: 2 })], sheets })).toBe(true);
  expect(isOutdated({ leads: [aLead(1), aLead(2, 600, { grade: 'major' })], sheets })).toBe(true);
  expect(isOutdated({ leads, sheets: [] })).toBe(false);
});

test('a major lead that lacks the head says so', () => {
  const leads = [aLead(1, 600, { grade: 'major', owesSignature: true, signedOn: null })];
  const day: DayFacts = { date: DATE, leads, sheets: [sheetOf(leads)] };
  expect(ticksOf(day, DATE)[2]).toMatchObject({ state: 'open', lacking: [{ why: 'needs_head' }] });
});
