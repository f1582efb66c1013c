import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { openDisplay } from '../../build/base/display.mjs';
import { openWindows } from '../views/electron-windows.ts';
import { handbooks, PICTURES, picturesIn, WORDS, wordsOn } from './handbook.ts';
import { addressOf, buildWindow, fakeSeat, serveWindow } from './harness.ts';
import { SHOTS } from './shots/all.ts';
import { arrived, settled } from './shots/walks.ts';

// npm run handbook: takes the handbooks' pictures anew, and notes what they say.

const WEBP_QUALITY = 0.86;
const asWebp = (page: Page, png: Buffer): Promise<string> =>
  page.evaluate(
    async ([base64, quality]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', quality).split(',')[1] ?? '';
    },
    [png.toString('base64'), WEBP_QUALITY] as const,
  );

await buildWindow();
const display = await openDisplay();
if (display.display) process.env['DISPLAY'] = display.display;
const [site, windows] = await Promise.all([serveWindow(), openWindows(2)]);
const [page, darkroom] = windows.pages;
if (page === undefined || darkroom === undefined) throw new Error('No window');
await page.setViewportSize({ width: 1280, height: 720 });
await page.addInitScript(await fakeSeat());
await darkroom.goto('about:blank');
mkdirSync(PICTURES, { recursive: true });
for (const old of readdirSync(PICTURES)) rmSync(new URL(old, PICTURES));
const words: Record<string, string[]> = {};
for (const name of picturesIn(handbooks()).sort()) {
  const shot = SHOTS[name];
  if (shot === undefined) throw new Error(`A handbook shows ${name}, which is no walk of the views test`);
  const [scenario, walk] = shot;
  await page.goto(addressOf(site.url, scenario));
  await page.waitForSelector('#root > *');
  await settled(page);
  await walk(page);
  await arrived(page, scenario);
  words[name] = await wordsOn(page);
  const webp = await asWebp(darkroom, await page.screenshot());
  writeFileSync(new URL(`${name}.webp`, PICTURES), Buffer.from(webp, 'base64'));
}
writeFileSync(WORDS, `${JSON.stringify(words, null, 2)}\n`);
await windows.close();
site.close();
display.close();
