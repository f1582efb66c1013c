import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultPlanInput } from '../../src/center/faults/plan';
import { createApp } from '../../src/center/http/app';
import type { Center } from '../../src/center/http/parts';
import { aDemoRecord, keyOf, pushed, startCenter, type TestCenter } from '../builders/center';
import { breaches } from './contract';

const RECORDS = '/v1/seats/{seatId}/records';
const LEDGER = '/v1/seats/{seatId}/ledger';
const QUERY = '/v1/seats/{seatId}/receipts/query';
const CHANGES = '/v1/seats/{seatId}/changes';

let center: TestCenter;
beforeAll(async () => {
  center = await startCenter({ maxRequestBytes: 300_000 });
});
afterAll(() => center.close());

/** Asks the real center over HTTP and holds the answer to the contract, whatever it is. */
async function ask(path: string, init: RequestInit = {}, query = '') {
  const method = (init.method ?? 'get').toLowerCase();
  const response = await fetch(center.url + path.replace('{seatId}', 'ZZ01') + query, {
    ...init,
    method: method.toUpperCase(),
    headers: { Authorization: `Bearer ${center.token}`, ...init.headers },
  });
  const text = await response.text();
  expect(breaches(method, path, { status: response.status, headers: response.headers, text })).toEqual([]);
  return { status: response.status, headers: response.headers, text };
}
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  ask(path, { method: 'post', body, headers: { 'Content-Type': 'application/json', ...headers } });

