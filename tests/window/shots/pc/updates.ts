import type { Page } from 'playwright-core';
import { MIGRATED, ROLLED_BACK, STAGED } from '../../seat/care/fake-updates.ts';
import { failing, toFailure } from '../states.ts';
import { agent, nav, none, supervisor, type Shots, type Walk } from '../walks.ts';

const AT = Date.UTC(2026, 10, 23, 1, 30);
const MB = 1_000_000;
const open = async (page: Page) => {
  await page.getByTestId('open-updates').press('Enter');
  await page.locator('[data-view^="updates:"]').first().waitFor();
};
const toUpdates: Walk = async (page) => {
  await nav('5')(page);
  await open(page);
};
const agentsUpdates: Walk = async (page) => {
  await nav('4')(page);
  await open(page);
};

/** 更新: what runs, what was taken, and what an administrator runs. */
export const UPDATE_SHOTS: Shots = {
  'updates-empty': [supervisor, toUpdates],
  'updates-staged': [
    { ...supervisor, update: { story: { ...MIGRATED, isSeen: true } } },
    async (page) => {
      await toUpdates(page);
      await page.getByTestId('update-look').press('Enter');
      await page.locator('[data-view="update-staged:ready"]').waitFor();
    },
  ],
  'updates-agent': [{ ...agent, updates: { staged: STAGED } }, agentsUpdates],
  'updates-taking': [
    {
      ...supervisor,
      updates: {
        work: { kind: 'taking', version: '1.2.0', from: 'center', bytes: 41.3 * MB, of: 118.2 * MB },
      },
    },
    toUpdates,
  ],
  'updates-waiting': [
    {
      ...supervisor,
      updates: {
        work: { kind: 'waiting', version: '1.2.0', from: 'center', bytes: 41.3 * MB, of: 118.2 * MB },
      },
    },
    toUpdates,
  ],
  'updates-refused': [
    {
      ...supervisor,
      updates: {
        source: { kind: 'folder', folder: '/mnt/share/hn12369-seat' },
        looked: { at: AT, from: 'folder', problem: 'bad_signature' },
      },
    },
    toUpdates,
  ],
  'updates-no-key': [{ ...supervisor, updates: { source: { kind: 'none' }, hasKey: false } }, toUpdates],
  'updates-loading': [{ ...supervisor, waits: ['update.view'] }, toUpdates],
  'updates-failed': [
    { ...supervisor, ...failing('update.look') },
    async (page) => {
      await toUpdates(page);
      await page.getByTestId('update-look').click();
      await toFailure(page);
    },
  ],
  'update-migrated': [{ ...supervisor, update: { story: MIGRATED } }, none],
  'update-rolled-back': [{ ...agent, update: { story: ROLLED_BACK } }, none],
  'update-seen-failed': [
    { ...supervisor, update: { story: MIGRATED }, ...failing('update.seen') },
    async (page) => {
      await page.getByTestId('update-seen').click();
      await toFailure(page);
    },
  ],
};
