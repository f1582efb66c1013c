import type { IntakeForm } from '../../../../shared/call/form';
import type { MajorFlag } from '../../../../shared/lead/major';
import type { Occurrence } from '../../../../shared/lead/occurrence';
import type { CallReading } from '../../../../shared/proposals/read-call';
import type { Report } from '../../../../shared/report/report';
import type { StoryTexts } from '../../../../shared/story/story';

/** The texts of a report that tell what happened. */
export function storyOf({ report }: IntakeForm): StoryTexts {
  return {
    target: report.target.answer,
    detail: report.address.detail,
    pattern: report.pollution.pattern,
    description: report.pollution.description,
    wish: report.investigationWish.answer,
  };
}

/** Flags that the rules propose and the agent has neither taken over nor dismissed. */
export function openFlags(reading: CallReading, report: Report): CallReading['lead']['flags'] {
  return reading.lead.flags.filter(({ flag }) => !isSettled(report, flag));
}

export function isSettled({ majorFlags, proposed }: Report, flag: MajorFlag): boolean {
  return majorFlags.includes(flag) || proposed.majorFlags.includes(flag);
}

const FLAGS_AT_MOST = 9;
const with1 = <T>(list: readonly T[], one: T) => (list.includes(one) ? [...list] : [...list, one]);

/** The agent says yes or no to a flag; that it was proposed stays, for the supervisor to see. */
export function withFlag(report: Report, flag: MajorFlag, isTaken: boolean, isProposed: boolean): Report {
  const others = report.majorFlags.filter((each) => each !== flag);
  const proposedFlags = isProposed ? with1(report.proposed.majorFlags, flag) : report.proposed.majorFlags;
  return {
    ...report,
    majorFlags: (isTaken ? [...others, flag] : others).slice(0, FLAGS_AT_MOST),
    proposed: { ...report.proposed, majorFlags: proposedFlags.slice(0, FLAGS_AT_MOST) },
  };
}

/** What the rules proposed at the end of a call goes with it: all flags, settled or not, and the urgency. */
export function withProposed(report: Report, reading: CallReading): Report {
  const flags = reading.lead.flags.map(({ flag }) => flag);
  const majorFlags = [...new Set([...report.proposed.majorFlags, ...flags])].slice(0, FLAGS_AT_MOST);
  return { ...report, proposed: { majorFlags, urgency: reading.urgency.urgency } };
}

/** Codes of types that are proposed and not chosen; a kind stands for its main type. */
export function openTypes(reading: CallReading, { pollution }: Report): string[] {
  const codes = reading.types.map(({ code }) => code);
  const kinds = codes.filter((code) => !codes.some((other) => other.startsWith(`${code}_`)));
  const isChosen = (code: string) =>
    pollution.types.some((type) => type === code || type.startsWith(`${code}_`));
  return kinds.filter((code) => !isChosen(code));
}

const sameTime = (a: Occurrence, b: Occurrence) => a.words === b.words && a.kind === b.kind;

/** Regular times that were heard and are not taken down. */
export function openTimes(reading: CallReading, { pollution }: Report): Occurrence[] {
  return reading.occurrences
    .map(({ occurrence }) => occurrence)
    .filter((heard) => !pollution.occurrences.some((known) => sameTime(known, heard)));
}

const TYPES_AT_MOST = 20;
const TIMES_AT_MOST = 12;

/** Takes over all types and times that are proposed. A main type steps back for a kind of it. */
export function withAllProposed(report: Report, reading: CallReading): Report {
  const added = openTypes(reading, report);
  const types = [...report.pollution.types, ...added].filter(
    (code, _, all) =>
      !added.includes(code) || !all.some((other) => other !== code && other.startsWith(`${code}_`)),
  );
  const kept = types.filter((code) => !added.some((kind) => kind.startsWith(`${code}_`)));
  const occurrences = [...report.pollution.occurrences, ...openTimes(reading, report)];
  return {
    ...report,
    pollution: {
      ...report.pollution,
      types: kept.slice(0, TYPES_AT_MOST),
      occurrences: occurrences.slice(0, TIMES_AT_MOST),
    },
  };
}

/** One time taken down, or taken off again. */
export function withTime(report: Report, time: Occurrence): Report {
  const others = report.pollution.occurrences.filter((each) => !sameTime(each, time));
  const isNew = others.length === report.pollution.occurrences.length;
  const occurrences = (isNew ? [...others, time] : others).slice(0, TIMES_AT_MOST);
  return { ...report, pollution: { ...report.pollution, occurrences } };
}
