import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lexiconOf, type WordAt, type WordList } from '../../../src/shared/story/lexicon';

const list = (
  id: string,
  words: string,
  guards: Partial<Record<'before' | 'after' | 'inside', string>> = {},
): WordList => ({
  id,
  words: words.split(' '),
  notBefore: guards.before?.split(' ') ?? [],
  notAfter: guards.after?.split(' ') ?? [],
  notInside: guards.inside?.split(' ') ?? [],
});

function found(lists: WordList[], text: string, blind: string[] = []): string[] {
  const out: string[] = [];
  lexiconOf(lists, blind).find(text, (at, start, end) =>
    out.push(`${lists[at]?.id ?? '?'}:${text.slice(start, end)}`),
  );
  return out;
}

describe('words in a text', () => {
  it('finds all words of all lists, also inside each other', () => {
    expect(found([list('a', '水 水库'), list('b', '库边 水库')], '在水库边')).toEqual([
      'a:水',
      'a:水库',
      'b:水库',
      'b:库边',
    ]);
  });

  it.each([
    ['黄河里挖沙', true],
    ['黄河路上挖沙', false],
    ['老黄河边', false],
    ['黄河鲤鱼', false],
    ['他说黄河', true],
  ])('“%s” has the river in it: %s', (text, isThere) => {
    const river = list('river', '黄河', { before: '路 大道', after: '老', inside: '黄河鲤鱼' });
    expect(found([river], text)).toEqual(isThere ? ['river:黄河'] : []);
  });

  it('sees nothing in a name, in no list', () => {
    const lists = [list('a', '水'), list('b', '饮水')];
    expect(found(lists, '饮水机坏了，饮水', ['饮水机'])).toEqual(['b:饮水', 'a:水']);
  });

  it('finds what a search word by word finds, in order of the start', () => {
    const words = fc.uniqueArray(
      fc.string({ unit: fc.constantFrom('水', '库', '河', '路'), minLength: 1, maxLength: 3 }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(
        words,
        fc.string({ unit: fc.constantFrom('水', '库', '河', '路', ','), maxLength: 60 }),
        (some, text) => {
          const seen: WordAt[] = [];
          lexiconOf([{ id: 'a', words: some, notBefore: [], notAfter: [], notInside: [] }], []).find(
            text,
            (at, start, end) => seen.push({ list: at, start, end }),
          );
          const expected = some.flatMap((word) =>
            [...text].flatMap((_, at) => (text.startsWith(word, at) ? [`${at}-${at + word.length}`] : [])),
          );
          expect(seen.map(({ start, end }) => `${start}-${end}`).sort()).toEqual(expected.sort());
          expect([...seen].sort((a, b) => a.start - b.start)).toEqual(seen);
        },
      ),
    );
  });
});
