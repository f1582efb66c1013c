import { createHash, randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { canonicalJson } from '../../shared/canonical-json';
import {
  answerClaim,
  CARRY_KEYS,
  lengthOf,
  lineOf,
  NO_MORE_FRAMES,
  type InFrame,
  type InHead,
  type InSeal,
  type OutHead,
} from '../../shared/carry/container';
import type { CenterKeys } from '../keys/keys';
import { seatKey } from './seat-keys';

/** Everything that goes back to the seat -> the answer's bytes: readable for that seat alone, signed by the center. */
export function writeAnswer(
  to: OutHead,
  frames: readonly InFrame[],
  secret: Buffer,
  keys: Pick<CenterKeys, 'sign' | 'signing' | 'statements'>,
  madeAt: number,
): Uint8Array {
  const id = randomBytes(16).toString('hex');
  const stream = sodium.crypto_secretstream_xchacha20poly1305_init_push(
    seatKey(secret, id, CARRY_KEYS.answer),
  );
  const results = frames.reduce((sum, each) => sum + (each.kind === 'results' ? each.results.length : 0), 0);
  const head: InHead = {
    schema: 1,
    kind: 'in',
    id,
    answers: to.id,
    seatId: to.seatId,
    madeAt,
    results,
    stream: Buffer.from(stream.header).toString('base64'),
    ...(keys.statements.length > 0 && { keys: [...keys.statements] }),
  };
  const sealed = frames.flatMap((frame, index) => {
    const isLast = index === frames.length - 1;
    const tag = isLast
      ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
      : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    const plain = Buffer.from(canonicalJson(frame), 'utf8');
    const bytes = sodium.crypto_secretstream_xchacha20poly1305_push(stream.state, plain, null, tag);
    return [lengthOf(bytes.length), bytes];
  });
  const body = Buffer.concat([lineOf(head), ...sealed, NO_MORE_FRAMES]);
  const sha256 = createHash('sha256').update(body).digest('hex');
  const signature = Buffer.from(keys.sign(answerClaim(sha256)), 'base64').toString('hex');
  return Buffer.concat([body, lineOf({ keyId: keys.signing.id, sha256, signature } satisfies InSeal)]);
}
