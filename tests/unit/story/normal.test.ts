import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/shared/story/normal';

describe('a text as it is read', () => {
  it.each([
    ['ＫＴＶ！１２点，水　库', 'ktv!12点,水库'],
    ['水 库\t边\u200b上', '水库边上'],
    ['一行\n二行', '一行\n二行'],
    ['𠀀塘里😀', '𠀀塘里😀'],
    ['a\u0000b\u0007c', 'abc'],
  ])('%j is read as %j', (text, chars) => {
    expect(normalise(text).chars).toBe(chars);
  });

  it('knows for every character where it came from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { chars, starts, ends } = normalise(text);
        expect(starts).toHaveLength(chars.length);
        expect(ends).toHaveLength(chars.length);
        for (let at = 0; at < chars.length; at += 1) {
          const [start = -1, end = -1] = [starts[at], ends[at]];
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(start).toBeGreaterThanOrEqual(at === 0 ? 0 : (starts[at - 1] ?? 0));
          expect(normalise(text.slice(start, end)).chars).toContain(chars.charAt(at));
        }
      }),
    );
  });

  it('changes nothing when it is read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        const once = normalise(text).chars;
        expect(normalise(once).chars).toBe(once);
      }),
    );
  });
});
