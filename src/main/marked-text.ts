const PAUSE_MS = 100;

/** What this needs of a page. */
export interface MarkedPage {
  addEventListener(name: 'selectionchange', listener: () => void): void;
  getSelection(): { toString(): string } | null;
  readonly activeElement: unknown;
}

/** Tells, at most ten times a second, that text is marked in the page; never which. */
export function watchMarkedText(page: MarkedPage, tell: () => void): void {
  let isDue = false;
  page.addEventListener('selectionchange', () => {
    if (isDue || !isMarked(page)) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      tell();
    }, PAUSE_MS);
  });
}

function isMarked(page: MarkedPage): boolean {
  const field = page.activeElement as { selectionStart?: number | null; selectionEnd?: number | null } | null;
  return page.getSelection()?.toString() !== '' || field?.selectionStart !== field?.selectionEnd;
}
