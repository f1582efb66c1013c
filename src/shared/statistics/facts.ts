import type { CallRecord, Disposition } from '../call/record';
import type { Urgency } from '../lead/deadline';
import { gradeOf, isRepeat, type Grade } from '../lead/grade';
import type { Occurrence } from '../lead/occurrence';
import { findIdentity } from '../privacy/find-identity';
import type { Features } from '../repeats/features';
import { completenessOf } from '../report/problems';
import type { Report } from '../report/report';
import { shanghaiTimestamp, type ShanghaiDate } from '../shanghai-time';

/** Rises when a fact is read otherwise than before: what was noted under an older one is noted anew. */
export const FACTS_VERSION = 1;

/**
 * What is counted of a call: codes, times, and the reported party as it is told apart from others. Nothing of who
 * called, and none of their words.
 */
export interface CallFacts {
  day: ShanghaiDate;
  startHour: number;
  disposition: Disposition;
  /** 工号 of who answered. */
  agent: string;
  city: string;
  county: string;
  town: string;
  /** Codes of the bundle's catalogue. */
  types: readonly string[];
  industry: string;
  isNight: boolean;
  /** When the pollution is there, as bits: hour 0 to 23, Sunday to Saturday; 0 where nobody said. */
  hours: number;
  weekdays: number;
  grade: Grade | null;
  urgency: Urgency | null;
  isRepeat: boolean;
  /** Calls that it was linked to. */
  links: number;
  /** The same for reports of the same party; empty where a report does not tell it apart. */
  target: string;
  /** As this report names it. */
  targetName: string;
  /** Of the five fields; null for what is no report. */
  completeness: number | null;
}

/** Facts of a finished record. `features`: what the matcher knows the report by (`featuresOf`), null where it knows none. */
export function factsOf(record: CallRecord, features: Features | null): CallFacts {
  const began = shanghaiTimestamp(record.startedAt);
  const call = {
    day: began.slice(0, 10),
    startHour: Number(began.slice(11, 13)),
    disposition: record.disposition,
    agent: record.agentNumber,
  };
  const report = record.disposition === 'report' || record.disposition === 'dropped' ? record.report : null;
  if (report === null) return { ...call, ...NOTHING };
  const { city, county, town } = report.address;
  const isWhole = record.disposition === 'report';
  return {
    ...call,
    city,
    county,
    town,
    types: report.pollution.types,
    industry: report.industry,
    ...timesOf(report.pollution.occurrences),
    grade: isWhole ? gradeOf(report) : null,
    urgency: report.urgency,
    isRepeat: isRepeat(report.repeats),
    links: report.repeats.links.filter(({ decision }) => decision === 'linked').length,
    ...targetOfReport(report, features),
    completeness: isWhole ? completenessOf(report).answered : null,
  };
}

const NOTHING = {
  city: '',
  county: '',
  town: '',
  types: [],
  industry: '',
  isNight: false,
  hours: 0,
  weekdays: 0,
  grade: null,
  urgency: null,
  isRepeat: false,
  links: 0,
  target: '',
  targetName: '',
  completeness: null,
} as const;

const SPOT_KIND = 1;

/**
 * A named party by its name, another by what it is and the spot it stands at, within a county: 石料厂 alone is nobody. What
 * reads like a private person's identity is no key.
 */
function targetOfReport(report: Report, features: Features | null): { target: string; targetName: string } {
  const none = { target: '', targetName: '' };
  if (features === null || features.core === '') return none;
  const where = features.county || features.city;
  const spot = features.spots[0]?.slice(SPOT_KIND) ?? '';
  const name = features.isNamed ? features.names[0] : undefined;
  const what =
    name ?? (spot === '' ? undefined : `${features.town}${spot} ${features.about[0] ?? features.core}`);
  if (where === '' || what === undefined) return none;
  const targetName = name === undefined ? `${features.town}${spot}${features.core}` : features.core;
  if (findIdentity(report.target.answer).length > 0 || findIdentity(targetName).length > 0) return none;
  return { target: `${where} ${what}`.slice(0, 200), targetName: targetName.slice(0, 60) };
}

const EVERY_DAY = 0b111_1111;
const WEEKEND = 0b100_0001;
const MINUTES = 60;

/** Hours and days on which the caller says that it happens. */
function timesOf(occurrences: readonly Occurrence[]): { isNight: boolean; hours: number; weekdays: number } {
  let hours = 0;
  let weekdays = 0;
  for (const { kind, window, weekdays: days } of occurrences) {
    if (window !== null) hours |= hoursIn(window);
    if (days.length > 0) for (const day of days) weekdays |= 1 << day;
    else if (kind === 'weekend') weekdays |= WEEKEND;
    else if (window !== null) weekdays |= EVERY_DAY;
  }
  return { isNight: occurrences.some(({ isNight }) => isNight), hours, weekdays };
}

/** Every hour that the window has a part of; over midnight where it ends no later than it begins. */
function hoursIn({ from, to }: { from: number; to: number }): number {
  const end = to > from ? to : to + 24 * MINUTES;
  let hours = 0;
  for (let hour = Math.floor(from / MINUTES); hour * MINUTES < end; hour += 1) hours |= 1 << (hour % 24);
  return hours;
}
