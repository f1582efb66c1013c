import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { VIEWS } from '../../src/renderer/ui/views.ts';
import { barriersIn } from '../window/barriers.ts';
import { handbooks, picturesIn, WORDS, wordsOn } from '../window/handbook.ts';
import { addressOf, buildWindow, fakeSeat, serveWindow } from '../window/harness.ts';
import type { Scenario } from '../window/seat/scenario.ts';
import { SHOTS } from '../window/shots/all.ts';
import { arrived, settled } from '../window/shots/walks.ts';
import { openWindows, type ElectronWindows } from './electron-windows.ts';
import { dress, namelessIn, viewsIn } from './look-over.ts';

// Every view of the window in every state, walked to by key in the seat's own Electron and looked over by axe, light and
// dark, Chinese and English; then none may be left out.

const WINDOWS = 2;
/** Other clothes change colours, words and sizes, not what the parts are called or how they hang together. */
const IN_OTHER_CLOTHES = ['color-contrast', 'html-has-lang', 'html-lang-valid', 'target-size'];
/** A seat that doesn't say how it stands has told the window no language and no colours either. */
const canDress = ({ fails, waits }: Scenario) =>
  fails?.['app.state'] === undefined && waits?.includes('app.state') !== true;
let windows: ElectronWindows;
let site: Awaited<ReturnType<typeof serveWindow>>;
const free: Page[] = [];
const seen = new Set<string>();
const inHandbooks = picturesIn(handbooks());
const told = JSON.parse(readFileSync(WORDS, 'utf8')) as Record<string, string[]>;

beforeAll(async () => {
  await buildWindow();
  [site, windows] = await Promise.all([serveWindow(), openWindows(WINDOWS)]);
  for (const page of windows.pages) {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.addInitScript(await fakeSeat());
    page.setDefaultTimeout(30_000);
    free.push(page);
  }
});

afterAll(async () => {
  await windows.close();
  site.close();
});

describe('no barrier in any view', () => {
  test.concurrent.for(Object.entries(SHOTS))('%s', async ([name, [scenario, walk]], { expect }) => {
    const page = free.pop();
    if (page === undefined) throw new Error('More walks at once than windows');
    try {
      await page.goto(addressOf(site.url, scenario));
      await page.waitForSelector('#root > *');
      await settled(page);
      await walk(page);
      await arrived(page, scenario);
      for (const view of await viewsIn(page)) seen.add(view);
      if (inHandbooks.includes(name)) {
        // What is read or looked for while somebody types comes a moment later.
        await expect
          .poll(() => wordsOn(page), { message: 'its picture in a handbook is old: npm run handbook' })
          .toEqual(told[name]);
      }
      expect(await namelessIn(page)).toEqual([]);
      expect(await barriersIn(page)).toEqual([]);
      if (!canDress(scenario)) return;
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await dress(page, { language: 'en-US', theme: 'dark' });
      expect(await barriersIn(page, IN_OTHER_CLOTHES)).toEqual([]);
    } finally {
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      free.push(page);
    }
  });
});

test('no view is left out', () => {
  const named = Object.entries(VIEWS).flatMap(([view, states]) => states.map((state) => `${view}:${state}`));
  expect([...seen].sort()).toEqual(named.sort());
});
