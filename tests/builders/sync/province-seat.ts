import type { CenterKeys } from '../../../src/center/keys/keys';
import { createReceiptCheck } from '../../../src/main/core/sync/center/receipt-check';
import { createSyncEngine } from '../../../src/main/core/sync/engine/engine';
import type { CenterClient, Exchange, Outbox, SyncEngine } from '../../../src/main/core/sync/ports';
import type { PushedRecord } from '../../../src/shared/center-api/messages';
import { Receipt, receiptText } from '../../../src/shared/center-api/receipt';
import type { CallId } from '../../../src/shared/ids';
import { aDemoRecord, pushed } from '../center';
import { FakeTime } from './fake-time';
import { OwedStore } from './owed-store';

/** The way of one seat to the center. `hang_…`: the seat is killed while its request is out. */
export type SeatWay =
  'ok' | 'down' | 'busy' | 'lost_before' | 'lost_after' | 'portal' | 'hang_before' | 'hang_after';

export interface SeatPlant {
  /** Whatever the center refuses counts as received. */
  refusalIsReceipt?: boolean;
}

/** The center's clock when all began; it is nobody's to set. */
const CENTER_START = Date.UTC(2026, 10, 23, 1);

/** One request to a center whose clock shows `now`. */
type AskCenter = (method: 'GET' | 'POST', url: string, now: number, body?: unknown) => Promise<Exchange>;

/** One seat of a `Province`: its engine, outbox and schema are the real ones. */
export class ProvinceSeat {
  readonly time = new FakeTime(CENTER_START);
  readonly store = new OwedStore();
  /** What the seat told its agent is saved, by id. */
  readonly acknowledged = new Map<string, PushedRecord>();
  way: SeatWay = 'ok';
  engine: SyncEngine;
  /** A killed process' hands reach nothing. */
  private life = 0;

  constructor(
    private readonly center: AskCenter,
    private readonly keys: CenterKeys,
    readonly seatId: string,
    private seed: number,
    private readonly plant: SeatPlant,
  ) {
    this.engine = this.boot();
  }

  /** What time it is at the center, by the clock that nobody sets. */
  centerNow(): number {
    return Math.floor(CENTER_START + this.time.monotonic());
  }

  save(id: CallId, note: string): void {
    const number = String(this.acknowledged.size + 1).padStart(4, '0');
    const { seatId } = this;
    const record = { ...aDemoRecord(), id, note, localNumber: `${seatId}-20261123-${number}` };
    const made = pushed({ ...record, seatId: Receipt.shape.seatId.parse(seatId) });
    this.store.enter(made, this.time.now());
    this.acknowledged.set(id, made);
    this.engine.wake();
  }

  /** SIGKILL and a new start. */
  kill(): void {
    this.life += 1;
    this.time.forget();
    this.engine = this.boot();
  }

  settle = async (): Promise<void> => {
    const isHanging = this.way === 'hang_before' || this.way === 'hang_after';
    if (!isHanging) return this.engine.whenIdle();
    // Long enough for a request to be on its way; its answer never comes.
    for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  pass(ms: number): Promise<void> {
    return this.time.pass(ms, this.settle);
  }

  close(): void {
    this.life += 1;
    this.store.close();
  }

  private boot(): SyncEngine {
    const life = this.life;
    const engine = createSyncEngine({
      outbox: this.guarded(life),
      center: this.client(),
      bundles: { offer: () => ({ ok: true, changed: false }) },
      changes: { lastPosition: () => 0, take: () => ({ ok: true, taken: 0 }) },
      isTrusted: createReceiptCheck(this.seatId, [this.keys.signing]),
      clock: this.time,
      timer: { after: (ms, run) => (life === this.life ? this.time.after(ms, run) : () => undefined) },
      random: () => {
        this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
        return this.seed / 4_294_967_296;
      },
      onChange: () => undefined,
      log: () => undefined,
    });
    engine.start();
    return engine;
  }

  private guarded(life: number): Outbox {
    const { outbox } = this.store;
    const alive = <R>(call: () => R): R => {
      if (life !== this.life) throw new Error('killed');
      return call();
    };
    return {
      recoverInterrupted: (now) => alive(() => outbox.recoverInterrupted(now)),
      claim: (now, limit, chars) => alive(() => outbox.claim(now, limit, chars)),
      settle: (settlements, now) =>
        alive(() =>
          outbox.settle(
            settlements.map((each) =>
              each.kind === 'quarantined' && this.plant.refusalIsReceipt === true
                ? {
                    id: each.id,
                    revision: each.revision,
                    bodySha256: each.bodySha256,
                    kind: 'accepted',
                    receipt: this.forged(each),
                  }
                : each,
            ),
            now,
          ),
        ),
      makeDue: (id, now) => alive(() => outbox.makeDue(id, now)),
      summary: () => alive(() => outbox.summary()),
    };
  }

  private forged({
    id,
    revision,
    bodySha256,
  }: Pick<PushedRecord, 'id' | 'revision' | 'bodySha256'>): Receipt {
    const claim = {
      recordId: id,
      revision,
      bodySha256,
      seatId: Receipt.shape.seatId.parse(this.seatId),
      centerNumber: 'HN-FORGED',
      receivedAt: 0,
      keyId: this.keys.signing.id,
    };
    return { ...claim, signature: this.keys.sign(receiptText(claim)) };
  }

  private client(): CenterClient {
    const path = `/v1/seats/${this.seatId}`;
    return {
      push: (records, signal) => this.go('POST', `${path}/records`, signal, { records }),
      ask: (keys, signal) => this.go('POST', `${path}/receipts/query`, signal, { keys }),
      health: (signal) => this.go('GET', '/v1/health', signal),
      bundle: (_etag, signal) => this.go('GET', '/v1/bundle', signal),
      changes: (after, signal) => this.go('GET', `${path}/changes?after=${String(after)}`, signal),
      ledger: ({ from, to }, signal) => this.go('GET', `${path}/ledger?from=${from}&to=${to}`, signal),
      close: () => undefined,
    };
  }

  private async go(
    method: 'GET' | 'POST',
    url: string,
    signal: AbortSignal,
    body?: unknown,
  ): Promise<Exchange> {
    const reach = () => this.center(method, url, this.centerNow(), body);
    const lost: Exchange = { kind: 'failed', cause: 'timeout', mayHaveArrived: true };
    switch (this.way) {
      case 'ok':
        return reach();
      case 'down':
        return { kind: 'failed', cause: 'unreachable', mayHaveArrived: false };
      case 'busy':
        return answered(
          503,
          'application/problem+json',
          '{"type":"about:blank","title":"busy","status":503}',
          '60',
        );
      case 'portal':
        return answered(200, 'text/html', '<html>请登录</html>');
      case 'lost_before':
        return lost;
      case 'lost_after':
        await reach();
        return lost;
      case 'hang_before':
        return untilAborted(signal);
      case 'hang_after':
        await reach();
        return untilAborted(signal);
    }
  }
}

function answered(
  status: number,
  contentType: string,
  text: string,
  retryAfter: string | null = null,
): Exchange {
  return { kind: 'answered', status, contentType, retryAfter, etag: null, body: Buffer.from(text, 'utf8') };
}

function untilAborted(signal: AbortSignal): Promise<Exchange> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve({ kind: 'failed', cause: 'unreachable', mayHaveArrived: true });
    });
  });
}
