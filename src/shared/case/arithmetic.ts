import { shanghaiDate, type ShanghaiDate } from '../shanghai-time';
import type { Urgency } from '../lead/deadline';
import { centerTimeOf, type ExtensionReason, type NotedAct } from './act';
import type { z } from 'zod';

/** One step by which a case came to its date, to be said in words. */
export type DateStep =
  /** 某日受理，紧急 3 日，受理当日不计，应于某日办结. */
  | { kind: 'accepted'; on: ShanghaiDate; urgency: Urgency | null; days: number; due: ShanghaiDate }
  | {
      kind: 'extended';
      on: ShanghaiDate;
      due: ShanghaiDate;
      approver: string;
      reason: z.infer<typeof ExtensionReason>;
    }
  | { kind: 'reopened'; on: ShanghaiDate; due: ShanghaiDate };

/** How the date of a case came about, oldest first. Nothing pauses it: the notice has no rule that would. */
export function dateSteps(
  report: { urgency: Urgency | null; acceptedOn: ShanghaiDate; dueDate: ShanghaiDate },
  acts: readonly NotedAct[],
): DateStep[] {
  const { urgency, acceptedOn, dueDate } = report;
  const days = Math.round((Date.parse(dueDate) - Date.parse(acceptedOn)) / 86_400_000);
  const steps: DateStep[] = [{ kind: 'accepted', on: acceptedOn, urgency, days, due: dueDate }];
  for (const noted of acts) {
    const { act } = noted;
    const on = shanghaiDate(centerTimeOf(noted));
    if (act.kind === 'reopened') steps.push({ kind: 'reopened', on, due: act.dueDate });
    if (act.kind === 'extended')
      steps.push({ kind: 'extended', on, due: act.until, approver: act.approver.name, reason: act.reason });
  }
  return steps;
}
