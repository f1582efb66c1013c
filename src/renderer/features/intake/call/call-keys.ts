import { isComposing, isTyping } from '../../../ui/composing';

/** What a key without a command of its own means in an open call; `null`: nothing of ours. */
export type CallKey = { kind: 'confirm' } | { kind: 'pick'; digit: string } | { kind: 'next_field' };

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
 * Digits choose where nothing is typed. Enter in a one-line field goes to the next question; `enterConfirms`: elsewhere
 * it confirms the line.
 */
export function callKeyOf(key: Key, place: KeyPlace, enterConfirms: boolean): CallKey | null {
  if (key.altKey || key.ctrlKey || key.metaKey || key.shiftKey) return null;
  if (key.key === 'Enter') {
    if (place === 'one_line') return { kind: 'next_field' };
    return place === 'nowhere' && enterConfirms ? { kind: 'confirm' } : null;
  }
  const isDigit = /^[1-9]$/.test(key.key);
  return isDigit && (place === 'button' || place === 'nowhere') ? { kind: 'pick', digit: key.key } : null;
}

/** The meaning of an event that nobody else has taken: not while an input method builds, not under a dialog. */
export function callKeyOfEvent(event: KeyboardEvent, enterConfirms: boolean): CallKey | null {
  if (event.defaultPrevented || isComposing(event)) return null;
  if (document.querySelector('[role=dialog]') !== null) return null;
  return callKeyOf(event, placeOf(event.target), enterConfirms);
}
