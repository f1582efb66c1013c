import type { Grade } from '../lead/grade';
import { addDays, startOfShanghaiDay, type ShanghaiDate } from '../shanghai-time';

/** 日梳理 · 日分析 · 日签批 · 日转办. */
export const STEPS = ['sorted', 'analysed', 'signed', 'referred'] as const;
export type Step = (typeof STEPS)[number];

/** A lead of the day as its case stands. Dates are Asia/Shanghai by center time, of when the act was noted. */
export interface LeadFacts {
  callId: string;
  localNumber: string;
  recordRevision: number;
  grade: Grade;
  /** UTC ms of center time. */
  acceptedAt: number;
  isAnalysed: boolean;
  owesSignature: boolean;
  analysedOn: ShanghaiDate | null;
  /** When a signature that is enough for its grade was noted. */
  signedOn: ShanghaiDate | null;
  referredOn: ShanghaiDate | null;
}

/** A revision of the day's sheet, without its words. */
export interface SheetFacts {
  revision: number;
  madeOn: ShanghaiDate;
  /** Cells in which the linter found something when it was saved. */
  findings: number;
  rows: readonly { callId: string; recordRevision: number; grade: Grade }[];
}

export interface DayFacts {
  date: ShanghaiDate;
  leads: readonly LeadFacts[];
  /** Oldest first. */
  sheets: readonly SheetFacts[];
}

export type LackingWhy =
  | 'no_sheet'
  | 'not_in_sheet'
  | 'sheet_outdated'
  | 'identity_found'
  | 'not_analysed'
  | 'not_signed'
  | 'needs_head'
  | 'not_referred';

/** What keeps a step from being done; `callId` leads there, null is about the sheet. */
export interface Lacking {
  callId: string | null;
  localNumber: string | null;
  why: LackingWhy;
}

/** `late`: all is done, but not within the day. `carried`: only what is 次日应办 is left, and its day has not passed. */
export interface Tick {
  step: Step;
  state: 'done' | 'late' | 'carried' | 'open';
  lacking: Lacking[];
}

/** From 23:30 on, nobody can sort, sign and refer within the same day: 次日应办, said openly. */
const CARRIED_FROM_MS = 23.5 * 3_600_000;

/** Whether a lead came so late in its day that the next one is allowed. */
export function isCarried(date: ShanghaiDate, { acceptedAt }: Pick<LeadFacts, 'acceptedAt'>): boolean {
  return acceptedAt >= startOfShanghaiDay(date) + CARRIED_FROM_MS;
}

/** A report came, or one was revised or graded anew, since the latest revision was saved: another is owed. */
export function isOutdated({ leads, sheets }: Pick<DayFacts, 'leads' | 'sheets'>): boolean {
  const latest = sheets.at(-1);
  if (latest === undefined) return false;
  return latest.rows.length !== leads.length || leads.some((lead) => !holds(latest, lead));
}

function holds(sheet: SheetFacts, { callId, recordRevision, grade }: LeadFacts): boolean {
  return sheet.rows.some(
    (row) => row.callId === callId && row.recordRevision === recordRevision && row.grade === grade,
  );
}

/**
 * The four ticks of a day, from facts alone: nobody ticks them by hand, and none can be true while a fact is missing
 * . `today` by center time.
 */
export function ticksOf(day: DayFacts, today: ShanghaiDate): Tick[] {
  return STEPS.map((step) => {
    const lacking = lackingFor(step, day);
    return { step, lacking, state: stateOf(step, day, lacking, today) };
  });
}

function lackingFor(step: Step, day: DayFacts): Lacking[] {
  const latest = day.sheets.at(-1);
  const sheet = (why: LackingWhy): Lacking => ({ callId: null, localNumber: null, why });
  // Nothing to analyse, sign or refer on an empty day; but that it was empty must be reported (零报告).
  if (latest === undefined && (step === 'sorted' || day.leads.length === 0)) return [sheet('no_sheet')];
  if (step !== 'sorted') return day.leads.flatMap((lead) => lackingOf(step, lead));
  const missing = day.leads.filter(({ callId }) => latest?.rows.every((row) => row.callId !== callId));
  const outdated = missing.length === 0 && isOutdated(day) ? [sheet('sheet_outdated')] : [];
  const found = (latest?.findings ?? 0) > 0 ? [sheet('identity_found')] : [];
  return [...missing.map((lead) => about(lead, 'not_in_sheet')), ...outdated, ...found];
}

function lackingOf(step: Exclude<Step, 'sorted'>, lead: LeadFacts): Lacking[] {
  if (step === 'analysed') return lead.isAnalysed ? [] : [about(lead, 'not_analysed')];
  if (step === 'referred') return lead.referredOn === null ? [about(lead, 'not_referred')] : [];
  if (!lead.owesSignature && lead.signedOn !== null) return [];
  return [about(lead, lead.grade === 'major' ? 'needs_head' : 'not_signed')];
}

const about = ({ callId, localNumber }: LeadFacts, why: LackingWhy): Lacking => ({
  callId,
  localNumber,
  why,
});

function stateOf(step: Step, day: DayFacts, lacking: readonly Lacking[], today: ShanghaiDate): Tick['state'] {
  if (lacking.length === 0) return isInTime(step, day) ? 'done' : 'late';
  const late = new Set(day.leads.filter((lead) => isCarried(day.date, lead)).map(({ callId }) => callId));
  const mayWait = lacking.every(({ callId }) => callId !== null && late.has(callId));
  return mayWait && today <= addDays(day.date, 1) ? 'carried' : 'open';
}

function isInTime(step: Step, day: DayFacts): boolean {
  const { date, leads, sheets } = day;
  if (leads.length === 0) return sheets.some(({ madeOn }) => madeOn <= date);
  return leads.every((lead) => {
    const doneOn = doneOnOf(step, lead, sheets);
    return doneOn !== null && doneOn <= (isCarried(date, lead) ? addDays(date, 1) : date);
  });
}

function doneOnOf(step: Step, lead: LeadFacts, sheets: readonly SheetFacts[]): ShanghaiDate | null {
  switch (step) {
    case 'sorted':
      return sheets.find(({ rows }) => rows.some(({ callId }) => callId === lead.callId))?.madeOn ?? null;
    case 'analysed':
      return lead.analysedOn;
    case 'signed':
      return lead.signedOn;
    case 'referred':
      return lead.referredOn;
  }
}
