import { agent, keys, nav, settled, type Shots, type Walk } from './walks.ts';

/** The queue with the days of the proof open. */
const days: Walk = async (page) => {
  await nav('2')(page);
  await page.getByTestId('arrival-days').click();
  await page.getByTestId('arrival-table').waitFor();
};

/** A refused record opened for its next revision, at the address, which the center named. */
const repair: Walk = async (page) => {
  await nav('2')(page);
  await page.getByText('ZZ01-20261122-0178').click();
  await page.getByTestId('revise').click();
  await page.keyboard.type('补充地址');
  await keys(page, 'Enter');
  await page.getByTestId('refused-notice').waitFor();
  await page.locator('[data-refused-step=address]').click();
  await page.locator('[data-testid=call][data-step=address]').waitFor();
  await settled(page);
};

export const ARRIVAL_SHOTS: Shots = {
  'arrival-line': [agent, nav('2')],
  'arrival-days': [agent, days],
  'arrival-filter': [
    agent,
    async (page) => {
      await days(page);
      await page.locator('[data-testid=arrival-quarantined][data-day=all]').click();
      await page.getByTestId('arrival-filter').waitFor();
    },
  ],
  'arrival-lacks': [{ ...agent, arrival: { verdict: 'lacks' } }, days],
  'arrival-handed-in': [
    { ...agent, arrival: { verdict: 'lacks' } },
    async (page) => {
      await nav('2')(page);
      await page.getByTestId('arrival-hand-in').click();
      await page.getByTestId('arrival-hand-in').waitFor({ state: 'detached' });
    },
  ],
  'arrival-differs': [{ ...agent, arrival: { verdict: 'differs' } }, days],
  'arrival-open': [{ ...agent, arrival: { verdict: 'open' } }, nav('2')],
  'arrival-lost': [{ ...agent, arrival: { lost: 1 } }, nav('2')],
  'arrival-never': [{ ...agent, arrival: { isNever: true, failure: 'not_the_center' } }, nav('2')],
  'arrival-unconfirmed': [
    agent,
    async (page) => {
      await nav('2')(page);
      await page.getByTestId('arrival-unconfirmed').click();
      await page.getByTestId('arrival-filter').waitFor();
      await page.locator('[role=row][data-id]').first().click();
      await page.getByTestId('unconfirmed-since').waitFor();
    },
  ],
  'revise-refused': [
    agent,
    async (page) => {
      await nav('2')(page);
      await page.getByText('ZZ01-20261122-0178').click();
      await page.getByTestId('revise').click();
      await page.getByTestId('revise-refusal').waitFor();
    },
  ],
  'repair-field': [agent, repair],
  'repair-changed': [
    agent,
    async (page) => {
      await repair(page);
      await page
        .locator('[data-field="report.address.detail"] textarea, [data-field="report.address.detail"] input')
        .first()
        .fill('广武镇黄河路北段三公里处河堤下，水塔对面');
      await page.locator('[data-testid=field-refused][data-changed=true]').waitFor();
    },
  ],
};
