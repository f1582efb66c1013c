import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { PhoneEndpoint } from '../../../src/main/core/telephony/endpoint';
import type { PhoneEvent } from '../../../src/shared/telephony/event';

const TOKEN = 'q3Zb0Xn5v8kYw2LrT7uJcMfHs1DpEa9GiOxV4tBlNQz';

async function anEndpoint() {
  const taken: PhoneEvent[] = [];
  const time = { now: 0 };
  const state = { breaks: false };
  const endpoint = new PhoneEndpoint({
    isToken: (offered) => offered === TOKEN,
    take: (event) => {
      if (state.breaks) throw new Error('13800001234 was not kept');
      taken.push(event);
    },
    monotonic: () => time.now,
  });
  onTestFinished(() => endpoint.close());
  expect(await endpoint.open(0)).toBeNull();
  const port = Number(new URL(endpoint.address ?? '').port);
  return { endpoint, taken, time, state, port };
}

interface Sent {
  path?: string;
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}

function send(
  port: number,
  sent: Sent = {},
): Promise<{ status: number; type: string; text: string; headers: object }> {
  const body = sent.body ?? JSON.stringify({ event: 'ring', callId: 'x', number: '13800001234' });
  return new Promise((resolve, reject) => {
    const one = request(
      {
        host: '127.0.0.1',
        port,
        path: sent.path ?? '/events',
        method: sent.method ?? 'POST',
        headers: {
          authorization: `Bearer ${TOKEN}`,
          'content-type': 'application/json',
          ...sent.headers,
        },
      },
      (response) => {
        let text = '';
        response.on('data', (data: Buffer) => (text += data.toString()));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            text,
            headers: response.headers,
          }),
        );
      },
    );
    one.on('error', reject);
    one.end(body);
  });
}

test('an event with the token is taken', async () => {
  const { port, taken } = await anEndpoint();
  expect(await send(port)).toMatchObject({ status: 204, text: '' });
  expect(await send(port, { headers: { host: `localhost:${port}` } })).toMatchObject({ status: 204 });
  expect(taken).toHaveLength(2);
  expect(taken[0]).toEqual({ event: 'ring', callId: 'x', number: '13800001234' });
});

test.each<[string, number, Sent]>([
  ['no token', 401, { headers: { authorization: '' } }],
  ['a wrong token', 401, { headers: { authorization: `Bearer ${TOKEN.slice(0, -1)}x` } }],
  ['the token in another way', 401, { headers: { authorization: TOKEN } }],
  ['a page of the browser', 403, { headers: { origin: 'http://127.0.0.1' } }],
  ['a page of the browser, old style', 403, { headers: { 'sec-fetch-site': 'cross-site' } }],
  ['another name for this address', 421, { headers: { host: 'evil.example' } }],
  ['another port in the name', 421, { headers: { host: '127.0.0.1:1' } }],
  ['a preflight', 403, { method: 'OPTIONS', headers: { origin: 'http://evil.example' } }],
  ['another method', 405, { method: 'GET', body: '' }],
  ['another place', 404, { path: '/events?x=1' }],
  ['another type', 415, { headers: { 'content-type': 'text/plain' } }],
  ['too much', 413, { body: JSON.stringify({ event: 'ring', callId: 'x'.repeat(4_000) }) }],
  ['no JSON', 400, { body: '{' }],
  ['another event', 400, { body: JSON.stringify({ event: 'dial', callId: 'x' }) }],
  ['a field too many', 400, { body: JSON.stringify({ event: 'ring', callId: 'x', recording: 'r.wav' }) }],
  [
    'a number that is none',
    400,
    { body: JSON.stringify({ event: 'ring', callId: 'x', number: '<b>1</b>' }) },
  ],
])('%s is refused with %i and changes nothing', async (_, status, sent) => {
  const { port, taken } = await anEndpoint();
  const answer = await send(port, sent);
  expect(answer).toMatchObject({ status, type: 'application/problem+json' });
  expect(JSON.parse(answer.text)).toMatchObject({ status });
  expect(answer.text).not.toMatch(/138|q3Zb/);
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect(taken).toEqual([]);
});

test('what could not be kept is said so, without a word of it, and may be sent again', async () => {
  const { port, taken, state } = await anEndpoint();
  state.breaks = true;
  const answer = await send(port);
  expect(answer).toMatchObject({ status: 503, type: 'application/problem+json' });
  expect(answer.text).not.toContain('138');
  state.breaks = false;
  expect((await send(port)).status).toBe(204);
  expect(taken).toHaveLength(1);
});

test('too many are told to wait; strangers use up nothing of the softphone’s', async () => {
  const { port, time } = await anEndpoint();
  const stranger = { headers: { authorization: 'Bearer x' } };
  const statuses = [];
  for (let i = 0; i < 14; i += 1) statuses.push((await send(port, stranger)).status);
  expect(statuses.slice(0, 10).every((status) => status === 401)).toBe(true);
  expect(statuses.slice(10)).toEqual([429, 429, 429, 429]);
  expect((await send(port)).status).toBe(204);
  let last = 204;
  for (let i = 0; i < 70 && last !== 429; i += 1) last = (await send(port)).status;
  expect(last).toBe(429);
  time.now += 1_000;
  expect((await send(port)).status).toBe(204);
});

test('it listens on the loopback address alone, and not at all once it is closed', async () => {
  const { endpoint, port } = await anEndpoint();
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  const reached = (host: string) =>
    new Promise<boolean>((resolve) => {
      const socket = connect({ host, port, timeout: 1_000 });
      const settle = (isReached: boolean) => {
        socket.destroy();
        resolve(isReached);
      };
      socket.once('connect', () => settle(true));
      socket.once('error', () => settle(false));
      socket.once('timeout', () => settle(false));
    });
  expect(await reached('127.0.0.1')).toBe(true);
  for (const { address } of others) expect(await reached(address)).toBe(false);
  await endpoint.close();
  expect(endpoint.address).toBeNull();
  expect(await reached('127.0.0.1')).toBe(false);
});

test('a port that is taken is said so', async () => {
  const { port } = await anEndpoint();
  const second = new PhoneEndpoint({ isToken: () => true, take: () => undefined, monotonic: () => 0 });
  expect(await second.open(port)).toBe('port_taken');
  expect(second.address).toBeNull();
});
