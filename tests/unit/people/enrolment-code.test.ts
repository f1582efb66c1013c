import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODE_LETTERS } from '../../../src/shared/center-api/people';
import { SeatId } from '../../../src/shared/ids';
import { codeIn, codeLetters, codeText } from '../../../src/shared/session/enrolment-code';

const letters = (count: number) =>
  fc
    .array(fc.constantFrom(...CODE_LETTERS), { minLength: count, maxLength: count })
    .map((all) => all.join(''));
const codes = fc.record({
  seatId: fc
    .tuple(fc.constantFrom('ZZ', 'OL', 'IU'), fc.integer({ min: 0, max: 99 }))
    .map(([city, n]) => SeatId.parse(`${city}${String(n).padStart(2, '0')}`)),
  secret: letters(12),
  check: letters(8),
});

test('however it is typed, a code is read as it was printed', () => {
  const typed = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => text.toLowerCase(),
    (text) => text.replaceAll('-', ''),
    (text) => ` ${text.replaceAll('-', ' ')} `,
    (text) => text.replaceAll('-', '—'),
    (text) => text.slice(0, 2) + text.slice(2).replaceAll('0', 'O').replaceAll('1', 'l'),
    (text) =>
      [...text]
        .map((sign) => (sign === '-' ? sign : String.fromCharCode(sign.charCodeAt(0) + 0xfee0)))
        .join(''),
  );
  fc.assert(
    fc.property(codes, typed, (code, type) => {
      expect(codeIn(type(codeText(code)))).toEqual(code);
    }),
  );
});

test('what lacks a sign, has one too many or one that no code has is no code', () => {
  fc.assert(
    fc.property(
      codes,
      fc.integer({ min: 0, max: 23 }),
      fc.constantFrom('U', '!', '中'),
      (code, place, sign) => {
        const text = codeText(code).replaceAll('-', '');
        const at = 4 + (place % 20);
        expect(codeIn(text.slice(0, at) + text.slice(at + 1))).toBeNull();
        expect(codeIn(text.slice(0, at) + sign + text.slice(at + 1))).toBeNull();
        expect(codeIn(`${text}0`)).toBeNull();
      },
    ),
  );
  for (const text of ['', 'ZZ02', '-', 'ZZ02-'.repeat(40)]) expect(codeIn(text)).toBeNull();
});

test('bytes become letters of the code alone, five bits each', () => {
  expect(codeLetters(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0), 12)).toBe('0'.repeat(12));
  expect(codeLetters(Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255), 12)).toBe('Z'.repeat(12));
  expect(codeLetters(Uint8Array.of(0b00001_000, 0b10_00011_0), 3)).toBe('123');
});
