import i18next from 'i18next';
import { expect, test } from 'vitest';
import {
  fieldKey,
  fieldName,
  formPath,
  JUDGED_CODES,
  PROBLEM_CODES,
  refusalKindWords,
  refusalWords,
  stepOf,
} from '../../../src/renderer/ui/refusal/refusal-words';
import zhCN from '../../../src/shared/locales/zh-CN.json';

const i18n = i18next.createInstance();
await i18n.init({
  lng: 'zh-CN',
  resources: { 'zh-CN': { translation: zhCN } },
  interpolation: { escapeValue: false },
});
const { t } = i18n;

test.each([
  ['report.address.detail', 'report.address.detail', 'address'],
  ['report.target.answer', 'report.target', 'target'],
  ['report.pollution.types.0', 'report.pollution.types', 'pollution'],
  ['outOfScope.matter', 'scope.matter', 'scope'],
  ['consultation.answer', 'consultation.answer', 'purpose'],
  ['report.callbackWish', 'report.callbackWish', 'wishes'],
  ['note', 'note', 'closing'],
  ['bundleVersion', 'bundleVersion', null],
  ['body', 'body', null],
])('%s is put right at %s, step %s', (path, field, step) => {
  expect([formPath(path), stepOf(path)]).toEqual([field, step]);
});

test('every code that validator or judge can give is a sentence; what nobody knows is shown as it is', () => {
  const judged = JUDGED_CODES.filter((code) => code !== 'format');
  for (const code of [
    ...PROBLEM_CODES,
    ...judged,
    'invalid_type',
    'too_big',
    'unrecognized_keys',
    'custom',
  ]) {
    expect([code, /\p{Script=Han}{4}/u.test(refusalWords(code, t))]).toEqual([code, true]);
  }
  expect(refusalWords('of_a_later_center', t)).toBe('of_a_later_center');
});

test('a refusal without a field says what it is', () => {
  expect(refusalKindWords('urn:hn12369:problem:revision_taken', t)).toContain('补正');
  expect(refusalKindWords('about:blank', t)).toBeNull();
});

test('a field is called what the form calls it; a path of no field stays a path', () => {
  expect(fieldName('report.pollution.description', t)).toBe('污染描述');
  expect(fieldName('bundleVersion', t)).toBe('bundleVersion');
  expect(fieldKey('toString')).toBeNull();
});
