import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openDisplay } from '../../build/base/display.mjs';
import { openWindows } from '../views/electron-windows.ts';
import { barriersIn } from './barriers.ts';
import { addressOf, buildWindow, fakeSeat, pictureFolder, serveWindow } from './harness.ts';
import type { Scenario } from './seat/scenario.ts';
import { SHOTS } from './shots/all.ts';
import { arrived, none, settled } from './shots/walks.ts';

// node tests/window/pictures.ts [name parts] [looks]: a picture of every screen in the seat's own Electron, to be looked at.

const LOOKS: Record<string, Scenario['settings']> = {
  'light-zh': {},
  'dark-zh': { theme: 'dark' },
  'light-en': { language: 'en-US' },
  'double-zh': { textSize: 'double' },
  'dark-en-large': { theme: 'dark', language: 'en-US', textSize: 'large' },
};

async function shoot(page: Page, url: string, folder: string, look: string, name: string): Promise<void> {
  const [scenario, walk] = SHOTS[name] ?? [{}, none];
  try {
    await page.goto(addressOf(url, { ...scenario, settings: { ...scenario.settings, ...LOOKS[look] } }));
    await page.waitForSelector('#root > *');
    await settled(page);
    await walk(page);
    await arrived(page, scenario);
  } catch (error) {
    console.log(
      `! ${look} ${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  if (overflow > 0) console.log(`! ${look} ${name}: page scrolls by ${overflow}px`);
  if (process.env['AXE'] === '1') {
    for (const barrier of await barriersIn(page)) console.log(`! ${look} ${name}: ${barrier}`);
  }
  await page.screenshot({ path: join(folder, `${look}-${name}.png`) });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}

const [wanted = '', looks = 'light-zh'] = process.argv.slice(2);
if (process.env['SKIP_BUILD'] !== '1') await buildWindow();
const display = await openDisplay();
if (display.display) process.env['DISPLAY'] = display.display;
const [site, windows] = await Promise.all([serveWindow(), openWindows(1)]);
const [page] = windows.pages;
if (page === undefined) throw new Error('No window');
await page.setViewportSize({ width: 1280, height: 720 });
await page.addInitScript(await fakeSeat());
page.setDefaultTimeout(10_000);
page.on('console', (message) => {
  if (['error', 'warning'].includes(message.type())) console.log(`  [${message.type()}] ${message.text()}`);
});
page.on('pageerror', (error) => console.log(`  [pageerror] ${error.message}`));
const folder = await pictureFolder();
for (const look of looks.split(',')) {
  for (const name of Object.keys(SHOTS).filter((each) =>
    wanted.split(',').some((part) => each.includes(part)),
  )) {
    await shoot(page, site.url, folder, look, name);
  }
}
await windows.close();
site.close();
display.close();
console.log(`pictures in ${folder}`);
