import { z } from 'zod';
import { canonicalJson } from '../canonical-json';
import { MAX_BATCH, RecordResult } from '../center-api/messages';
import { MAX_CHANGES, SignedChange } from '../center-api/changes';
import { Base64, CallId, EpochMs, SeatId, Sha256 } from '../ids';
import { KeyStatements } from '../keys/statement';
import { SignedBundle } from '../script/bundle';
import { shanghaiTimestamp } from '../shanghai-time';

// What is carried by hand while the line is down. One container both ways:
//
//   head      one line of canonical JSON
//   frames    each 4 bytes of length (big endian) and so many bytes, encrypted in order (libsodium secretstream); the
//             last one is marked as the last, so that a shortened file shows
//   0 0 0 0   no more frames
//   seal      one line of canonical JSON: SHA-256 of everything before it, and who vouches for that
//
// Out (坐席 -> 省中心): the stream's key lies in a libsodium sealed box to the center; the seal is an HMAC under a key of
// the seat. In (省中心 -> 坐席): the stream's key is derived from the seat's; the seal is the center's Ed25519. Whoever finds
// a stick reads seat, time and counts alone; whoever alters a byte is noticed; whoever brings it twice changes nothing.

/** No honest file is larger; a larger one is not read. */
export const MAX_CARRIED_BYTES = { out: 1_000_000_000, in: 200_000_000 } as const;
/** A frame holds a batch, or one record of the largest size. */
export const MAX_FRAME_BYTES = 8_000_000;
/** What secretstream adds to a message; a shorter frame is none. */
const MIN_FRAME_BYTES = 17;
/** A head may bring every roll of the center's keys there was. */
const MAX_LINE_BYTES = 600_000;

/** HKDF-SHA-256: what each key derived from a seat's secret is for. */
export const CARRY_KEYS = {
  seal: 'hn12369 carried out: seal',
  answer: 'hn12369 carried in: stream',
} as const;

const KeyId = z.string().regex(/^[\x21-\x7e]{1,80}$/);
const CarriageId = z.string().regex(/^[0-9a-f]{32}$/);

export const OutHead = z.strictObject({
  schema: z.literal(1),
  kind: z.literal('out'),
  /** Random, of this file; salts the keys made for it. */
  id: CarriageId,
  seatId: SeatId,
  madeAt: EpochMs,
  records: z.number().int().min(0).max(1_000_000),
  /** The last change of the center's that the seat has: the answer brings what came after it. */
  changesAfter: z.number().int().min(0),
  /** The center's sealing key, and the stream's key in a box to it. */
  keyId: KeyId,
  box: Base64.max(200),
  /** The stream's own beginning. */
  stream: Base64.max(64),
});
export type OutHead = z.infer<typeof OutHead>;

export const InHead = z.strictObject({
  schema: z.literal(1),
  kind: z.literal('in'),
  id: CarriageId,
  /** The file it answers. */
  answers: CarriageId,
  seatId: SeatId,
  madeAt: EpochMs,
  results: z.number().int().min(0).max(1_000_000),
  stream: Base64.max(64),
  /** The rolls of the center's keys, where there were any: one of them may have signed this. Each proves itself. */
  keys: KeyStatements.min(1).optional(),
});
export type InHead = z.infer<typeof InHead>;

export const OutSeal = z.strictObject({ mac: Sha256, sha256: Sha256 });
export type OutSeal = z.infer<typeof OutSeal>;
export const InSeal = z.strictObject({
  keyId: KeyId,
  sha256: Sha256,
  /** Hex: base64 has several spellings of the same bytes. */
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type InSeal = z.infer<typeof InSeal>;

/** What a frame of the way out holds: records as they are pushed; each is judged alone, so each only has to be named. */
export const OutFrame = z.strictObject({
  records: z
    .array(z.looseObject({ id: CallId, revision: z.number().int().min(1).max(10_000) }))
    .min(1)
    .max(MAX_BATCH),
});
export type OutFrame = z.infer<typeof OutFrame>;

/** What a frame of the way back holds, in this order: results, changes, the bundle in force for the seat. */
export const InFrame = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('results'),
    centerTime: EpochMs,
    results: z.array(RecordResult).max(MAX_BATCH),
  }),
  z.object({ kind: z.literal('changes'), changes: z.array(SignedChange).max(MAX_CHANGES) }),
  z.object({ kind: z.literal('bundle'), bundle: SignedBundle }),
]);
export type InFrame = z.infer<typeof InFrame>;

