import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHIPPED_BUNDLE } from '../../../src/center/bundle/shipped';
import { weigh } from '../../../src/shared/rules/matters';
import { readWith } from '../../../src/shared/rules/reader';
import { NO_RULES, Rules } from '../../../src/shared/rules/rules';

const rules: Rules = {
  ...NO_RULES,
  typeBase: { water: -10 },
  matters: {
    concepts: { dirty_water: { words: ['黑水 红水 臭水 泡沫'] } },
    base: { water: 2 },
    rules: {},
    lists: {},
    counts: { dirty_water: { water: [5, 4, 20] } },
    words: { water: [{ points: 3, words: ['黑水'] }] },
  },
};
const total = (description: string) => weigh(readWith({ description }, rules), rules).total('water');

describe('weighing a text', () => {
  it('adds what each further number of different words is worth', () => {
    expect(total('没有啥')).toBe(-8);
    expect(total('红水,红水,又是红水')).toBe(-3);
    expect(total('红水,臭水')).toBe(1);
    expect(total('黑水')).toBe(0);
    expect(total('黑水,红水,臭水,泡沫')).toBe(24);
  });

  it('shows the words that weigh most, as they were typed', () => {
    const weighed = weigh(readWith({ description: '沟里 黑 水,还有臭水' }, rules), rules);
    expect(weighed.words('water', 1).map(({ words }) => words)).toEqual(['黑 水', '臭水']);
    expect(weighed.words('air', 4)).toEqual([]);
  });

  it('never throws, and shows only what stands there, whatever was typed', () => {
    const shipped = Rules.parse(SHIPPED_BUNDLE.rules);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.constantFrom('黑烟', '工资', ''),
        (a, b) => {
          const description = a + b + a;
          for (const code of ['water', 'air', 'out'])
            for (const { start, end, words } of weigh(readWith({ description }, shipped), shipped).words(
              code,
              4,
            ))
              expect(description.slice(start, end)).toBe(words);
        },
      ),
      { numRuns: 60 },
    );
  });
});
