import sodium from 'libsodium-wrappers';
import {
  answerClaim,
  CARRY_KEYS,
  frameIn,
  InFrame,
  InHead,
  InSeal,
  partsOf,
} from '../../../shared/carry/container';
import type { SignedKeyStatement } from '../../../shared/keys/statement';
import type { SignatureCheck } from '../bundle/bundles';
import { Refusal } from '../refusal';
import { seatKey } from './seat-keys';
import { hashInSlices, nextTurn } from './slices';

/** Why an answer is refused, in the words of `carryWhy` in the locales. */
export const CARRY_REASONS = [
  'too_large',
  'not_an_answer',
  'damaged',
  'other_seat',
  'bad_signature',
  'other_key',
  'keys',
] as const;
export type CarryReason = (typeof CARRY_REASONS)[number];

export interface AnswerParts {
  seatId: InHead['seatId'];
  token: string;
  /** The center's signing keys once these rolls of them are followed; null where they do not follow. */
  checkAfter: (rolls: readonly SignedKeyStatement[]) => SignatureCheck | null;
}

/**
 * A file's bytes -> the center's answer, all of it proved and read: whole, for this seat, signed by the center, whose rolls
 * of its keys come along in the head. Throws `carry_refused` before anything was done with any of it.
 */
export async function readAnswer(
  bytes: Uint8Array,
  { seatId, token, checkAfter }: AnswerParts,
): Promise<{ head: InHead; frames: InFrame[] }> {
  const parts = partsOf(bytes, InHead, InSeal);
  if (parts === null) throw refused('not_an_answer');
  const { head, seal } = parts;
  if (head.seatId !== seatId) throw refused('other_seat');
  if ((await hashInSlices(parts.sealed)) !== seal.sha256) throw refused('damaged');
  const signature = Buffer.from(seal.signature, 'hex').toString('base64');
  const isSigned = checkAfter(head.keys ?? []);
  if (isSigned === null) throw refused('keys');
  if (!isSigned(answerClaim(seal.sha256), seal.keyId, signature)) throw refused('bad_signature');

  const key = seatKey(token, head.id, CARRY_KEYS.answer);
  const beginning = Buffer.from(head.stream, 'base64');
  if (beginning.length !== sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES) throw refused('damaged');
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(beginning, key);
  const frames: InFrame[] = [];
  let isEnded = parts.frames.length === 0;
  for (const sealed of parts.frames) {
    const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, null);
    // Signed by the center and yet not to be opened: made under a token that the seat no longer has.
    if (!pulled) throw refused('other_key');
    const frame = frameIn(Buffer.from(pulled.message).toString('utf8'), InFrame);
    if (frame === null || isEnded) throw refused('damaged');
    isEnded = pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    frames.push(frame);
    await nextTurn();
  }
  if (!isEnded) throw refused('damaged');
  return { head, frames };
}

function refused(reason: CarryReason): Refusal {
  return new Refusal('carry_refused', { reason });
}
