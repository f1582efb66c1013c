import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type SecureContextOptions } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LineTest } from '../../../src/shared/network/line-test';
import { anEnrolment, DEMO_PASSWORD } from '../../builders/enrolment';
import { anAuthority, type Authority } from '../../builders/sync/certificate';
import { AgentKeyboard } from '../stage/agent-keyboard';
import { SeatApp } from '../stage/seat-app';

// The seat's own runtime speaks TLS by BoringSSL, the tests' Node by OpenSSL: the words of a failure must hold there, too.

const PASSPHRASE = 'anlan-bridge-77-willow';
const DAY = 86_400_000;
const HEALTH = JSON.stringify({ service: 'hn12369-center', status: 'ok', centerTime: Date.now() - 3 * DAY });
const OLD: SecureContextOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' };

let app: SeatApp;
let bureau: Authority;
let isPlain = false;
let seen = '';
const sockets = new Set<Socket>();
const server = createTlsServer({}, (socket) => {
  socket.on('error', () => undefined);
  socket.on('data', (data: Buffer) => {
    seen += data.toString('latin1');
    const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${String(HEALTH.length)}`;
    socket.end(`${head}\r\nConnection: close\r\n\r\n${HEALTH}`);
  });
});
server.on('tlsClientError', () => undefined);
const front = createTcpServer((socket) => {
  sockets.add(socket);
  socket.on('error', () => undefined);
  if (isPlain) socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  else server.emit('connection', socket);
});

beforeAll(async () => {
  bureau = anAuthority('Bureau Root CA');
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const centerUrl = `https://127.0.0.1:${String((front.address() as AddressInfo).port)}`;
  const enrolment = join(mkdtempSync(join(tmpdir(), 'tls-e2e-')), 'enrolment.json');
  writeFileSync(enrolment, JSON.stringify((await anEnrolment({ centerUrl })).signed));
  app = await SeatApp.launch({ enrolment });
  await new AgentKeyboard(app.page).signIn('p-2001', DEMO_PASSWORD, PASSPHRASE);
});
afterAll(async () => {
  await app?.kill();
  for (const socket of sockets) socket.destroy();
  front.close();
});

const report = async () => ((await app.ask('network.report')) as { value: LineTest | null }).value;

/** What the step of TLS ends with. */
async function tlsOf(): Promise<string> {
  const begun = ((await app.ask('network.test')) as { value: LineTest }).value.startedAt;
  await expect.poll(async () => (await report())?.isRunning, { timeout: 30_000 }).toBe(false);
  const test = await report();
  expect(test?.startedAt).toBeGreaterThanOrEqual(begun);
  const step = test?.steps.find((each) => each.step === 'tls');
  return step?.cause ?? step?.state ?? '';
}

const trust = (pem: string | null) => app.ask('network.trustAuthorities', { pem });

test('an authority that nobody laid in is unknown; laid in, it is trusted and the request goes', async () => {
  server.setSecureContext(bureau.issue('127.0.0.1'));
  expect(await tlsOf()).toBe('tls_unknown');
  expect(seen).toBe('');
  expect(await trust(bureau.cert)).toMatchObject({ ok: true });
  expect(await tlsOf()).toBe('passed');
  expect(seen).toContain('GET /v1/health');
  const offset = async () =>
    ((await app.ask('sync.state')) as { value: { clockOffsetMs: number | null } }).value.clockOffsetMs;
  await expect.poll(async () => Math.round(Number(await offset()) / DAY)).toBe(-3);
});

test('each certificate that does not hold has its own word, and no byte of a request leaves', async () => {
  const cases: [string, SecureContextOptions][] = [
    ['tls_intercepted', anAuthority('Inspection').issue('127.0.0.1')],
    ['tls_expired', bureau.issue('127.0.0.1', { from: Date.now() - 9 * DAY, until: Date.now() - 5 * DAY })],
    ['tls_expired', bureau.issue('127.0.0.1', { from: Date.now() + DAY, until: Date.now() + 9 * DAY })],
    // Good by the center's time, which the seat has heard: this PC lives three days ahead.
    ['tls_clock', bureau.issue('127.0.0.1', { from: Date.now() - 9 * DAY, until: Date.now() - DAY })],
    ['tls_wrong_name', bureau.issue('other.example')],
    ['tls_too_old', { ...bureau.issue('127.0.0.1'), ...OLD }],
  ];
  // What was kept open by the test before ends with its answer.
  seen = '';
  for (const [cause, context] of cases) {
    server.setSecureContext(context);
    expect([cause, await tlsOf()]).toEqual([cause, cause]);
  }
  isPlain = true;
  expect(await tlsOf()).toBe('tls_broken');
  expect(seen).toBe('');
});
