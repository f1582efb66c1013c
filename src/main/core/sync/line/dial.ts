import { lookup } from 'node:dns/promises';
import { request } from 'node:http';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { WayCause } from '../../../../shared/network/causes';
import type { Hop } from '../../../../shared/network/routes';
import { shownBy, type Shown } from './certificates';
import { codeOf, doubtOf, handshakeCause, LineFailure, socketCause } from './failure';
import type { DialWatch, Line, ProxyLogin, Target } from './ports';

/** One way may take so long; then the next of the list is tried, within the request's own deadline. */
const HOP_DEADLINE_MS = 6_000;
const LOOK_DEADLINE_MS = 3_000;

const nobody: DialWatch = { began: () => undefined, passed: () => undefined };

/**
 * A connection to the center by the first way of the list that leads there: name, TCP, the proxy's tunnel, TLS. The
 * center's own words travel inside the tunnel alone, so a proxy never sees the token of a center that speaks TLS; a plain
 * one is tunnelled too. Throws `LineFailure` of the last way tried.
 */
export async function dial(line: Line, target: Target, watch: DialWatch = nobody): Promise<Socket> {
  const hops = await line.hops(target);
  let last = new LineFailure('proxy_unsupported', 'name');
  for (const hop of hops) {
    try {
      return await dialBy(line, hop, target, watch);
    } catch (error) {
      last = error instanceof LineFailure ? error : new LineFailure('unreachable', 'tcp');
      // Somebody answered with a certificate that does not hold: another way round must not hide that.
      if (last.step === 'tls') break;
    }
  }
  throw last;
}

async function dialBy(line: Line, hop: Hop, target: Target, watch: DialWatch): Promise<Socket> {
  const deadline = AbortSignal.timeout(HOP_DEADLINE_MS);
  const raw = await rawSocket(hop, target, line.proxyLogin(), deadline, watch);
  if (!target.isSecure) return raw;
  watch.began('tls');
  try {
    const socket = await handshake(line, raw, target, deadline);
    const shown = shownBy(socket.getPeerCertificate(true));
    watch.passed('tls', [
      { what: 'tls_version', value: socket.getProtocol() ?? '' },
      ...(shown?.facts ?? []),
    ]);
    return socket;
  } catch (error) {
    raw.destroy();
    throw await judged(line, hop, target, codeOf(error), deadline.aborted);
  }
}

/** TCP to the center, or to the proxy and on by CONNECT. */
async function rawSocket(
  hop: Hop,
  target: Target,
  login: ProxyLogin,
  deadline: AbortSignal,
  watch: DialWatch,
): Promise<Socket> {
  const isProxied = hop.kind === 'proxy';
  const { host, port } = isProxied ? hop : target;
  const through = isProxied ? [{ what: 'proxy' as const, value: `${host}:${String(port)}` }] : [];
  watch.began('name');
  const addresses = await resolved(host).catch((error: unknown) => {
    throw new LineFailure(isProxied ? 'proxy_unreachable' : socketCause(codeOf(error)), 'name', through);
  });
  const first = addresses[0]?.address ?? host;
  watch.passed('name', [...through, { what: 'host', value: host }, { what: 'address', value: first }]);
  watch.began('tcp');
  const socket = await connected(host, port, addresses, deadline).catch((error: unknown) => {
    const why: WayCause = deadline.aborted ? 'timeout' : socketCause(codeOf(error));
    throw new LineFailure(isProxied ? 'proxy_unreachable' : why, 'tcp', through);
  });
  watch.passed('tcp', [
    ...through,
    { what: 'address', value: `${socket.remoteAddress ?? first}:${String(port)}` },
  ]);
  if (!isProxied) return socket;
  watch.began('tunnel');
  await tunnelled(socket, target, login, deadline).catch((error: unknown) => {
    socket.destroy();
    throw error instanceof LineFailure ? error : new LineFailure('proxy_failed', 'tunnel', through);
  });
  watch.passed('tunnel', through);
  return socket;
}

type Addresses = readonly { address: string; family: number }[];

async function resolved(host: string): Promise<Addresses> {
  const family = isIP(host);
  return family === 0 ? lookup(host, { all: true }) : [{ address: host, family }];
}

