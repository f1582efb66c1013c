import type { PushedRecord } from '../../shared/center-api/messages';
import { Receipt, receiptText, type ReceiptClaim, type RecordKey } from '../../shared/center-api/receipt';
import { shanghaiDate } from '../../shared/shanghai-time';
import type { Database, Queries } from '../database/database';
import type { CenterKeys } from '../keys/keys';
import { findBox } from './boxes';

/** What became of one record: written now, here before under the same bytes, or the place is taken. */
export type StoreOutcome =
  | { kind: 'new' | 'known'; receipt: Receipt }
  | { kind: 'other_body' }
  /** Another seat brought this id first. */
  | { kind: 'other_seat' };

/** What is kept of one revision, for tests and operators. */
export interface StoredRecord {
  id: string;
  revision: number;
  seatId: string;
  bodySha256: string;
  body: string;
  centerNumber: string;
  receivedAt: number;
}

export interface RecordStore {
  /**
   * Takes judged records of one seat in: one transaction, one outcome for each in order. The key id + revision + hash
   * never expires; however often and however many at once bring it, one row and one receipt come of it.
   */
  take(seatId: string, records: readonly PushedRecord[], now: number): Promise<StoreOutcome[]>;
  /** Receipts of the keys that are here from this seat, under exactly this hash. */
  receiptsOf(seatId: string, keys: readonly RecordKey[]): Promise<Receipt[]>;
  list(): Promise<StoredRecord[]>;
  /** True where an earlier revision of the record brought the box of this hash. */
  hasBox(seatId: string, recordId: string, sha256: string): Promise<boolean>;
  /** Revisions that must exist because a later one came. */
  missingRevisions(): Promise<{ id: string; revision: number }[]>;
}

interface KnownRow {
  record_id: string;
  revision: number;
  body_sha256: string;
  receipt: string;
}

const keyOf = (id: string, revision: number) => `${id}/${revision}`;

export function createRecordStore(
  database: Database,
  keys: Pick<CenterKeys, 'sign' | 'signing'>,
): RecordStore {
  async function writeNew(
    transaction: Queries,
    fresh: readonly PushedRecord[],
    numbers: ReadonlyMap<string, { seatId: string; centerNumber: string }>,
    seatId: string,
    now: number,
  ): Promise<Set<string>> {
    const rows = await transaction.query<{ record_id: string; revision: number }>(
      `insert into records (record_id, revision, body_sha256, body, received_at, seat_id)
       select id, revision, sha256, body, $5, $6
       from unnest($1::text[], $2::int[], $3::text[], $4::text[]) with ordinality as sent(id, revision, sha256, body, n)
       order by n
       on conflict do nothing
       returning record_id, revision`,
      [
        fresh.map((each) => each.id),
        fresh.map((each) => each.revision),
        fresh.map((each) => each.bodySha256),
        fresh.map((each) => each.body),
        now,
        seatId,
      ],
    );
    const written = new Set(rows.map((row) => keyOf(row.record_id, row.revision)));
    const receipts = fresh
      .filter((each) => written.has(keyOf(each.id, each.revision)))
      .map(({ id, revision, bodySha256 }) =>
        signed(
          Receipt.shape.seatId.parse(seatId),
          { id, revision, bodySha256 },
          numbers.get(id)?.centerNumber ?? '',
          now,
        ),
      );
    await transaction.query(
      `insert into receipts (record_id, revision, receipt)
       select * from unnest($1::text[], $2::int[], $3::text[])`,
      [
        receipts.map((receipt) => receipt.recordId),
        receipts.map((receipt) => receipt.revision),
        receipts.map((receipt) => JSON.stringify(receipt)),
      ],
    );
    return written;
  }

  function signed(
    seatId: Receipt['seatId'],
    key: RecordKey,
    centerNumber: string,
    receivedAt: number,
  ): Receipt {
    const { id: recordId, revision, bodySha256 } = key;
    const keyId = keys.signing.id;
    const claim: ReceiptClaim = { recordId, revision, bodySha256, seatId, centerNumber, receivedAt, keyId };
    return { ...claim, signature: keys.sign(receiptText(claim)) };
  }

  return {
    take: (seatId, records, now) =>
      database.transaction(async (transaction) => {
        const numbers = await numbersOf(transaction, seatId, records, now);
        const own = records.filter((each) => numbers.get(each.id)?.seatId === seatId);
        const written = await writeNew(transaction, inOneOrder(own), numbers, seatId, now);
        const known = await knownOf(transaction, own);
        return records.map((each) => {
          if (numbers.get(each.id)?.seatId !== seatId) return { kind: 'other_seat' };
          const key = keyOf(each.id, each.revision);
          const row = known.get(key);
          if (row === undefined) throw new Error('A record just written is not there');
          if (row.body_sha256 !== each.bodySha256) return { kind: 'other_body' };
          // Only the first mention in a batch is new; `delete` answers that and forgets it at once.
          return { kind: written.delete(key) ? 'new' : 'known', receipt: receiptOf(row.receipt) };
        });
      }),
    receiptsOf: async (seatId, asked) => {
      const rows = await database.query<{ receipt: string }>(
        `select receipt from unnest($2::text[], $3::bigint[], $4::text[]) as asked(id, revision, sha256)
         join record_numbers on record_numbers.record_id = asked.id and record_numbers.seat_id = $1
         join records on records.record_id = asked.id and records.revision = asked.revision
           and body_sha256 = asked.sha256
         join receipts on receipts.record_id = asked.id and receipts.revision = asked.revision`,
        [
          seatId,
          asked.map((key) => key.id),
          asked.map((key) => key.revision),
          asked.map((key) => key.bodySha256),
        ],
      );
      return rows.map((row) => receiptOf(row.receipt));
    },
    list: async () => {
      const rows = await database.query<{
        record_id: string;
        revision: number;
        seat_id: string;
        body_sha256: string;
        body: string;
        center_number: string;
        received_at: number | string;
      }>(
        `select record_id, revision, records.seat_id, body_sha256, body, center_number, received_at
         from records join record_numbers using (record_id) order by received_at, record_id, revision`,
      );
      return rows.map((row) => ({
        id: row.record_id,
        revision: row.revision,
        seatId: row.seat_id,
        bodySha256: row.body_sha256,
        body: row.body,
        centerNumber: row.center_number,
        receivedAt: Number(row.received_at),
      }));
    },
    hasBox: async (seatId, recordId, sha256) => (await findBox(database, seatId, recordId, sha256)) !== null,
    missingRevisions: async () => {
      const rows = await database.query<{ record_id: string; revision: number }>(
        'select record_id, revision from missing_revisions order by record_id, revision',
      );
      return rows.map((row) => ({ id: row.record_id, revision: row.revision }));
    },
  };
}

