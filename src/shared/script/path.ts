import type { IntakeForm } from '../call/form';
import type { Script, ScriptLine } from './bundle';
import { STEPS, type StepId } from './steps';

/** The steps this call goes through, by what the caller wants. Until that is known: up to the question (design §5). */
export function pathOf(form: Pick<IntakeForm, 'purpose' | 'scope'>): readonly StepId[] {
  switch (form.purpose) {
    case null:
      return ['greeting', 'purpose'];
    case 'consultation':
      return ['greeting', 'purpose', 'closing'];
    case 'nuisance':
    case 'dropped':
      return ['greeting', 'purpose'];
    case 'report':
      return form.scope.decision === 'out' ? ['greeting', 'purpose', 'scope', 'closing'] : STEPS;
  }
}

/** The lines to say at a step on this call's path, in order. */
export function linesAt(script: Script, step: StepId, form: IntakeForm): readonly ScriptLine[] {
  const lines = script.steps.find((each) => each.id === step)?.lines ?? [];
  return lines.filter((line) => isSaidOnPath(line, form));
}

function isSaidOnPath(line: ScriptLine, form: IntakeForm): boolean {
  const isOut = form.purpose === 'report' && form.scope.decision === 'out';
  switch (line.only) {
    case undefined:
      return true;
    case 'report':
      return form.purpose === 'report' && !isOut;
    case 'consultation':
      return form.purpose === 'consultation';
    case 'out_of_scope':
      return isOut;
    case 'named':
    case 'anonymous':
      return form.purpose === 'report' && !isOut && form.report.identityChoice === line.only;
  }
}

/** Fills a line's placeholders; one that has no value yet stays visible as `…`. */
export function fillLine(line: string, values: Partial<Record<string, string>>): string {
  return line.replace(/\{([^{}]*)\}/g, (_, name: string) => values[name] || '…');
}
