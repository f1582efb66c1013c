import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import axios from 'axios';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createCenterClient,
  type CenterClientOptions,
} from '../../../src/main/core/sync/center/center-client';
import { classifyPush } from '../../../src/main/core/sync/center/classify';
import type { CenterClient } from '../../../src/main/core/sync/ports';
import { createReceiptProof } from '../../../src/main/core/sync/center/receipt-check';
import { selfSigned } from '../../builders/sync/certificate';
import { aLine } from '../../builders/sync/line';
import { createSigner, record, SEAT } from '../../builders/sync/keys';

const TOKEN = 'canary-token-0123456789-abcdef';
const NAME = '张三丰𠮷';
const sent = record(1, `{"note":"${NAME} 13703710001"}`);
const never = new AbortController().signal;
const signer = createSigner('center-1');
const good = JSON.stringify({
  centerTime: 1,
  results: [{ id: sent.id, revision: 1, status: 201, receipt: signer.receipt(sent) }],
});

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function client(centerUrl: string, more: Partial<CenterClientOptions> = {}): CenterClient {
  const made = createCenterClient({
    centerUrl,
    token: TOKEN,
    seatId: SEAT,
    version: '0.0.0',
    line: aLine(),
    ...more,
  });
  closers.push(() => made.close());
  return made;
}

async function listen(server: Server | HttpServer): Promise<number> {
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

/** A server that answers any request with these bytes, as they are. */
async function raw(bytes: string | Buffer | ((socket: Socket) => void)): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.once('data', () => {
      if (typeof bytes === 'function') bytes(socket);
      else socket.end(bytes);
    });
  });
  return `http://127.0.0.1:${String(await listen(server))}`;
}

