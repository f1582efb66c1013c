import { KeysAnswer, type KeysInUse } from '../../../shared/keys/statement';
import { canonicalJson } from '../../../shared/canonical-json';
import type { MetaRepository } from '../store/repositories/seat/meta';
import type { Writer } from '../store/writer';
import { classifyOffered, type LinkFailure } from '../sync/center/classify';
import type { Clock, KeyClient, KeySink, SyncEvent } from '../sync/ports';
import type { Escrow } from '../vault/escrow';
import type { KeyRing } from './key-ring';

export interface KeyFollowerParts {
  ring: KeyRing;
  /** Undefined of a center that rolls no keys: in practice. */
  center: KeyClient | undefined;
  /** Undefined where no store key is in escrow: in practice. */
  escrow: Escrow | undefined;
  meta: MetaRepository;
  writer: Writer;
  clock: Clock;
  log: (event: SyncEvent) => void;
}

/** So long a key that nobody announced is not asked about again. */
const ASK_AGAIN_MS = 60_000;
const DEADLINE_MS = 10_000;

/**
 * Keeps up with the center's keys: asks with each look at the center, and at once where something is signed by a key that is
 * not known here, before it is judged. After a roll the escrow is renewed, and the center hears which keys are in use.
 */
export class KeyFollower implements KeySink {
  /** Of the last answer that was followed. */
  private etag: string | null = null;
  private asking: Promise<unknown> | null = null;
  private askAgainAt = 0;
  private readonly stopped = new AbortController();

  constructor(private readonly parts: KeyFollowerParts) {
    this.renewEscrow();
    parts.ring.onRolled(() => this.renewEscrow());
  }

  async pull(signal: AbortSignal): Promise<LinkFailure | null> {
    const { center, ring, clock, log } = this.parts;
    if (center === undefined) return null;
    const outcome = classifyOffered(KeysAnswer, await center.keys(this.etag, signal), this.etag, clock.now());
    if (outcome.kind === 'failed') return outcome;
    if (outcome.kind === 'not_offered') return null;
    if (outcome.kind === 'offered') {
      const verdict = ring.offer(outcome.answer.statements, clock.now());
      if (!verdict.ok) {
        // Asked for whole again: only what the center then says ends the refusal.
        this.etag = null;
        log({ event: 'keys_refused', reason: verdict.reason });
        return null; // the link is as good as before; what is signed by a strange key is not believed
      }
      if (verdict.followed > 0) log({ event: 'keys_followed', records: verdict.followed });
      this.etag = outcome.etag;
    }
    this.renewEscrow();
    return this.tell(center, signal);
  }

  async learn(keyId: string): Promise<void> {
    const { ring, clock } = this.parts;
    if (ring.knows(keyId) || this.stopped.signal.aborted) return;
    if (this.asking === null) {
      if (clock.monotonic() < this.askAgainAt) return;
      this.askAgainAt = clock.monotonic() + ASK_AGAIN_MS;
      const signal = AbortSignal.any([this.stopped.signal, AbortSignal.timeout(DEADLINE_MS)]);
      this.asking = this.pull(signal).finally(() => (this.asking = null));
    }
    await this.asking;
    if (ring.knows(keyId)) this.askAgainAt = 0;
  }

  /** Says once which keys are in use, where any was ever rolled. */
  private async tell(center: KeyClient, signal: AbortSignal): Promise<LinkFailure | null> {
    const { ring, escrow, meta, writer } = this.parts;
    if (ring.keys().tip === null && meta.keysTold() === null) return null;
    const inUse: KeysInUse = {
      signing: ring.inForce('signing').id,
      sealing: ring.inForce('sealing').id,
      recovery: escrow?.keyId() ?? null,
    };
    const text = canonicalJson(inUse);
    if (text === meta.keysTold()) return null;
    const exchange = await center.tell(inUse, signal);
    if (exchange.kind === 'failed') return { ...exchange, holdMs: null };
    if (exchange.status === 204) writer.write(() => meta.setKeysTold(text));
    return null;
  }

  /** What it cannot write now it tries again with the next look; the old copy opens the store until then. */
  private renewEscrow(): void {
    const { ring, escrow, log } = this.parts;
    if (escrow === undefined) return;
    const outcome = escrow.renew(ring.keys().recovery);
    if (outcome === 'failed') log({ event: 'escrow_not_renewed', reason: 'not_written' });
    if (outcome === 'renewed') log({ event: 'escrow_renewed' });
  }

  stop(): void {
    this.stopped.abort();
    this.parts.escrow?.stop();
  }
}
