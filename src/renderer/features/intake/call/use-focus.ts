import { type RefObject, useEffect, useRef } from 'react';
import type { Draft, IntakeForm } from '../../../../shared/call/form';
import type { Settings } from '../../../../shared/ipc/contract';
import type { Problem } from '../../../../shared/report/problems';
import type { SpokenLine } from './call-context';
import { focusAfterLine, focusLine, focusProblem, focusStep } from './focus';

/** The choices made by one press. Each settles something, and most open or shut what comes after them. */
function choicesOf({ purpose, consultation, scope, report }: IntakeForm): string {
  const { identityChoice, onSiteHelp, callbackWish, urgency } = report;
  return [
    purpose,
    consultation.topicId,
    scope.decision,
    identityChoice,
    onSiteHelp,
    callbackWish.answer,
    urgency,
  ].join();
}

interface Attention {
  draft: Draft;
  next: SpokenLine | undefined;
  confirmKey: Settings['confirmKey'];
  /** What keeps the agent here, once they tried to go on. */
  stuck: Pick<Problem, 'field'> | null;
}

/** Puts the focus where the hands are needed next: on a new step, after a line or a choice, at what is missing. */
export function useFocus(
  root: RefObject<HTMLElement | null>,
  { draft, next, confirmKey, stuck }: Attention,
): void {
  const { step } = draft;
  const said = draft.confirmations.length;
  const choices = choicesOf(draft.form);
  const toSay = next?.isReady && confirmKey === 'enter' ? next.id : '';
  const before = useRef({ step: '', said, choices, toSay });
  useEffect(() => {
    const box = root.current;
    if (box === null || document.querySelector('[role=dialog]') !== null) return;
    const was = before.current;
    before.current = { step, said, choices, toSay };
    if (was.step !== step) focusStep(box, confirmKey);
    else if (was.said !== said) focusAfterLine(box);
    else if (was.toSay !== toSay && toSay !== '') focusLine(box);
    else if (was.choices !== choices) focusAfterLine(box);
  }, [root, step, said, choices, toSay, confirmKey]);
  useEffect(() => {
    if (stuck !== null && root.current !== null) focusProblem(root.current, stuck.field);
  }, [root, stuck]);
}
