import type { Page } from 'playwright-core';
import type { AppState } from '../../src/shared/ipc/contract.ts';
import { settled } from '../window/shots/walks.ts';

/** The window in other clothes, where it stands: nobody walks there again for them. */
export async function dress(page: Page, settings: Partial<AppState['settings']>): Promise<void> {
  await page.evaluate((wanted) => window.__dress?.(wanted), settings);
  const { language, theme } = settings;
  await page.waitForFunction(
    ([lang, scheme]) =>
      document.documentElement.lang === lang &&
      getComputedStyle(document.documentElement).colorScheme === scheme,
    [language, theme],
  );
  await settled(page);
}

/** The views on screen, `name:state` each. */
export const viewsIn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-view]')]
      .filter((each) => each.getClientRects().length > 0)
      .map((each) => each.getAttribute('data-view') ?? ''),
  );

/** What looks like a view of its own and has no name: a page, a dialog, a menu, an alert or a named part outside of any. */
export const namelessIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const like = 'main, [role=dialog], [role=menu], [role=alert], [role=listbox], section[aria-label], aside';
    const isNamed = (each: Element) =>
      each.matches('main')
        ? each.matches('[data-view]') || each.querySelector('[data-view]') !== null
        : each.closest('[data-view]') !== null;
    return [...document.querySelectorAll(like)]
      .filter((each) => each.getClientRects().length > 0 && !isNamed(each))
      .map((each) => each.outerHTML.slice(0, 160));
  });
