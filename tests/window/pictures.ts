import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { buildWindow, pictureFolder, startHarness, type Harness } from './harness.ts';
import type { Scenario } from './seat/scenario.ts';
import { SHOTS } from './shots/all.ts';
import { none, settled } from './shots/walks.ts';

// node tests/window/pictures.ts [name parts] [looks]: a picture of every screen, to be looked at.

const LOOKS: Record<string, Scenario['settings']> = {
  'light-zh': {},
  'dark-zh': { theme: 'dark' },
  'light-en': { language: 'en-US' },
  'double-zh': { textSize: 'double' },
  'dark-en-large': { theme: 'dark', language: 'en-US', textSize: 'large' },
};

async function shoot(harness: Harness, folder: string, look: string, name: string): Promise<void> {
  const [scenario, walk] = SHOTS[name] ?? [{}, none];
  const page = await harness.open({ ...scenario, settings: { ...scenario.settings, ...LOOKS[look] } });
  try {
    await page.waitForSelector('#root > *');
    await settled(page);
    await walk(page);
    await settled(page);
  } catch (error) {
    console.log(
      `! ${look} ${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  if (overflow > 0) console.log(`! ${look} ${name}: page scrolls by ${overflow}px`);
  if (process.env['AXE'] === '1') await tellViolations(page, `${look} ${name}`);
  await page.screenshot({ path: join(folder, `${look}-${name}.png`) });
  await page.close();
}

async function tellViolations(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  for (const { id, nodes } of violations) {
    const [first] = nodes;
    console.log(
      `! ${where}: ${id} x${nodes.length} ${first?.html.slice(0, 160)} ${first?.any[0]?.message ?? ''}`,
    );
  }
}

const [wanted = '', looks = 'light-zh'] = process.argv.slice(2);
if (process.env['SKIP_BUILD'] !== '1') await buildWindow();
const harness = await startHarness();
const folder = await pictureFolder();
for (const look of looks.split(',')) {
  for (const name of Object.keys(SHOTS).filter((each) =>
    wanted.split(',').some((part) => each.includes(part)),
  )) {
    await shoot(harness, folder, look, name);
  }
}
await harness.close();
console.log(`pictures in ${folder}`);
