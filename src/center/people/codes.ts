import { createHash, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import type { EnrolmentRequest } from '../../shared/center-api/people';
import { signedText } from '../../shared/center-api/identity';
import {
  CHECK_CHARS,
  checkText,
  codeLetters,
  codeText,
  SECRET_CHARS,
} from '../../shared/session/enrolment-code';
import { SeatId } from '../../shared/ids';
import type { Database, Queries } from '../database/database';
import type { CenterKeys } from '../keys/keys';

const DAY_MS = 86_400_000;
const MAX_WRONG_TRIES = 5;

export type Redeemed =
  | { ok: true; seat: { id: string; unitCode: string }; token: string }
  | { ok: false; reason: 'wrong_code' | 'code_used' | 'code_expired' | 'code_locked' | 'bad_signature' };

export interface Codes {
  /** Makes a one-time code for a seat and returns it as it is told to a person, once. Earlier open codes end. */
  make(seat: { id: string; unitCode: string }, now: number): Promise<{ code: string; expiresAt: number }>;
  /** A code for a seat: once, for one key. The same key again, before the code expires, gets the same. */
  redeem(request: EnrolmentRequest, now: number): Promise<Redeemed>;
}

interface CodeRow {
  code_hash: string;
  unit_code: string;
  expires_at: number | string;
  wrong_tries: number;
  used_by: string | null;
}

/** One-time codes by which a PC becomes a seat. Kept is a keyed hash of each: the database alone gives none away. */
export function createCodes(database: Database, keys: CenterKeys): Codes {
  const hashOf = (seatId: string, secret: string) =>
    createHmac('sha256', keys.enrolmentSecret).update(`code:${seatId}:${secret}`).digest('hex');

  /** Made of the key, so that nothing of it has to be kept for an answer that was lost. */
  const tokenFor = (seatId: string, seatKey: string) =>
    createHmac('sha256', keys.enrolmentSecret).update(`seat:${seatId}:${seatKey}`).digest('base64url');

  async function take(transaction: Queries, request: EnrolmentRequest, now: number): Promise<Redeemed> {
    const { seatId, secret, seatKey } = request;
    const [row] = await transaction.query<CodeRow>(
      'select code_hash, unit_code, expires_at, wrong_tries, used_by from enrolment_codes where code_hash = $1 for update',
      [hashOf(seatId, secret)],
    );
    if (row === undefined) {
      await transaction.query(
        'update enrolment_codes set wrong_tries = wrong_tries + 1 where seat_id = $1 and used_by is null',
        [seatId],
      );
      return { ok: false, reason: 'wrong_code' };
    }
    if (row.used_by !== null && row.used_by !== seatKey) return { ok: false, reason: 'code_used' };
    if (Number(row.expires_at) <= now) return { ok: false, reason: 'code_expired' };
    if (row.used_by === null && row.wrong_tries >= MAX_WRONG_TRIES)
      return { ok: false, reason: 'code_locked' };
    const token = tokenFor(seatId, seatKey);
    await transaction.query(
      `insert into seats (seat_id, unit_code, token_sha256, enrolled_at, seat_key) values ($1, $2, $3, $4, $5)
       on conflict (seat_id) do update set unit_code = excluded.unit_code, token_sha256 = excluded.token_sha256,
         seat_key = excluded.seat_key`,
      [seatId, row.unit_code, createHash('sha256').update(token, 'utf8').digest('hex'), now, seatKey],
    );
    await transaction.query(
      'update enrolment_codes set used_by = $2, used_at = $3 where code_hash = $1 and used_by is null',
      [row.code_hash, seatKey, now],
    );
    return { ok: true, seat: { id: seatId, unitCode: row.unit_code }, token };
  }

  return {
    make: async ({ id, unitCode }, now) => {
      const seatId = SeatId.parse(id);
      const secret = codeLetters(randomBytes(8), SECRET_CHARS);
      const check = checkOf(seatId, secret, keys.signing.publicKey);
      const expiresAt = now + DAY_MS;
      await database.transaction(async (transaction) => {
        await transaction.query(
          'update enrolment_codes set expires_at = least(expires_at, $2) where seat_id = $1 and used_by is null',
          [seatId, now],
        );
        await transaction.query(
          'insert into enrolment_codes (code_hash, seat_id, unit_code, made_at, expires_at) values ($1, $2, $3, $4, $5)',
          [hashOf(seatId, secret), seatId, unitCode, now, expiresAt],
        );
      });
      return { code: codeText({ seatId, secret, check }), expiresAt };
    },
    redeem: async (request, now) => {
      if (!isSignedBy(request.seatKey, signedText(request), request.signature)) {
        return { ok: false, reason: 'bad_signature' };
      }
      return database.transaction((transaction) => take(transaction, request, now));
    },
  };
}

/** The part of a code that only this center's signing key fits. */
function checkOf(seatId: string, secret: string, signingKey: string): string {
  return codeLetters(
    createHmac('sha256', secret).update(checkText(seatId, signingKey)).digest(),
    CHECK_CHARS,
  );
}

/** DER head of an Ed25519 SubjectPublicKeyInfo; the raw 32 bytes follow (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** True where `signature` over the text holds under a seat's raw key. Never throws. */
export function isSignedBy(seatKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.concat([SPKI_HEAD, Buffer.from(seatKey, 'base64')]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
