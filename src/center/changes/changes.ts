import { canonicalJson } from '../../shared/canonical-json';
import { Change, MAX_CHANGES, type SignedChange } from '../../shared/center-api/changes';
import type { Database, Queries } from '../database/database';
import type { CenterKeys } from '../keys/keys';

/** What an officer at the center does with a record; seat, number and revision are the center's to know. */
export type Act = Change extends infer Each
  ? Each extends Change
    ? Omit<Each, 'schema' | 'seatId' | 'position' | 'revision'>
    : never
  : never;

export interface Changes {
  /** Writes an act down as the next change of the record's seat. Throws where no such record is here. */
  add(act: Act): Promise<Change>;
  /** The changes of a seat after a position, in order, as signed; and whether there are more. */
  after(seatId: string, position: number): Promise<{ changes: SignedChange[]; hasMore: boolean }>;
}

export function createChanges(database: Database, keys: Pick<CenterKeys, 'sign' | 'signing'>): Changes {
  return {
    add: (act) =>
      database.transaction(async (transaction) => {
        const { seatId, revision } = await latestOf(transaction, act.recordId);
        const position = await nextPosition(transaction, seatId);
        const change = Change.parse({ ...act, schema: 1, seatId, position, revision });
        const body = canonicalJson(change);
        await transaction.query(
          `insert into changes (seat_id, position, record_id, body, key_id, signature)
           values ($1, $2, $3, $4, $5, $6)`,
          [seatId, position, act.recordId, body, keys.signing.id, keys.sign(body)],
        );
        return change;
      }),
    after: async (seatId, position) => {
      const rows = await database.query<{ body: string; key_id: string; signature: string }>(
        `select body, key_id, signature from changes where seat_id = $1 and position > $2
         order by position limit $3`,
        [seatId, position, MAX_CHANGES + 1],
      );
      const changes = rows.map((row) => ({ keyId: row.key_id, body: row.body, signature: row.signature }));
      return { changes: changes.slice(0, MAX_CHANGES), hasMore: changes.length > MAX_CHANGES };
    },
  };
}

async function latestOf(transaction: Queries, recordId: string) {
  const [row] = await transaction.query<{ seat_id: string; revision: number }>(
    'select seat_id, max(revision) as revision from records where record_id = $1 group by seat_id',
    [recordId],
  );
  if (row === undefined) throw new Error(`No record ${recordId} is here`);
  return { seatId: row.seat_id, revision: row.revision };
}

/** The seat's row is held until the commit: positions become visible in their order, so a pull can skip none. */
async function nextPosition(transaction: Queries, seatId: string): Promise<number> {
  await transaction.query('select 1 from seats where seat_id = $1 for update', [seatId]);
  const [row] = await transaction.query<{ last: number | string | null }>(
    'select max(position) as last from changes where seat_id = $1',
    [seatId],
  );
  return Number(row?.last ?? 0) + 1;
}
