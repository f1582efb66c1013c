import { expect } from 'vitest';
import { findCall } from '../../stage/seat-questions';
import type { Board } from './board';
import type { Office } from '../office';
import type { SeededCase } from '../month/seeded-month';

/** Who calls on Monday afternoon, and in the middle of the story says so once more. */
export const REPORTER = { name: '麻建勋', phone: '151-0000-3378' };
export const TOLD = { name: '马长顺', phone: '13700002222' };
export const TARGET = '恒源耐火材料厂';
const COUNTY = '410182';

/** A named caller tells of a major lead, by the agent's keys; urgent: three days. */
export async function takeTheCall(office: Office, today: string, dueOn: string): Promise<SeededCase> {
  const { hands, page } = office;
  await hands.startCall();
  await hands.greet();
  await hands.takeAsReport();
  await hands.giveName(REPORTER);
  await hands.tellTargetAndPlace({
    city: '郑州市',
    county: '荥阳市',
    detail: '广武镇黄河路北段',
    target: TARGET,
    types: [],
    description: '',
    wish: '',
  });
  await hands.choosePollution([1]);
  await hands.describePollution(
    `厂里每天夜里往河里偷排黑水，我叫${TOLD.name}，电话${TOLD.phone}，河里的鱼都死了`,
  );
  // What the rules heard of it, taken over in one: industrial waste water, by night.
  await hands.press('Alt+t');
  await page.locator('[data-testid=call]').getByText('工业废水').first().waitFor();
  await office.look('call');
  await hands.wishAndClose('要求夜里去查', 1, 1);
  await office.look('call-finished');
  const number = (await page.getByTestId('finished-number').textContent()) ?? '';
  const callId = (await findCall(office.app, number))?.id ?? '';
  expect(callId).not.toBe('');
  return {
    callId,
    number,
    county: COUNTY,
    acceptedOn: today,
    urgency: 'urgent',
    dueOn,
    isNamed: true,
    isMajor: true,
    stage: 'new',
  };
}

/** 已知悉 of every major lead that waits, by its key. */
export async function seeTheMajorLeads(office: Office, count: number): Promise<void> {
  const waiting = office.page.getByTestId('status-leads');
  await expect.poll(() => waiting.textContent()).toContain(String(count));
  for (let left = count; left > 0; left -= 1) {
    await office.hands.press('Alt+y');
    await expect.poll(async () => (await waiting.allTextContents()).join('')).not.toContain(` ${left} `);
  }
  await waiting.waitFor({ state: 'detached' });
}

export interface Triaged {
  /** Graded otherwise than the agent had it, and sent back to be completed. */
  regraded: string;
  returned: string;
}

/** 复核 of everything that came today, by keys alone; one is graded anew with a reason, one goes back to its agent. */
export async function triage(office: Office, count: number, own: string): Promise<Triaged> {
  const { hands, page } = office;
  await hands.press('Alt+3');
  const heading = page.getByTestId('review-sheet').locator('h2');
  const done: Triaged = { regraded: '', returned: '' };
  for (let number = 0; number < count; number += 1) {
    const here = (await heading.textContent()) ?? '';
    const isReport = (await page.locator('[data-view="review-lead:ready"]').count()) > 0;
    if (isReport && here !== own && done.regraded === '') {
      done.regraded = here;
      await regrade(office);
    } else if (isReport && here !== own && done.returned === '') {
      done.returned = here;
      await hands.press('F9');
      await hands.type('请补问行业类型');
      await hands.press('F9');
      await expect.poll(() => heading.textContent()).not.toBe(here);
      continue;
    }
    await hands.press('F8');
    if (number < count - 1) await expect.poll(() => heading.textContent()).not.toBe(here);
  }
  await page.locator('[data-view="review:empty"]').waitFor();
  await office.look('review-done');
  return done;
}

async function regrade({ hands, page }: Office): Promise<void> {
  await hands.press('F6');
  await page.locator('[data-view="sheet-grade:ready"]').waitFor();
  await hands.press('ArrowLeft');
  await hands.press('Tab');
  await hands.type('班长核定：涉及同类问题');
  await hands.press('Enter');
  await page.locator('[data-view="sheet-grade:ready"]').waitFor({ state: 'detached' });
}

/** Every cell in which the linter found something is put in neutral words, as the tick 日梳理 asks. */
export async function settleCells(office: Office): Promise<number> {
  const { hands, page } = office;
  const found = page.locator('[data-testid=sheet-row] td', { hasText: '疑似个人信息' });
  const count = await found.count();
  for (let left = count; left > 0; left -= 1) {
    await found.first().click();
    await hands.press('Enter');
    await page.getByTestId('cell-editor').waitFor();
    await hands.tabTo('[data-testid=take-neutral]');
    if (left === count) await office.look('sheet-cell');
    await hands.press('Enter');
    await page.getByTestId('take-neutral').waitFor({ state: 'detached' });
    await hands.tabTo('[data-testid=cell-editor]', 'Shift+Tab');
    await hands.press('Enter');
    await page.getByTestId('cell-editor').waitFor({ state: 'detached' });
    await expect.poll(() => found.count()).toBe(left - 1);
  }
  return count;
}

export const tick = (office: Office, step: string) =>
  office.page.locator(`[data-testid=tick-${step}][data-state=done]`);

