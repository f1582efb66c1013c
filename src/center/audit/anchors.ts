import { anchorText, AuditAnchor, type AuditHead } from '../../shared/center-api/anchor';
import type { Database, Queries } from '../database/database';
import type { CenterKeys } from '../keys/keys';

/** What a seat is told of its audit, and whether the head it told follows what was seen before. */
export interface Seen {
  anchor: AuditAnchor;
  isBehind: boolean;
}

export interface Anchors {
  /** Takes a head down, signed, unless it is the last one told; answers with the furthest that was ever seen. */
  see(seatId: string, head: AuditHead, now: number): Promise<Seen>;
  /** All heads of a seat as they were told, for an auditor. */
  of(seatId: string): Promise<Seen[]>;
}

interface Row {
  seat_id: string;
  seq: number | string;
  hash: string;
  center_time: number | string;
  key_id: string;
  signature: string;
  is_behind: boolean;
}

const COLUMNS = 'seat_id, seq, hash, center_time, key_id, signature, is_behind';

/** The center's memory of seats' audits: the one place that whoever holds a seat's PC cannot write anew. */
export function createAnchors(database: Database, keys: Pick<CenterKeys, 'sign' | 'signing'>): Anchors {
  const one = async (queries: Queries, seatId: string, order: string): Promise<Seen | undefined> => {
    const sql = `select ${COLUMNS} from audit_anchors where seat_id = $1 order by ${order} limit 1`;
    const [row] = await queries.query<Row>(sql, [seatId]);
    return row && seenOf(row);
  };
  return {
    see: (seatId, head, now) =>
      database.transaction(async (queries) => {
        // Two pushes of one seat at once wait for each other.
        await queries.query('select seat_id from seats where seat_id = $1 for update', [seatId]);
        const furthest = await one(queries, seatId, 'seq desc, ordinal');
        const last = await one(queries, seatId, 'ordinal desc');
        const isSame = (seen: Seen | undefined) =>
          seen?.anchor.seq === head.seq && seen.anchor.hash === head.hash;
        const isBehind = furthest !== undefined && head.seq <= furthest.anchor.seq && !isSame(furthest);
        const keyId = keys.signing.id;
        const claim = {
          seatId: AuditAnchor.shape.seatId.parse(seatId),
          ...head,
          centerTime: now,
          keyId,
        };
        const anchor: AuditAnchor = { ...claim, signature: keys.sign(anchorText(claim)) };
        if (!isSame(last)) {
          await queries.query(`insert into audit_anchors (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7)`, [
            seatId,
            head.seq,
            head.hash,
            now,
            keyId,
            anchor.signature,
            isBehind,
          ]);
        }
        if (furthest === undefined || head.seq > furthest.anchor.seq) return { anchor, isBehind };
        return { anchor: furthest.anchor, isBehind };
      }),
    of: async (seatId) => {
      const sql = `select ${COLUMNS} from audit_anchors where seat_id = $1 order by ordinal`;
      return (await database.query<Row>(sql, [seatId])).map(seenOf);
    },
  };
}

function seenOf(row: Row): Seen {
  const anchor = AuditAnchor.parse({
    seatId: row.seat_id,
    seq: Number(row.seq),
    hash: row.hash,
    centerTime: Number(row.center_time),
    keyId: row.key_id,
    signature: row.signature,
  });
  return { anchor, isBehind: row.is_behind };
}
