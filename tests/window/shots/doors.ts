import { toFailure } from './states.ts';
import { agent, keys, nav, none, supervisor, toPollution, type Shots, type Walk } from './walks.ts';

const toLock: Walk = async (page) => {
  await page.getByTestId('status-bar').waitFor();
  await keys(page, 'Control+L');
  await page.locator('[data-view="lock:ready"]').waitFor();
};
const toHandOver: Walk = async (page) => {
  await toLock(page);
  await page.getByTestId('hand-over').waitFor();
  await page.getByTestId('hand-over').click();
};

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
  'lock-wrong': [
    agent,
    async (page) => {
      await toLock(page);
      await page.keyboard.type('wrong');
      await keys(page, 'Enter');
      await toFailure(page);
    },
  ],
  // Over a call in hand, with all that must not wait.
  'lock-busy': [
    agent,
    async (page) => {
      await toPollution(page);
      await toLock(page);
    },
  ],
  'lock-ringing': [
    { ...supervisor, lock: { why: 'idle', isRinging: true, isAnswered: true, openCalls: 1, leads: 2 } },
    toLock,
  ],
  'hand-over': [
    { ...agent, lock: { why: 'system', openCalls: 1 } },
    async (page) => {
      await toHandOver(page);
      await page.getByRole('radio').first().waitFor();
      await keys(page, 'Enter');
      await page.keyboard.type('demo-12369');
    },
  ],
  'hand-over-failed': [{ ...agent, lock: {}, fails: { 'session.people': 'internal' } }, toHandOver],
  'hand-over-loading': [{ ...agent, lock: {}, waits: ['session.people'] }, toHandOver],
  'idle-warning': [{ ...agent, locksInMs: 60_000 }, none],
  'password-first': [{ ...agent, password: { expiresAt: 0, standing: 'expired' } }, none],
  'password-change': [
    agent,
    async (page) => {
      await nav('4')(page);
      await page.getByTestId('change-password').click();
      // Under React's double mount of development the dialog takes the focus from its field.
      await page.locator('[data-view="change-password:ready"] input').first().focus();
      await page.keyboard.type('wrong');
      await keys(page, 'Tab');
      await page.keyboard.type('Anlan-Bridge77');
      await keys(page, 'Tab');
      await page.keyboard.type('Anlan-Bridge77');
      await keys(page, 'Enter');
      await toFailure(page);
    },
  ],
};
