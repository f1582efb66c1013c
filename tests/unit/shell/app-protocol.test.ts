import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, fileOf } from '../../../src/main/shell/app-protocol';

const ROOT = '/opt/seat/dist/renderer';

describe('files of the window', () => {
  test.each([
    ['app://seat/', `${ROOT}/index.html`],
    ['app://seat/index.html?x=1#queue', `${ROOT}/index.html`],
    ['app://seat/assets/index-1.js', `${ROOT}/assets/index-1.js`],
    ['app://seat/assets/%E5%AD%97.woff2', `${ROOT}/assets/字.woff2`],
  ])('%s is served', (url, file) => expect(fileOf(url, ROOT)).toBe(file));

  test.each([
    'app://seat/..%2fmain/index.cjs',
    'app://seat/..%2f..%2f..%2f..%2fetc/passwd.json',
    'app://seat/%2e%2e%2frenderer-evil/a.js',
    'app://seat/..%5c..%5cmain%5cindex.js',
    'app://seat/assets/%00.js',
    'app://seat/%E0%A4%A.js',
    'app://seat/assets',
    'app://seat/secret.key',
    'app://other/index.html',
    'file:///etc/passwd',
    'https://seat/index.html',
    'nonsense',
    '',
  ])('%s is not', (url) => expect(fileOf(url, ROOT)).toBeNull());
});

test('the policy allows no inline or evaluated script and no other origin', () => {
  const policy = contentSecurityPolicy('abc');
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});
