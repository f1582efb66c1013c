import type { LedgerDay, LedgerSpan } from '../../shared/center-api/ledger';
import { ledgerBounds } from '../../shared/center-api/ledger';
import type { Database } from '../database/database';

/** The center's own count of one seat: each day of the span that has a revision, and all there are of whatever day. */
export async function countLedger(
  database: Database,
  seatId: string,
  span: LedgerSpan,
): Promise<{ days: LedgerDay[]; total: number }> {
  const { from, to } = ledgerBounds(span);
  // One statement, so that days and total are of the same moment. 28,800,000 ms: Shanghai is 8 hours ahead of UTC.
  const rows = await database.query<{ day: string | null; received: string; digest: string | null }>(
    `select to_char(to_timestamp(day * 86400) at time zone 'UTC', 'YYYY-MM-DD') as day, count(*) as received,
       encode(sha256(convert_to(string_agg(line, E'\\n' order by line collate "C"), 'UTF8')), 'hex') as digest
     from (
       select (made_at + 28800000) / 86400000 as day, record_id || '/' || revision || '/' || body_sha256 as line
       from records where seat_id = $1 and made_at between $2 and $3
     ) as made
     group by made.day
     union all
     select null, count(*), null from records where seat_id = $1
     order by day`,
    [seatId, from, to],
  );
  const days = rows.flatMap(({ day, received, digest }) =>
    day === null || digest === null ? [] : [{ day, received: Number(received), digest }],
  );
  return { days, total: Number(rows.find(({ day }) => day === null)?.received ?? 0) };
}
