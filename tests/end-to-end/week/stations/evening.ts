import { expect } from 'vitest';
import { LedgerDay } from '../../../../src/shared/call/ledger';
import { openSignature, tick } from './monday';
import type { Office } from '../office';

/** 零报告: a day on which nobody reported anything has a sheet, too, and a leader's signature. */
export async function reportNothing(office: Office): Promise<void> {
  const { hands, page } = office;
  await hands.press('Alt+7');
  await page.locator('[data-view="daily-sheet:empty"]').waitFor();
  await hands.press('Control+s');
  for (const step of ['sorted', 'analysed', 'signed', 'referred']) await tick(office, step).waitFor();
  await openSignature(office);
  await hands.press('Enter');
  await page.getByTestId('sheet-signed').waitFor();
  // While it stands, the keys of the pages are not theirs.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await office.look('zero-report');
}

/** The day's ledger closes, and is signed. */
export async function signTheLedger(office: Office, date: string, answered: number): Promise<void> {
  const { hands, page } = office;
  await hands.press('Alt+4');
  await expect
    .poll(() => page.getByTestId('term-answered').textContent())
    .toMatch(new RegExp(`^${answered}\\D`));
  await page.locator('[data-testid=sign-off]:enabled').waitFor();
  await hands.press('F9');
  await page.getByTestId('signed-off').waitFor();
  await office.look('ledger');
  const day = LedgerDay.parse(await office.ask('ledger.day', { date }));
  const ends = Object.values(day.byDisposition).reduce((sum, count) => sum + count, 0);
  expect({ answered: day.answered, sum: ends + day.open, isClosed: day.isClosed }).toEqual({
    answered,
    sum: answered,
    isClosed: true,
  });
}
