import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Database } from './database/database';
import type { CenterKeys } from './keys/keys';

export interface Seats {
  /** Makes or renews a seat and returns its token; the same one each time, so an enrolment can be made again. */
  enrol(seat: { id: string; unitCode: string }, now: number): Promise<string>;
  /** True where `token` is the seat's. Takes as long for a seat that does not exist. */
  isToken(seatId: string, token: string): Promise<boolean>;
  /** Whose token it is; null where it is nobody's. */
  seatOfToken(token: string): Promise<string | null>;
  /** The hash of a seat's token: what both ends derive the keys of carried files from. Null for no such seat. */
  secretOf(seatId: string): Promise<Buffer | null>;
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest();
const NOBODY = sha256('no seat has this hash for its token').toString('hex');

/** The seats that may speak to the center. Keeps hashes of tokens only. */
export function createSeats(database: Database, keys: CenterKeys): Seats {
  return {
    enrol: async ({ id, unitCode }, now) => {
      const token = createHmac('sha256', keys.enrolmentSecret).update(`seat:${id}`).digest('base64url');
      await database.query(
        `insert into seats (seat_id, unit_code, token_sha256, enrolled_at) values ($1, $2, $3, $4)
         on conflict (seat_id) do update set unit_code = excluded.unit_code, token_sha256 = excluded.token_sha256`,
        [id, unitCode, sha256(token).toString('hex'), now],
      );
      return token;
    },
    isToken: async (seatId, token) => {
      const rows = await database.query<{ token_sha256: string }>(
        'select token_sha256 from seats where seat_id = $1',
        [seatId],
      );
      return timingSafeEqual(Buffer.from(rows[0]?.token_sha256 ?? NOBODY, 'hex'), sha256(token));
    },
    seatOfToken: async (token) => {
      // Looked up by the hash of a random 256-bit secret: what timing could tell leads to no token.
      const hash = sha256(token).toString('hex');
      const rows = await database.query<{ seat_id: string }>(
        'select seat_id from seats where token_sha256 = $1 limit 1',
        [hash],
      );
      return rows[0]?.seat_id ?? null;
    },
    secretOf: async (seatId) => {
      const rows = await database.query<{ token_sha256: string }>(
        'select token_sha256 from seats where seat_id = $1',
        [seatId],
      );
      return rows[0] === undefined ? null : Buffer.from(rows[0].token_sha256, 'hex');
    },
  };
}
