import { createContext, useContext } from 'react';
import type { Investigation, Section } from '../../../shared/investigation/investigation';
import type { InvestigationProblem } from '../../../shared/investigation/problems';
import type { InvestigationView } from '../../../shared/investigation/views';

export interface InvestigationDesk {
  view: InvestigationView;
  form: Investigation;
  isLocked: boolean;
  /** By the path of the field. */
  problems: ReadonlyMap<string, InvestigationProblem>;
  /** Sections in which also what is merely missing is said. */
  seen: ReadonlySet<Section>;
  change: (recipe: (form: Investigation) => Investigation) => void;
  /** Shows a field, and puts the cursor into it. */
  goTo: (problem: InvestigationProblem) => void;
}

export const InvestigationContext = createContext<InvestigationDesk | null>(null);

export function useInvestigation(): InvestigationDesk {
  const desk = useContext(InvestigationContext);
  if (desk === null) throw new Error('useInvestigation outside an investigation');
  return desk;
}
