import { z } from 'zod';
import { EpochMs, SeatId } from '../ids';
import { Urgency } from '../lead/deadline';

/** Days counted back from the center's day, itself included. */
export const REGION_DAYS = 31;
/** Received "lately", and the reports that are counted by county. */
export const LATELY_DAYS = 30;
/** A unit's code begins with its city's. */
export const CITY_DIGITS = 4;
/** Fewer than this are never told by county: a neighbour could guess who reported. */
export const SMALLEST_TOLD = 3;

const Count = z.number().int().min(0);
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What the center has of one seat: records, by the day the center received them first. */
export const RegionSeat = z.object({
  seatId: SeatId,
  total: Count,
  today: Count,
  last30Days: Count,
  lastReceiptAt: EpochMs.nullable(),
});
export type RegionSeat = z.infer<typeof RegionSeat>;

/** The calls of the city's seats that began on a Shanghai day, by how they ended in their latest revision. */
export const RegionDay = z.object({
  day: Day,
  report: Count,
  consultation: Count,
  out_of_scope: Count,
  nuisance: Count,
  dropped: Count,
});
export type RegionDay = z.infer<typeof RegionDay>;

/** `<3`: fewer than three, none included. `withheld`: three or more, left out because it would give away a `<3`. */
export const SmallCount = z.union([z.number().int().min(SMALLEST_TOLD), z.enum(['<3', 'withheld'])]);
export type SmallCount = z.infer<typeof SmallCount>;

export const RegionCounty = z.object({
  /** Empty: the report names no county. */
  county: z.string().regex(/^(\d{6})?$/),
  urgency: Urgency,
  reports: SmallCount,
});
export type RegionCounty = z.infer<typeof RegionCounty>;

/** What the center counts over all seats of one city. Never anything of a single record, a person or a text. */
export const RegionAnswer = z.object({
  seatId: SeatId,
  city: z.string().regex(/^\d{4}$/),
  today: Day,
  seats: z.array(RegionSeat).min(1).max(500),
  /** Days without a call are left out. */
  days: z.array(RegionDay).max(REGION_DAYS),
  counties: z.array(RegionCounty).max(1000),
  /** Cases by the last progress the center knows of. */
  cases: z.object({ registered: Count, referred: Count, handling: Count, concluded: Count }),
  centerTime: EpochMs,
});
export type RegionAnswer = z.infer<typeof RegionAnswer>;

interface Cell {
  county: string;
  urgency: Urgency;
  reports: number;
}

/**
 * Small numbers suppressed. The sum over all counties is known from the days: where it alone would give a suppressed
 * number away (there is one, or all of them are the largest that is suppressed), the smallest told is withheld as well.
 */
export function suppressed(cells: readonly Cell[]): RegionCounty[] {
  const small = cells.filter(({ reports }) => reports < SMALLEST_TOLD);
  const hidden = small.reduce((sum, { reports }) => sum + reports, 0);
  const isGuessed = hidden > 0 && (small.length === 1 || hidden === small.length * (SMALLEST_TOLD - 1));
  const [least] = isGuessed
    ? cells.filter(({ reports }) => reports >= SMALLEST_TOLD).sort((a, b) => a.reports - b.reports)
    : [];
  return cells.map((cell) => ({
    county: cell.county,
    urgency: cell.urgency,
    reports: cell.reports < SMALLEST_TOLD ? '<3' : cell === least ? 'withheld' : cell.reports,
  }));
}
