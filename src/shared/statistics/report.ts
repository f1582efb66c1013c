import { z } from 'zod';
import { Disposition } from '../call/record';
import { CASE_STAGES } from '../case/case';
import { BUCKET_UNITS, STUDY_KINDS, daysOf } from './period';

const Day = z.iso.date();
const Whole = z.number().int().min(0);
const Share = z.number().min(0).max(1);
const Code = z.string().max(40);
/** A count that may be too small to be told, or tell one that is (`suppress.ts`). */
const Count = z.union([Whole, z.enum(['few', 'withheld'])]);
const Change = z.strictObject({ now: Whole, before: Whole });
const LONGEST_DAYS = 3_660;

export const Period = z
  .strictObject({ from: Day, to: Day })
  .refine((period) => period.from <= period.to && daysOf(period) <= LONGEST_DAYS, { error: 'period' });

/** What is asked. `city` and `type` narrow reports; calls that are none have neither. Empty: all. */
export const StatisticsAsk = z.strictObject({
  period: Period,
  unit: z.enum(BUCKET_UNITS),
  city: z.union([z.literal(''), z.string().regex(/^\d{4}$/)]),
  type: z.union([z.literal(''), z.string().regex(/^[a-z]{2,40}$/)]),
});
export type StatisticsAsk = z.infer<typeof StatisticsAsk>;

const series = <C extends z.ZodType>(count: C) => z.strictObject({ code: Code, counts: z.array(count) });
const ByGrade = { all: Count, major: Count, repeat: Count, general: Count };

export const CityCounts = z.strictObject({ city: Code, ...ByGrade });
export type CityCounts = z.infer<typeof CityCounts>;
export const CountyCounts = z.strictObject({ city: Code, county: Code, ...ByGrade });
export type CountyCounts = z.infer<typeof CountyCounts>;

const Party = { target: z.string().min(1).max(200), name: z.string().max(60), city: Code, county: Code };

/**
 * When a party's reports say that it happens, against all others. Chances are corrected for how many were tested.
 * Hours and weekdays by themselves: what is told of both together would be of one report or two.
 */
const Times = {
  night: Count,
  weekend: Count,
  nightChance: Share,
  weekendChance: Share,
  isNight: z.boolean(),
  isWeekend: z.boolean(),
  hours: z.array(Count).length(24),
  /** Sunday first. */
  weekdays: z.array(Count).length(7),
};

/** A party whose reports tell of regular times. */
export const PartyPattern = z.strictObject({ ...Party, all: Whole, ...Times });
export type PartyPattern = z.infer<typeof PartyPattern>;

/** A party that is reported again and again, and why, as a supervisor put it; `cause` is empty before. */
export const RepeatedParty = z.strictObject({
  ...Party,
  all: Whole,
  ...Times,
  linked: Count,
  first: Day,
  last: Day,
  cause: z.string().max(1000),
});
export type RepeatedParty = z.infer<typeof RepeatedParty>;

/** Why a case is late, as far as its own acts tell. */
export const LATE_CAUSES = ['second_round', 'extended', 'not_referred', 'referred_late', 'unit'] as const;
export type LateCause = (typeof LATE_CAUSES)[number];

export const Overdue = z.strictObject({
  cases: Whole,
  closedInTime: Whole,
  closedLate: Whole,
  openInTime: Whole,
  openLate: Whole,
  causes: z.array(z.strictObject({ code: z.enum(LATE_CAUSES), closed: Whole, open: Whole })),
  stages: z.array(z.strictObject({ code: z.enum(CASE_STAGES), open: Whole })),
  units: z.array(z.strictObject({ name: z.string(), late: Whole, cases: Whole })),
  extensions: z.strictObject({ procedure: Whole, other: Whole }),
  sentBack: Whole,
});
export type Overdue = z.infer<typeof Overdue>;

export const AgentCounts = z.strictObject({
  agent: z.string().max(40),
  calls: Whole,
  reports: Whole,
  outOfScope: Whole,
  /** Reports with all five fields, and the mean of fields answered of five. */
  whole: Whole,
  answered: z.number().min(0).max(5),
});
export type AgentCounts = z.infer<typeof AgentCounts>;

/** Everything that is counted of a period. No identity, no words of a caller, no call by itself. */
export const StatisticsReport = z.strictObject({
  period: Period,
  before: Period,
  unit: z.enum(BUCKET_UNITS),
  city: Code,
  type: Code,
  /** Calls of the seat that are counted, of all there are: less while older ones are still being read. */
  counted: Whole,
  total: Whole,
  calls: Change,
  ends: z.array(z.strictObject({ code: Disposition, now: Whole, before: Whole })),
  reports: Change,
  major: Change,
  repeats: Change,
  night: Change,
  buckets: z.array(Day),
  trend: z.strictObject({
    ends: z.array(z.strictObject({ code: Disposition, counts: z.array(Whole) })),
    types: z.array(series(Whole)),
    industries: z.array(series(Whole)),
    /** `rest`: all further places. */
    regions: z.array(series(Count)),
  }),
  types: z.array(z.strictObject({ code: Code, now: Whole, before: Whole })),
  industries: z.array(z.strictObject({ code: Code, now: Whole, before: Whole })),
  cities: z.array(CityCounts),
  counties: z.array(CountyCounts),
  /** Sunday to Saturday, each hour: reports that tell of that time. */
  rose: z.array(z.array(Whole).length(24)).length(7),
  told: Whole,
  nightShare: Share,
  weekendShare: Share,
  tested: Whole,
  patterns: z.array(PartyPattern),
  repeated: z.array(RepeatedParty),
  overdue: Overdue,
  agents: z.array(AgentCounts),
});
export type StatisticsReport = z.infer<typeof StatisticsReport>;

export const StudyKindName = z.enum(STUDY_KINDS);
