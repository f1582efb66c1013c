import { argon2Verify } from 'hash-wasm';
import type { Person } from '../../shared/center-api/enrolment';
import {
  PASSWORD_HISTORY,
  passwordExpiry,
  passwordProblems,
  type PasswordRule,
} from '../../shared/session/password';
import type { Database } from '../database/database';
import { raise, verifierOf } from './people';

export interface Passwords {
  /** When this person's password ends, center time; in the past for one that an operator made. */
  expiresAt(seatId: string, personId: string): Promise<number>;
  /** A person's own new one, after the old one was proved. Returns the rules it breaks; none: it is in force. */
  renew(seatId: string, person: Person, password: string, now: number): Promise<PasswordRule[]>;
}

/** How long a password holds, and what may follow it (等保2.0). */
export function createPasswords(database: Database): Passwords {
  return {
    expiresAt: async (seatId, personId) => {
      const [row] = await database.query<{ password_set_at: number | string }>(
        'select password_set_at from people where seat_id = $1 and person_id = $2',
        [seatId, personId],
      );
      return passwordExpiry(Number(row?.password_set_at ?? 0));
    },
    renew: async (seatId, person, password, now) => {
      const problems = passwordProblems(password, person);
      if (problems.length > 0) return problems;
      const earlier = await database.query<{ verifier: string }>(
        'select verifier from password_history where seat_id = $1 and person_id = $2 order by seq desc limit $3',
        [seatId, person.id, PASSWORD_HISTORY],
      );
      for (const { verifier } of [person, ...earlier]) {
        if (await argon2Verify({ password, hash: verifier })) return ['not_used_before'];
      }
      const verifier = await verifierOf(password);
      return database.transaction(async (transaction) => {
        // Whoever changed it meanwhile was first; the one that was proved is no longer theirs.
        const changed = await transaction.query(
          `update people set verifier = $4, password_set_at = $5
           where seat_id = $1 and person_id = $2 and verifier = $3 returning 1`,
          [seatId, person.id, person.verifier, verifier, now],
        );
        if (changed.length === 0) return ['not_used_before'];
        await transaction.query(
          'insert into password_history (seat_id, person_id, verifier, replaced_at) values ($1, $2, $3, $4)',
          [seatId, person.id, person.verifier, now],
        );
        await transaction.query('delete from sessions where seat_id = $1 and person_id = $2', [
          seatId,
          person.id,
        ]);
        await raise(transaction, seatId, now);
        return [];
      });
    },
  };
}
