import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { CARRY_KEYS, frameIn, OutFrame, OutHead, OutSeal, partsOf } from '../../shared/carry/container';
import type { BoxPair, CenterKeys } from '../keys/keys';
import { CarriedRefusal } from './refusal';
import { seatKey } from './seat-keys';

export interface OpenedCarried {
  head: OutHead;
  /** The hash of the seat's token. */
  secret: Buffer;
  /** Decrypted anew each time, a frame at a time. */
  batches(): Generator<OutFrame['records']>;
}

/**
 * A seat's file -> what it holds, all of it proved: whole, of that seat, sealed to this center, every frame readable.
 * `secretOf`: the hash of a seat's token. Throws a CarriedRefusal before anything of it was used.
 */
export async function openCarried(
  bytes: Uint8Array,
  keys: Pick<CenterKeys, 'pairOf' | 'sealing'>,
  secretOf: (seatId: string) => Promise<Buffer | null>,
): Promise<OpenedCarried> {
  await sodium.ready;
  const parts = partsOf(bytes, OutHead, OutSeal);
  if (parts === null) throw new CarriedRefusal('This is no file of a seat, or not the whole of one.');
  const { head, frames, seal } = parts;
  const sha256 = createHash('sha256').update(parts.sealed).digest('hex');
  if (sha256 !== seal.sha256)
    throw new CarriedRefusal('The file is damaged. Copy it again, or export it anew.');
  const secret = await secretOf(head.seatId);
  if (secret === null) throw new CarriedRefusal(`No seat ${head.seatId} is enrolled at this center.`);
  if (!holds(secret, head.id, sha256, seal.mac)) {
    throw new CarriedRefusal(
      `The file was not made by the seat ${head.seatId} as it is enrolled now, or was altered. Export it anew.`,
    );
  }
  const pair = keys.pairOf('sealing', head.keyId);
  if (pair === undefined) {
    throw new CarriedRefusal(
      `The file is sealed to the key ${head.keyId}, and this center has ${keys.sealing.id}.`,
    );
  }
  const key = unsealed(head.box, pair);
  let records = 0;
  const opened = { head, secret, batches: () => batchesOf(head, key, frames) };
  for (const batch of opened.batches()) records += batch.length;
  if (records !== head.records) throw unreadable();
  return opened;
}

function holds(secret: Buffer, id: string, sha256: string, mac: string): boolean {
  const expected = createHmac('sha256', seatKey(secret, id, CARRY_KEYS.seal))
    .update(sha256, 'utf8')
    .digest();
  return timingSafeEqual(expected, Buffer.from(mac, 'hex'));
}

function unsealed(box: string, pair: BoxPair): Uint8Array {
  try {
    const key = sodium.crypto_box_seal_open(
      Buffer.from(box, 'base64'),
      Buffer.from(pair.publicKey, 'base64'),
      Buffer.from(pair.privateKey, 'base64'),
    );
    if (key.length === sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES) return key;
  } catch {
    // Told below: what sodium says of it helps nobody.
  }
  throw unreadable();
}

function* batchesOf(
  head: OutHead,
  key: Uint8Array,
  frames: readonly Uint8Array[],
): Generator<OutFrame['records']> {
  const beginning = Buffer.from(head.stream, 'base64');
  if (beginning.length !== sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES) throw unreadable();
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(beginning, key);
  let isEnded = false;
  for (const sealed of frames) {
    const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, null);
    if (!pulled || isEnded) throw unreadable();
    const frame = frameIn(Buffer.from(pulled.message).toString('utf8'), OutFrame);
    if (frame === null) throw unreadable();
    isEnded = pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    yield frame.records;
  }
  if (!isEnded) throw unreadable();
}

function unreadable(): CarriedRefusal {
  return new CarriedRefusal('What is in the file cannot be read. Export it anew.');
}
