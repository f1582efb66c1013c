import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gramsOf, gramsWanted } from '../../../src/main/core/store/repositories/search/grams';
import { BLOCK_CALLS, idsAt, Marks, packIds } from '../../../src/main/core/store/repositories/search/packed';
import { aCallId } from '../../builders/draft';

const CHARACTERS = ['郑', '州', '厂', 'z', '0', '1', '-', '"', '*', '\n', 'é', '😀', '\u{10ffff}', '\u007f'];
const text = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 12 });

test('law: whatever holds the words holds their grams', () => {
  fc.assert(
    fc.property(
      text,
      text.filter((words) => words !== ''),
      text,
      (before, words, after) => {
        const grams = [...gramsOf(before + words + after)];
        const wanted = gramsWanted(words);
        if ('whole' in wanted) expect(grams).toEqual(expect.arrayContaining([...wanted.whole]));
        else {
          const bytes = (gram: string) => Buffer.from(gram);
          const { from, to } = wanted;
          const isBetween = (gram: string) =>
            bytes(from).compare(bytes(gram)) <= 0 && bytes(gram).compare(bytes(to)) < 0;
          expect(grams.some(isBetween)).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('two 汉字 are a gram, and three letters or digits; a number is asked for from its end', () => {
  expect([...gramsOf('12号院')]).toEqual(['12号', '2号', '号院', '院']);
  expect(gramsWanted('洗涤')).toEqual({ whole: ['洗涤'] });
  expect(gramsWanted('-0123')).toEqual({ whole: ['123', '012', '-01'] });
  expect(gramsWanted('厂')).toMatchObject({ from: '厂' });
  expect(gramsWanted('12')).toMatchObject({ from: '12' });
  expect(gramsWanted('号1')).toEqual({ whole: ['号1'] });
});

const places = fc.uniqueArray(fc.integer({ min: 0, max: BLOCK_CALLS - 1 }), { maxLength: 200 });

test('law: places of a block come back as they were packed, few or many', () => {
  const rising = (some: readonly number[]) => [...some].sort((a, b) => a - b);
  fc.assert(
    fc.property(places, places, (some, others) => {
      const marks = Marks.unpack(new Marks(some).pack());
      expect(marks.places()).toEqual(rising(some));
      const both = rising(some.filter((place) => others.includes(place)));
      expect(marks.narrow(new Marks(others))).toBe(both.length > 0);
      expect(marks.places()).toEqual(both);
      marks.widen(new Marks(others));
      expect(marks.places()).toEqual(rising(others));
    }),
  );
});

test('ids come back as they were packed; one that would not is refused', () => {
  const ids = Array.from({ length: 5 }, () => aCallId());
  expect(idsAt(packIds(ids), [4, 0])).toEqual([ids[4], ids[0]]);
  expect(() => packIds(['019ab0b1'])).toThrow();
});
