import { describe, expect, it } from 'vitest';
import {
  classifyAsk,
  classifyBundle,
  classifyHealth,
  classifyPush,
} from '../../../src/main/core/sync/center/classify';
import type { Exchange } from '../../../src/main/core/sync/ports';
import { createReceiptCheck } from '../../../src/main/core/sync/center/receipt-check';
import { SeatId } from '../../../src/shared/ids';
import { createSigner, record, SEAT, sha256 } from '../../builders/sync/keys';
import { answer, problem } from '../../builders/sync/simulated-center';

const center = createSigner('center-1');
const stranger = createSigner('center-1');
const isTrusted = createReceiptCheck(SEAT, [center.key]);
const now = Date.UTC(2026, 10, 23, 8);
const one = record(1);
const two = record(2);
const centerTime = now;

const result = (about = one, receipt: unknown = center.receipt(about), status = 201) => ({
  id: about.id,
  revision: about.revision,
  status,
  receipt,
});
const good = () => JSON.stringify({ centerTime, results: [result()] });
const html = '<!DOCTYPE html><title>登录</title>';
const bytes = (...values: number[]) => new Uint8Array(values);

/** Answers that prove nothing (S4). Each but for one detail a proper receipt, or nothing like one. */
const falseAnswers: [string, Exchange][] = [
  ['portal page as 200', answer(200, html, { contentType: 'text/html' })],
  ['portal page called JSON', answer(200, html)],
  ['proper receipt called HTML', answer(200, good(), { contentType: 'text/html' })],
  ['proper receipt without a type', answer(200, good(), { contentType: '' })],
  ['empty 200', answer(200, '')],
  ['204', answer(204, '')],
  ['201 with the body', answer(201, good())],
  ['202 with the body', answer(202, good())],
  ['206 part', answer(206, good())],
  ['203 changed on the way', answer(203, good())],
  ['empty object', answer(200, {})],
  ['null', answer(200, 'null')],
  ['true', answer(200, 'true')],
  ['ok', answer(200, { status: 'ok' })],
  ['empty results', answer(200, { centerTime, results: [] })],
  ['no center time', answer(200, { results: [result()] })],
  ['truncated', answer(200, good().slice(0, -3))],
  ['truncated in the middle', answer(200, good().slice(0, 200))],
  ['two answers', answer(200, good() + good())],
  ['byte order mark', answer(200, '\uFEFF' + good())],
  ['UTF-16', answer(200, '', { body: new Uint8Array(Buffer.from(good(), 'utf16le')) })],
  ['broken UTF-8', answer(200, '', { body: bytes(0x7b, 0xff, 0xfe, 0x7d) })],
  ['gzip bytes', answer(200, '', { body: bytes(0x1f, 0x8b, 8, 0, 0, 0, 0, 0) })],
  ['NUL bytes', answer(200, '', { body: new Uint8Array(500) })],
  ['deeply nested', answer(200, '['.repeat(100_000) + ']'.repeat(100_000))],
  ['NaN', answer(200, '{"centerTime":NaN,"results":[]}')],
  ['1e400 as time', answer(200, `{"centerTime":1e400,"results":${JSON.stringify([result()])}}`)],
  ['other id', answer(200, { centerTime, results: [result(two)] })],
  ['receipt of another record', answer(200, { centerTime, results: [result(one, center.receipt(two))] })],
  [
    'other hash',
    answer(200, { centerTime, results: [result(one, center.receipt({ ...one, bodySha256: sha256('x') }))] }),
  ],
  [
    'other revision',
    answer(200, { centerTime, results: [result(one, center.receipt({ ...one, revision: 2 }))] }),
  ],
  [
    'other seat',
    answer(200, {
      centerTime,
      results: [result(one, center.receipt(one, { seatId: SeatId.parse('ZZ02') }))],
    }),
  ],
  ['signed by a stranger', answer(200, { centerTime, results: [result(one, stranger.receipt(one))] })],
  ['unknown key', answer(200, { centerTime, results: [result(one, createSigner('center-9').receipt(one))] })],
  [
    'changed after signing',
    answer(200, { centerTime, results: [result(one, { ...center.receipt(one), centerNumber: 'HN-1' })] }),
  ],
  [
    'empty signature',
    answer(200, { centerTime, results: [result(one, { ...center.receipt(one), signature: '' })] }),
  ],
  [
    'signature of zeros',
    answer(200, {
      centerTime,
      results: [result(one, { ...center.receipt(one), signature: Buffer.alloc(64).toString('base64') })],
    }),
  ],
  ['no receipt', answer(200, { centerTime, results: [{ id: one.id, revision: 1, status: 201 }] })],
  ['status as text', answer(200, { centerTime, results: [{ ...result(), status: '201' }] })],
  [
    '__proto__ for a receipt',
    answer(
      200,
      `{"centerTime":1,"results":[{"id":"${one.id}","revision":1,"status":201,"__proto__":{"receipt":{}}}]}`,
    ),
  ],
  [
    'duplicate keys, the last empty',
    answer(200, `{"centerTime":1,"results":${JSON.stringify([result()])},"results":[]}`),
  ],
  ['301', answer(301, '', { contentType: '' })],
  ['302 with the body', answer(302, good(), { contentType: 'application/json' })],
  ['304', answer(304, '')],
  ['307', answer(307, '')],
  ['308', answer(308, '')],
  ['HTML 401', answer(401, html, { contentType: 'text/html' })],
  ['HTML 413 of a proxy', answer(413, html, { contentType: 'text/html' })],
  ['HTML 422', answer(422, html, { contentType: 'text/html' })],
  ['407 of a proxy', answer(407, html, { contentType: 'text/html' })],
  ['502 of a gateway', answer(502, html, { contentType: 'text/html' })],
  ['200 in an error', answer(500, good(), { contentType: 'application/json' })],
  ['404 problem', answer(404, problem(404))],
  ['cut off', { kind: 'failed', cause: 'unreachable', mayHaveArrived: true }],
];

