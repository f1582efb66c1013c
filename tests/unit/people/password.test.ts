import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { passwordExpiry, passwordProblems, passwordStanding } from '../../../src/shared/session/password';

const DAY = 86_400_000;
const of = (password: string) => passwordProblems(password, { number: '1001' });

test.each([
  ['Anlan-Bridge77', []],
  ['Zx7k2-9qxt-4b0d', []],
  ['柳树湾Aa9-河堤', []],
  ['Ab1-xyz', ['length']],
  ['anlanbridgesong', ['kinds']],
  ['ANLAN-BRIDGE', ['kinds']],
  ['Kx-1001-bridge', ['not_yours']],
  ['P@ssw0rd-77', ['not_common']],
  ['Qwerty-7788', ['not_common']],
  ['Henan-1949x', ['not_common']],
  ['Xy-12369-zW', ['not_common']],
  ['Aaaa-1111', ['not_common']],
  ['', ['length', 'kinds']],
])('%s breaks %j', (password, rules) => {
  expect(of(password)).toEqual(rules);
});

test('a password that is typed in full width is the same one', () => {
  expect(of('Ａｎｌａｎ－Ｂｒｉｄｇｅ７７')).toEqual([]);
});

test('it ends after ninety days and is said fourteen before; one that an operator made is over at once', () => {
  expect(passwordExpiry(0)).toBe(0);
  expect(passwordStanding(0, 1)).toBe('expired');
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2_000_000_000_000 }),
      fc.integer({ min: 0, max: 120 }),
      (setAt, days) => {
        const standing = passwordStanding(passwordExpiry(setAt), setAt + days * DAY);
        expect(standing).toBe(days >= 90 ? 'expired' : days >= 76 ? 'soon' : 'good');
      },
    ),
  );
});
