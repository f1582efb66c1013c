import { agent, keys, toIdentity, type Shots } from '../walks.ts';

/** What a caller said is kept off the clipboard. */
export const OFF_CLIPBOARD_SHOTS: Shots = {
  'off-clipboard': [
    agent,
    async (page) => {
      await toIdentity(page);
      await keys(page, '2');
      await page.locator('[data-field="identity.name"] input').fill('王小明');
      await keys(page, 'Control+A', 'Control+C');
      await page.getByTestId('off-clipboard').waitFor();
    },
  ],
};
