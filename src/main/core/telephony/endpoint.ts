import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { PhoneEvent } from '../../../shared/telephony/event';
import { Bucket } from './bucket';

const HOST = '127.0.0.1';
const MAX_BODY_BYTES = 2_048;
const TIMEOUT_MS = 5_000;

export interface EndpointParts {
  /** In constant time. */
  isToken(offered: string): boolean;
  /** Takes a checked event; throws where it could not be kept. */
  take(event: PhoneEvent): void;
  monotonic(): number;
}

export type EndpointFailure = 'port_taken' | 'not_allowed' | 'failed';

/** Why a request is not taken, as problem+json (RFC 9457). Says nothing of what was sent. */
class Problem extends Error {
  constructor(
    readonly status: number,
    readonly headers: Record<string, string> = {},
  ) {
    super();
  }
}

/**
 * Where a softphone on this PC posts its events: `POST /events` with a bearer token. Listens on the loopback address
 * alone; a page in a browser can not use it (its Host, its Origin, and no answer to CORS), and nothing of it is logged.
 */
export class PhoneEndpoint {
  private server: Server | undefined;
  private readonly all: Bucket;
  private readonly strangers: Bucket;

  constructor(private readonly parts: EndpointParts) {
    this.all = new Bucket(60, 30, parts.monotonic);
    this.strangers = new Bucket(10, 1 / 6, parts.monotonic);
  }

  /** The address that events may be posted to while it is open. */
  get address(): string | null {
    const at = this.server?.address();
    return at && typeof at === 'object' ? `http://${HOST}:${at.port}/events` : null;
  }

  /** Opens it; resolves with why it could not be opened, or null. */
  async open(port: number): Promise<EndpointFailure | null> {
    await this.close();
    const server = createServer({ maxHeaderSize: 4_096, requestTimeout: TIMEOUT_MS }, (request, response) => {
      void this.answer(request, response);
    });
    server.headersTimeout = TIMEOUT_MS;
    server.keepAliveTimeout = TIMEOUT_MS;
    server.maxConnections = 16;
    const failure = await new Promise<EndpointFailure | null>((resolve) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        resolve(
          error.code === 'EADDRINUSE' ? 'port_taken' : error.code === 'EACCES' ? 'not_allowed' : 'failed',
        );
      });
      server.listen({ host: HOST, port, exclusive: true }, () => resolve(null));
    });
    if (failure === null) {
      server.on('error', () => undefined);
      server.unref(); // the seat's work keeps the process alive, not its door
      this.server = server;
    }
    return failure;
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server === undefined) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const common = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
    try {
      this.admit(request);
      this.parts.take(await eventIn(request));
      response.writeHead(204, common).end();
    } catch (error) {
      const { status, headers } = error instanceof Problem ? error : new Problem(503);
      const body = JSON.stringify({ type: 'about:blank', title: TITLES[status] ?? 'Refused', status });
      response
        .writeHead(status, {
          ...common,
          'content-type': 'application/problem+json',
          connection: 'close', // what is left of a body is not read
          ...headers,
        })
        .end(body);
    }
  }

  /** Everything that can be told by the head, cheapest first. */
  private admit(request: IncomingMessage): void {
    if (!this.all.take()) throw new Problem(429, { 'retry-after': '1' });
    // Another name for this address is how a page on the network reaches it (DNS rebinding).
    const at = this.server?.address();
    const port = at && typeof at === 'object' ? at.port : 0;
    if (![`${HOST}:${port}`, `localhost:${port}`].includes(request.headers.host ?? '')) {
      throw new Problem(421);
    }
    // Browsers say where they come from; a softphone has no page.
    if (request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined) {
      throw new Problem(403);
    }
    if (request.url !== '/events') throw new Problem(404);
    if (request.method !== 'POST') throw new Problem(405, { allow: 'POST' });
    const offered = /^Bearer ([\w-]{1,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!this.parts.isToken(offered)) {
      if (!this.strangers.take()) throw new Problem(429, { 'retry-after': '10' });
      throw new Problem(401, { 'www-authenticate': 'Bearer' });
    }
    if (!/^application\/json(?:;|$)/i.test(request.headers['content-type'] ?? '')) throw new Problem(415);
  }
}

const TITLES: Record<number, string> = {
  400: 'Not an event',
  401: 'Token missing or wrong',
  403: 'Not for web pages',
  404: 'No such place',
  405: 'Only POST',
  413: 'Too large',
  415: 'Only application/json',
  421: 'Not this host',
  429: 'Too many requests',
  503: 'Not kept, try again',
};

async function eventIn(request: IncomingMessage): Promise<PhoneEvent> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Problem(413);
    chunks.push(chunk);
  }
  const parsed = PhoneEvent.safeParse(parseJson(Buffer.concat(chunks).toString('utf8')));
  if (!parsed.success) throw new Problem(400);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