/** 签批 by its key, once what was saved may be signed. */
export async function openSignature({ hands, page }: Office): Promise<void> {
  await page.locator('[data-testid=sheetSign]:enabled').waitFor();
  await hands.press('F9');
  await page.locator('[data-testid=sign-save]:enabled').waitFor();
}

/** 导出 in all three formats. */
export async function exportSheet(office: Office): Promise<void> {
  const { hands, page } = office;
  await page.waitForSelector('[role=dialog]', { state: 'detached' });
  await page.locator('[data-testid=sheetExport]:enabled').waitFor();
  await hands.press('Alt+e');
  for (const format of ['xlsx', 'docx', 'pdf']) {
    await hands.tabTo(`[data-testid=export-${format}]`);
    await hands.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: `.${format}` })
      .waitFor();
  }
  await office.look('sheet-exported');
  await hands.press('Escape');
  await page.waitForSelector('[role=dialog]', { state: 'detached' });
}

/** A handler of the unit declares an interest in the target; gives the name. */
export async function declareInterest(office: Office, board: Board): Promise<string> {
  const { hands, page } = office;
  interface Listed {
    units: { id: string; area: string }[];
    officials: { unitId: string; name: string; role: string }[];
  }
  const { units, officials } = await office.ask<Listed>('directory.list');
  const unit = units.find(({ area }) => area === COUNTY)?.id;
  const name = officials.find(({ unitId, role }) => unitId === unit && role === 'handler')?.name ?? '';
  await hands.press('Alt+f');
  await page.getByTestId('new-interest').click();
  await page.getByTestId('entry-dialog').waitFor();
  await board.choose('officialId', new RegExp(`^${name}`));
  await board.choose('ground', /亲属/);
  await board.fill('words', '恒源耐火材料');
  await page.getByTestId('entry-save').click();
  await page.getByTestId('entry-dialog').waitFor({ state: 'detached' });
  await page.getByText('恒源耐火材料').first().waitFor();
  await office.look('directory');
  await hands.press('Alt+f');
  return name;
}

/** Marks all that wait but `except`, and refers them in one go; what the linter holds up is left. Gives how many went. */
export async function referInBulk(office: Office, count: number, except: string): Promise<number> {
  const { hands, page } = office;
  await expect.poll(() => page.getByTestId('case-item').count()).toBe(count);
  const selected = page.locator('[data-testid=case-item][aria-selected=true]');
  await page.getByTestId('case-item').first().click();
  for (let row = 0; row < count; row += 1) {
    const here = (await selected.textContent()) ?? '';
    await hands.press(here.includes(except) ? 'ArrowDown' : 'Insert');
    if (row < count - 1) await expect.poll(() => selected.textContent()).not.toBe(here);
  }
  await page.getByTestId('bulk-refer').waitFor();
  await hands.press('Alt+v');
  await page.getByTestId('bulk-dialog').waitFor();
  await office.look('bulk');
  await page.locator('[data-field=asked]').check();
  const going = await page.locator('[data-testid=bulk-row][data-outcome=""]').count();
  await page.getByTestId('bulk-go').click();
  await expect.poll(() => page.locator('[data-testid=bulk-row][data-outcome=referred]').count()).toBe(going);
  await office.look('bulk-done');
  await hands.press('Escape');
  await page.getByTestId('bulk-dialog').waitFor({ state: 'detached' });
  await expect.poll(() => page.getByTestId('case-item').count()).toBe(count - going);
  return going;
}

/** One case whose words the linter holds up: in neutral words, the persons asked. */
export async function referAlone(office: Office, number: string, standsBack: string | null): Promise<void> {
  const { hands, page } = office;
  await page.getByTestId('case-item').filter({ hasText: number }).click();
  await page.locator(`[data-testid=case-sheet][data-case="${number}"]`).waitFor();
  await hands.press('F8');
  const dialog = page.getByTestId('referral-dialog');
  await dialog.waitFor();
  const goes = page.locator('[data-goes=pollution]');
  await goes.waitFor();
  if (standsBack !== null) await seeWhoStandsBack(office, standsBack);
  await page.getByTestId('refer').click();
  await page.getByTestId('referral-lacks').waitFor();
  await page.locator('[data-field=asked]').check();
  const decision = page.locator('input[data-field=decision]');
  if ((await decision.count()) > 0) await decision.fill('经核实，并非同一人');
  expect(await goes.textContent()).not.toContain(TOLD.name);
  await hands.press('Alt+c');
  await page.getByTestId('take-neutral').waitFor({ state: 'detached' });
  if (standsBack !== null) {
    const words = (await goes.textContent()) ?? '';
    expect(words).toContain('偷排黑水');
    expect(words).not.toMatch(new RegExp(`${TOLD.name}|${TOLD.phone}`));
    await office.look('referral');
  }
  await page.getByTestId('refer').click();
  await dialog.waitFor({ state: 'detached' });
}

/** Who declared an interest is not proposed, and can't be chosen. */
async function seeWhoStandsBack(office: Office, name: string): Promise<void> {
  const { hands, page } = office;
  const handler = page.locator('[role=combobox][data-field=handlerId]');
  expect(await handler.textContent()).not.toContain(name);
  await handler.click();
  const blocked = page.getByRole('option', { name: new RegExp(`^${name}`) });
  expect(await blocked.getAttribute('aria-disabled')).toBe('true');
  await office.look('recusal');
  // Opened with the mouse, a list is still the keyboard's.
  await hands.press('Escape');
  await blocked.waitFor({ state: 'detached' });
}
