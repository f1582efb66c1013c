import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { AMENDABLE, differencesOf, withParts, type Amendable } from '../../../src/shared/report/differences';
import { emptyReport, type Report } from '../../../src/shared/report/report';

const words = fc.constantFrom('', '甲厂', '乙厂', '丙厂');
const reports: fc.Arbitrary<Report> = fc
  .record({
    target: words,
    detail: words,
    description: words,
    wish: words,
    types: fc.uniqueArray(fc.constantFrom('water', 'air', 'noise')),
    urgency: fc.constantFrom('urgent' as const, 'general' as const, null),
    callback: fc.constantFrom('yes' as const, 'no' as const, null),
  })
  .map(({ target, detail, description, wish, types, urgency, callback }) => {
    const report = emptyReport();
    report.target.answer = target;
    report.address.detail = detail;
    report.pollution = { ...report.pollution, description, types };
    report.investigationWish.answer = wish;
    report.callbackWish.answer = callback;
    return { ...report, urgency };
  });
const parts = (list: readonly { part: Amendable }[]) => list.map(({ part }) => part);

describe('the parts in which two versions of a report differ', () => {
  test('taking all of them gives theirs, but for what only the caller may choose', () => {
    fc.assert(
      fc.property(reports, reports, reports, (base, ours, theirs) => {
        const merged = withParts(ours, theirs, parts(differencesOf(base, ours, theirs)));
        expect(differencesOf(base, merged, theirs)).toEqual([]);
        expect(merged.callbackWish).toEqual(ours.callbackWish);
      }),
    );
  });

  test('taking some changes exactly those; taking none changes nothing', () => {
    fc.assert(
      fc.property(reports, reports, reports, fc.subarray([...AMENDABLE]), (base, ours, theirs, taken) => {
        expect(withParts(ours, theirs, [])).toEqual(ours);
        const left = parts(differencesOf(base, withParts(ours, theirs, taken), theirs));
        const before = parts(differencesOf(base, ours, theirs));
        expect(left).toEqual(before.filter((part) => !taken.includes(part)));
      }),
    );
  });

  test('a conflict is what both changed; one side’s change is told as its own', () => {
    fc.assert(
      fc.property(reports, reports, (base, theirs) => {
        const differences = differencesOf(base, base, theirs);
        expect(differences.every(({ changedBy, isConflict }) => changedBy === 'center' && !isConflict)).toBe(
          true,
        );
        expect(differencesOf(base, theirs, base).map(({ changedBy }) => changedBy)).toEqual(
          differences.map(() => 'seat'),
        );
        expect(differencesOf(base, theirs, theirs)).toEqual([]);
      }),
    );
  });

  it('knows the order of types as nothing, and both sides’ change as a conflict', () => {
    const of = (types: string[]): Report => {
      const report = emptyReport();
      return { ...report, pollution: { ...report.pollution, types } };
    };
    expect(differencesOf(of([]), of(['water', 'air']), of(['air', 'water']))).toEqual([]);
    expect(differencesOf(of([]), of(['water']), of(['air']))).toEqual([
      { part: 'types', changedBy: 'both', isConflict: true },
    ]);
  });
});
