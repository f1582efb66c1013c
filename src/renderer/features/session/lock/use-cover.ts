import { useLayoutEffect, useState } from 'react';

/** Where the hands were. */
interface Place {
  element: HTMLElement;
  selection: [start: number, end: number, direction: 'forward' | 'backward' | 'none'] | null;
}

function placeNow(): Place | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const isText = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
  if (!isText || element.selectionStart === null || element.selectionEnd === null) {
    return { element, selection: null };
  }
  const direction = element.selectionDirection ?? 'none';
  return { element, selection: [element.selectionStart, element.selectionEnd, direction] };
}

function backTo({ element, selection }: Place): void {
  if (!element.isConnected) return;
  element.focus({ preventScroll: true });
  const isText = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
  if (isText && selection !== null) element.setSelectionRange(...selection);
}

/**
 * While covered, nothing of the page is painted, reachable or in the accessibility tree, dialogs included, and no key
 * comes to it; it stays as it is. What was being composed is committed first. Uncovered, focus and caret are where they
 * were. Returns the element that the cover is drawn into.
 */
export function useCover(isCovered: boolean): HTMLElement {
  const [cover] = useState(() => {
    const element = document.createElement('div');
    element.dataset['cover'] = '';
    return element;
  });
  useLayoutEffect(() => {
    if (!isCovered) return;
    const place = placeNow();
    place?.element.blur();
    document.body.append(cover);
    document.body.dataset['covered'] = '';
    cover.querySelector<HTMLElement>('input')?.focus();
    const stop = (event: Event) => event.stopPropagation();
    const keepOut = (event: KeyboardEvent) => {
      if (event.target instanceof Node && cover.contains(event.target)) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      cover.querySelector<HTMLElement>('input')?.focus();
    };
    // Keys of the cover end at it: no command of the page hears them.
    cover.addEventListener('keydown', stop);
    window.addEventListener('keydown', keepOut, true);
    return () => {
      cover.removeEventListener('keydown', stop);
      window.removeEventListener('keydown', keepOut, true);
      delete document.body.dataset['covered'];
      cover.remove();
      if (place !== null) backTo(place);
    };
  }, [isCovered, cover]);
  return cover;
}
