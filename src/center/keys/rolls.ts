import { createHash } from 'node:crypto';
import {
  KeyStatement,
  type KeyKind,
  type KeysInUse,
  type SignedKeyStatement,
} from '../../shared/keys/statement';
import type { Database, Queries } from '../database/database';
import type { CenterKeys } from './keys';

export interface SeatKeysInUse extends KeysInUse {
  seatId: string;
  toldAt: number;
}

/** Rolls as the database has them, beside the key file. */
export interface KeyRolls {
  /** Makes a new key of a kind, on record with who asked for it. Codes for enrolment that are open end with a signing key. */
  roll(kind: KeyKind, by: string, now: number): Promise<KeyStatement>;
  /** What a seat says it works with. */
  told(seatId: string, inUse: KeysInUse, now: number): Promise<void>;
  seats(): Promise<SeatKeysInUse[]>;
}

/** Of this program among the database's advisory locks: one roll at a time, over all processes. */
const LOCK = '12369, 9';

/**
 * Holds the key file to the rolls in the database: one that a crash kept from being written down is added, and an older
 * file is refused before a word is signed with it. Throws with a sentence for the operator.
 */
export async function openKeyRolls(database: Database, keys: CenterKeys): Promise<KeyRolls> {
  await hold(database, keys);
  return {
    async roll(kind, by, now) {
      let made: SignedKeyStatement | undefined;
      return database.transaction(async (transaction) => {
        await transaction.query(`select pg_advisory_xact_lock(${LOCK})`);
        const replaced = keys[kind].id;
        // Once, however often a server makes the transaction run: the key file is written before the row.
        made ??= await keys.roll(kind, now);
        await add(transaction, made, replaced, by);
        if (kind === 'signing') {
          // Their last groups stand for the key that is gone.
          await transaction.query(
            'update enrolment_codes set expires_at = least(expires_at, $1) where used_by is null',
            [now],
          );
        }
        return statementOf(made);
      });
    },
    async told(seatId, { signing, sealing, recovery }, now) {
      await database.query(
        `insert into seat_keys_in_use (seat_id, signing, sealing, recovery, told_at) values ($1, $2, $3, $4, $5)
         on conflict (seat_id) do update set signing = excluded.signing, sealing = excluded.sealing,
           recovery = excluded.recovery, told_at = excluded.told_at`,
        [seatId, signing, sealing, recovery, now],
      );
    },
    async seats() {
      const rows = await database.query<{
        seat_id: string;
        signing: string | null;
        sealing: string | null;
        recovery: string | null;
        told_at: number | string | null;
      }>(`select seat_id, signing, sealing, recovery, told_at from seat_keys_in_use order by seat_id`);
      return rows.map((row) => ({
        seatId: row.seat_id,
        signing: row.signing ?? '',
        sealing: row.sealing ?? '',
        recovery: row.recovery,
        toldAt: Number(row.told_at),
      }));
    },
  };
}

async function hold(database: Database, keys: CenterKeys): Promise<void> {
  const rows = await database.query<{ seq: number | string; body_sha256: string }>(
    'select seq, body_sha256 from key_rolls order by seq',
  );
  for (const { seq, body_sha256: hash } of rows) {
    const statement = keys.statements[Number(seq) - 1];
    if (statement === undefined || hashOf(statement.body) !== hash) {
      throw new Error(
        `center-keys.json is not the one that belongs to this database: it lacks roll ${String(seq)} of its keys. ` +
          'Put back the newer copy; nothing was changed.',
      );
    }
  }
  for (const signed of keys.statements.slice(rows.length)) {
    const { kind, key } = statementOf(signed);
    const ring = keys.list(kind);
    const replaced = ring[ring.findIndex(({ id }) => id === key.id) - 1]?.id ?? '';
    await add(database, signed, replaced, '');
  }
}

async function add(
  queries: Queries,
  signed: SignedKeyStatement,
  replaced: string,
  by: string,
): Promise<void> {
  const { seq, at, kind, key } = statementOf(signed);
  await queries.query(
    `insert into key_rolls (seq, at, kind, key_id, replaces, body_sha256, rolled_by)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [seq, at, kind, key.id, replaced, hashOf(signed.body), by],
  );
}

const statementOf = ({ body }: SignedKeyStatement): KeyStatement => KeyStatement.parse(JSON.parse(body));

const hashOf = (body: string): string => createHash('sha256').update(body, 'utf8').digest('hex');
