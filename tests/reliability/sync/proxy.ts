import { Agent, createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { CenterKeys } from '../../../src/center/keys/keys';
import { randomFrom } from '../protocol';
import { HOSTILE } from './hostile';

/** Of all exchanges. */
const FAILING_SHARE = 0.3;

const PORTAL = `<!doctype html><html><head><title>上网认证</title></head><body><form action="/login">请先登录</form>
<script>{"results":[]}</script></body></html>`;

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** One exchange on its way: what the seat sent, the way to the center, and the way back. */
interface Way {
  request: IncomingMessage;
  response: ServerResponse;
  sent: Buffer;
  /** Carries the request over; throws where no center answers. */
  reach(): Promise<Answer>;
  /** Carries half of it over and lets go. */
  reachHalf(): Promise<void>;
  pick<T>(all: readonly T[]): T;
  sign: CenterKeys['sign'];
}

type Fault = (way: Way) => unknown;

const page = ({ response }: Way, status: number, more: Record<string, string> = {}) =>
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', ...more }).end(PORTAL);
const cut = ({ response }: Way) => response.socket?.destroy();
const pass = ({ response }: Way, { status, headers, body }: Answer) =>
  response.writeHead(status, { ...headers, 'Content-Length': String(body.length) }).end(body);
const asJson = ({ response }: Way, body: string | Buffer, more: Record<string, string> = {}) =>
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', ...more }).end(body);
const busy = ({ response, pick }: Way) => {
  const status = pick([429, 503]);
  const when = pick(['0', '0', 'Sun, 06 Nov 1994 08:49:37 GMT', 'soon']);
  const problem = { type: 'urn:hn12369:problem:busy', title: 'busy', status };
  response.writeHead(status, { 'Content-Type': 'application/problem+json', 'Retry-After': when });
  response.end(JSON.stringify(problem));
};

/** Statuses of proxies and their pages; the center refuses a whole request only by a problem. */
const WRONG_STATUSES = [
  204, 206, 301, 302, 307, 308, 400, 403, 404, 407, 409, 413, 418, 422, 451, 500, 502, 504,
];

/** Every way in which an exchange may fail without a word of JSON; drawn with equal chances. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'dropped before': cut,
  'dropped half way': async (way) => {
    await way.reachHalf();
    cut(way);
  },
  'dropped after': async (way) => {
    await way.reach();
    cut(way);
  },
  slow: async (way) => {
    await wait(way.pick([20, 60, 150, 300]));
    pass(way, await way.reach());
  },
  'slower than anybody waits': async (way) => {
    await way.reach();
    if (!way.response.destroyed) await new Promise((resolve) => way.response.once('close', resolve));
  },
  dripping: async (way) => {
    const { status, headers, body } = await way.reach();
    way.response.writeHead(status, { ...headers, 'Content-Length': String(body.length) });
    for (let at = 0; at < 6; at += 1) {
      way.response.write(body.subarray((at * body.length) / 6, ((at + 1) * body.length) / 6));
      await wait(10);
    }
    way.response.end();
  },
  truncated: async (way) => {
    const { status, headers, body } = await way.reach();
    way.response.writeHead(status, { ...headers, 'Content-Length': String(body.length + 1) });
    way.response.write(body.subarray(0, body.length / 2), () => cut(way));
  },
  'cut short': async (way) => {
    const { status, headers, body } = await way.reach();
    pass(way, { status, headers, body: body.subarray(0, body.length * 0.7) });
  },
  'wrong status before': (way) => page(way, way.pick(WRONG_STATUSES), { Location: 'http://127.0.0.1:9/' }),
  'wrong status after': async (way) => {
    await way.reach();
    page(way, way.pick(WRONG_STATUSES), { Location: 'http://127.0.0.1:9/' });
  },
  'busy before': busy,
  'busy after': async (way) => {
    await way.reach();
    busy(way);
  },
  'token refused': (way) => {
    way.response.writeHead(401, { 'Content-Type': 'application/problem+json', 'WWW-Authenticate': 'Bearer' });
    way.response.end('{"type":"about:blank","title":"401","status":401}');
  },
  portal: (way) => page(way, 200),
  'portal after': async (way) => {
    await way.reach();
    page(way, 200);
  },
  'portal called JSON': (way) => asJson(way, PORTAL),
  'packed though not asked': async (way) => {
    const { body } = await way.reach();
    asJson(way, body, { 'Content-Encoding': 'gzip' });
  },
  'no HTTP': (way) => way.response.socket?.end('RTSP/1.0 200 Fine\r\n\r\n'),
};

/** JSON that means harm, in place of the center's answer. */
const hostile =
  (spoil: (typeof HOSTILE)[string]): Fault =>
  async (way) => {
    const { body } = await way.reach();
    asJson(way, spoil(body.toString('utf8'), way.sign));
  };

const HOSTILE_FAULTS = Object.fromEntries(
  Object.entries(HOSTILE).map(([name, spoil]) => [`JSON: ${name}`, hostile(spoil)]),
);
/** Of what fails. */
const HOSTILE_SHARE = 0.4;

export interface Proxy {
  url: string;
  /** Where the center is now; null while it is down. */
  toCenter(url: string | null): void;
  counts(): { exchanges: number; failed: number; centerAway: number; byKind: Record<string, number> };
  close(): Promise<void>;
}

/** Stands between seat and center and fails three exchanges in ten; which and how is drawn from `seed`. */
export async function startProxy(seed: number, sign: CenterKeys['sign']): Promise<Proxy> {
  const random = randomFrom(seed);
  const agent = new Agent({ keepAlive: true });
  const byKind: Record<string, number> = {};
  const sockets = new Set<Socket>();
  let center: string | null = null;
  let exchanges = 0;
  let failed = 0;
  let centerAway = 0;

  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;

  function draw(): Fault | null {
    exchanges += 1;
    const isStruck = random() < FAILING_SHARE;
    if (!isStruck) return null;
    const faults = random() < HOSTILE_SHARE ? HOSTILE_FAULTS : FAULTS;
    const kind = pick(Object.keys(faults));
    failed += 1;
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    return faults[kind] ?? null;
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    request.on('end', () => {
      const sent = Buffer.concat(chunks);
      const reach = () => carry(center, agent, request, sent);
      const reachHalf = () => carryHalf(center, request, sent);
      const way: Way = { request, response, sent, reach, reachHalf, pick, sign };
      const fault = draw();
      const done = fault === null ? reach().then((answer) => pass(way, answer)) : Promise.resolve(fault(way));
      done.catch(() => {
        centerAway += 1;
        if (response.headersSent || exchanges % 2 === 0) cut(way);
        else page(way, 502);
      });
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    toCenter: (url) => (center = url),
    counts: () => ({ exchanges, failed, centerAway, byKind: { ...byKind } }),
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Headers of the connection itself, which are each side's own. */
const OWN_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding', 'host', 'content-length']);

function headersOf(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).flatMap(([name, value]) =>
      typeof value === 'string' && !OWN_HEADERS.has(name) ? [[name, value]] : [],
    ),
  );
}

function carry(center: string | null, agent: Agent, from: IncomingMessage, sent: Buffer): Promise<Answer> {
  if (center === null) return Promise.reject(new Error('down'));
  return new Promise((resolve, reject) => {
    const headers = { ...headersOf(from), 'Content-Length': String(sent.length) };
    const options = { method: from.method, headers, agent };
    const onward = send(new URL(from.url ?? '/', center), options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 502,
          headers: headersOf(answer),
          body: Buffer.concat(chunks),
        }),
      );
    });
    onward.on('error', reject);
    onward.end(sent);
  });
}

function carryHalf(center: string | null, from: IncomingMessage, sent: Buffer): Promise<void> {
  if (center === null) return Promise.reject(new Error('down'));
  return new Promise((resolve) => {
    const headers = { ...headersOf(from), 'Content-Length': String(sent.length + 1) };
    const onward = send(new URL(from.url ?? '/', center), { method: from.method, headers });
    onward.on('error', () => resolve());
    onward.write(sent.subarray(0, sent.length / 2), () => {
      onward.destroy();
      resolve();
    });
  });
}
