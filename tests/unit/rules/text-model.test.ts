import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWith } from '../../../src/shared/rules/reader';
import { NO_RULES, Rules } from '../../../src/shared/rules/rules';
import { eachGram, NO_MODEL, scoreText, type TextModel } from '../../../src/shared/rules/text-model';
import { shippedRules } from '../../builders/rules';

const list = (words: string) => ({ words: [words], of: [], notBefore: [], notAfter: [], notInside: [] });
const rules = {
  ...NO_RULES,
  lists: { pipe: list('管 软管 暗管'), cover: list('盖 草'), no: list('没有') },
  cues: { denial: ['no'] },
};
const read = (description: string) => readWith({ description }, rules);
const model = (given: Partial<TextModel>): TextModel => ({ ...NO_MODEL, bias: 0, from: 10, ...given });
const scoreOf = (text: string, given: Partial<TextModel>) => scoreText(model(given), read(text)).score;

describe('a linear model of texts', () => {
  it('adds the weight of each gram once, however often it is told', () => {
    expect(scoreOf('放水,放水,放水', { grams: { 7: '放水 水' } })).toBe(14);
  });

  it('knows no gram across a mark', () => {
    expect(scoreOf('放,水', { grams: { 7: '放水' } })).toBe(0);
  });

  it('does not count what is denied', () => {
    expect(scoreOf('他没有放水', { grams: { 7: '放水' } })).toBe(0);
    expect(scoreOf('他没有接软管', { lists: { 7: 'pipe', 3: 'pipe!' } })).toBe(3);
  });

  it('counts lists, how many different words of them, and what meets in a sentence', () => {
    const lists = { 1: 'pipe', 10: 'pipe*2', 100: 'cover+pipe' };
    expect(scoreOf('一根管', { lists })).toBe(1);
    expect(scoreOf('一根管,又一根管', { lists })).toBe(1);
    expect(scoreOf('一根管。一把草', { lists })).toBe(1);
    expect(scoreOf('一根暗管盖着草', { lists })).toBe(111);
  });

  it('says yes from its threshold on, and shows only what spoke for it', () => {
    const { isYes, weights } = scoreText(model({ bias: 1, grams: { 9: '暗管', '-1': '他' } }), read('暗管'));
    expect(isYes).toBe(true);
    expect(weights).toEqual([{ start: 0, end: 2, weight: 9 }]);
  });

  it('without words never says yes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !scoreText(NO_MODEL, read(text)).isYes));
  });

  it('tells each gram where it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('水', '排', ',', '1', '😀') }), (text) => {
        const reading = read(text);
        eachGram(reading, (gram, start) => {
          expect(reading.story.chars.slice(start, start + gram.length)).toBe(gram);
          expect(gram.length).toBeLessThanOrEqual(4);
          expect(gram).not.toMatch(/,/);
        });
      }),
    );
  });

  it('is refused where it asks for a list that is not there', () => {
    const asks = (lists: Record<string, string>) =>
      Rules.safeParse({ ...shippedRules(), leadModel: model({ lists }) }).success;
    expect(asks({ 5: 'c_pipe c_cover+c_pipe c_pipe*2 c_pipe!' })).toBe(true);
    expect(asks({ 5: 'no_such_list' })).toBe(false);
    expect(asks({ 5: 'c_pipe+no_such_list' })).toBe(false);
  });
});
