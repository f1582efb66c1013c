import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCenter, type TestCenter } from '../builders/center';
import { breaches } from './contract';

const KEYS = '/v1/keys';
const IN_USE = '/v1/seats/{seatId}/keys';

let center: TestCenter;
beforeAll(async () => {
  center = await startCenter();
});
afterAll(() => center.close());

async function ask(method: string, path: string, headers: Record<string, string> = {}, body?: unknown) {
  const response = await fetch(center.url + path.replace('{seatId}', 'ZZ01'), {
    method,
    headers: {
      Authorization: `Bearer ${center.token}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = { status: response.status, headers: response.headers, text: await response.text() };
  expect(breaches(method.toLowerCase(), path, answer)).toEqual([]);
  return answer;
}

it('tells the rolls of its keys as agreed, before the first and after', async () => {
  expect((await ask('GET', KEYS)).status).toBe(200);
  for (const kind of ['sealing', 'signing', 'recovery'] as const)
    await center.keyRolls.roll(kind, 'tester', Date.now());
  const answer = await ask('GET', KEYS);
  expect(answer.text).toContain('"proof":null');
  const etag = answer.headers.get('etag') ?? '';
  expect((await ask('GET', KEYS, { 'If-None-Match': etag })).status).toBe(304);
  expect((await ask('GET', KEYS, { Authorization: 'Bearer nobody' })).status).toBe(401);
});

it('takes what a seat works with as agreed', async () => {
  const inUse = { signing: 'sign-1', sealing: 'seal-1', recovery: 'recover-1' };
  expect((await ask('PUT', IN_USE, {}, inUse)).status).toBe(204);
  expect((await ask('PUT', IN_USE, {}, { ...inUse, sealing: '' })).status).toBe(400);
  expect((await ask('PUT', IN_USE, { Authorization: 'Bearer nobody' }, inUse)).status).toBe(401);
});
