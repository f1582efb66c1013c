import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import { classifyHealth } from '../../../src/main/core/sync/center/classify';
import type { Line } from '../../../src/main/core/sync/line/ports';
import type { Hop } from '../../../src/shared/network/routes';
import { anAuthority, type Authority, type KeyAndCertificate } from '../../builders/sync/certificate';
import { SEAT } from '../../builders/sync/keys';
import { aLine, type LineOptions } from '../../builders/sync/line';
import { aProxy, type ProxyPlan, type RunningProxy } from '../../builders/sync/proxy';

const TOKEN = 'canary-token-0123456789-abcdef';
const LOGIN = 'seat:canary-proxy-password';
const DAY = 86_400_000;
const never = new AbortController().signal;
const HEALTH = JSON.stringify({ service: 'hn12369-center', status: 'ok', centerTime: 1 });
const GOOD = http('200 OK', ['Content-Type: application/json'], HEALTH);

let bureau: Authority;
let good: KeyAndCertificate;
beforeAll(() => {
  bureau = anAuthority('Bureau Root CA');
  good = bureau.issue('127.0.0.1');
});

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function http(status: string, headers: string[], body = ''): string {
  const size = `Content-Length: ${String(Buffer.byteLength(body))}`;
  return [`HTTP/1.1 ${status}`, size, 'Connection: close', ...headers, '', body].join('\r\n');
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A TLS server that answers every request with these bytes; `seen` is what it read in clear. */
async function overTls(options: TlsOptions, answer = GOOD): Promise<{ url: string; seen: () => string }> {
  let seen = '';
  const server = createTlsServer(options, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      seen += data.toString('latin1');
      socket.end(answer);
    });
  });
  server.on('tlsClientError', () => undefined);
  return { url: `https://127.0.0.1:${String(await listen(server))}`, seen: () => seen };
}

async function plain(answer: string): Promise<string> {
  const server = createTcpServer((socket) => socket.once('data', () => socket.end(answer)));
  return `http://127.0.0.1:${String(await listen(server))}`;
}

async function proxy(plan: ProxyPlan = 'pass', login: string | null = null): Promise<RunningProxy> {
  const made = await aProxy(plan, login);
  closers.push(made.close);
  return made;
}

const through = (...proxies: { host: string; port: number }[]): Partial<Line> => ({
  hops: () =>
    Promise.resolve(
      proxies.map(({ host, port }): Hop =>
        host === '' ? { kind: 'direct' } : { kind: 'proxy', host, port },
      ),
    ),
});
const DIRECT = { host: '', port: 0 };
/** Nobody listens there. */
const DEAD = { host: '127.0.0.1', port: 1 };

/** What one health question ends with: `answered`, or the cause. */
async function ends(centerUrl: string, line: LineOptions = {}, deadlineMs = 5_000): Promise<string> {
  const ca = bureau.cert;
  const options = { centerUrl, token: TOKEN, seatId: SEAT, version: '0.0.0', deadlineMs };
  const client = createCenterClient({ ...options, line: aLine({ ca, ...line }) });
  closers.push(() => client.close());
  const outcome = classifyHealth(await client.health(never), 0);
  return outcome.kind === 'failed' ? outcome.cause : 'answered';
}