describe('the real center keeps its contract', () => {
  it('for health and bundle', async () => {
    expect((await ask('/v1/health', { headers: { Authorization: '' } })).status).toBe(200);
    const first = await ask('/v1/bundle');
    expect(first.status).toBe(200);
    const etag = first.headers.get('etag') ?? '';
    for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      expect((await ask('/v1/bundle', { headers: { 'If-None-Match': tag } })).status).toBe(304);
    }
    expect((await ask('/v1/bundle', { headers: { 'If-None-Match': '"x"' } })).status).toBe(200);
  });

  it('for the ledger, and for what is no span of days', async () => {
    await center.push([pushed(aDemoRecord())]);
    const spans = {
      '?from=2026-01-01&to=2026-12-31': 200,
      '?from=x': 400,
      '?from=2026-01-02&to=2026-01-01': 400,
    };
    for (const [query, status] of Object.entries(spans))
      expect((await ask(LEDGER, {}, query)).status).toBe(status);
    expect((await ask(LEDGER, { headers: { Authorization: '' } })).status).toBe(401);
  });

  it('for every result a record can have', async () => {
    const record = aDemoRecord();
    const sent = pushed(record);
    const batch = (records: readonly unknown[]) => post(RECORDS, JSON.stringify({ records }));
    expect((await batch([sent])).text).toContain('"status":201');
    const other = pushed({ ...record, note: '另一份' });
    const bad = pushed({ ...aDemoRecord(), scriptProof: [] });
    const { text } = await batch([sent, other, bad]);
    for (const status of [208, 409, 422]) expect(text).toContain(`"status":${status}`);
    expect((await post(QUERY, JSON.stringify({ keys: [keyOf(sent)] }))).text).toContain(record.id);
  });

  it('for what it did with records afterwards', async () => {
    const record = aDemoRecord();
    await center.push([pushed(record)]);
    expect((await ask(CHANGES, {}, '?after=0')).text).toContain('"changes":[]');
    await center.act({ kind: 'returned', recordId: record.id, at: 1, by: '省中心', why: '地址不详' });
    expect((await ask(CHANGES, {}, '?after=0')).text).toContain(record.id);
    for (const query of ['', '?after=', '?after=-1', '?after=x', '?after=1.5', '?after=1&after=2']) {
      expect((await ask(CHANGES, {}, query)).status).toBe(400);
    }
  });

  it.each([RECORDS, QUERY])('for what is no request (%s)', async (path) => {
    const many = JSON.stringify({ records: Array.from({ length: 201 }, () => 1), keys: [] });
    for (const body of [
      '',
      '{',
      '[]',
      '{}',
      'null',
      '{"records":[]}',
      '{"records":[{}],"keys":[{}]}',
      many,
    ]) {
      expect((await post(path, body)).status).toBe(400);
    }
    expect((await post(path, '{"__proto__":{}}')).status).toBe(400);
    expect((await post(path, `{"records":["${'x'.repeat(300_000)}"]}`)).status).toBe(413);
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x']) {
      expect((await post(path, '{}', { 'Content-Type': type })).status).toBe(415);
    }
  });

  it.each([RECORDS, QUERY, CHANGES, '/v1/bundle'])('for who may not ask (%s)', async (path) => {
    const { token } = center;
    for (const bearer of [
      '',
      'Bearer',
      'Bearer x',
      `Basic ${token}`,
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
    ]) {
      const headers = { Authorization: bearer, 'Content-Type': 'application/json' };
      const isRead = path === '/v1/bundle' || path === CHANGES;
      const init = isRead ? { headers } : { method: 'post', body: '{}', headers };
      expect((await ask(path, init)).status).toBe(401);
    }
  });

  it('for a seat that is another’s or none', async () => {
    for (const seat of ['ZZ99', 'x', '%00', '%zz', 'a'.repeat(300)]) {
      const response = await fetch(`${center.url}/v1/seats/${seat}/records`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${center.token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ records: [pushed(aDemoRecord())] }),
      });
      const text = await response.text();
      const { status, headers } = response;
      expect(breaches('post', RECORDS, { status, headers, text })).toEqual([]);
      expect([400, 401, 414]).toContain(status);
    }
  });

  it('for addresses and methods it does not have', async () => {
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/v1/seats/ZZ01/records'],
      ['DELETE', '/v1/bundle'],
    ]) {
      const response = await fetch(center.url + path, { method });
      expect(response.status).toBe(404);
      const text = await response.text();
      const { status, headers } = response;
      expect(breaches('post', RECORDS, { status, headers, text })).toEqual([]);
    }
  });

  it('by giving back a request’s id, and making one where it is none', async () => {
    const given = await ask('/v1/health', { headers: { 'X-Request-ID': 'seat-ZZ01.7' } });
    expect(given.headers.get('x-request-id')).toBe('seat-ZZ01.7');
    const made = await ask('/v1/health', { headers: { 'X-Request-ID': 'a b"' } });
    expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('when it is busy, failing, or gives false receipts', async () => {
    const sent = pushed(aDemoRecord());
    const once = (rule: FaultPlanInput['rules'][number]) =>
      center.faults?.set({ rules: [{ next: 1, ...rule }] });
    for (const status of [429, 503, 500]) {
      for (const path of [RECORDS, QUERY]) {
        once({ kind: 'status', status, retryAfter: 7 });
        const answer = await post(path, JSON.stringify({ records: [sent], keys: [keyOf(sent)] }));
        expect(answer.status).toBe(status);
        if (status !== 500) expect(answer.headers.get('retry-after')).toBe('7');
      }
      once({ kind: 'status', status });
      expect((await ask('/v1/health')).status).toBe(status);
    }
    for (const kind of ['wrong_signature', 'wrong_hash', 'other_ids'] as const) {
      once({ kind });
      expect((await post(RECORDS, JSON.stringify({ records: [sent] }))).status).toBe(200);
      once({ kind });
      expect((await post(QUERY, JSON.stringify({ keys: [keyOf(sent)] }))).status).toBe(200);
    }
  });

  it('when its database is gone: 503, to be tried again', async () => {
    const gone = () => Promise.reject(new Error('secret of the database'));
    const logged: unknown[] = [];
    const app = createApp({
      ...({} as Center),
      keys: { refresh: async () => undefined } as unknown as Center['keys'],
      database: { kind: 'postgres', query: gone, script: gone, transaction: gone, close: gone },
      seats: { enrol: gone, isToken: gone, seatOfToken: gone, secretOf: gone },
      log: (event) => logged.push(event),
      maxRequestBytes: 1000,
    });
    for (const [method, path] of [
      ['get', '/v1/health'],
      ['get', '/v1/bundle'],
      ['post', RECORDS],
    ] as const) {
      const answer = await app.inject({
        method: method === 'get' ? 'GET' : 'POST',
        url: path.replace('{seatId}', 'ZZ01'),
        payload: '{}',
      });
      const headers = new Headers(answer.headers as Record<string, string>);
      expect(answer.statusCode).toBe(503);
      expect(breaches(method, path, { status: 503, headers, text: answer.payload })).toEqual([]);
      expect(answer.payload + JSON.stringify(logged)).not.toContain('secret');
    }
    await app.close();
  });
});
