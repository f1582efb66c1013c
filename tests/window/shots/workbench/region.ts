import { failing, toFailure } from '../states.ts';
import { nav, settled, supervisor, type Shots, type Walk } from '../walks.ts';

const toRegion: Walk = async (page) => {
  await nav('0')(page);
  await page.getByTestId('region-toggle').click();
  await page.locator('[data-view^="region:"]').first().waitFor();
  await settled(page);
  await page.locator('[data-view^="region:"]').first().scrollIntoViewIfNeeded();
};

/** What the center knows of the city. */
export const REGION_SHOTS: Shots = {
  region: [supervisor, toRegion],
  'region-stale': [{ ...supervisor, region: 'stale' }, toRegion],
  'region-none': [{ ...supervisor, region: 'none' }, toRegion],
  'region-not-offered': [{ ...supervisor, region: 'not_offered' }, toRegion],
  'region-waiting': [{ ...supervisor, waits: ['region.view'] }, toRegion],
  'region-failed': [
    { ...supervisor, ...failing('region.view') },
    async (page) => {
      await toRegion(page);
      await toFailure(page);
    },
  ],
};
