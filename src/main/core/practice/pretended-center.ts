import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { receiptText, type Receipt, type RecordKey } from '../../../shared/center-api/receipt';
import type { PushedRecord } from '../../../shared/center-api/messages';
import type { SeatId } from '../../../shared/ids';
import type { SignedBundle } from '../../../shared/script/bundle';
import type { CenterClient, Exchange } from '../sync/ports';

/** A key pair made for one opening of the practice desk and forgotten with it. */
export interface ThrowawayKey {
  id: string;
  /** Raw 32 bytes, base64. */
  publicKey: string;
  privateKey: KeyObject;
}

const SPKI_RAW_BYTES = 32;

export function throwawayKey(kind: 'ed25519' | 'x25519', id: string): ThrowawayKey {
  const { publicKey, privateKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return { id, publicKey: spki.subarray(-SPKI_RAW_BYTES).toString('base64'), privateKey };
}

const UNREACHABLE: Exchange = { kind: 'failed', cause: 'unreachable', mayHaveArrived: false };

/**
 * A center that lives in this process and signs with a key nobody else trusts. The practice desk is made for this class
 * and takes no other client (it has private fields, so no other fits): nothing that is practised has a way out.
 */
export class PretendedCenter implements CenterClient {
  /** The drill's switch. */
  isReachable = true;
  private readonly received = new Map<string, Receipt>();

  constructor(
    private readonly seatId: SeatId,
    private readonly key: ThrowawayKey,
    private readonly inForce: SignedBundle,
    private readonly now: () => number,
  ) {}

  /** Ids of the calls it holds, one for each record it gave a number to: a call twice among them was doubled. */
  callsHeld(): string[] {
    return [...this.received.values()].map((receipt) => receipt.recordId);
  }

  async push(records: readonly PushedRecord[]): Promise<Exchange> {
    if (!this.isReachable) return UNREACHABLE;
    const results = records.map((record) => {
      const { id, revision } = record;
      const known = this.received.get(nameOf(record));
      if (known !== undefined) return { id, revision, status: 208, receipt: known };
      const receipt = this.receiptFor(record);
      this.received.set(nameOf(record), receipt);
      return { id, revision, status: 201, receipt };
    });
    return json({ centerTime: this.now(), results });
  }

  async ask(keys: readonly RecordKey[]): Promise<Exchange> {
    if (!this.isReachable) return UNREACHABLE;
    const receipts = keys.flatMap((key) => this.received.get(nameOf(key)) ?? []);
    return json({ centerTime: this.now(), receipts });
  }

  /** It forgets with each opening, so its count would prove nothing: nobody asks. */
  async ledger(): Promise<Exchange> {
    return UNREACHABLE;
  }

  async health(): Promise<Exchange> {
    if (!this.isReachable) return UNREACHABLE;
    return json({ service: 'hn12369-center', status: 'ok', centerTime: this.now() });
  }

  /** The bundle in force, signed anew: this desk trusts no other key. */
  async bundle(): Promise<Exchange> {
    if (!this.isReachable) return UNREACHABLE;
    const { body } = this.inForce;
    return json({ keyId: this.key.id, body, signature: this.signed(body) });
  }

  /** Nobody at this center ever does anything with what is practised. */
  async changes(): Promise<Exchange> {
    if (!this.isReachable) return UNREACHABLE;
    return json({ centerTime: this.now(), changes: [], hasMore: false });
  }

  close(): void {
    // Nothing is kept open.
  }

  private receiptFor({ id, revision, bodySha256 }: RecordKey): Receipt {
    const claim = {
      recordId: id,
      revision,
      bodySha256,
      seatId: this.seatId,
      centerNumber: `LX-${bodySha256.slice(0, 10).toUpperCase()}`,
      receivedAt: this.now(),
      keyId: this.key.id,
    };
    return { ...claim, signature: this.signed(receiptText(claim)) };
  }

  private signed(text: string): string {
    return sign(null, Buffer.from(text, 'utf8'), this.key.privateKey).toString('base64');
  }
}

function nameOf({ id, revision, bodySha256 }: RecordKey): string {
  return `${id}/${revision}/${bodySha256}`;
}

function json(value: unknown): Exchange {
  return {
    kind: 'answered',
    status: 200,
    contentType: 'application/json',
    retryAfter: null,
    etag: null,
    body: Buffer.from(JSON.stringify(value), 'utf8'),
  };
}
