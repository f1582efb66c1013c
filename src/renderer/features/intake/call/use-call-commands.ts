import { type RefObject, useEffect } from 'react';
import type { Draft } from '../../../../shared/call/form';
import { useCommand } from '../../../commands';
import type { SpokenLine } from './call-context';
import { callKeyOfEvent } from './call-keys';
import { focusNextStop, focusPanel, focusRepeats, markMissing } from './focus';
import type { CallActs } from './use-call';

interface CallKeys {
  root: RefObject<HTMLElement | null>;
  draft: Draft;
  next: SpokenLine | undefined;
  acts: CallActs;
  enterConfirms: boolean;
  hangUp: () => void;
  /** `null` where there is nothing to transfer yet. */
  transfer: (() => void) | null;
}

/** A revision, or a call noted on paper, has nobody at the other end. */
const isOnTheLine = ({ revises, origin }: Draft) => revises === null && origin.kind !== 'back_entry';

/** Every key of an open call: its commands, and what Enter and digits mean where the hands are. */
export function useCallCommands({
  root,
  draft,
  next,
  acts,
  enterConfirms,
  hangUp,
  transfer,
}: CallKeys): void {
  const sayNext = () => {
    if (next?.isReady) acts.confirmLine(next);
  };
  const inRoot = (act: (box: Element) => void) => () => root.current && act(root.current);
  useCommand(
    'notAsked',
    inRoot((box) => markMissing(box, 'not_asked')),
  );
  useCommand(
    'refused',
    inRoot((box) => markMissing(box, 'refused')),
  );
  useCommand(
    'unknown',
    inRoot((box) => markMissing(box, 'unknown')),
  );
  useCommand(
    'identity',
    inRoot((box) => focusPanel(box, 'identity')),
  );
  useCommand('repeats', inRoot(focusRepeats));
  useCommand(
    'lead',
    inRoot((box) => focusPanel(box, 'lead')),
  );
  useCommand('confirmLine', sayNext);
  useCommand('back', acts.goBack, draft.step !== 'greeting');
  useCommand('on', acts.goOn);
  useCommand('hangUp', hangUp, draft.hungUpAt === null && isOnTheLine(draft));
  useCommand('endDropped', acts.endAsDropped, draft.hungUpAt !== null);
  useCommand('transfer', () => transfer?.(), transfer !== null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = callKeyOfEvent(event, enterConfirms);
      if (key === null || root.current === null) return;
      event.preventDefault();
      switch (key.kind) {
        case 'confirm':
          sayNext();
          break;
        case 'pick':
          root.current.querySelector<HTMLElement>(`[data-key="${key.digit}"]:not([disabled])`)?.click();
          break;
        case 'next_field':
          if (event.target instanceof Element && !focusNextStop(root.current, event.target)) acts.goOn();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