describe('straight to the center', () => {
  it('trusts the bureau’s authority beside the runtime’s own', async () => {
    const { url, seen } = await overTls(good);
    expect(await ends(url)).toBe('answered');
    expect(seen()).toContain(TOKEN);
  });

  it('tells a name that is not found from a port that refuses', async () => {
    expect(await ends('https://no-such-center.invalid')).toBe('name_not_found');
    expect(await ends('http://127.0.0.1:1')).toBe('port_refused');
  });

  it('a center that accepts and never says a word is too slow', async () => {
    const silent = createTcpServer(() => undefined);
    const port = String(await listen(silent));
    expect(await ends(`http://127.0.0.1:${port}`, {}, 300)).toBe('timeout');
    expect(await ends(`https://127.0.0.1:${port}`, {}, 300)).toBe('timeout');
  });

  it.each([
    ['a redirect to a login page', http('302 Found', ['Location: http://login.example/'])],
    ['a login page', http('200 OK', ['Content-Type: text/html; charset=gbk'], '<html>login</html>')],
    ['511', http('511 Network Authentication Required', ['Content-Type: text/html'], '<html>')],
  ])('a portal: %s', async (_, answer) => {
    expect(await ends(await plain(answer))).toBe('portal');
    const { url } = await overTls(good, answer);
    expect(await ends(url)).toBe('portal');
  });

  it.each([
    [
      '502 with Via',
      http('502 Bad Gateway', ['Via: 1.1 squid', 'Content-Type: text/html'], '<html>'),
      'proxy_failed',
    ],
    ['504 of squid', http('504 Gateway Timeout', ['X-Squid-Error: ERR_CONNECT_FAIL 110']), 'proxy_failed'],
    ['407', http('407 Proxy Authentication Required', ['Proxy-Authenticate: Basic']), 'proxy_login'],
    [
      'a bare 502 of the center’s own front',
      http('502 Bad Gateway', ['Content-Type: text/html'], '<html>'),
      'server_error',
    ],
    [
      'JSON of somebody else',
      http('200 OK', ['Content-Type: application/json'], '{"a":1}'),
      'not_the_center',
    ],
  ])('%s', async (_, answer, cause) => {
    expect(await ends(await plain(answer))).toBe(cause);
  });
});