function message(status: string, headers: string[], body: string | Buffer = ''): Buffer {
  const head = [`HTTP/1.1 ${status}`, 'Connection: close', ...headers, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

const json = 'Content-Type: application/json';
const length = (size: number) => `Content-Length: ${String(size)}`;
const size = Buffer.byteLength(good);

async function push(url: string, more: Partial<CenterClientOptions> = {}) {
  const exchange = await client(url, more).push([sent], never);
  const outcome = await classifyPush([sent], exchange, createReceiptProof(SEAT, [signer.key]), 0);
  return { exchange, outcome };
}

describe('answers on the wire that prove nothing (S4)', () => {
  const cases: [string, string | Buffer | ((socket: Socket) => void)][] = [
    ['HTTP/0.9: a page without a head', '<html>login</html>'],
    ['junk', Buffer.from([0, 1, 2, 255, 254, 13, 10, 13, 10])],
    ['nothing at all', ''],
    ['a TLS alert', Buffer.from([0x15, 3, 1, 0, 2, 2, 40])],
    ['two lengths', message('200 OK', [json, length(size), length(5)], good)],
    ['shorter than promised', message('200 OK', [json, length(size + 10)], good)],
    ['longer than promised', message('200 OK', [json, length(size - 10)], good)],
    [
      'chunks cut off',
      message('200 OK', [json, 'Transfer-Encoding: chunked'], `${size.toString(16)}\r\n${good}`),
    ],
    ['a portal', message('200 OK', ['Content-Type: text/html', length(5)], '<html')],
    ['empty', message('200 OK', [json, length(0)])],
    ['204', message('204 No Content', [])],
    ['205 with a body', message('205 Reset', [json, length(size)], good)],
    ['gzip, though not asked for', message('200 OK', [json, 'Content-Encoding: gzip'], gzipSync(good))],
    [
      'a gzip bomb',
      message('200 OK', [json, 'Content-Encoding: gzip'], gzipSync(Buffer.alloc(50_000_000, 32))),
    ],
    ['brotli by name', message('200 OK', [json, 'Content-Encoding: br'], good)],
    ['a byte order mark', message('200 OK', [json], `\uFEFF${good}`)],
    ['endless heads', message('200 OK', [`X: ${'a'.repeat(200_000)}`], good)],
    ['hung up on after the head', message('200 OK', [json, length(size)])],
    ['reset', (socket) => socket.resetAndDestroy()],
    ['301 to itself', message('301 Moved', ['Location: /', json, length(size)], good)],
  ];

  it.each(cases)('%s', async (_, bytes) => {
    const { exchange, outcome } = await push(await raw(bytes));
    const accepted = outcome.kind === 'answered' && outcome.verdicts.some(({ kind }) => kind === 'accepted');
    expect(accepted).toBe(false);
    expect(outcome.kind).toBe('failed');
    if (exchange.kind === 'failed') expect(exchange.mayHaveArrived).toBe(true);
  });

  it('takes the right one', async () => {
    const { outcome } = await push(await raw(message('200 OK', [json, length(size)], good)));
    expect(outcome).toMatchObject({ kind: 'answered', verdicts: [{ kind: 'accepted' }] });
  });
});

describe('nothing goes where it should not (S11)', () => {
  it.each([301, 302, 303, 307, 308])('a %i to another host is not followed', async (status) => {
    let reached = 0;
    const second = createTcpServer(() => (reached += 1));
    const port = await listen(second);
    const location = `Location: http://127.0.0.1:${String(port)}/v1/seats/ZZ01/records`;
    const { outcome } = await push(await raw(message(`${String(status)} Moved`, [location, length(0)])));
    expect(outcome).toMatchObject({ kind: 'failed', cause: 'portal' });
    expect(reached).toBe(0);
  });

  it('sees what plain axios does: the body goes on to the other host', async () => {
    let body = '';
    const second = createServer((request, response) => {
      request.on('data', (part: Buffer) => (body += part.toString('utf8')));
      request.on('end', () => response.end('{}'));
    });
    const location = `Location: http://127.0.0.1:${String(await listen(second))}/`;
    await axios.post(await raw(message('307 Moved', [location, length(0)])), { records: [sent] });
    expect(body).toContain(NAME);
  });

  it('no proxy is taken from the environment', async () => {
    let reached = 0;
    const proxy = `http://127.0.0.1:${String(await listen(createTcpServer(() => (reached += 1))))}`;
    const names = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];
    const before = names.map((name) => [name, process.env[name]] as const);
    for (const name of names) process.env[name] = proxy;
    try {
      const { outcome } = await push(await raw(message('200 OK', [json, length(size)], good)));
      expect(outcome.kind).toBe('answered');
      expect(reached).toBe(0);
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });

  it('what comes back of a failure holds neither body nor token', async () => {
    for (const bytes of ['', 'junk', message('307 Moved', ['Location: http://127.0.0.1:1/'])]) {
      const { exchange } = await push(await raw(bytes));
      const told = inspect(exchange, { depth: 10 }) + JSON.stringify(exchange);
      expect(told).not.toContain(TOKEN);
      expect(told).not.toContain(NAME);
    }
    const refused = await client('http://127.0.0.1:1').push([sent], never);
    expect(refused).toEqual({ kind: 'failed', cause: 'port_refused', mayHaveArrived: false });
  });
});

describe('what is sent', () => {
  it('is the exact text that was hashed, in UTF-8, with the token in its header alone', async () => {
    let seen: { url?: string; auth?: string; id?: string; body: string } | undefined;
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { authorization, 'x-request-id': id } = request.headers;
        const body = Buffer.concat(parts).toString('utf8');
        seen = { url: request.url, auth: authorization, id: String(id), body };
        response.setHeader('Content-Type', 'application/json').end(good);
      });
    });
    const { outcome } = await push(`http://127.0.0.1:${String(await listen(server))}`);
    expect(outcome.kind).toBe('answered');
    expect(JSON.parse(seen?.body ?? '')).toEqual({ records: [sent] });
    expect(seen).toMatchObject({ url: '/v1/seats/ZZ01/records', auth: `Bearer ${TOKEN}` });
    expect(seen?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen?.body).not.toContain(TOKEN);
  });
});

