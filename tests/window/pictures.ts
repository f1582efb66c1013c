import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { buildWindow, pictureFolder, startHarness, type Harness } from './harness.ts';
import type { Scenario } from './fake-seat.ts';
import { ARRIVAL_SHOTS } from './arrival-shots.ts';
import { LEDGER_SHOTS } from './ledger-shots.ts';
import {
  settled,
  keys,
  agent,
  supervisor,
  toPurpose,
  toIdentity,
  toTarget,
  toAddress,
  toPollution,
  toWishes,
  toReadBack,
  toDeadline,
  toClosing,
  none,
  nav,
  type Walk,
} from './walks.ts';
import { PRACTICE_SHOTS } from './practice-shots.ts';

// node tests/window/pictures.ts [name parts] [looks]: a picture of every screen, to be looked at.

const SHOTS: Record<string, [Scenario, Walk]> = {
  ...LEDGER_SHOTS,
  ...ARRIVAL_SHOTS,
  'store-new': [
    { store: { kind: 'needs_new_passphrase' } },
    async (page) => {
      await page.keyboard.type('correct horse');
    },
  ],
  'store-unlock-wrong': [
    { store: { kind: 'needs_passphrase' } },
    async (page) => {
      await page.keyboard.type('wrong');
      await keys(page, 'Enter');
      await page.getByRole('alert').waitFor();
    },
  ],
  'store-corrupt': [{ store: { kind: 'failed', error: { code: 'store_corrupt' } } }, none],
  'not-enrolled': [{ isEnrolled: false, enrolment: { code: 'enrolment_refused' } }, none],
  'core-silent': [{ fails: { 'app.state': 'internal' } }, none],
  'sign-in': [
    {},
    async (page) => {
      await page.getByRole('radio').first().waitFor();
      await keys(page, 'ArrowDown', 'Enter');
    },
  ],
  tour: [{ ...agent, settings: { tourSeen: false } }, none],
  idle: [agent, none],
  'idle-empty': [{ person: 'p-1001' }, none],
  greeting: [
    agent,
    async (page) => {
      await keys(page, 'F3');
      await page.getByTestId('confirm').waitFor();
    },
  ],
  purpose: [agent, toPurpose],
  consultation: [
    agent,
    async (page) => {
      await toPurpose(page);
      await keys(page, '2');
      await settled(page);
      await page.getByLabel(/咨询事项|Question/).fill('问夜间施工几点以后算扰民');
      await keys(page, 'F8');
    },
  ],
  'scope-out': [
    agent,
    async (page) => {
      await toPurpose(page);
      await keys(page, '1', '2');
      await page.getByRole('combobox').fill('油烟');
      await keys(page, 'Enter');
    },
  ],
  identity: [agent, toIdentity],
  'identity-named': [
    agent,
    async (page) => {
      await toIdentity(page);
      await keys(page, 'Enter', '2', 'F8');
    },
  ],
  target: [agent, toTarget],
  address: [agent, toAddress],
  'address-read': [
    agent,
    async (page) => {
      await toAddress(page);
      await page.keyboard.type('荥阳广武镇南董杨寨村五组，村最南头');
      await page.waitForSelector('[data-area=county][data-code="410182"]');
    },
  ],
  'address-slip': [
    agent,
    async (page) => {
      await toAddress(page);
      await page.waitForFunction(() => document.querySelector('[data-area]') !== null);
      await page.keyboard.type('源谭这几个村');
      await page.getByTestId('address-offers').waitFor();
    },
  ],
  'address-several': [
    agent,
    async (page) => {
      await toAddress(page);
      await page.keyboard.type('城关镇一街');
      await page.getByTestId('address-offers').waitFor();
    },
  ],
  'address-picker': [
    { ...agent, recents: { county: ['410182', '410184'] } },
    async (page) => {
      await toAddress(page);
      await page.getByLabel(/^县（市、区）|^County/).click();
    },
  ],
  'address-pinyin': [
    agent,
    async (page) => {
      await toAddress(page);
      await page.getByLabel(/^县（市、区）|^County/).click();
      await page.keyboard.type('xin');
      await page.getByRole('option').first().waitFor();
    },
  ],
  'target-industry': [
    { ...agent, recents: { industry: ['chemical'] } },
    async (page) => {
      await toTarget(page);
      await page.getByLabel(/行业类型|Industry/).click();
    },
  ],
  'pollution-empty': [
    agent,
    async (page) => {
      await toPollution(page);
      await keys(page, 'F8');
    },
  ],
  pollution: [agent, toWishes],
  wishes: [
    agent,
    async (page) => {
      await toWishes(page);
      await keys(page, 'F8');
      await page
        .getByText(/不详|Unknown/)
        .first()
        .click();
    },
  ],
  'read-back': [agent, toReadBack],
  deadline: [agent, toDeadline],
  closing: [agent, toClosing],
  finished: [
    agent,
    async (page) => {
      await toClosing(page);
      await keys(page, 'Enter', 'F8');
      await page.getByTestId('receipt-number').waitFor();
    },
  ],
  'finished-offline': [
    {
      ...agent,
      receipts: false,
      sync: { link: 'offline', cause: 'unreachable', owed: 3, oldestOwedAt: Date.now() - 840_000 },
    },
    async (page) => {
      await toClosing(page);
      await keys(page, 'Enter', 'F8');
      await page.getByTestId('finished-call').waitFor();
    },
  ],
  'hung-up': [
    agent,
    async (page) => {
      await toAddress(page);
      await keys(page, 'F9');
    },
  ],
  'save-failing': [
    agent,
    async (page) => {
      await toTarget(page);
      await page.evaluate(() => (window.__fails = { 'draft.save': 'store_full' }));
      await page.keyboard.type('磐筑商砼');
      await page.getByRole('alert').waitFor();
    },
  ],
  queue: [agent, nav('2')],
  'queue-empty': [{ person: 'p-1001' }, nav('2')],
  'queue-error': [{ ...agent, fails: { 'queue.list': 'store_failed' } }, nav('2')],
  'queue-offline': [
    {
      ...agent,
      sync: { link: 'offline', cause: 'not_the_center', owed: 12, oldestOwedAt: Date.now() - 7_840_000 },
    },
    nav('2'),
  ],
  'queue-detail': [
    agent,
    async (page) => {
      await nav('2')(page);
      await page.getByText('ZZ01-20261122-0179').click();
      await page.getByTestId('timeline').waitFor();
    },
  ],
  'queue-refused': [
    agent,
    async (page) => {
      await nav('2')(page);
      await page.getByText('ZZ01-20261122-0178').click();
      await page.getByTestId('refusal').waitFor();
    },
  ],
  revise: [
    agent,
    async (page) => {
      await nav('2')(page);
      await page.getByText('ZZ01-20261122-0178').click();
      await page.getByTestId('revise').click();
      await page.keyboard.type('补充地址');
      await keys(page, 'Enter');
      await page.getByTestId('call').waitFor();
    },
  ],
  review: [supervisor, none],
  'review-return': [
    supervisor,
    async (page) => {
      await page.getByTestId('review-sheet').waitFor();
      await keys(page, 'ArrowDown', 'F9');
    },
  ],
  'review-empty': [{ person: 'p-2001' }, none],
  keys: [
    agent,
    async (page) => {
      await toPurpose(page);
      await keys(page, 'F1');
    },
  ],
  'command-bar': [
    agent,
    async (page) => {
      await toPurpose(page);
      await keys(page, 'Control+K');
    },
  ],
  'command-search': [
    agent,
    async (page) => {
      await nav('1')(page);
      await keys(page, 'Control+K');
      await page.keyboard.type('0179');
      await page.getByRole('option').filter({ hasText: '0179' }).waitFor();
    },
  ],
  menu: [
    agent,
    async (page) => {
      await toPurpose(page);
      await keys(page, 'Alt+M');
    },
  ],
  settings: [agent, nav('4')],
  'leave-refused': [
    agent,
    async (page) => {
      await toPurpose(page);
      await page.getByText(/^退出$|^Sign out$/).click();
      await page.getByRole('dialog').waitFor();
    },
  ],
};

Object.assign(SHOTS, PRACTICE_SHOTS);

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
