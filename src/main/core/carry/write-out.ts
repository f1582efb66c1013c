import { createHmac } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { canonicalJson } from '../../../shared/canonical-json';
import { CARRY_KEYS, lengthOf, lineOf, NO_MORE_FRAMES, type OutHead } from '../../../shared/carry/container';
import type { Enrolment } from '../../../shared/center-api/enrolment';
import type { PushedRecord } from '../../../shared/center-api/messages';
import { sealTo } from '../vault/sealing';
import type { CarriedFile } from './carried-file';
import { seatKey } from './seat-keys';
import { nextTurn } from './slices';

/** Small enough that no turn of the core takes long. */
const FRAME_CHARS = 100_000;
const FRAME_RECORDS = 50;

export interface OutParts {
  /** Random, 32 hex digits; of this file alone. */
  id: string;
  seatId: OutHead['seatId'];
  token: string;
  /** The center's, of the enrolment. */
  sealingKey: Enrolment['keys']['sealing'][number];
  madeAt: number;
  changesAfter: number;
  /** How many `records` will give. */
  count: number;
  records: Iterable<PushedRecord>;
  onProgress: (done: number) => void;
}

/** Writes a file for the center, a frame at a turn. Throws `carry_failed` for the stick's failures. */
export async function writeOut(file: CarriedFile, parts: OutParts): Promise<void> {
  const { id, seatId, token, sealingKey, madeAt, changesAfter, count } = parts;
  const key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
  const stream = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  const head: OutHead = {
    schema: 1,
    kind: 'out',
    id,
    seatId,
    madeAt,
    records: count,
    changesAfter,
    keyId: sealingKey.id,
    box: sealTo(sealingKey.publicKey, key).toString('base64'),
    stream: Buffer.from(stream.header).toString('base64'),
  };
  sodium.memzero(key);
  await file.write(lineOf(head));
  let done = 0;
  for (const records of framesOf(parts.records)) {
    done += records.length;
    const plain = Buffer.from(canonicalJson({ records }), 'utf8');
    const tag =
      done === count
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    const frame = sodium.crypto_secretstream_xchacha20poly1305_push(stream.state, plain, null, tag);
    await file.write(Buffer.concat([lengthOf(frame.length), frame]));
    parts.onProgress(done);
    await nextTurn();
  }
  await file.write(NO_MORE_FRAMES);
  const sha256 = file.sha256();
  const mac = createHmac('sha256', seatKey(token, id, CARRY_KEYS.seal))
    .update(sha256, 'utf8')
    .digest('hex');
  await file.write(lineOf({ mac, sha256 }));
}

function* framesOf(records: Iterable<PushedRecord>): Generator<PushedRecord[]> {
  let frame: PushedRecord[] = [];
  let chars = 0;
  for (const record of records) {
    const isFull = frame.length === FRAME_RECORDS || chars + record.body.length > FRAME_CHARS;
    if (isFull && frame.length > 0) {
      yield frame;
      frame = [];
      chars = 0;
    }
    frame.push(record);
    chars += record.body.length;
  }
  if (frame.length > 0) yield frame;
}