describe('a push whose answer proves nothing (S4)', () => {
  it.each(falseAnswers)('%s: nothing is taken for received, nothing quarantined', async (_, exchange) => {
    const outcome = await classifyPush([one], exchange, isTrusted, now);
    if (outcome.kind === 'answered') {
      expect(outcome.verdicts).toHaveLength(1);
      expect(outcome.verdicts[0]).toMatchObject({ id: one.id, kind: 'unconfirmed' });
    } else {
      expect(outcome.kind).toBe('failed');
    }
    const asked = await classifyAsk([one], exchange, isTrusted, now);
    if (asked.kind === 'answered') expect(asked.proofs.size).toBe(0);
    expect({}).not.toHaveProperty('receipt');
  });

  it('takes the same answer when it is right', async () => {
    const outcome = await classifyPush([one], answer(200, good()), isTrusted, now);
    expect(outcome).toMatchObject({ kind: 'answered', verdicts: [{ kind: 'accepted', id: one.id }] });
  });
});

describe('a push answered by the center', () => {
  const push = (...results: unknown[]) =>
    classifyPush([one, two], answer(200, { centerTime, results }), isTrusted, now);
  const verdicts = async (answered: ReturnType<typeof push>) => {
    const outcome = await answered;
    return outcome.kind === 'answered' ? outcome.verdicts.map(({ kind }) => kind) : outcome.kind;
  };

  it('quarantines only the refused one', async () => {
    const refused = { id: one.id, revision: 1, status: 422, problem: problem(422) };
    expect(await verdicts(push(refused, result(two)))).toEqual(['quarantined', 'accepted']);
  });
  it('quarantines another body under the same revision', async () => {
    const other = { id: one.id, revision: 1, status: 409, problem: problem(409) };
    expect(await verdicts(push(other, result(two)))).toEqual(['quarantined', 'accepted']);
  });
  it('leaves what it does not mention unconfirmed and ignores what was not sent', async () => {
    expect(await verdicts(push(result(two), result(record(3))))).toEqual(['unconfirmed', 'accepted']);
  });
  it('lets a proof win over a contradiction', async () => {
    const refused = { id: one.id, revision: 1, status: 422, problem: problem(422) };
    expect(await verdicts(push(refused, result(one), result(two)))).toEqual(['accepted', 'accepted']);
  });
  it('accepts 208 with the first receipt', async () => {
    expect(await verdicts(push(result(one, center.receipt(one), 208), result(two)))).toEqual([
      'accepted',
      'accepted',
    ]);
  });
});

describe('a push refused as a whole', () => {
  const refuse = (status: number, retryAfter: string | null = null) =>
    classifyPush([one], answer(status, problem(status), { retryAfter }), isTrusted, now);

  it.each([400, 409, 413, 415, 422])('%i: somebody among the records is to blame', async (status) => {
    expect(await refuse(status)).toMatchObject({ kind: 'refused', isTooLarge: status === 413 });
  });
  it.each([401, 403])('%i: the token; nothing arrived', async (status) => {
    expect(await refuse(status)).toMatchObject({
      kind: 'failed',
      cause: 'refused_token',
      mayHaveArrived: false,
    });
  });
  it.each([
    [429, '60', 60_000],
    [503, 'Mon, 23 Nov 2026 08:00:10 GMT', 10_000],
    [503, null, null],
    [429, '999999', 3_600_000],
  ])('%i with Retry-After %j: busy for %j ms', async (status, header, holdMs) => {
    expect(await refuse(status, header)).toMatchObject({ kind: 'failed', cause: 'busy', holdMs });
  });
  it.each([500, 502, 504, 507, 404, 405, 408, 425])('%i: the center is in trouble', async (status) => {
    expect(await refuse(status)).toMatchObject({ kind: 'failed', cause: 'server_error' });
  });
  it('believes nobody else about waiting', async () => {
    const page = answer(503, html, { contentType: 'text/html', retryAfter: '3600' });
    expect(await classifyPush([one], page, isTrusted, now)).toMatchObject({
      cause: 'server_error',
      holdMs: null,
    });
  });
});

describe('health and bundle', () => {
  const health = { service: 'hn12369-center', status: 'ok', centerTime };
  it('knows the center by its own words', () => {
    expect(classifyHealth(answer(200, health), now)).toEqual({ kind: 'answered', centerTime });
    expect(classifyHealth(answer(200, { ...health, service: 'nginx' }), now)).toMatchObject({
      kind: 'failed',
    });
    expect(classifyHealth(answer(200, html, { contentType: 'text/html' }), now)).toMatchObject({
      cause: 'not_the_center',
    });
    expect(classifyHealth(answer(422, problem(422)), now)).toMatchObject({ cause: 'server_error' });
  });
  it('takes 304 only for what it asked', () => {
    expect(classifyBundle(answer(304, ''), '"a"', now)).toEqual({ kind: 'unchanged' });
    expect(classifyBundle(answer(304, ''), null, now)).toMatchObject({
      kind: 'failed',
      cause: 'not_the_center',
    });
    expect(classifyBundle(answer(401, problem(401)), null, now)).toMatchObject({ cause: 'refused_token' });
  });
});
