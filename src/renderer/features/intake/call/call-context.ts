import { createContext, useContext } from 'react';
import type { Draft, IntakeForm } from '../../../../shared/call/form';
import type { SessionPerson, Settings } from '../../../../shared/ipc/contract';
import type { ProblemCode } from '../../../../shared/report/problems';
import type { CallReading } from '../../../../shared/proposals/read-call';
import type { Report } from '../../../../shared/report/report';
import type { Bundle, ScriptLine } from '../../../../shared/script/bundle';
import type { StepId } from '../../../../shared/script/steps';
import type { DraftEditor } from '../draft/draft-editor';

/** What every part of an open call shares. */
export interface Call {
  editor: DraftEditor;
  draft: Draft;
  form: IntakeForm;
  bundle: Bundle;
  person: SessionPerson;
  settings: Settings;
  /** From when a deadline counts, center time, UTC ms: now, or the entry of a call noted on paper (`acceptedAt`). */
  centerNow: number;
  /** Greeting not said yet: nothing may be typed. */
  isLocked: boolean;
  /** Fields to mark, once the agent tried to go on. */
  problems: ReadonlyMap<string, ProblemCode>;
  /** What the center said against the revision before, by field (a refused record that is being put right). */
  refusals: ReadonlyMap<string, FieldRefusal>;
  /** What the rules read from the caller's words; they decide nothing. */
  reading: CallReading;
  /** Lines of this step with placeholders filled. */
  lines: readonly SpokenLine[];
  change: (update: (form: IntakeForm) => IntakeForm) => void;
  changeReport: (update: (report: Report) => Report) => void;
  confirmLine: (line: SpokenLine) => void;
  goOn: () => void;
  goBack: () => void;
  /** To a step to put something right; going on from there leads straight back to where the agent was. */
  correct: (step: StepId) => void;
}

export interface FieldRefusal {
  codes: readonly string[];
  /** The field does not hold any more what the center refused. */
  isChanged: boolean;
}

export interface SpokenLine extends ScriptLine {
  filled: string;
  /** When it was last said, UTC ms; `null`: not yet, or no longer true (the urgency changed after it was told). */
  saidAt: number | null;
  /** False while a placeholder that has to be told is still open. */
  isReady: boolean;
}

export const CallContext = createContext<Call | null>(null);

export function useCall(): Call {
  const call = useContext(CallContext);
  if (call === null) throw new Error('useCall outside a call');
  return call;
}
