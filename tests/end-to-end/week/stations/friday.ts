import { expect } from 'vitest';
import type { Board } from './board';
import type { Office } from '../office';

/** One try to reach the reporter, at a time of the day. */
export async function callBack(
  office: Office,
  board: Board,
  time: string,
  answered?: 'satisfied' | 'dissatisfied',
): Promise<void> {
  await board.act('Alt+h', async () => {
    await board.fill('calledAt', time);
    await board.check('outcome', answered === undefined ? 'not_reached' : 'reached');
    if (answered === undefined) return;
    // What was not told and not asked has no answer beforehand.
    await office.page.getByTestId('act-submit').click();
    await office.page.getByTestId('act-dialog').getByRole('alert').waitFor();
    await board.check('toldFindings', 'yes');
    await board.check('toldResult', 'yes');
    await board.check('satisfaction', answered);
    await office.look(`callback-${answered}`);
  });
}

/** Too soon after the try before: refused with a sentence, and nothing is noted. */
export async function callBackTooSoon({ hands, page }: Office, board: Board, time: string): Promise<void> {
  await hands.press('Alt+h');
  await page.getByTestId('act-dialog').waitFor();
  await board.fill('calledAt', time);
  await board.check('outcome', 'not_reached');
  await page.getByTestId('act-refused').waitFor();
  await hands.press('Escape');
  await page.getByTestId('act-dialog').waitFor({ state: 'detached' });
}

/** An objection: investigated again, within fifteen days, and not by the unit whose finding is disputed. */
export async function investigateAgain(
  office: Office,
  board: Board,
  { number, disputed }: { number: string; disputed: string },
): Promise<void> {
  const { hands, page } = office;
  await board.act('Alt+z', async () => {
    await board.check('days', '15');
    await board.fill('why', '举报人对调查结论有异议，要求补充调查');
    await office.look('reopen');
  });
  await board.find('new', number);
  await board.stage(number, 'new');
  await hands.press('F8');
  await page.getByTestId('referral-dialog').waitFor();
  const unit = page.locator('[role=combobox][data-field=unitId]');
  await unit.click();
  const own = page.getByRole('option', { name: new RegExp(`^${disputed}`) });
  expect(await own.getAttribute('aria-disabled')).toBe('true');
  await office.look('disputed-unit');
  await page.getByRole('option', { name: /^郑州市生态环境局$/ }).click();
  if ((await page.getByTestId('take-neutral').count()) > 0) await hands.press('Alt+c');
  await page.locator('[data-field=asked]').check();
  await page.getByTestId('refer').click();
  await page.getByTestId('referral-dialog').waitFor({ state: 'detached' });
}

/** 奖励初审 by the rules, its papers, and the package handed in; the payee stands in none of it. */
export async function reward(office: Office, board: Board): Promise<void> {
  const { page } = office;
  await board.act('Alt+g', async () => {
    for (const [field, value] of [
      ['isFirst', 'yes'],
      ['isClear', 'yes'],
      ['isPublished', 'no'],
      ['isTimeBarred', 'no'],
    ] as const)
      await board.check(field, value);
    await board.fill('breach', '通过暗管违法排放水污染物');
    await board.fill('grounds', '查证属实，举报在先，线索清楚');
    await board.fill('amount', '2000');
    await office.page.getByTestId('reward-verdict').getByText('符合').waitFor();
    await office.look('reward');
  });
  for (const paper of ['paper-referral-docx', 'paper-reward-docx', 'paper-reward-pdf']) {
    const before = office.savedFiles().length;
    await page.getByTestId(paper).click();
    await expect.poll(() => office.savedFiles().length).toBe(before + 1);
  }
  await board.act('Alt+t', () => board.fill('proof', 'JL-2026-001'));
}

/** 周研判 and all tables of the week, saved. */
export async function studyTheWeek(office: Office, { calls, reports }: { calls: number; reports: number }) {
  const { hands, page } = office;
  await hands.press('Alt+0');
  await page.getByTestId('period-week').click();
  const headline = page.getByTestId('statistics-headline').locator('dd');
  await expect.poll(() => headline.nth(0).textContent()).toMatch(new RegExp(`^${calls}\\D`));
  expect(await headline.nth(1).textContent()).toMatch(new RegExp(`^${reports}\\D`));
  await page.locator('[data-view^="statistics-overview"] canvas').first().waitFor();
  await office.look('week-statistics');
  for (const tab of ['matters', 'places', 'patterns', 'repeated', 'late', 'agents']) {
    const button = page.locator(`#statistics-tab-${tab}`);
    if ((await button.count()) === 0) continue;
    await button.click();
    await office.look(`statistics-${tab}`);
  }
  for (const paper of ['周研判', '全部表格']) {
    const before = office.savedFiles().length;
    await hands.press('Alt+s');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').first().click();
    await page.getByRole('option', { name: new RegExp(paper) }).click();
    await office.look(`save-${before}`);
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    expect(office.savedFiles().length).toBe(before + 1);
  }
}
