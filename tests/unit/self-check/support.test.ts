import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redacted } from '../../../src/shared/self-check/support';

const NOBODY = { secrets: [], homes: [], users: [] };

test.each([
  ['/home/zhang/.config/hn12369-seat/store', { homes: ['/home/zhang'] }, '~/.config/hn12369-seat/store'],
  [
    String.raw`C:\Users\Zhang San\AppData`,
    { homes: [String.raw`c:\users\zhang san`] },
    String.raw`~\AppData`,
  ],
  [
    JSON.stringify({ at: String.raw`C:\Users\Zhang\x` }),
    { homes: [String.raw`C:\Users\Zhang`] },
    '{"at":"~\\\\x"}',
  ],
  ['user zhang signed, zhangye not', { users: ['zhang'] }, 'user <user> signed, zhangye not'],
  ['by 张三。', { users: ['张三'] }, 'by <user>。'],
  ['token=s3cret!, again s3cret!', { secrets: ['s3cret!'] }, 'token=***, again ***'],
  ['a longer secret goes first: abcdef', { secrets: ['abcd', 'abcdef'] }, 'a longer secret goes first: ***'],
  [`bearer ${'Ab1_'.repeat(11)}= ok`, {}, 'bearer *** ok'],
  ['13712345678, 0371-65712345, 410105199001011234', {}, '***, ***, ***'],
])('%s', (text, change, clean) => {
  expect(redacted(text, { ...NOBODY, ...change })).toBe(clean);
});

test.each([
  'ms=1795455000000',
  '2026-11-24 01:30:00',
  '019ab1f2-3c4d-7e5f-8a6b-0123456789ab',
  'free 15123.4',
])('what helps stays: %s', (text) => expect(redacted(text, NOBODY)).toBe(text));

test('no secret is left, wherever and however often it stands', () => {
  const word = fc.stringMatching(/^[\w!@#$%^&*()[\]{}.,+-]{4,30}$/);
  fc.assert(
    fc.property(
      word,
      fc.array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 5 }),
      (secret, around) => {
        const text = around.join(secret);
        const clean = redacted(text, { ...NOBODY, secrets: [secret] });
        return !clean.includes(secret) || secret.replaceAll('*', '') === '';
      },
    ),
  );
});
