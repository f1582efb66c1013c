import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWith } from '../../../src/shared/rules/reader';
import type { Condition } from '../../../src/shared/rules/rules';
import { someRules } from '../../builders/rules';

const lists = {
  pipe: { words: ['管'] },
  water: { words: ['水'] },
  river: { words: ['河'] },
  open: { words: ['明着'] },
  not: { words: ['没有'] },
};

/** The words by which a condition holds in a text; none where it does not. */
function holds(text: string, condition: Partial<Condition>): string[] {
  const rules = someRules({
    lists,
    cues: { denial: ['not'] },
    repeats: [{ id: 'rule', needs: [{ any: ['pipe'] }, { any: ['water'] }], ...condition }],
  });
  const [rule] = rules.repeats;
  return (
    (rule &&
      readWith({ description: text }, rules)
        .match(rule)
        ?.map(({ words }) => words)) ??
    []
  );
}

describe('which words must meet', () => {
  it.each([
    ['clause', '管里有水', true],
    ['clause', '有根管,里头有水', false],
    ['sentence', '有根管,里头有水', true],
    ['sentence', '有根管。里头有水', false],
    ['nearby', '有根管。里头有水', true],
    ['nearby', '有根管。我看见了。里头有水', false],
    ['text', '有根管。我看见了。里头有水', true],
  ] as const)('within a %s: “%s” %s', (within, text, isMet) => {
    expect(holds(text, { within }).length > 0).toBe(isMet);
  });

  it('in the order named, where it counts', () => {
    expect(holds('水在管里', { inOrder: true })).toEqual([]);
    expect(holds('管里有水', { inOrder: true })).toEqual(['管', '水']);
  });

  it('no further apart than told', () => {
    expect(holds('管里头有好多水', { apart: 3 })).toEqual([]);
    expect(holds('管里头有水', { apart: 3 })).toEqual(['管', '水']);
  });

  it('not where a forbidding word is told', () => {
    const unless = [{ any: ['open'], within: 'sentence' as const }];
    expect(holds('明着接管放水', { unless })).toEqual([]);
    expect(holds('明着的。接管放水', { unless })).toEqual(['管', '水']);
    expect(holds('没有明着接,是接管放水', { unless, within: 'sentence' })).toEqual(['管', '水']);
  });

  it('not where one of them is denied, unless that counts, too', () => {
    expect(holds('没有管放水', {})).toEqual([]);
    expect(
      holds('没有管放水', {
        needs: [
          { any: ['pipe'], even: ['denied'] },
          { any: ['water'], even: ['denied'] },
        ],
      }),
    ).toEqual(['管', '水']);
  });

  it('and a fact may be named like a list', () => {
    const rules = someRules({
      lists,
      facts: [{ id: 'piped', needs: [{ any: ['pipe'] }, { any: ['water'] }], within: 'clause' }],
      repeats: [{ id: 'rule', needs: [{ any: ['piped'] }, { any: ['river'] }], within: 'sentence' }],
    });
    const said = (text: string) => {
      const [rule] = rules.repeats;
      return (
        rule &&
        readWith({ description: text }, rules)
          .match(rule)
          ?.map(({ words }) => words)
      );
    };
    expect(said('管里的水,流到河里')).toEqual(['管', '水', '河']);
    expect(said('有根管,水流到河里')).toBeUndefined();
  });

  it('is found wherever it stands in a text', () => {
    const filler = fc.string({ unit: fc.constantFrom('甲', '乙', '。', '，'), maxLength: 80 });
    fc.assert(
      fc.property(filler, filler, (before, after) => {
        expect(holds(`${before}。管里有水。${after}`, { within: 'clause' })).toEqual(['管', '水']);
        expect(holds(`${before}。${after}`, { within: 'text' })).toEqual([]);
      }),
    );
  });
});
