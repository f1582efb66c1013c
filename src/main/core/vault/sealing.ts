import sodium from 'libsodium-wrappers';
import { canonicalJson } from '../../../shared/canonical-json';
import type { ReporterIdentity } from '../../../shared/call/form';
import type { SealedIdentity } from '../../../shared/call/record';

/** Resolves when sealing may be used; await it once at start. */
export const sealingReady: Promise<void> = sodium.ready;

const SPARES = 8;
const REFILL_AFTER_MS = 30;

interface Ephemeral {
  publicKey: Uint8Array;
  nonce: Uint8Array;
  shared: Uint8Array;
}

/** A libsodium sealed box (X25519, `crypto_box_seal`) to a raw base64 public key: only its owner opens it. */
export function sealTo(publicKey: string, message: Uint8Array): Buffer {
  return boxWith(makeEphemeral(Buffer.from(publicKey, 'base64')), message);
}

function makeEphemeral(recipient: Uint8Array): Ephemeral {
  const pair = sodium.crypto_box_keypair();
  const both = Buffer.concat([pair.publicKey, recipient]);
  const nonce = sodium.crypto_generichash(sodium.crypto_box_NONCEBYTES, both, null);
  const shared = sodium.crypto_box_beforenm(recipient, pair.privateKey);
  sodium.memzero(pair.privateKey);
  return { publicKey: pair.publicKey, nonce, shared };
}

function boxWith({ publicKey, nonce, shared }: Ephemeral, message: Uint8Array): Buffer {
  const box = sodium.crypto_box_easy_afternm(message, nonce, shared);
  sodium.memzero(shared);
  return Buffer.concat([publicKey, box]);
}

/**
 * Seals reporters' identities to the center's key at the finish of a call (R-17). The curve work of a sealed box
 * (0.3 ms in WebAssembly) needs no message, so a few ephemeral keys are made ahead; each is used once.
 */
export class IdentitySealer {
  private readonly spares: Ephemeral[] = [];
  private timer: NodeJS.Timeout | undefined;
  private recipient: Buffer;

  constructor(private key: { id: string; publicKey: string }) {
    this.recipient = Buffer.from(key.publicKey, 'base64');
    this.refillSoon();
  }

  /** The center's key was rolled: what is sealed from now on is sealed to this one. */
  use(key: { id: string; publicKey: string }): void {
    if (key.id === this.key.id) return;
    this.key = key;
    this.recipient = Buffer.from(key.publicKey, 'base64');
    // Each was made for the key before.
    this.spares.length = 0;
    this.refillSoon();
  }

  /** The plaintext is canonical JSON of the identity and the call's id, so a box cannot be moved to another call. */
  seal(identity: ReporterIdentity, callId: string): SealedIdentity {
    const plaintext = Buffer.from(canonicalJson({ ...identity, callId }), 'utf8');
    const box = boxWith(this.spares.pop() ?? makeEphemeral(this.recipient), plaintext);
    plaintext.fill(0);
    this.refillSoon();
    return { keyId: this.key.id, box: box.toString('base64') };
  }

  /** Makes sure of a spare key now: whoever types a name will finish a call. */
  prepare(): void {
    if (this.spares.length === 0) this.spares.push(makeEphemeral(this.recipient));
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private refillSoon(): void {
    if (this.timer !== undefined || this.spares.length >= SPARES) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.spares.push(makeEphemeral(this.recipient));
      this.refillSoon();
    }, REFILL_AFTER_MS);
    this.timer.unref();
  }
}
