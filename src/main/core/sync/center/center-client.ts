import { randomUUID } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { isAxiosError, type AxiosResponse } from 'axios';
import type { CenterClient, Exchange } from '../ports';

/** No honest answer is larger; a larger one is cut off while it comes in. */
const MAX_ANSWER_BYTES = 5_000_000;
const MAX_REQUEST_BYTES = 20_000_000;

const SHORT_DEADLINE_MS = 10_000;
const MAX_DEADLINE_MS = 30_000;
/** A slow office line: what a request may take on top for its size. */
const BYTES_PER_MS = 50;

/** Failures before any byte of the request left: nothing can have arrived. Everything else may have. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
]);

/** The other end's certificate does not hold; the handshake failed, so the request never left. */
const NOT_PROVEN = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|ERR_TLS_CERT)/;

/** A broken HTTP or TLS message: somebody talks, and it is not the center. */
const NONSENSE = /^(HPE_|ERR_SSL_|EPROTO$)/;

export interface CenterClientOptions {
  /** Base of the center's API, without a path. */
  centerUrl: string;
  /** The seat's code; the token must be its own. */
  seatId: string;
  /** The seat's bearer token. Goes into the header and nowhere else. */
  token: string;
  version: string;
  /** PEM of the certification authorities to trust instead of the runtime's own. */
  certificateAuthorities?: string;
  /** Total deadline of one request, ms, instead of 10 to 30 s by its size; for tests. */
  deadlineMs?: number;
}

/**
 * The only way out of the seat: axios with everything off that leaks or hangs (reliability §2.4): no redirects, no
 * proxy from the environment, one total deadline, a cap on the answer's size, no decompression, no parsing. Errors
 * come back as closed words; axios' own errors, which hold body and token, never leave this file.
 */
export function createCenterClient(options: CenterClientOptions): CenterClient {
  const agent = { keepAlive: true, maxSockets: 2 };
  const httpAgent = new HttpAgent(agent);
  const httpsAgent = new HttpsAgent({
    ...agent,
    // Said aloud, so that no environment variable can switch it off.
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ca: options.certificateAuthorities,
  });
  const client = axios.create({
    baseURL: options.centerUrl,
    adapter: 'http',
    httpAgent,
    httpsAgent,
    maxRedirects: 0,
    proxy: false,
    decompress: false,
    responseType: 'arraybuffer',
    transformRequest: [],
    transformResponse: [],
    transitional: { silentJSONParsing: false },
    maxContentLength: MAX_ANSWER_BYTES,
    maxBodyLength: MAX_REQUEST_BYTES,
    validateStatus: null,
    headers: {
      common: {
        Accept: 'application/json, application/problem+json',
        'Accept-Encoding': 'identity',
        'User-Agent': `hn12369-seat/${options.version}`,
      },
    },
  });

  async function exchange(
    request: { method: 'GET' | 'POST'; url: string; body?: unknown; headers?: Record<string, string> },
    signal: AbortSignal,
  ): Promise<Exchange> {
    const data = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body), 'utf8');
    const bySize = Math.min(MAX_DEADLINE_MS, SHORT_DEADLINE_MS + (data?.length ?? 0) / BYTES_PER_MS);
    const deadline = AbortSignal.timeout(options.deadlineMs ?? Math.round(bySize));
    try {
      const response = await client.request<Uint8Array>({
        method: request.method,
        url: request.url,
        data,
        signal: AbortSignal.any([signal, deadline]),
        headers: {
          ...request.headers,
          ...(data && { 'Content-Type': 'application/json; charset=utf-8' }),
          Authorization: `Bearer ${options.token}`,
          'X-Request-ID': randomUUID(),
        },
      });
      return answered(response);
    } catch (error) {
      if (deadline.aborted) return { kind: 'failed', cause: 'timeout', mayHaveArrived: true };
      return failed(error);
    }
  }

  const seat = `/v1/seats/${encodeURIComponent(options.seatId)}`;
  return {
    push: (records, signal) =>
      exchange({ method: 'POST', url: `${seat}/records`, body: { records } }, signal),
    ask: (keys, signal) =>
      exchange({ method: 'POST', url: `${seat}/receipts/query`, body: { keys } }, signal),
    health: (signal) => exchange({ method: 'GET', url: '/v1/health' }, signal),
    bundle: (etag, signal) =>
      exchange(
        { method: 'GET', url: '/v1/bundle', ...(etag !== null && { headers: { 'If-None-Match': etag } }) },
        signal,
      ),
    changes: (after, signal) => exchange({ method: 'GET', url: `${seat}/changes?after=${after}` }, signal),
    close: () => {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

function answered(response: AxiosResponse<Uint8Array>): Exchange {
  const header = (name: string) => {
    const value: unknown = response.headers[name];
    return typeof value === 'string' ? value : null;
  };
  const encoding = header('content-encoding') ?? 'identity';
  // Asked for identity: whoever packs the answer is not the center. Its bytes are left alone, bomb or not.
  if (encoding !== 'identity') return { kind: 'failed', cause: 'not_the_center', mayHaveArrived: true };
  return {
    kind: 'answered',
    status: response.status,
    contentType: header('content-type') ?? '',
    retryAfter: header('retry-after'),
    etag: header('etag'),
    body: response.data,
  };
}

/** Closed words alone: the error's config, request and response, which hold body and token, are never looked at. */
function failed(error: unknown): Exchange {
  const code = isAxiosError(error) ? (error.code ?? '') : '';
  if (NEVER_CONNECTED.has(code)) return { kind: 'failed', cause: 'unreachable', mayHaveArrived: false };
  if (NOT_PROVEN.test(code)) return { kind: 'failed', cause: 'not_the_center', mayHaveArrived: false };
  const isTooLarge = isAxiosError(error) && error.message.startsWith('maxContentLength');
  if (isTooLarge || NONSENSE.test(code)) {
    return { kind: 'failed', cause: 'not_the_center', mayHaveArrived: true };
  }
  return { kind: 'failed', cause: code === 'ETIMEDOUT' ? 'timeout' : 'unreachable', mayHaveArrived: true };
}