describe('certificates that do not hold: each its own cause, and not one byte of a request', () => {
  const cases: [string, () => TlsOptions, string, LineOptions][] = [
    [
      'expired',
      () => bureau.issue('127.0.0.1', { from: Date.now() - 9 * DAY, until: Date.now() - DAY }),
      'tls_expired',
      {},
    ],
    [
      'expired by this PC’s clock alone',
      () => bureau.issue('127.0.0.1', { from: Date.now() - 9 * DAY, until: Date.now() - DAY }),
      'tls_clock',
      { clockOffset: () => -3 * DAY },
    ],
    [
      'expired by the center’s clock as well',
      () => bureau.issue('127.0.0.1', { from: Date.now() - 9 * DAY, until: Date.now() - DAY }),
      'tls_expired',
      { clockOffset: () => 4_000 },
    ],
    [
      'of tomorrow',
      () => bureau.issue('127.0.0.1', { from: Date.now() + DAY, until: Date.now() + 9 * DAY }),
      'tls_clock',
      {},
    ],
    ['of nobody we know', () => anAuthority('Nobody').issue('127.0.0.1'), 'tls_unknown', { ca: null }],
    ['of the bureau, whose authority is not laid in', () => good, 'tls_unknown', { ca: null }],
    ['of somebody between', () => anAuthority('Bureau Root CA').issue('127.0.0.1'), 'tls_intercepted', {}],
    ['of another host', () => bureau.issue('other.example'), 'tls_wrong_name', {}],
    [
      'over TLS 1.1',
      () => ({ ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }),
      'tls_too_old',
      {},
    ],
  ];

  it.each(cases)('%s', async (_, options, cause, line) => {
    const { url, seen } = await overTls(options());
    expect(await ends(url, line)).toBe(cause);
    expect(seen()).toBe('');
  });

  it('no TLS at all', async () => {
    const url = (await plain(GOOD)).replace('http:', 'https:');
    expect(await ends(url)).toBe('tls_broken');
  });

  it('cut off in the handshake', async () => {
    const server = createTcpServer((socket) => socket.once('data', () => socket.destroy()));
    expect(await ends(`https://127.0.0.1:${String(await listen(server))}`)).toBe('tls_broken');
  });

  it('no variable of the environment changes whom it trusts or how it goes', async () => {
    const { url, seen } = await overTls(anAuthority('Nobody').issue('127.0.0.1'));
    const trap = await proxy();
    const at = `http://127.0.0.1:${String(trap.port)}`;
    const set: Record<string, string> = {
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      HTTPS_PROXY: at,
      https_proxy: at,
      ALL_PROXY: at,
    };
    const before = Object.fromEntries(Object.keys(set).map((name) => [name, process.env[name]]));
    Object.assign(process.env, set);
    try {
      expect(await ends(url)).toBe('tls_intercepted');
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
    expect(seen()).toBe('');
    expect(trap.asked).toEqual([]);
  });
});

describe('by a proxy', () => {
  it('tunnels, and neither token nor anything else of a request is for the proxy', async () => {
    const { url, seen } = await overTls(good);
    const way = await proxy();
    expect(await ends(url, through(way))).toBe('answered');
    expect(way.asked).toEqual([{ to: new URL(url).host, login: null }]);
    expect(way.plain).toEqual([]);
    expect(way.seen().length).toBeGreaterThan(0);
    expect(way.seen().includes(TOKEN)).toBe(false);
    expect(seen()).toContain(TOKEN);
    expect(seen()).not.toMatch(/proxy-/i);
  });

  it('tunnels to a plain center, too: nothing is addressed to the proxy', async () => {
    const way = await proxy();
    expect(await ends(await plain(GOOD), through(way))).toBe('answered');
    expect(way.plain).toEqual([]);
    expect(way.asked).toHaveLength(1);
  });

  it('shows the login to the proxy alone', async () => {
    const { url, seen } = await overTls(good);
    const way = await proxy('pass', LOGIN);
    expect(await ends(url, through(way))).toBe('proxy_login');
    expect(await ends(url, { ...through(way), proxyLogin: () => 'seat:wrong' })).toBe('proxy_login');
    expect(seen()).toBe('');
    expect(await ends(url, { ...through(way), proxyLogin: () => LOGIN })).toBe('answered');
    expect(seen()).not.toContain(Buffer.from(LOGIN).toString('base64'));
  });

  const PAGE = '<html>Access denied</html>';
  it.each([
    ['forbids', http('403 Forbidden', ['Content-Type: text/html'], PAGE), 'proxy_refused'],
    ['answers with a page and 200 to nothing', http('404 Not Found', [], PAGE), 'proxy_refused'],
    ['finds no center', http('502 Bad Gateway', ['Via: 1.1 squid'], PAGE), 'proxy_failed'],
    ['is late itself', http('504 Gateway Timeout', [], PAGE), 'proxy_failed'],
    ['talks nonsense', 'SSH-2.0-OpenSSH_9\r\n', 'proxy_failed'],
    ['hangs up', '', 'proxy_failed'],
  ])('a proxy that %s', async (_, answer, cause) => {
    const { url, seen } = await overTls(good);
    expect(await ends(url, through(await proxy(answer)))).toBe(cause);
    expect(seen()).toBe('');
  });

  it('a proxy that is not there, by port or by name', async () => {
    const { url } = await overTls(good);
    expect(await ends(url, through(DEAD))).toBe('proxy_unreachable');
    expect(await ends(url, through({ host: 'no-such-proxy.invalid', port: 3128 }))).toBe('proxy_unreachable');
  });

  it('a system with SOCKS alone gives no way, and the seat does not go round it', async () => {
    const { url, seen } = await overTls(good);
    expect(await ends(url, { hops: () => Promise.resolve([]) })).toBe('proxy_unsupported');
    expect(seen()).toBe('');
  });

  it('goes by the list: a dead proxy first, then the next, then straight', async () => {
    const { url } = await overTls(good);
    const second = await proxy();
    expect(await ends(url, through(DEAD, second))).toBe('answered');
    expect(second.asked).toHaveLength(1);
    expect(await ends(url, through(DEAD, DIRECT))).toBe('answered');
    expect(await ends(url, through(DEAD, DEAD))).toBe('proxy_unreachable');
  });

  it('a proxy that says nothing is given up after its time, within the request’s own', async () => {
    const { url } = await overTls(good);
    expect(await ends(url, through(await proxy(null)), 10_000)).toBe('proxy_failed');
    expect(await ends(url, through(await proxy(null), DIRECT), 10_000)).toBe('answered');
  });

  it('does not go round a certificate that does not hold', async () => {
    const { url, seen } = await overTls(anAuthority('Inspection').issue('127.0.0.1'));
    const second = await proxy();
    expect(await ends(url, through(await proxy(), second))).toBe('tls_intercepted');
    expect(second.asked).toEqual([]);
    expect(seen()).toBe('');
  });
});