/** The text that the center signs for an answer whose bytes have this hash; no JSON that it signs begins like it. */
export function answerClaim(sha256: string): string {
  return `hn12369-carried-in-1:${sha256}`;
}

/** A head or seal as it stands in the file: nothing in them is outside ASCII. */
export function lineOf(value: OutHead | InHead | OutSeal | InSeal): Uint8Array {
  return Uint8Array.from(`${canonicalJson(value)}\n`, (sign) => sign.charCodeAt(0));
}

/** The bytes that stand before a frame of so many. */
export function lengthOf(frameBytes: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, frameBytes);
  return bytes;
}

export const NO_MORE_FRAMES = lengthOf(0);

export interface ContainerParts<H, S> {
  head: H;
  frames: Uint8Array[];
  /** Everything that the seal speaks of. */
  sealed: Uint8Array;
  seal: S;
}

/**
 * A file's bytes -> its parts, nothing of them proved yet; null where it is no such file, or not a whole one. Every byte
 * belongs to a part, and each line has one spelling.
 */
export function partsOf<H, S>(
  bytes: Uint8Array,
  heads: z.ZodType<H>,
  seals: z.ZodType<S>,
): ContainerParts<H, S> | null {
  const headEnd = lineEnd(bytes, 0);
  const head = headEnd === null ? null : parsedLine(bytes.subarray(0, headEnd), heads);
  if (headEnd === null || head === null) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Uint8Array[] = [];
  let at = headEnd;
  for (;;) {
    if (at + 4 > bytes.length) return null;
    const length = view.getUint32(at);
    at += 4;
    if (length === 0) break;
    if (length < MIN_FRAME_BYTES || length > MAX_FRAME_BYTES || at + length > bytes.length) return null;
    frames.push(bytes.subarray(at, at + length));
    at += length;
  }
  if (lineEnd(bytes, at) !== bytes.length) return null;
  const seal = parsedLine(bytes.subarray(at), seals);
  return seal === null ? null : { head, frames, sealed: bytes.subarray(0, at), seal };
}

/** A frame's text, decrypted -> what it holds; null for anything else. */
export function frameIn<T>(text: string, schema: z.ZodType<T>): T | null {
  const parsed = schema.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : null;
}

function lineEnd(bytes: Uint8Array, from: number): number | null {
  const end = bytes.subarray(from, from + MAX_LINE_BYTES).indexOf(0x0a);
  return end < 0 ? null : from + end + 1;
}

function parsedLine<T>(bytes: Uint8Array, schema: z.ZodType<T>): T | null {
  if (bytes.some((byte) => byte > 0x7f)) return null;
  const line = String.fromCharCode(...bytes);
  const value = jsonOf(line);
  const parsed = schema.safeParse(value);
  return parsed.success && `${canonicalJson(value)}\n` === line ? parsed.data : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const CARRIED_ENDINGS = { out: 'hn12369out', in: 'hn12369in' } as const;

/** `12369-ZZ01-20261125-0930.hn12369out`, in Shanghai time; the answer has the same name with the other ending. */
export function carriedFileName(seatId: string, at: number): string {
  const [date = '', time = ''] = shanghaiTimestamp(at).split(' ');
  const digits = (text: string) => text.replace(/\D/g, '');
  return `12369-${seatId}-${digits(date)}-${digits(time).slice(0, 4)}.${CARRIED_ENDINGS.out}`;
}
