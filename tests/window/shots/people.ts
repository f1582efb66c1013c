import type { Page } from 'playwright-core';
import type { Scenario } from '../seat/scenario.ts';
import { failing, toFailure } from './states.ts';
import { agent, keys, nav, none, supervisor, type Shots, type Walk } from './walks.ts';

const DAY_MS = 86_400_000;
const bare: Scenario = {
  isEnrolled: false,
  enrolment: { code: 'not_enrolled' },
  store: { kind: 'failed', error: { code: 'not_enrolled' } },
};
const typing =
  (address: string, code: string): Walk =>
  async (page) => {
    await page.keyboard.type(address);
    await keys(page, 'Enter');
    await page.keyboard.type(code);
    await keys(page, 'Enter');
    await toFailure(page);
  };
/** The first record of a reporter who gave a name, and that the center has. */
const toIdentityOf = async (page: Page) => {
  await nav('2')(page);
  await page.getByText('ZZ01-20261122-0177').click();
  await page.getByTestId('ask-identity').click();
  await page.locator('[data-view^="identity-request:"]').first().waitFor();
};
const toStanding: Walk = async (page) => {
  await toIdentityOf(page);
  await page.getByTestId('identity-standing').waitFor();
};
const refusal = { at: Date.UTC(2026, 10, 23, 1, 5), failure: { code: 'bundle_refused' as const } };

/** Who is here, by what key, and the one way to a reporter. */
export const PEOPLE_SHOTS: Shots = {
  'enrol-code': [bare, none],
  'enrol-code-wrong': [bare, typing('12369.example.gov.cn', 'ZZ02-0000-0000-0000-HF3A-9C2E')],
  'enrol-code-swapped': [bare, typing('12369.example.gov.cn', 'ZZ02-2222-9QXT-4B0D-HF3A-9C2E')],
  'enrol-code-no-line': [bare, typing('offline.gov.cn', 'ZZ02-7K2M-9QXT-4B0D-HF3A-9C2E')],
  'roster-soon': [{ roster: { expiresAt: Date.now() + 5 * DAY_MS, standing: 'soon' } }, none],
  'roster-expired': [{ roster: { expiresAt: Date.now() - DAY_MS, standing: 'expired' } }, none],
  'roster-status': [{ ...agent, roster: { expiresAt: Date.now() + 5 * DAY_MS, standing: 'soon' } }, nav('2')],
  'keys-refused': [
    {
      ...supervisor,
      sync: {
        keysRefusal: {
          at: refusal.at,
          failure: { code: 'keys_refused', params: { reason: 'wrong_signer', seq: 3 } },
        },
      },
    },
    nav('5'),
  ],
  'bundle-refused': [
    {
      ...supervisor,
      sync: {
        bundleRefusal: {
          ...refusal,
          failure: {
            ...refusal.failure,
            params: { reason: 'greeting_names_a_place', version: '2026.3', line: 'greeting', found: '郑州' },
          },
        },
      },
    },
    nav('5'),
  ],
  'identity-ask': [supervisor, toIdentityOf],
  'identity-ask-wrong': [
    supervisor,
    async (page) => {
      await toIdentityOf(page);
      await page.keyboard.insertText('现场找不到排污口，需要指认');
      await keys(page, 'Tab');
      await page.keyboard.type('wrong');
      await keys(page, 'Enter');
      await toFailure(page);
    },
  ],
  'identity-none': [
    { ...supervisor, purposes: { on_site_help: 'no_on_site_help', callback: 'not_concluded' } },
    toIdentityOf,
  ],
  'identity-loading': [{ ...supervisor, waits: ['identity.standing'] }, toIdentityOf],
  'identity-failed': [
    { ...supervisor, ...failing('identity.standing') },
    async (page) => {
      await toIdentityOf(page);
      await toFailure(page);
    },
  ],
  'identity-waiting': [{ ...supervisor, identityState: 'waiting' }, toStanding],
  'identity-refused': [{ ...supervisor, identityState: 'refused' }, toStanding],
  'identity-closed': [{ ...supervisor, identityState: 'closed' }, toStanding],
  'identity-approved': [{ ...supervisor, identityState: 'approved' }, toStanding],
  'identity-shown': [
    { ...supervisor, identityState: 'approved' },
    async (page) => {
      await toStanding(page);
      await keys(page, 'Enter');
      await page.getByTestId('identity-shown').waitFor();
    },
  ],
};
