import { createPrivateKey, createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { Store } from '../store/store';
import type { SeatKeyRow } from '../store/repositories/seat/seat-key';

/** DER head of an Ed25519 private key in PKCS #8; the 32 bytes of the seed follow (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const RAW_BYTES = 32;

/** The key by which the center knows this PC. Its private half is in the core's memory and the encrypted store alone. */
export class SeatKey {
  private constructor(
    private readonly key: KeyObject,
    private readonly row: SeatKeyRow,
  ) {}

  /** A fresh one, nowhere kept yet. */
  static make(): SeatKey {
    return SeatKey.of(randomBytes(RAW_BYTES));
  }

  static of(seed: Buffer): SeatKey {
    const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
    return new SeatKey(key, { seed, publicKey: spki.subarray(-RAW_BYTES).toString('base64') });
  }

  get publicKey(): string {
    return this.row.publicKey;
  }

  /** What the store keeps. */
  kept(): SeatKeyRow {
    return this.row;
  }

  /** Ed25519 over the UTF-8 bytes, base64. */
  sign(text: string): string {
    return sign(null, Buffer.from(text, 'utf8'), this.key).toString('base64');
  }
}

/** The key in the store; a seat that was enrolled by file makes it when it first needs it. */
export function seatKeyOf(store: Pick<Store, 'seatKey' | 'write'>, now: number): SeatKey {
  const kept = store.seatKey.find();
  if (kept !== undefined) return SeatKey.of(kept.seed);
  const made = SeatKey.make();
  store.write(() => store.seatKey.add(made.kept(), now));
  return made;
}
