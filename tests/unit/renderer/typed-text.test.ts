import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedText } from '../../../src/renderer/features/intake/fields/typed-text';
import { STORY_CHARS, text } from '../../../src/shared/report/report';

const story = (value: string, before = '') => typedText(value, before, STORY_CHARS, false);

describe('what is typed or pasted', () => {
  it.each([
    ['rare characters', '𠮷𪚥㐀𰻝的厂'],
    ['emoji of several parts', '👨‍👩‍👧‍👦臭🏭'],
    ['a pasted table', '日期\t企业\n11月3日\t甲厂'],
    ['a half-typed date', '2026-1'],
    ['full width and old forms', '１２３排汙'],
    ['a long story', '夜里排黑水。'.repeat(3333)],
  ])('stands as it is: %s', (_, value) => {
    expect(story(value)).toEqual({ text: value, notice: null });
  });

  it('is refused as a whole where it is too long: nothing is cut', () => {
    const long = '长'.repeat(STORY_CHARS + 1);
    expect(story(long, '原来的话')).toEqual({
      text: '原来的话',
      notice: { kind: 'too_long', length: STORY_CHARS + 1 },
    });
  });

  it('loses signs that nobody can see, and the agent is told how many', () => {
    expect(story('a\0b\ud83dc😀\ude00\u202Ed\u0007')).toEqual({
      text: 'abc😀d',
      notice: { kind: 'unseen', count: 5 },
    });
  });

  it('has blanks for line breaks in a single line: words never run together', () => {
    expect(typedText('甲厂\r\n乙厂\t丙厂', '', 100, true).text).toBe('甲厂 乙厂 丙厂');
  });

  it('is always storable, and taking it once more changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.boolean(), (value, isOneLine) => {
        const once = typedText(value, '', 1000, isOneLine).text;
        expect(text(1000).safeParse(once).success).toBe(true);
        expect(typedText(once, '', 1000, isOneLine)).toEqual({ text: once, notice: null });
      }),
    );
  });
});
