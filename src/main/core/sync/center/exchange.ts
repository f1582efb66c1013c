import { randomUUID } from 'node:crypto';
import axios, { isAxiosError, type AxiosResponse } from 'axios';
import { createAgents } from '../line/agents';
import { wayCauseIn } from '../line/failure';
import type { Line } from '../line/ports';
import type { Exchange } from '../ports';
import { strangerIn } from './stranger';

/** No honest answer is larger; a larger one is cut off while it comes in. */
const MAX_ANSWER_BYTES = 5_000_000;
const MAX_REQUEST_BYTES = 20_000_000;

const SHORT_DEADLINE_MS = 10_000;
const MAX_DEADLINE_MS = 30_000;
/** A slow office line: what a request may take on top for its size. */
const BYTES_PER_MS = 50;

/** `body` goes as JSON, `bytes` as they are. */
export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'HEAD' | 'PATCH';
  url: string;
  body?: unknown;
  bytes?: Uint8Array;
  headers?: Record<string, string>;
}

/** A broken HTTP or TLS message: somebody talks, and it is not the center. */
const NONSENSE = /^(HPE_|ERR_SSL_|EPROTO$)/;

export interface ExchangeOptions {
  /** Base of the center's API, without a path. */
  centerUrl: string;
  /** The seat's bearer token, in the header and nowhere else; null for a PC that is no seat yet. */
  token: string | null;
  version: string;
  /** How to get there and whom to believe. */
  line: Line;
  /** Total deadline of one request, ms, instead of 10 to 30 s by its size; for tests. */
  deadlineMs?: number;
}

/** Sends one request and says what came back, in closed words. */
export type Ask = (request: Request, signal: AbortSignal) => Promise<Exchange>;

/**
 * The only way out of the seat: axios with everything off that leaks or hangs (reliability §2.4): no redirects, no
 * proxy of its own or from the environment (the connections are made by `line/dial.ts`), one total deadline, a cap on the answer's size, no decompression, no parsing. Errors
 * come back as closed words; axios' own errors, which hold body and token, never leave this file.
 */
export function createExchange(options: ExchangeOptions): { exchange: Ask; close: () => void } {
  const { httpAgent, httpsAgent, close } = createAgents(options.line);
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

  async function exchange(request: Request, signal: AbortSignal): Promise<Exchange> {
    const isJson = request.body !== undefined;
    const data = isJson ? Buffer.from(JSON.stringify(request.body), 'utf8') : request.bytes;
    const bySize = Math.min(MAX_DEADLINE_MS, SHORT_DEADLINE_MS + (data?.length ?? 0) / BYTES_PER_MS);
    const deadline = AbortSignal.timeout(options.deadlineMs ?? Math.round(bySize));
    try {
      const response = await client.request<Uint8Array>({
        method: request.method,
        url: request.url,
        data,
        signal: AbortSignal.any([signal, deadline]),
        headers: {
          // Else axios calls an empty POST a form.
          'Content-Type': false,
          ...request.headers,
          ...(isJson && { 'Content-Type': 'application/json; charset=utf-8' }),
          ...(options.token !== null && { Authorization: `Bearer ${options.token}` }),
          'X-Request-ID': randomUUID(),
        },
      });
      return answered(response);
    } catch (error) {
      if (deadline.aborted) return { kind: 'failed', cause: 'timeout', mayHaveArrived: true };
      return failed(error);
    }
  }

  return { exchange, close };
}

function answered(response: AxiosResponse<Uint8Array>): Exchange {
  const header = (name: string) => {
    const value: unknown = response.headers[name];
    return typeof value === 'string' ? value : null;
  };
  const contentType = header('content-type') ?? '';
  const stranger = strangerIn(response.status, contentType, header);
  const resumable = header('tus-resumable');
  const contentRange = header('content-range');
  const encoding = header('content-encoding') ?? 'identity';
  // Asked for identity: whoever packs the answer is not the center. Its bytes are left alone, bomb or not.
  if (encoding !== 'identity') return { kind: 'failed', cause: stranger, mayHaveArrived: true };
  return {
    kind: 'answered',
    status: response.status,
    contentType,
    retryAfter: header('retry-after'),
    etag: header('etag'),
    stranger,
    ...(contentRange !== null && { contentRange }),
    ...(resumable !== null && { tus: { resumable, offset: header('upload-offset') } }),
    body: response.data,
  };
}

/** Closed words alone: the error's config, request and response, which hold body and token, are never looked at. */
function failed(error: unknown): Exchange {
  const code = isAxiosError(error) ? (error.code ?? '') : '';
  // No connection was made, or none that is the center's: no byte of the request left.
  const way = wayCauseIn(code);
  if (way !== null) return { kind: 'failed', cause: way, mayHaveArrived: false };
  const isTooLarge = isAxiosError(error) && error.message.startsWith('maxContentLength');
  if (isTooLarge || NONSENSE.test(code)) {
    return { kind: 'failed', cause: 'not_the_center', mayHaveArrived: true };
  }
  return { kind: 'failed', cause: code === 'ETIMEDOUT' ? 'timeout' : 'unreachable', mayHaveArrived: true };
}
