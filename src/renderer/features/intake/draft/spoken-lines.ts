import { lineValues } from '../../../../shared/call/finish';
import type { Draft } from '../../../../shared/call/form';
import { deadlineOf } from '../../../../shared/lead/deadline';
import type { Report } from '../../../../shared/report/report';
import type { Bundle } from '../../../../shared/script/bundle';
import { fillLine, linesAt } from '../../../../shared/script/path';
import type { SpokenLine } from '../call/call-context';

/** Answers without which a line would say nothing: it can't be confirmed before. */
const NEEDED: Record<string, readonly string[]> = {
  scope: ['department', 'phone'],
  deadline: ['urgency', 'days', 'dueDate'],
};

/** The lines of the draft's step, filled, with what was said of them. `centerNow`: UTC ms of the center. */
export function spokenLines(
  draft: Pick<Draft, 'form' | 'step' | 'confirmations'>,
  bundle: Bundle,
  agentNumber: string,
  centerNow: number,
): SpokenLine[] {
  const { form, step, confirmations } = draft;
  const values = lineValues(form, bundle, agentNumber, centerNow);
  const { urgency, deadlineTold } = form.report;
  const isStale = step === 'deadline' && deadlineTold?.urgency !== urgency;
  return linesAt(bundle.script, step, form).map((line) => {
    const said = confirmations.findLast((confirmation) => confirmation.lineId === line.id);
    const open = (NEEDED[step] ?? []).filter((name) => line.text.includes(`{${name}}`) && !values[name]);
    return {
      ...line,
      filled: fillLine(line.text, values),
      saidAt: said === undefined || isStale ? null : said.at,
      isReady: open.length === 0,
    };
  });
}

/** What the caller is promised when the deadline's line is said now; `null` while the urgency is open. */
export function promiseOf(
  draft: Pick<Draft, 'form'>,
  bundle: Bundle,
  centerNow: number,
): Report['deadlineTold'] {
  const { urgency } = draft.form.report;
  if (urgency === null) return null;
  return { urgency, dueDate: deadlineOf(urgency, centerNow, bundle.deadlines).dueDate };
}
