import { lineValues } from '../../../../shared/call/finish';
import { readBackMark } from '../../../../shared/call/read-back';
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
  const isStale = isNoLongerTrue(step, form.report);
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

/** True where what was said at a step has changed since: the line has to be said again. */
function isNoLongerTrue(step: Draft['step'], report: Report): boolean {
  if (step === 'deadline') return report.deadlineTold?.urgency !== report.urgency;
  return step === 'read_back' && report.readBackMark !== '' && report.readBackMark !== readBackMark(report);
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
