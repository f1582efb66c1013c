import type { Page } from 'playwright-core';
import { failing, toFailure } from '../states.ts';
import { nav, supervisor, type Shots, type Walk } from '../walks.ts';

const toSheet: Walk = async (page) => {
  await nav('5')(page);
  await page.locator('[data-view^="settings-retention:"]').scrollIntoViewIfNeeded();
};
/** By keys alone, as somebody without a mouse does it. */
const opened: Walk = async (page) => {
  await toSheet(page);
  await page.getByTestId('open-retention').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-view="retention:ready"]').waitFor();
};
const destroy = async (page: Page) => {
  await page.getByRole('checkbox', { name: /已核对/ }).focus();
  await page.keyboard.press('Space');
  await page.getByTestId('retention-destroy').click();
};
const due = { ...supervisor, retention: 'due' } as const;

/** 保管期限: what a seat keeps of identities, and what became due. */
export const RETENTION_SHOTS: Shots = {
  'retention-sheet': [supervisor, toSheet],
  'retention-sheet-due': [due, toSheet],
  'retention-sheet-waiting': [{ ...supervisor, waits: ['retention.view'] }, toSheet],
  'retention-sheet-failed': [
    { ...supervisor, ...failing('retention.view') },
    async (page) => {
      await nav('5')(page);
      await toFailure(page);
    },
  ],
  retention: [due, opened],
  'retention-kept': [supervisor, opened],
  'retention-no-rule': [{ ...supervisor, retention: 'no_rule' }, opened],
  'retention-done': [
    due,
    async (page) => {
      await opened(page);
      await destroy(page);
      await page.getByText('证书 XH-ZZ01-0002。').waitFor();
      await page.getByRole('button', { name: '把证书 XH-ZZ01-0002 存为 PDF' }).click();
      await page.getByText(/已存为/).waitFor();
    },
  ],
  'queue-identity-destroyed': [
    supervisor,
    async (page) => {
      await nav('2')(page);
      await page.getByText('ZZ01-20261122-0174').click();
      await page.getByText(/身份信息已按保管期限销毁（证书 XH-ZZ01-0001/).waitFor();
      await page.getByTestId('ask-identity').scrollIntoViewIfNeeded();
    },
  ],
  'retention-failed': [
    { ...due, fails: { 'retention.destroy': 'retention_changed' } },
    async (page) => {
      await opened(page);
      await destroy(page);
      await toFailure(page);
    },
  ],
};
