import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import zh from '../../src/shared/locales/zh-CN.json' with { type: 'json' };

// The handbooks' pictures are walks of the views test; beside them lies what they say, so that a picture that no longer shows
// the seat is noticed by the walk.

const FOLDER = new URL('../../assets/handbook/', import.meta.url);
export const PICTURES = new URL('pictures/', FOLDER);
export const WORDS = new URL('words.json', PICTURES);

/** The text of each handbook by its file's name. */
export function handbooks(): Record<string, string> {
  const folder = new URL('zh-CN/', FOLDER);
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
  );
}

/** The walks whose pictures the handbooks show. */
export const picturesIn = (texts: Record<string, string>): string[] => [
  ...new Set(
    Object.values(texts).flatMap((text) =>
      [...text.matchAll(/\]\(pictures\/([\w-]+)\.webp\)/g)].map(([, name = '']) => name),
    ),
  ),
];

/**
 * What a handbook can speak of: headings, labels and what can be pressed, numbers and times left out, each once; when what
 * is being looked for beside a call was found.
 */
export async function wordsOn(page: Page): Promise<string[]> {
  await page.waitForFunction((words) => !document.body.innerText.includes(words), zh.repeats.searching);
  return page.evaluate(() => {
    const parts = document.querySelectorAll<HTMLElement>(
      'h1, h2, h3, label, legend, th, button, [role=columnheader]',
    );
    // Repeats are looked for after a pause: the page is whole without them.
    const own = [...parts].filter((each) => each.closest('[data-panel=repeats]') === null);
    const words = own.map((each) => each.innerText.replace(/\d+/g, '0').replace(/\s+/g, ' ').trim());
    return [...new Set(words)].filter((each) => each !== '').sort();
  });
}
