import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockError, span } from '../../../src/shared/network/clock';
import { isBypassed, parsePac } from '../../../src/shared/network/routes';
import { HostName } from '../../../src/shared/network/settings';

describe('what a PAC result names', () => {
  it.each([
    ['DIRECT', [{ kind: 'direct' }]],
    ['PROXY a.example:3128; DIRECT', [{ kind: 'proxy', host: 'a.example', port: 3128 }, { kind: 'direct' }]],
    [
      'proxy 10.1.1.1:80 ;; PROXY b:8080',
      [
        { kind: 'proxy', host: '10.1.1.1', port: 80 },
        { kind: 'proxy', host: 'b', port: 8080 },
      ],
    ],
    ['PROXY [fd00::1]:3128', [{ kind: 'proxy', host: 'fd00::1', port: 3128 }]],
    ['HTTP a', [{ kind: 'proxy', host: 'a', port: 80 }]],
    ['SOCKS5 a:1080; HTTPS b:443', []],
    ['SOCKS a:1; DIRECT', [{ kind: 'direct' }]],
    ['PROXY a:0; PROXY a:99999; PROXY', []],
    ['', []],
  ])('%s', (result, hops) => {
    expect(parsePac(result)).toEqual(hops);
  });

  it('is never more than what it says, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (result) => {
        expect(parsePac(result).length).toBeLessThanOrEqual(result.split(';').length);
      }),
    );
  });
});

describe('what is reached without a proxy', () => {
  it.each([
    ['center.henan.gov.cn', ['*.gov.cn'], true],
    ['CENTER.henan.gov.cn', ['center.HENAN.gov.cn'], true],
    ['gov.cn', ['*.gov.cn'], false],
    ['center.henan.gov.cn', ['.gov.cn'], true],
    ['evilgov.cn', ['.gov.cn'], false],
    ['10.1.2.3', ['10.*'], true],
    ['110.1.2.3', ['10.*'], false],
    ['center', ['<local>'], true],
    ['center.example', ['<local>'], false],
    ['a.b.c', ['a*b*c'], true],
    ['ab', ['a*ab'], false],
    ['anything', ['*'], true],
    ['center', [], false],
  ])('%s by %j: %s', (host, patterns, expected) => {
    expect(isBypassed(host, patterns)).toBe(expected);
  });

  it('takes no longer for a bad pattern', () => {
    const since = performance.now();
    isBypassed('a'.repeat(253), [`${'*a'.repeat(120)}b`]);
    expect(performance.now() - since).toBeLessThan(2_000);
  });
});

it('a host holds nothing that could end a header or a URL', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      if (/[\s/\\@?#%[\]]/.test(text)) expect(HostName.safeParse(text).success).toBe(false);
    }),
  );
  for (const good of ['proxy', '10.0.0.1', 'fd00::1', 'proxy.henan.gov.cn', ''])
    expect(HostName.parse(good)).toBe(good);
});

describe('a wrong clock in words', () => {
  it.each([
    [null, null],
    [120_000, null],
    [-119_000, null],
    [780_000, { way: 'slow', unit: 'minutes', n: 13 }],
    [-780_000, { way: 'fast', unit: 'minutes', n: 13 }],
    [-3 * 86_400_000, { way: 'fast', unit: 'days', n: 3 }],
    [5 * 3_600_000, { way: 'slow', unit: 'hours', n: 5 }],
  ])('%s', (offset, words) => {
    expect(clockError(offset)).toEqual(words);
  });
  it('says seconds where it is less than a minute', () => {
    expect(span(7_400)).toEqual({ unit: 'seconds', n: 7 });
  });
});