function connected(host: string, port: number, addresses: Addresses, deadline: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({
      host,
      port,
      noDelay: true,
      autoSelectFamily: true,
      // Asked once; every address of it is tried.
      lookup: (_host, _options, answer) => answer(null, [...addresses]),
      signal: deadline,
    });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** Node's own HTTP speaks CONNECT, on a socket that is already there. What a refusing proxy has to say is not read. */
function tunnelled(socket: Socket, target: Target, login: ProxyLogin, deadline: AbortSignal): Promise<void> {
  const host = isIP(target.host) === 6 ? `[${target.host}]` : target.host;
  const authority = `${host}:${String(target.port)}`;
  return new Promise((resolve, reject) => {
    const asking = request({
      method: 'CONNECT',
      path: authority,
      createConnection: () => socket,
      headers: {
        Host: authority,
        ...(login !== null && {
          'Proxy-Authorization': `Basic ${Buffer.from(login, 'utf8').toString('base64')}`,
        }),
      },
      signal: deadline,
    });
    asking.once('error', reject);
    asking.once('connect', ({ statusCode = 0 }, _socket, head) => {
      asking.off('error', reject);
      asking.on('error', () => undefined);
      if (statusCode !== 200) return reject(refusedBy(statusCode));
      if (head.length > 0) socket.unshift(head);
      resolve();
    });
    asking.end();
  });
}

function refusedBy(status: number): LineFailure {
  const facts = [{ what: 'status' as const, value: status }];
  if (status === 407) return new LineFailure('proxy_login', 'tunnel', facts);
  return new LineFailure(status >= 500 ? 'proxy_failed' : 'proxy_refused', 'tunnel', facts);
}

function handshake(line: Line, raw: Socket, target: Target, deadline: AbortSignal): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      socket: raw,
      host: target.host,
      ...(isIP(target.host) === 0 && { servername: target.host }),
      secureContext: line.secureContext(),
      // Said aloud, so that no environment variable can switch it off.
      rejectUnauthorized: true,
      ALPNProtocols: ['http/1.1'],
    });
    const giveUp = () => socket.destroy(new Error('deadline'));
    deadline.addEventListener('abort', giveUp, { once: true });
    const ended = () => reject(new Error('closed'));
    socket.once('error', reject);
    socket.once('close', ended);
    socket.once('secureConnect', () => {
      deadline.removeEventListener('abort', giveUp);
      socket.off('error', reject);
      socket.off('close', ended);
      resolve(socket);
    });
  });
}

/** A handshake that failed, in plain words; where a certificate is in doubt it is looked at once more, and nothing sent. */
async function judged(
  line: Line,
  hop: Hop,
  target: Target,
  code: string,
  isLate: boolean,
): Promise<LineFailure> {
  if (isLate) return new LineFailure('timeout', 'tls');
  const doubt = doubtOf(code);
  if (doubt === null) return new LineFailure(handshakeCause(code), 'tls');
  const shown = await look(line, hop, target).catch(() => null);
  const facts = shown?.facts ?? [];
  switch (doubt) {
    case 'name':
      return new LineFailure('tls_wrong_name', 'tls', facts);
    case 'authority':
      return new LineFailure(line.hasBureauAuthority() ? 'tls_intercepted' : 'tls_unknown', 'tls', facts);
    case 'time':
      return new LineFailure(isClockToBlame(line, shown) ? 'tls_clock' : 'tls_expired', 'tls', facts);
  }
}

/** By the center's time where that is known; else a certificate of tomorrow means that this PC lives yesterday. */
function isClockToBlame(line: Line, shown: Shown | null): boolean {
  const offset = line.clockOffset();
  if (shown === null) return false;
  const now = Date.now();
  if (offset === null) return now < shown.validFrom;
  return now + offset >= shown.validFrom && now + offset <= shown.validUntil;
}

/**
 * What the other end shows, for a person to read: a handshake of its own that is hung up on at once. No byte of a request
 * is ever written to it, and nothing is decided by it but which sentence is shown.
 */
async function look(line: Line, hop: Hop, target: Target): Promise<Shown | null> {
  const deadline = AbortSignal.timeout(LOOK_DEADLINE_MS);
  const raw = await rawSocket(hop, target, line.proxyLogin(), deadline, nobody);
  try {
    return await new Promise<Shown | null>((resolve, reject) => {
      const socket = connectTls({
        socket: raw,
        ...(isIP(target.host) === 0 && { servername: target.host }),
        rejectUnauthorized: false,
      });
      deadline.addEventListener('abort', () => reject(new Error('deadline')), { once: true });
      socket.once('error', reject);
      socket.once('secureConnect', () => resolve(shownBy(socket.getPeerCertificate(true))));
    });
  } finally {
    raw.destroy();
  }
}
