import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCharacter, creditCodeProblem } from '../../../src/shared/investigation/credit-code';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const char = fc.constantFrom(...ALPHABET);
const digits = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(6, '0'));
const first17 = fc
  .tuple(
    fc.array(char, { minLength: 2, maxLength: 2 }),
    digits,
    fc.array(char, { minLength: 9, maxLength: 9 }),
  )
  .map(([head, area, rest]) => head.join('') + area + rest.join(''));
const code = first17.map((head) => head + (checkCharacter(head) ?? '?'));

// Codes that everybody can look up: Huawei, Alibaba (China), Tencent.
test.each(['914403001922038216', '91330100799655058B', '9144030071526726XG'])('%s is a real code', (real) => {
  expect(creditCodeProblem(real)).toBeNull();
});

test('a code with its own check character holds; with any other it does not', () => {
  fc.assert(
    fc.property(code, char, (whole, other) => {
      expect(creditCodeProblem(whole)).toBeNull();
      fc.pre(other !== whole[17]);
      expect(creditCodeProblem(whole.slice(0, 17) + other)).toBe('check_digit');
    }),
  );
});

test('any one character mistyped is found', () => {
  fc.assert(
    fc.property(code, fc.nat(17), char, (whole, at, other) => {
      fc.pre(other !== whole[at]);
      expect(creditCodeProblem(whole.slice(0, at) + other + whole.slice(at + 1))).not.toBeNull();
    }),
  );
});

test('two neighbours that changed places are found', () => {
  fc.assert(
    fc.property(code, fc.nat(16), (whole, at) => {
      fc.pre(whole[at] !== whole[at + 1]);
      const swapped = whole.slice(0, at) + (whole[at + 1] ?? '') + (whole[at] ?? '') + whole.slice(at + 2);
      expect(creditCodeProblem(swapped)).not.toBeNull();
    }),
  );
});

test.each(['', '91410100MA44P1QX', '91410100MA44P1QXOX', '91410100ma44p1qx0x', '91410100MA44P1QX0X '])(
  '%j has not the shape of a code',
  (wrong) => expect(creditCodeProblem(wrong)).toBe('code_shape'),
);
