import { addDays, shanghaiDate, startOfShanghaiDay } from '../../shared/shanghai-time';
import type { Bundles, Stage } from '../bundles';
import type { Database } from '../database/database';
import type { Tally } from './tally';

/** How many days back records are counted by day. */
const DAYS = 14;

/** What an operator sees of a center: numbers, codes of seats and times. No content, no identity, no token. */
export interface Counts {
  centerTime: number;
  /** Of this process: its counts in memory begin here. */
  since: number;
  records: number;
  revisions: number;
  receipts: number;
  /** Revisions that must exist because a later one came. */
  missingRevisions: number;
  databaseBytes: number;
  /** Refused records by reason, at this process since its start. */
  refused: { reason: string; count: number }[];
  bundles: {
    version: string;
    effectiveFrom: number;
    /** Null: everybody. */
    stage: Stage | null;
    /** Seats to which it is what is offered now. */
    seats: number;
  }[];
  seats: SeatCounts[];
}

export interface SeatCounts {
  seatId: string;
  unitCode: string;
  revisions: number;
  /** Its last new record, in the database; null where it never brought one. */
  lastRecordAt: number | null;
  /** Its last request at this process since its start. */
  lastContactAt: number | null;
  bundleVersion: string;
  /** Revisions received by Shanghai day, latest first; days without one are left out. */
  days: { date: string; revisions: number }[];
}

interface TotalsRow {
  records: number | string;
  revisions: number | string;
  receipts: number | string;
  missing: number | string;
  bytes: number | string;
}

interface SeatRow {
  seat_id: string;
  unit_code: string;
  revisions: number | string;
  last_at: number | string | null;
}

interface DayRow {
  seat_id: string;
  day: number | string;
  revisions: number | string;
}

const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Counts the center as it is now. Reads every record's row but no body. */
export async function countCenter(
  parts: { database: Database; bundles: Bundles; tally: Tally },
  now: number,
): Promise<Counts> {
  const { database, bundles, tally } = parts;
  await bundles.look();
  const [totals] = await database.query<TotalsRow>(
    `select (select count(*) from record_numbers) as records, (select count(*) from records) as revisions,
       (select count(*) from receipts) as receipts, (select count(*) from missing_revisions) as missing,
       pg_database_size(current_database()) as bytes`,
  );
  const seats = await database.query<SeatRow>(
    `select seat_id, unit_code, count(received_at) as revisions, max(received_at) as last_at
     from seats left join records using (seat_id)
     group by seat_id, unit_code order by seat_id`,
  );
  const days = await daysOf(database, now);
  const offered = new Map(
    seats.map(({ seat_id: seatId }) => [seatId, bundles.current(seatId).bundle.version]),
  );
  return {
    centerTime: now,
    since: tally.since,
    records: Number(totals?.records ?? 0),
    revisions: Number(totals?.revisions ?? 0),
    receipts: Number(totals?.receipts ?? 0),
    missingRevisions: Number(totals?.missing ?? 0),
    databaseBytes: Number(totals?.bytes ?? 0),
    refused: [...tally.refused]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count),
    bundles: bundles.known().map(({ version, effectiveFrom, stage }) => ({
      version,
      effectiveFrom,
      stage,
      seats: [...offered.values()].filter((each) => each === version).length,
    })),
    seats: seats.map((row) => ({
      seatId: row.seat_id,
      unitCode: row.unit_code,
      revisions: Number(row.revisions),
      lastRecordAt: row.last_at === null ? null : Number(row.last_at),
      lastContactAt: tally.lastContact.get(row.seat_id) ?? null,
      bundleVersion: offered.get(row.seat_id) ?? '',
      days: days.get(row.seat_id) ?? [],
    })),
  };
}

async function daysOf(database: Database, now: number): Promise<Map<string, SeatCounts['days']>> {
  const from = startOfShanghaiDay(addDays(shanghaiDate(now), 1 - DAYS));
  const rows = await database.query<DayRow>(
    `select seat_id, (received_at + ${SHANGHAI_OFFSET_MS}) / ${DAY_MS} as day, count(*) as revisions
     from records
     where received_at >= $1 group by 1, 2 order by 1, 2 desc`,
    [from],
  );
  const bySeat = new Map<string, SeatCounts['days']>();
  for (const { seat_id: seatId, day, revisions } of rows) {
    const of = bySeat.get(seatId) ?? [];
    of.push({ date: shanghaiDate(Number(day) * DAY_MS), revisions: Number(revisions) });
    bySeat.set(seatId, of);
  }
  return bySeat;
}
