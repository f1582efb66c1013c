import type { findIdentity } from '../../shared/privacy/find-identity';

/** Marks a place where what a caller said can be read: text of it leaves by the clipboard only without identity. */
export const callersWords = { 'data-callers-words': '' } as const;

type Finder = typeof findIdentity;

/** The text that a copy, a cut or a drag would take along, and where it stands. */
export function takenAlong(target: EventTarget | null, page: Document): { text: string; at: Element | null } {
  const field = target instanceof Element ? target.closest('input, textarea') : null;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    const { value, selectionStart, selectionEnd } = field;
    return { text: value.slice(selectionStart ?? 0, selectionEnd ?? value.length), at: field };
  }
  const marked = page.getSelection();
  const node = marked?.rangeCount ? marked.getRangeAt(0).commonAncestorContainer : null;
  return {
    text: marked?.toString() ?? '',
    at: node instanceof Element ? node : (node?.parentElement ?? null),
  };
}

/**
 * Whether this text stays off the clipboard, which other programs read and Windows keeps and shares: what
 * stands in the reporter's own fields always, other words of a call where the linter finds identity in them. `find` is
 * null while the linter is still being loaded.
 */
export function staysOffClipboard(
  { text, at }: { text: string; at: Element | null },
  find: Finder | null,
): boolean {
  if (text === '') return false;
  if (at?.closest('[data-field^="identity."]')) return true;
  // A marking that reaches over a whole page stands around the marked places, not in one.
  const isOfCall = at?.closest('[data-callers-words]') ?? at?.querySelector('[data-callers-words]');
  return Boolean(isOfCall) && (find === null || find(text).length > 0);
}