describe('no answer can hang or fill the seat (S12)', () => {
  it('ends an answer that drips at the total deadline', async () => {
    const url = await raw((socket) => {
      socket.write(message('200 OK', [json, length(1_000_000)]));
      const drip = setInterval(() => socket.write(' '), 50);
      socket.on('close', () => clearInterval(drip));
    });
    const since = performance.now();
    const { exchange } = await push(url, { deadlineMs: 600 });
    expect(exchange).toEqual({ kind: 'failed', cause: 'timeout', mayHaveArrived: true });
    expect(performance.now() - since).toBeLessThan(3_000);
  });

  it('ends a center that never says a word', async () => {
    const { exchange } = await push(await raw(() => undefined), { deadlineMs: 300 });
    expect(exchange).toEqual({ kind: 'failed', cause: 'timeout', mayHaveArrived: true });
  });

  it('cuts an answer of 300 MB off', async () => {
    let written = 0;
    const chunk = Buffer.alloc(1_000_000, 32);
    const url = await raw((socket) => {
      socket.write(message('200 OK', [json]));
      const more = () => {
        while (written < 300_000_000 && !socket.destroyed) {
          written += chunk.length;
          if (!socket.write(chunk)) return;
        }
        socket.end();
      };
      socket.on('drain', more);
      more();
    });
    const before = process.memoryUsage().rss;
    const { exchange } = await push(url);
    expect(exchange).toEqual({ kind: 'failed', cause: 'not_the_center', mayHaveArrived: true });
    expect(written).toBeLessThan(50_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  it('lets go when told to', async () => {
    const abort = new AbortController();
    const url = await raw(() => {
      abort.abort();
    });
    const exchange = await client(url).push([sent], abort.signal);
    expect(exchange).toEqual({ kind: 'failed', cause: 'unreachable', mayHaveArrived: true });
  });
});

describe('TLS (S10)', () => {
  const day = 86_400_000;

  async function overTls(options: TlsOptions, more: Partial<CenterClientOptions> = {}, scheme = 'https') {
    let bytes = 0;
    const server = createTlsServer(options, (socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data: Buffer) => {
        bytes += data.length;
        socket.end(message('200 OK', [json, length(size)], good));
      });
    });
    server.on('tlsClientError', () => undefined);
    const { exchange, outcome } = await push(`${scheme}://127.0.0.1:${String(await listen(server))}`, more);
    return { exchange, outcome, bytes };
  }

  it('speaks to a center whose certificate holds', async () => {
    const own = selfSigned('127.0.0.1', Date.now() + day);
    const { outcome, bytes } = await overTls(own, { line: aLine({ ca: own.cert }) });
    expect(outcome.kind).toBe('answered');
    expect(bytes).toBeGreaterThan(0);
  });

  it.each([
    ['signed by nobody we know', () => selfSigned('127.0.0.1', Date.now() + day), false, 'tls_unknown'],
    ['expired', () => selfSigned('127.0.0.1', Date.now() - day), true, 'tls_expired'],
    ['of another host', () => selfSigned('center.example', Date.now() + day), true, 'tls_wrong_name'],
  ])('sends nothing where the certificate is %s', async (_, make, isTrusted, cause) => {
    const own = make();
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const { exchange, bytes } = await overTls(own, isTrusted ? { line: aLine({ ca: own.cert }) } : {});
      expect(exchange).toEqual({ kind: 'failed', cause, mayHaveArrived: false });
      expect(bytes).toBe(0);
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    }
  });

  it('sends nothing over TLS 1.1', async () => {
    const own = selfSigned('127.0.0.1', Date.now() + day);
    const old: TlsOptions = {
      ...own,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'ALL:@SECLEVEL=0',
    };
    const trusted = { line: aLine({ ca: own.cert }) };
    const { exchange, bytes } = await overTls(old, trusted);
    expect(exchange).toMatchObject({ kind: 'failed', cause: 'tls_too_old' });
    expect(bytes).toBe(0);
  });
});
