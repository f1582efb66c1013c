import { keys, agent, supervisor, toPurpose, none, nav, opening, type Shots, type Walk } from './walks.ts';

export const toCarry: Walk = async (page) => {
  await nav('2')(page);
  await page.getByTestId('carry-open').waitFor();
  await keys(page, 'Alt+U');
  await page.locator('[data-view^="carry:"]').first().waitFor();
};

/** The pages beside the call, and what opens over any page. */
export const PAGE_SHOTS: Shots = {
  tour: [{ ...agent, settings: { tourSeen: false } }, none],
  idle: [agent, none],
  'idle-empty': [{ person: 'p-1001' }, none],
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
  amendment: [
    { ...agent, isAmended: true },
    async (page) => {
      await nav('2')(page);
      await page.getByTestId('open-amendments').click();
      await page.getByTestId('amendment').waitFor();
    },
  ],
  carry: [
    supervisor,
    async (page) => {
      await toCarry(page);
      await page.getByTestId('carry-export').click();
      await page.getByTestId('carry-last-out').waitFor();
    },
  ],
  'carry-working': [
    {
      ...supervisor,
      waits: [],
      carry: { work: { direction: 'out', done: 9_300, of: 25_000 }, waiting: 24_997 },
    },
    async (page) => {
      await toCarry(page);
      await page.getByTestId('carry-progress').waitFor();
    },
  ],
  'carry-answer': [
    supervisor,
    async (page) => {
      await toCarry(page);
      await page.getByTestId('carry-import').click();
      await page.getByTestId('carry-last-in').waitFor();
    },
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
      await opening('F1', 'dialog')(page);
    },
  ],
  'command-bar': [
    agent,
    async (page) => {
      await toPurpose(page);
      await opening('Control+K', 'dialog')(page);
    },
  ],
  'command-search': [
    agent,
    async (page) => {
      await nav('1')(page);
      await opening('Control+K', 'dialog')(page);
      await page.keyboard.type('0179');
      await page.getByRole('option').filter({ hasText: '0179' }).waitFor();
    },
  ],
  menu: [
    agent,
    async (page) => {
      await toPurpose(page);
      await opening('Alt+M', 'menu')(page);
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
