import { keys, none, type Shots } from './walks.ts';

/** What stands before the desk. */
export const DOOR_SHOTS: Shots = {
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
  'store-corrupt-backup': [
    {
      store: {
        kind: 'failed',
        error: { code: 'store_corrupt' },
        backup: { at: Date.UTC(2026, 10, 22, 22, 40), calls: 23_417 },
      },
    },
    none,
  ],
  'not-enrolled': [{ isEnrolled: false, enrolment: { code: 'enrolment_refused' } }, none],
  'core-silent': [{ fails: { 'app.state': 'internal' } }, none],
  'sign-in': [
    {},
    async (page) => {
      await page.getByRole('radio').first().waitFor();
      await keys(page, 'ArrowDown', 'Enter');
    },
  ],
};
