import { isComposing, isTyping } from '../../../ui/composing';

/** What a key means in an open call; `null`: nothing of ours. */
export type CallCommand =
  | { kind: 'confirm' }
  | { kind: 'back' }
  | { kind: 'on' }
  | { kind: 'hang_up' }
  | { kind: 'end_dropped' }
  | { kind: 'pick'; digit: string }
  | { kind: 'next_field' }
  | { kind: 'repeats' };

/** Where the key was pressed, as far as it decides what the key means. */
export type KeyPlace = 'one_line' | 'text_area' | 'open_list' | 'button' | 'nowhere';

export function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof HTMLElement) || target === document.body) return 'nowhere';
  if (target instanceof HTMLTextAreaElement) return 'text_area';
  if (target.getAttribute('aria-expanded') === 'true') return 'open_list';
  return isTyping(target) ? 'one_line' : 'button';
}

type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/**
 * F2 confirms the line, F7 back, F8 or Ctrl+Enter on, F9 the caller hung up, Shift+F9 ends such a call, Alt+K goes to the
 * likely repeats and back; digits choose where nothing is typed.
 * Enter in a one-line field goes to the next question; `enterConfirms`: elsewhere it confirms the line.
 */
export function commandOf(key: Key, place: KeyPlace, enterConfirms: boolean): CallCommand | null {
  const isPlain = !key.altKey && !key.ctrlKey && !key.metaKey && !key.shiftKey;
  if (key.altKey && !key.ctrlKey && key.key === 'ArrowLeft') return { kind: 'back' };
  if (key.altKey && !key.ctrlKey && !key.metaKey && /^k$/i.test(key.key)) return { kind: 'repeats' };
  if (key.ctrlKey && !key.altKey && key.key === 'Enter') return { kind: 'on' };
  if (key.shiftKey && !key.altKey && !key.ctrlKey && key.key === 'F9') return { kind: 'end_dropped' };
  if (!isPlain) return null;
  switch (key.key) {
    case 'F2':
      return { kind: 'confirm' };
    case 'F7':
      return { kind: 'back' };
    case 'F8':
      return { kind: 'on' };
    case 'F9':
      return { kind: 'hang_up' };
    case 'Enter':
      if (place === 'one_line') return { kind: 'next_field' };
      return place === 'nowhere' && enterConfirms ? { kind: 'confirm' } : null;
  }
  const isDigit = /^[1-9]$/.test(key.key);
  return isDigit && (place === 'button' || place === 'nowhere') ? { kind: 'pick', digit: key.key } : null;
}

/** The command of an event that nobody else has taken: not while an input method builds, not under a dialog. */
export function commandOfEvent(event: KeyboardEvent, enterConfirms: boolean): CallCommand | null {
  if (event.defaultPrevented || isComposing(event)) return null;
  if (document.querySelector('[role=dialog]') !== null) return null;
  return commandOf(event, placeOf(event.target), enterConfirms);
}
