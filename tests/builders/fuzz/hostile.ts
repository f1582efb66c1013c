import fc from 'fast-check';
import { z } from 'zod';
import { FORTY_KINDS, wordsOf } from '../canaries/forty-kinds';

/** A long run is asked for by `npm run reliability -- --fuzz N`. */
export const fuzzRuns = (few: number): number => Number(process.env['FUZZ'] ?? few);

const WORDS = FORTY_KINDS.flatMap(wordsOf);

function deep(levels: number): unknown {
  let value: unknown = WORDS[0];
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { next: value } : [value];
  return value;
}

/** What nobody honest sends; identities among it, so that an echo of it is seen. */
export function hostileValue(): fc.Arbitrary<unknown> {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  const word = fc.constantFrom(...WORDS);
  return fc.oneof(
    word,
    fc.anything({
      maxDepth: 3,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
    }),
    fc.jsonValue({ maxDepth: 4 }),
    fc.constantFrom<unknown>(
      ...[
        undefined,
        null,
        NaN,
        Infinity,
        -0,
        2 ** 53,
        -1,
        1e308,
        '',
        '\0',
        '\ud800',
        '../../etc/passwd',
        "' or 1=1 --",
      ],
      ...[
        '<img src=x onerror=alert(1)>',
        '=cmd|calc!A1',
        'x'.repeat(1_000_000),
        deep(60),
        deep(3_000),
        cyclic,
      ],
      ...[new Date(NaN), /x/, Symbol('x'), () => WORDS[0], new Map([[WORDS[0], 1]]), new Uint8Array(3)],
      ...[
        Object.create(null),
        new Array(10_000).fill(0),
        { length: 1e9 },
        { toString: 1, valueOf: null },
        { then: 1 },
      ],
    ),
    word.map((key) => ({ [key]: 1 })),
    fc
      .constantFrom('__proto__', 'constructor', 'prototype', 'toJSON')
      .map((key) => JSON.parse(`{"${key}":{"isAdmin":true}}`) as unknown),
  );
}

type Node = Record<string, unknown> & { type?: string };

/** Values that fit a schema, or nearly: what its JSON form tells, with its patterns and refinements left to chance. */
export function nearly(schema: z.ZodType): fc.Arbitrary<unknown> {
  return ofNode(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node, 0);
}

const SAMPLES = [
  '01900000-0000-7000-8000-000000000001',
  'ZZ01-20261123-0001',
  '2026-11-30',
  'p-1001',
  'p-2001',
  '4101',
  '410184',
  'air',
  'general',
  '2026.2',
  'http://127.0.0.1:9',
];

function ofNode(node: Node, depth: number): fc.Arbitrary<unknown> {
  if ('const' in node) return fc.constant(node['const']);
  if (Array.isArray(node['enum'])) return fc.constantFrom(...(node['enum'] as unknown[]));
  const either = (node['anyOf'] ?? node['oneOf']) as Node[] | undefined;
  if (either) return fc.oneof(...either.map((one) => ofNode(one, depth)));
  switch (node.type) {
    case 'object': {
      const properties = Object.entries((node['properties'] ?? {}) as Record<string, Node>);
      const fields = Object.fromEntries(properties.map(([name, one]) => [name, ofNode(one, depth + 1)]));
      return fc.record(fields);
    }
    case 'array':
      return fc.array(ofNode((node['items'] ?? {}) as Node, depth + 1), { maxLength: depth > 3 ? 1 : 3 });
    case 'string':
      return fc.oneof(fc.constantFrom(...SAMPLES, ...WORDS), fc.string({ maxLength: 20 }));
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: -2, max: 50 }), fc.constant(Date.UTC(2026, 10, 30)));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return hostileValue();
  }
}

/** A value that nearly fits, with one place of it replaced, left out, or added to. */
export function spoilt(schema: z.ZodType): fc.Arbitrary<unknown> {
  return fc
    .tuple(nearly(schema), hostileValue(), fc.nat(), fc.constantFrom('replace', 'drop', 'add', 'rename'))
    .map(([value, bad, place, way]) => spoilAt(value, bad, place, way));
}

function spoilAt(value: unknown, bad: unknown, place: number, way: string): unknown {
  if (typeof value !== 'object' || value === null) return bad;
  const keys = Object.keys(value);
  const key = keys[place % Math.max(1, keys.length)];
  if (key === undefined) return way === 'add' ? { [WORDS[place % WORDS.length] ?? 'x']: bad } : bad;
  const inner = (value as Record<string, unknown>)[key];
  const goesOn = typeof inner === 'object' && inner !== null && place % 3 !== 0;
  if (Array.isArray(value)) {
    return value.map((each, at) =>
      String(at) === key ? (goesOn ? spoilAt(each, bad, place >> 2, way) : bad) : each,
    );
  }
  const { [key]: _, ...rest } = value as Record<string, unknown>;
  if (goesOn) return { ...value, [key]: spoilAt(inner, bad, place >> 2, way) };
  if (way === 'drop') return rest;
  if (way === 'rename') return { ...rest, [WORDS[place % WORDS.length] ?? 'x']: inner };
  return way === 'add' ? { ...value, [WORDS[place % WORDS.length] ?? 'x']: bad } : { ...value, [key]: bad };
}
