import { expect, test } from 'vitest';
import { staysOffClipboard } from '../../../src/renderer/privacy/callers-words';
import { findIdentity } from '../../../src/shared/privacy/find-identity';

/** An element that stands in (or around) what these selectors name. */
const at = (inside: string[], around: string[] = []) =>
  ({
    closest: (selector: string) => (inside.includes(selector) ? {} : null),
    querySelector: (selector: string) => (around.includes(selector) ? {} : null),
  }) as unknown as Element;

const IDENTITY = '[data-field^="identity."]';
const CALL = '[data-callers-words]';
const told = '夜里排黑水，我叫麻建勋，电话13871230011';

test.each([
  ['the reporter’s own field, whatever it is', '好', at([IDENTITY]), true],
  ['identity in a story', told, at([CALL]), true],
  ['identity in a marking over the whole page', told, at([], [CALL]), true],
  ['a story without any', '夜里排黑水，鱼都死了', at([CALL]), false],
  ['elsewhere: a directory of officials', '孙立 0371-63600011', at([]), false],
  ['nothing marked', '', at([IDENTITY]), false],
  ['nowhere', told, null, false],
])('%s', (_, text, element, stays) => {
  expect(staysOffClipboard({ text, at: element }, findIdentity)).toBe(stays);
});

test('while the linter is being loaded nothing of a call is copied', () => {
  expect(staysOffClipboard({ text: '鱼都死了', at: at([CALL]) }, null)).toBe(true);
  expect(staysOffClipboard({ text: '0371-63600011', at: at([]) }, null)).toBe(false);
});
