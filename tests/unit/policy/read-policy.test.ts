import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import en from '../../../src/shared/locales/en-US.json';
import zh from '../../../src/shared/locales/zh-CN.json';
import { parsePlaced } from '../../../src/shared/policy/json-places';
import { Policy } from '../../../src/shared/policy/policy';
import { readPolicy } from '../../../src/shared/policy/read-policy';

const faultsOf = (text: string) => {
  const read = readPolicy(text);
  return read.ok ? [] : read.faults;
};

describe('a policy file', () => {
  it('is the documented example, and its schema is the committed one', () => {
    expect(readPolicy(readFileSync('assets/policy.example.json', 'utf8'))).toMatchObject({ ok: true });
    const committed = JSON.parse(readFileSync('assets/policy.schema.json', 'utf8')) as unknown;
    expect(z.toJSONSchema(Policy)).toEqual(committed);
  });

  it.each(['greeting', 'hotlineName', 'hotline', 'name', 'script', 'bundle', 'catalogues', '问候语'])(
    'can not say %s: that is the province’s alone (R-4, R-5)',
    (name) => {
      const text = `{\n  "schema": 1,\n  "${name}": "x"\n}`;
      expect(faultsOf(text)).toEqual([{ line: 3, column: 3, field: name, reason: 'province' }]);
    },
  );

  it.each([
    ['{\n  "schema": 1,\n}', 3, 1, '', 'syntax'],
    ['{\n  "schema": 1,\n  "schema": 1\n}', 3, 3, 'schema', 'duplicate'],
    ['{\n  "schema": 1,\n  "colour": 1\n}', 3, 3, 'colour', 'unknown'],
    ['{\n  "lock": { "idleMinutes": 5 }\n}', 1, 1, 'schema', 'missing'],
    ['{ "schema": 1,\n  "lock": { "idleMinutes": "5" } }', 2, 13, 'lock.idleMinutes', 'kind'],
    ['{ "schema": 1,\r\n  "lock": { "idleMinutes": 0 } }', 2, 13, 'lock.idleMinutes', 'value'],
    ['{ "schema": 1, "settings": { "language": "fr" } }', 1, 30, 'settings.language', 'value'],
    ['{ "schema": 1,\n "center": { "address": "ftp://x" } }', 2, 14, 'center.address', 'value'],
    [
      '{ "schema": 1,\n "proxy": { "mode": "manual", "host": "", "port": 0, "bypass": [] } }',
      2,
      31,
      'proxy.host',
      'value',
    ],
    ['', 1, 1, '', 'syntax'],
  ])('tells line, column, field and reason: %j', (text, line, column, field, reason) => {
    expect(faultsOf(text)).toEqual([{ line, column, field, reason }]);
  });

  it('tells every fault, and takes the mark that Windows’ editors write', () => {
    expect(faultsOf('{ "schema": 2, "script": 1 }').map(({ reason }) => reason)).toEqual([
      'value',
      'province',
    ]);
    expect(readPolicy('\ufeff{ "schema": 1 }')).toEqual({ ok: true, policy: { schema: 1 } });
    expect(faultsOf('\ufeff!')).toMatchObject([{ line: 1, column: 1 }]);
  });

  it('has a sentence for every reason in both languages', () => {
    const reasons = ['syntax', 'duplicate', 'province', 'unknown', 'missing', 'kind', 'value', 'unreadable'];
    for (const { policy } of [zh, en]) expect(Object.keys(policy.reason)).toEqual(reasons);
  });
});

describe('JSON with places', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 2), (text, indent) => {
        const wanted: unknown = JSON.parse(text);
        const read = parsePlaced(JSON.stringify(wanted, null, indent));
        expect(read.ok && JSON.stringify(read.value)).toBe(JSON.stringify(wanted));
      }),
    );
  });

  it('refuses what JSON.parse refuses, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:01.e-tfn \\u') }), (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        const read = parsePlaced(text);
        expect(read.ok || read.why === 'duplicate').toBe(isJson);
      }),
    );
  });
});
