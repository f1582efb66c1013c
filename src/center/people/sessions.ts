import { createHash, randomBytes } from 'node:crypto';
import { argon2Verify } from 'hash-wasm';
import type { Person } from '../../shared/center-api/enrolment';
import { delayAfter } from '../../shared/session/delay';
import type { PasswordRule } from '../../shared/session/password';
import type { Database } from '../database/database';
import { createPasswords } from './passwords';
import type { People } from './people';

const SESSION_MS = 900_000;

export type SignedIn =
  | { ok: true; person: Person; token: string; expiresAt: number; passwordExpiresAt: number }
  /** It is that person; the new password breaks these rules, and the old one stays. */
  | { ok: false; reason: 'password_refused'; rules: PasswordRule[] }
  | { ok: false; reason: 'wrong_password' }
  | { ok: false; reason: 'too_many_tries'; seconds: number };

export interface CenterSessions {
  /** `seatId` empty: at the center itself. `newPassword`: takes the place of the one that was proved. Somebody unknown or switched off is answered as a wrong password. */
  signIn(
    seatId: string,
    personId: string,
    password: string,
    now: number,
    newPassword?: string,
  ): Promise<SignedIn>;
  /** Whose session it is; null where it is over, or nobody's. */
  personOf(token: string, now: number): Promise<{ seatId: string; person: Person } | null>;
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Proves who somebody is, for a quarter of an hour. Kept are hashes of tokens only. */
export function createSessions(database: Database, people: Pick<People, 'list'>): CenterSessions {
  const passwords = createPasswords(database);

  async function active(seatId: string, personId: string): Promise<Person | undefined> {
    const found = (await people.list(seatId)).find(({ id, isActive }) => id === personId && isActive);
    if (found === undefined) return undefined;
    const { isActive: _, ...person } = found;
    return person;
  }

  /** Counts the try before it is made, unless it comes too soon: then how long to wait, ms. */
  function countTry(seatId: string, personId: string, now: number): Promise<number> {
    return database.transaction(async (transaction) => {
      await transaction.query(
        'insert into sign_in_failures values ($1, $2, 0, 0) on conflict (seat_id, person_id) do nothing',
        [seatId, personId],
      );
      const [row] = await transaction.query<{ failures: number; failed_at: number | string }>(
        'select failures, failed_at from sign_in_failures where seat_id = $1 and person_id = $2 for update',
        [seatId, personId],
      );
      const delay = delayAfter(row?.failures ?? 0);
      // Requests are not counted in the order of their times: without a delay there is nothing to be early for.
      const waitMs = delay === 0 ? 0 : Number(row?.failed_at ?? 0) + delay - now;
      if (waitMs > 0) return waitMs;
      await transaction.query(
        'update sign_in_failures set failures = failures + 1, failed_at = greatest(failed_at, $3) where seat_id = $1 and person_id = $2',
        [seatId, personId, now],
      );
      return 0;
    });
  }

  return {
    signIn: async (seatId, personId, password, now, newPassword) => {
      const person = await active(seatId, personId);
      if (person === undefined) return { ok: false, reason: 'wrong_password' };
      const waitMs = await countTry(seatId, personId, now);
      if (waitMs > 0) return { ok: false, reason: 'too_many_tries', seconds: Math.ceil(waitMs / 1000) };
      if (!(await argon2Verify({ password, hash: person.verifier }))) {
        return { ok: false, reason: 'wrong_password' };
      }
      await database.query('delete from sign_in_failures where seat_id = $1 and person_id = $2', [
        seatId,
        personId,
      ]);
      if (newPassword !== undefined) {
        const rules = await passwords.renew(seatId, person, newPassword, now);
        if (rules.length > 0) return { ok: false, reason: 'password_refused', rules };
      }
      const token = randomBytes(32).toString('base64url');
      const expiresAt = now + SESSION_MS;
      await database.query('delete from sessions where expires_at <= $1', [now]);
      await database.query('insert into sessions values ($1, $2, $3, $4)', [
        sha256(token),
        seatId,
        personId,
        expiresAt,
      ]);
      const passwordExpiresAt = await passwords.expiresAt(seatId, personId);
      return { ok: true, person, token, expiresAt, passwordExpiresAt };
    },
    personOf: async (token, now) => {
      // Looked up by the hash of a random 256-bit secret: what timing could tell leads to no token.
      const [row] = await database.query<{ seat_id: string; person_id: string }>(
        'select seat_id, person_id from sessions where token_sha256 = $1 and expires_at > $2',
        [sha256(token), now],
      );
      const person = row && (await active(row.seat_id, row.person_id));
      return row === undefined || person === undefined ? null : { seatId: row.seat_id, person };
    },
  };
}
