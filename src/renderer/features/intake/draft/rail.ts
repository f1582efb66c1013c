import { furthestStep, problemsOf } from '../../../../shared/call/finish';
import type { Draft } from '../../../../shared/call/form';
import { pathOf } from '../../../../shared/script/path';
import type { Bundle } from '../../../../shared/script/bundle';
import { STEPS, type StepId } from '../../../../shared/script/steps';

/** `away`: not on this call's path. `gap`: passed before, but something is missing again. */
export type RailState = 'done' | 'current' | 'gap' | 'ahead' | 'away';

export interface RailStep {
  id: StepId;
  state: RailState;
  /** The agent may stand there now. */
  isOpen: boolean;
}

/** The step rail of a draft: what is done, where we are, what lies ahead, what this call does not need. */
export function railOf(draft: Draft, bundle: Bundle): RailStep[] {
  const path = pathOf(draft.form);
  const lacking = new Set(problemsOf(draft, bundle).map((problem) => problem.step));
  const limit = path.indexOf(furthestStep(draft, bundle));
  const here = path.indexOf(draft.step);
  const isDecided = draft.form.purpose !== null;
  return STEPS.map((id) => {
    const index = path.indexOf(id);
    if (index < 0) return { id, state: isDecided ? 'away' : 'ahead', isOpen: false };
    const isOpen = index <= limit || index <= here;
    if (index === here) return { id, state: 'current', isOpen };
    if (lacking.has(id)) return { id, state: index < here ? 'gap' : 'ahead', isOpen };
    return { id, state: index < Math.max(here, limit) ? 'done' : 'ahead', isOpen };
  });
}