/** Center numbers of the records' ids, given out where an id is new. `HN20261123-000123`: date of first receipt. */
async function numbersOf(
  transaction: Queries,
  seatId: string,
  records: readonly PushedRecord[],
  now: number,
): Promise<Map<string, { seatId: string; centerNumber: string }>> {
  const ids = [...new Set(records.map((each) => each.id))].sort();
  await transaction.query(
    `insert into record_numbers (record_id, seat_id, center_number)
     select id, $2, $3 || case when n < 1000000 then lpad(n::text, 6, '0') else n::text end
     from (
       select id, nextval('center_numbers') as n
       from (select unnest($1::text[]) collate "C" as id order by 1) as sent
       where not exists (select 1 from record_numbers where record_id = id)
     ) as numbered
     order by id
     on conflict do nothing`,
    [ids, seatId, `HN${shanghaiDate(now).replaceAll('-', '')}-`],
  );
  const rows = await transaction.query<{ record_id: string; seat_id: string; center_number: string }>(
    'select record_id, seat_id, center_number from record_numbers where record_id = any($1::text[])',
    [ids],
  );
  return new Map(
    rows.map((row) => [row.record_id, { seatId: row.seat_id, centerNumber: row.center_number }]),
  );
}

async function knownOf(
  transaction: Queries,
  records: readonly PushedRecord[],
): Promise<Map<string, KnownRow>> {
  const rows = await transaction.query<KnownRow>(
    `select record_id, revision, body_sha256, receipt
     from unnest($1::text[], $2::int[]) as asked(record_id, revision)
     join records using (record_id, revision) join receipts using (record_id, revision)`,
    [records.map((each) => each.id), records.map((each) => each.revision)],
  );
  return new Map(rows.map((row) => [keyOf(row.record_id, row.revision), row]));
}

/** Each key once, the first mention, in an order that is the same in every batch: two batches cannot deadlock. */
function inOneOrder(records: readonly PushedRecord[]): PushedRecord[] {
  const first = new Map<string, PushedRecord>();
  for (const each of records) {
    const key = keyOf(each.id, each.revision);
    if (!first.has(key)) first.set(key, each);
  }
  return [...first.values()].sort((a, b) => (a.id === b.id ? a.revision - b.revision : a.id < b.id ? -1 : 1));
}

function receiptOf(text: string): Receipt {
  return Receipt.parse(JSON.parse(text));
}
