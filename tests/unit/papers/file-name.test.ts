import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paperFileName } from '../../../src/shared/papers/file-name';

test.each([
  ['12月1日受理举报线索', '12月1日受理举报线索.pdf'],
  ['报告.pdf', '报告.pdf'],
  ['../../etc/passwd', 'etc passwd.pdf'],
  ['C:\\Windows\\a', 'C Windows a.pdf'],
  ['...', '12369.pdf'],
  ['', '12369.pdf'],
  ['CON', '12369 CON.pdf'],
  ['nul.txt', '12369 nul.txt.pdf'],
  ['a\u202efdp.exe', 'a fdp.exe.pdf'],
  ['a\u0000b\nc', 'a b c.pdf'],
])('%j becomes %j', (hostile, clean) => {
  expect(paperFileName(hostile, 'pdf')).toBe(clean);
});

test('whatever text there is makes one plain name with the ending of its format', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const name = paperFileName(text, 'xlsx');
      expect(name).toMatch(/^[^\s.].*\.xlsx$/u);
      expect(name).not.toMatch(/[\u0000-\u001f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255 + 80);
      expect([...name].length).toBeLessThanOrEqual(85 + 6);
      expect(paperFileName(name, 'xlsx')).toBe(name);
    }),
  );
});
