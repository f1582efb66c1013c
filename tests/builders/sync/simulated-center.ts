import { type Receipt, type RecordKey } from '../../../src/shared/center-api/receipt';
import type { PushedRecord } from '../../../src/shared/center-api/messages';
import type { CenterClient, Exchange } from '../../../src/main/core/sync/ports';
import { sha256, type Signer } from './keys';

/** How the way to the center behaves. `hang`: nothing ever comes back, as when the process is killed meanwhile. */
export type Net =
  | 'ok'
  | 'down'
  | 'error_500'
  | 'busy_429'
  | 'busy_503'
  | 'refused_token'
  | 'lost_before'
  | 'lost_after'
  | 'captive'
  | 'silent'
  | 'untrusted'
  | 'flaky'
  | 'hang_before'
  | 'hang_after';

const encoder = new TextEncoder();

export function answer(status: number, body: unknown, change: Partial<Answered> = {}): Exchange {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    kind: 'answered',
    status,
    contentType: status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8',
    retryAfter: null,
    etag: null,
    body: encoder.encode(text),
    ...change,
  };
}

/** What `flaky` does to one request after the other. */
const TURNS: Net[] = [
  'ok',
  'ok',
  'lost_after',
  'ok',
  'ok',
  'untrusted',
  'ok',
  'error_500',
  'silent',
  'lost_before',
];

type Answered = Extract<Exchange, { kind: 'answered' }>;

export function problem(status: number, title = 'refused') {
  return { type: 'about:blank', title, status };
}

/** A center in memory that keeps the contract, and a network that does not. */
export class SimulatedCenter implements CenterClient {
  /** How the way behaves from now on. */
  net: Net = 'ok';
  /** How it behaves for the request in hand. */
  private turn: Net = 'ok';
  /** By id: the center refuses these for good. */
  readonly poison = new Set<string>();
  /** By id: any push with one of these ends in a 500. */
  readonly breaksOn = new Set<string>();
  maxPushChars = Infinity;
  pushes = 0;
  requests = 0;
  private readonly rows = new Map<string, { body: string; receipt: Receipt }>();

  constructor(
    private readonly signer: Signer,
    private readonly stranger: Signer,
    private readonly now: () => number,
  ) {}

  bodies(): string[] {
    return [...this.rows.values()].map(({ body }) => body);
  }

  push(records: readonly PushedRecord[], signal: AbortSignal): Promise<Exchange> {
    this.pushes += 1;
    return this.through(() => this.take(records), signal);
  }

  ask(keys: readonly RecordKey[]): Promise<Exchange> {
    return this.through(() => {
      const receipts = keys.flatMap((key) => this.rows.get(nameOf(key))?.receipt ?? []);
      return answer(200, { centerTime: this.now(), receipts: receipts.map((each) => this.delivered(each)) });
    });
  }

  /** A center of the version before: it has no ledger. */
  ledger(): Promise<Exchange> {
    return this.through(() => answer(404, problem(404)));
  }

  health(): Promise<Exchange> {
    return this.through(() =>
      answer(200, { service: 'hn12369-center', status: 'ok', centerTime: this.now() }),
    );
  }

  bundle(): Promise<Exchange> {
    return this.through(() =>
      answer(200, { keyId: 'center-1', body: '{}', signature: 'AAAA' }, { etag: '"1"' }),
    );
  }

  changes(): Promise<Exchange> {
    return this.through(() => answer(200, { centerTime: this.now(), changes: [], hasMore: false }));
  }

  close(): void {
    // Nothing is kept open.
  }

  private take(records: readonly PushedRecord[]): Exchange {
    if (records.some(({ id }) => this.breaksOn.has(id))) return answer(500, problem(500));
    if (records.reduce((sum, { body }) => sum + body.length, 0) > this.maxPushChars) {
      return answer(413, problem(413, 'too large'));
    }
    const results = records.map((each) => {
      const { id, revision } = each;
      if (this.poison.has(id) || sha256(each.body) !== each.bodySha256) {
        return { id, revision, status: 422, problem: problem(422) };
      }
      const known = this.rows.get(nameOf(each));
      const receipt = known?.receipt ?? this.signer.receipt(each, { receivedAt: this.now() });
      if (known === undefined) this.rows.set(nameOf(each), { body: each.body, receipt });
      return { id, revision, status: known === undefined ? 201 : 208, receipt: this.delivered(receipt) };
    });
    const mentioned = this.turn === 'silent' ? results.slice(1) : results;
    return answer(200, { centerTime: this.now(), results: mentioned });
  }

  /** On the way somebody may put a receipt of their own in its place. */
  private delivered(receipt: Receipt): Receipt {
    if (this.turn !== 'untrusted') return receipt;
    const { recordId: id, revision, bodySha256 } = receipt;
    const forged = this.stranger.receipt({ id, revision, bodySha256 });
    return { ...forged, keyId: receipt.keyId };
  }

  private through(reach: () => Exchange, signal?: AbortSignal): Promise<Exchange> {
    this.requests += 1;
    this.turn = this.net === 'flaky' ? (TURNS[this.requests % TURNS.length] ?? 'ok') : this.net;
    switch (this.turn) {
      case 'flaky':
      case 'ok':
      case 'silent':
      case 'untrusted':
        return Promise.resolve(reach());
      case 'down':
        return Promise.resolve({ kind: 'failed', cause: 'unreachable', mayHaveArrived: false });
      case 'lost_before':
        return Promise.resolve({ kind: 'failed', cause: 'timeout', mayHaveArrived: true });
      case 'lost_after':
        reach();
        return Promise.resolve({ kind: 'failed', cause: 'timeout', mayHaveArrived: true });
      case 'error_500':
        return Promise.resolve(answer(500, problem(500)));
      case 'busy_429':
        return Promise.resolve(answer(429, problem(429), { retryAfter: '120' }));
      case 'busy_503':
        return Promise.resolve(answer(503, problem(503)));
      case 'refused_token':
        return Promise.resolve(answer(401, problem(401)));
      case 'captive':
        return Promise.resolve(answer(200, '<html>请登录</html>', { contentType: 'text/html' }));
      case 'hang_before':
        return untilAborted(signal);
      case 'hang_after':
        reach();
        return untilAborted(signal);
    }
  }
}

function untilAborted(signal: AbortSignal | undefined): Promise<Exchange> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => {
      resolve({ kind: 'failed', cause: 'unreachable', mayHaveArrived: true });
    });
  });
}

function nameOf({ id, revision, bodySha256 }: RecordKey): string {
  return [id, revision, bodySha256].join('/');
}
