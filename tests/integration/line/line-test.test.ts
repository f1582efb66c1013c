import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import { createSignatureCheck, type SigningKey } from '../../../src/main/core/sync/center/receipt-check';
import { LineTester } from '../../../src/main/core/sync/line/line-tester';
import type { Clock } from '../../../src/main/core/sync/ports';
import { realClock } from '../../../src/main/core/sync/timer';
import { LineTest, type LineStep } from '../../../src/shared/network/line-test';
import { startCenter, type TestCenter } from '../../builders/center';
import { anAuthority, type Authority } from '../../builders/sync/certificate';
import { createSigner, SEAT } from '../../builders/sync/keys';
import { aLine, type LineOptions } from '../../builders/sync/line';
import { aProxy, type RunningProxy } from '../../builders/sync/proxy';

const LOGIN = 'seat:canary-proxy-password';

let center: TestCenter;
let bureau: Authority;
beforeAll(async () => {
  center = await startCenter();
  bureau = anAuthority('Bureau Root CA');
});
afterAll(() => center.close());

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** The real center behind TLS. */
async function overTls(): Promise<string> {
  const { port } = new URL(center.url);
  const sockets = new Set<Socket>();
  const server = createTlsServer(bureau.issue('127.0.0.1'), (socket) => {
    const inner = connect(Number(port), '127.0.0.1');
    for (const each of [socket, inner]) {
      sockets.add(each);
      each.on('error', () => undefined);
    }
    socket.pipe(inner).pipe(socket);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function proxy(login: string | null = null): Promise<RunningProxy> {
  const made = await aProxy('pass', login);
  closers.push(made.close);
  return made;
}

interface Changes {
  centerUrl?: string;
  line?: LineOptions;
  token?: string;
  keys?: readonly SigningKey[];
  clock?: Clock;
}

/** A whole test, to its end; `seen` is every state it was in. */
async function tested(changes: Changes = {}): Promise<{ test: LineTest; states: string[] }> {
  const { centerUrl = center.url, token = center.token, clock = realClock } = changes;
  const line = aLine({ ca: bureau.cert, ...changes.line });
  const states: string[] = [];
  return new Promise((resolve) => {
    const tester = new LineTester({
      line,
      centerUrl,
      connect: () => createCenterClient({ centerUrl, token, seatId: SEAT, version: '0.0.0', line }),
      isSigned: createSignatureCheck(changes.keys ?? [center.keys.signing]),
      clock,
      announce: () => {
        const test = LineTest.parse(tester.report());
        states.push(test.steps.map(({ state }) => state).join());
        if (!test.isRunning) resolve({ test, states });
      },
      seatId: SEAT,
      version: '0.0.0',
    });
    expect(tester.start()).toBe(tester.start());
  });
}

const outcome = ({ steps }: LineTest) =>
  Object.fromEntries(steps.map(({ step, state, cause }) => [step, cause ?? state])) as Record<
    LineStep,
    string
  >;

it('passes every step by proxy and TLS, each as it ends, with its time', async () => {
  const way = await proxy(LOGIN);
  const line = {
    hops: () => Promise.resolve([{ kind: 'proxy', host: way.host, port: way.port } as const]),
    proxyLogin: () => LOGIN,
  };
  const { test, states } = await tested({ centerUrl: await overTls(), line });
  expect(new Set(test.steps.map(({ state }) => state))).toEqual(new Set(['passed']));
  expect(test.steps.every(({ ms }) => ms !== null && ms >= 0)).toBe(true);
  expect(new Set(states).size).toBeGreaterThanOrEqual(18);
  // One for the steps of the line, one that all questions share.
  expect(way.asked).toHaveLength(2);
  const told = JSON.stringify(test);
  expect(told).toContain('Bureau Root CA');
  expect(told).toContain(`${way.host}:${String(way.port)}`);
  for (const secret of ['canary-proxy-password', center.token, Buffer.from(LOGIN).toString('base64')]) {
    expect(told).not.toContain(secret);
  }
});

it('a plain center needs neither tunnel nor TLS', async () => {
  const { test } = await tested();
  expect(outcome(test)).toMatchObject({
    tcp: 'passed',
    tunnel: 'not_needed',
    tls: 'not_needed',
    round_trip: 'passed',
  });
});

it('says where it ended: the steps after it were not reached', async () => {
  const ended = (await tested({ centerUrl: 'http://127.0.0.1:1' })).test;
  expect(outcome(ended)).toMatchObject({
    name: 'passed',
    tcp: 'port_refused',
    tls: 'not_reached',
    health: 'not_reached',
  });
  const way = await proxy(LOGIN);
  const line = { hops: () => Promise.resolve([{ kind: 'proxy', host: way.host, port: way.port } as const]) };
  expect(outcome((await tested({ line })).test)).toMatchObject({
    tcp: 'passed',
    tunnel: 'proxy_login',
    health: 'not_reached',
  });
  const untrusted = (await tested({ centerUrl: await overTls(), line: { ca: null } })).test;
  expect(outcome(untrusted)).toMatchObject({ tcp: 'passed', tls: 'tls_unknown', health: 'not_reached' });
  expect(JSON.stringify(untrusted)).toContain('Bureau Root CA');
  const nameless = (await tested({ centerUrl: 'https://no-such-center.invalid' })).test;
  expect(outcome(nameless)).toMatchObject({ name: 'name_not_found', tcp: 'not_reached' });
});

it('a token that is refused, a bundle nobody signed, a clock that is off: each its own step', async () => {
  const refused = (await tested({ token: 'x'.repeat(30) })).test;
  expect(outcome(refused)).toMatchObject({ health: 'passed', token: 'refused_token', bundle: 'not_reached' });
  const unsigned = (await tested({ keys: [createSigner('other').key] })).test;
  expect(outcome(unsigned)).toMatchObject({ bundle: 'bundle_unsigned', round_trip: 'passed' });
  const slow: Clock = { now: () => Date.now() - 13 * 60_000, monotonic: () => performance.now() };
  const off = (await tested({ clock: slow })).test;
  expect(outcome(off)).toMatchObject({ clock: 'clock_off', bundle: 'passed', round_trip: 'passed' });
  const [fact] = off.steps.find(({ step }) => step === 'clock')?.facts ?? [];
  expect(fact?.what).toBe('offset_ms');
  expect(Math.round(Number(fact?.value) / 60_000)).toBe(13);
});
