import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIdentity } from '../../../src/shared/privacy/find-identity';
import { passesIdCheck, passesLuhn } from '../../../src/shared/privacy/linter/number-finder';
import { CLEAN, TELLING } from './sentences';

/** Whether every letter and digit of a string in a text lies in a hit. */
function isCovered(text: string, planted: string): boolean {
  const hits = findIdentity(text);
  const from = text.indexOf(planted);
  return [...planted].every((char, at) => {
    const place = from + [...planted].slice(0, at).join('').length;
    return !/[\p{L}\p{N}]/u.test(char) || hits.some(({ start, end }) => start <= place && place < end);
  });
}

describe('the reporter’s identity in a free text (R-18)', () => {
  it.each(TELLING)('“%s” tells %j, a %s', (text, planted, kind) => {
    for (const one of planted) expect(isCovered(text, one), one).toBe(true);
    expect(findIdentity(text).map((hit) => hit.kind)).toContain(kind);
  });

  it.each(CLEAN)('“%s” tells nothing', (text) => {
    expect(findIdentity(text)).toEqual([]);
  });

  it('stays within what it may miss and what it may flag, taken together', () => {
    const missed = TELLING.flatMap(([text, planted]) => planted.filter((one) => !isCovered(text, one)));
    const flagged = CLEAN.filter((text) => findIdentity(text).length > 0);
    expect(missed.length).toBeLessThanOrEqual(0.01 * TELLING.length);
    expect(flagged.length).toBeLessThanOrEqual(0.05 * CLEAN.length);
  });
});

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const SPOKEN = '零一二三四五六七八九';
const phone = fc
  .tuple(fc.constantFrom('3', '5', '7', '8', '9'), digits(9))
  .map(([second, rest]) => `1${second}${rest}`);
const idCard = fc
  .tuple(
    fc.constantFrom('410102', '411525', '419001'),
    fc.integer({ min: 1940, max: 2012 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    digits(3),
  )
  .map(([region, year, month, day, order]) => {
    const body = `${region}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${order}`;
    return body + ([...'0123456789X'].find((check) => passesIdCheck(body + check)) ?? '');
  });
const bankCard = digits(15).map((rest) => {
  const body = `622${rest}`;
  return body + ([...'0123456789'].find((check) => passesLuhn(body + check)) ?? '');
});
const saying = fc.constantFrom<(number: string) => string>(
  (number) => number,
  (number) => [...number].map((digit) => SPOKEN.charAt(Number(digit)) || digit).join(''),
  (number) =>
    [...number].map((digit) => (digit === '1' ? '幺' : SPOKEN.charAt(Number(digit)) || digit)).join(''),
  (number) =>
    [...number]
      .map((digit) => (/\d/.test(digit) ? String.fromCharCode(digit.charCodeAt(0) + 0xfee0) : digit))
      .join(''),
  (number) => `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`,
  (number) => `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`,
);

describe('numbers, however they are said', () => {
  it.each([
    ['phones', phone, (number: string) => `有结果给我打电话，${number}，谢谢`],
    ['ID cards', idCard, (number: string) => `我的身份证号是${number}，实名`],
    ['bank cards', bankCard, (number: string) => `奖金打我卡上，卡号${number}`],
  ])('%s are found', (_, number, frame) => {
    fc.assert(
      fc.property(number, saying, (value, say) => {
        const said = say(value);
        expect(isCovered(frame(said), said)).toBe(true);
      }),
    );
  });

  it('are left alone where they are the reported party’s', () => {
    fc.assert(
      fc.property(
        phone,
        fc.constantFrom('老板电话', '门头上写着电话', '厂里的电话是', '推车上印的电话', '举报电话'),
        (number, of) => {
          expect(findIdentity(`那家厂${of}${number}，天天冒烟。`)).toEqual([]);
        },
      ),
    );
  });
});

describe('any text', () => {
  it('never throws; hits are sorted, apart and within the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        let last = 0;
        for (const { start, end } of findIdentity(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });

  it('takes time in proportion to its length', () => {
    const story = [...TELLING.map(([text]) => text), ...CLEAN].join('');
    const stories = [
      story.repeat(5),
      '1380000'.repeat(3000),
      '我家住在'.repeat(5000),
      '我叫'.repeat(10_000),
      '，'.repeat(20_000),
      '一'.repeat(20_000),
      '他们厂里的电话'.repeat(3000),
    ];
    for (const each of stories) {
      const cost = (length: number) => {
        const text = each.slice(0, length);
        const runs = Array.from({ length: 3 }, () => {
          const before = process.cpuUsage();
          findIdentity(text);
          const { user, system } = process.cpuUsage(before);
          return (user + system) / 1000;
        });
        return Math.min(...runs);
      };
      cost(2000);
      const long = cost(20_000);
      expect(long, each.slice(0, 12)).toBeLessThan(Math.max(30 * cost(2000), 200));
    }
  });
});
