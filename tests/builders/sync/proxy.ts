import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** What becomes of a CONNECT: let through, or answered with these bytes and hung up on; null: no answer ever. */
export type ProxyPlan = 'pass' | string | null;

export interface RunningProxy {
  host: string;
  port: number;
  /** Each CONNECT: where to, and the login that came with it. */
  asked: { to: string; login: string | null }[];
  /** Everything else that clients wrote to it: nothing, where they only use the tunnel. */
  plain: string[];
  /** Bytes that went through tunnels, as they were on the wire. */
  seen(): Buffer;
  setPlan(plan: ProxyPlan): void;
  close(): void;
}

/** An HTTP proxy that speaks CONNECT; with a `login` (`user:password`) it asks for it by 407. */
export async function aProxy(plan: ProxyPlan = 'pass', login: string | null = null): Promise<RunningProxy> {
  const asked: RunningProxy['asked'] = [];
  const plain: string[] = [];
  const seen: Buffer[] = [];
  const sockets = new Set<Socket>();
  let current = plan;
  const server: Server = createServer((request, response) => {
    plain.push(`${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)}`);
    response.writeHead(400).end();
  });
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  server.on('connection', keep);
  server.on('connect', ({ url = '', headers }: IncomingMessage, socket: Socket, head: Buffer) => {
    const offered = headers['proxy-authorization'];
    const sent = offered?.startsWith('Basic ')
      ? Buffer.from(offered.slice(6), 'base64').toString('utf8')
      : null;
    asked.push({ to: url, login: sent });
    if (current === null) return;
    if (login !== null && sent !== login) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    if (current !== 'pass') {
      socket.end(current);
      return;
    }
    const to = new URL(`http://${url}`);
    const upstream = connect(Number(to.port || 80), to.hostname);
    keep(upstream);
    upstream.on('error', () => socket.destroy());
    upstream.once('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (head.length > 0) upstream.write(head);
      socket.on('data', (data: Buffer) => seen.push(data));
      socket.pipe(upstream).pipe(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    asked,
    plain,
    seen: () => Buffer.concat(seen),
    setPlan: (next) => (current = next),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
