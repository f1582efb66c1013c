import {
  CITY_DIGITS,
  LATELY_DAYS,
  REGION_DAYS,
  suppressed,
  type RegionAnswer,
  type RegionDay,
} from '../../shared/center-api/region';
import { Urgency } from '../../shared/lead/deadline';
import { addDays, shanghaiDate, startOfShanghaiDay } from '../../shared/shanghai-time';
import type { Database, Queries } from '../database/database';

type Counts = Omit<RegionAnswer, 'centerTime'>;
type Bigint = number | string;

interface SeatRow {
  seat_id: string;
  city: string;
  total: Bigint;
  today: Bigint;
  lately: Bigint;
  last_at: Bigint | null;
}

/** 28,800,000 ms: Shanghai is 8 hours ahead of UTC. Only a record's latest revision says how its call ended. */
const CALLS = `
  from seats join records using (seat_id)
  where left(seats.unit_code, ${CITY_DIGITS}) = $1 and records.started_at between $2 and $3
    and not exists (
      select 1 from records as later
      where later.record_id = records.record_id and later.revision > records.revision
    )`;

/** What the center has of all seats of one seat's city. Sums alone: reads no body, and tells nothing of a single record. */
export async function countRegion(database: Database, seatId: string, now: number): Promise<Counts> {
  const today = shanghaiDate(now);
  const from = (days: number) => startOfShanghaiDay(addDays(today, 1 - days));
  return database.transaction(async (transaction) => {
    const rows = await seatsOf(transaction, seatId, startOfShanghaiDay(today), from(LATELY_DAYS));
    const city = rows[0]?.city ?? '';
    const end = startOfShanghaiDay(addDays(today, 1)) - 1;
    return {
      seatId: seatId as Counts['seatId'],
      city,
      today,
      seats: rows.map((row) => ({
        seatId: row.seat_id as Counts['seatId'],
        total: Number(row.total),
        today: Number(row.today),
        last30Days: Number(row.lately),
        lastReceiptAt: row.last_at === null ? null : Number(row.last_at),
      })),
      days: await daysOf(transaction, [city, from(REGION_DAYS), end]),
      counties: await countiesOf(transaction, [city, from(LATELY_DAYS), end]),
      cases: await casesOf(transaction, city),
    };
  });
}

function seatsOf(queries: Queries, seatId: string, today: number, lately: number): Promise<SeatRow[]> {
  return queries.query<SeatRow>(
    `select seat_id, left(unit_code, ${CITY_DIGITS}) as city,
       (select count(*) from record_numbers where record_numbers.seat_id = seats.seat_id) as total,
       (select count(*) from records where records.seat_id = seats.seat_id
         and received_at >= $2 and revision = 1) as today,
       (select count(*) from records where records.seat_id = seats.seat_id
         and received_at >= $3 and revision = 1) as lately,
       (select max(received_at) from records where records.seat_id = seats.seat_id) as last_at
     from seats
     where left(unit_code, ${CITY_DIGITS}) =
       (select left(unit_code, ${CITY_DIGITS}) from seats as own where own.seat_id = $1)
     order by seat_id limit 500`,
    [seatId, today, lately],
  );
}

async function daysOf(queries: Queries, span: readonly unknown[]): Promise<RegionDay[]> {
  const rows = await queries.query<Record<keyof RegionDay, Bigint>>(
    `select (records.started_at + 28800000) / 86400000 as day,
       count(*) filter (where disposition = 'report') as report,
       count(*) filter (where disposition = 'consultation') as consultation,
       count(*) filter (where disposition = 'out_of_scope') as out_of_scope,
       count(*) filter (where disposition = 'nuisance') as nuisance,
       count(*) filter (where disposition = 'dropped') as dropped
     ${CALLS} group by 1 order by 1`,
    span,
  );
  return rows.map((row) => ({
    day: new Date(Number(row.day) * 86_400_000).toISOString().slice(0, 10),
    report: Number(row.report),
    consultation: Number(row.consultation),
    out_of_scope: Number(row.out_of_scope),
    nuisance: Number(row.nuisance),
    dropped: Number(row.dropped),
  }));
}

/** Each county that was reported from, with each urgency: which of them stands at none is not told either. */
async function countiesOf(queries: Queries, span: readonly unknown[]): Promise<Counts['counties']> {
  const rows = await queries.query<{ county: string; urgency: string; reports: Bigint }>(
    `select coalesce(county, '') as county, urgency, count(*) as reports
     ${CALLS} and disposition = 'report' and urgency is not null group by 1, 2`,
    span,
  );
  const counted = new Map(rows.map((row) => [`${row.county}/${row.urgency}`, Number(row.reports)]));
  const counties = [...new Set(rows.map(({ county }) => county))].sort().slice(0, 300);
  return suppressed(
    counties.flatMap((county) =>
      Urgency.options.map((urgency) => ({
        county,
        urgency,
        reports: counted.get(`${county}/${urgency}`) ?? 0,
      })),
    ),
  );
}

async function casesOf(queries: Queries, city: string): Promise<Counts['cases']> {
  const rows = await queries.query<{ progress: string; cases: Bigint }>(
    `select progress, count(*) as cases from (
       select distinct on (changes.seat_id, record_id) progress
       from seats join changes using (seat_id)
       where left(seats.unit_code, ${CITY_DIGITS}) = $1 and progress is not null
       order by changes.seat_id, record_id, position desc
     ) as latest group by progress`,
    [city],
  );
  const of = (progress: keyof Counts['cases']) =>
    Number(rows.find((row) => row.progress === progress)?.cases ?? 0);
  return {
    registered: of('registered'),
    referred: of('referred'),
    handling: of('handling'),
    concluded: of('concluded'),
  };
}
