import type { Page } from 'playwright-core';
import type { PolicyScenario } from '../../seat/care/fake-policy.ts';
import { failing, toFailure } from '../states.ts';
import { nav, none, supervisor, type Shots } from '../walks.ts';

const FILE = '/etc/hn12369-seat/policy.json';
const laidDown: PolicyScenario['policy'] = {
  file: FILE,
  isInForce: true,
  locked: ['language', 'confirmKey'],
  locksProxy: true,
  centerUrl: 'https://center.example.gov.cn',
  idleMinutes: 10,
  updatesFrom: '/media/updates',
};
const toPolicy = async (page: Page) => {
  await nav('5')(page);
  await page.locator('[data-view="settings-policy:ready"]').scrollIntoViewIfNeeded();
};

/** What an administrator laid down for this PC. */
export const POLICY_SHOTS: Shots = {
  'policy-in-force': [{ ...supervisor, policy: laidDown }, toPolicy],
  'policy-locks': [{ ...supervisor, policy: laidDown }, nav('5')],
  'policy-wrong': [
    {
      ...supervisor,
      policy: {
        ...laidDown,
        fault: { line: 7, column: 5, field: 'hotlineName', reason: 'province', holdsBefore: true },
      },
    },
    toPolicy,
  ],
  'policy-failed': [
    { ...supervisor, ...failing('policy.view') },
    async (page) => {
      await nav('5')(page);
      await toFailure(page);
    },
  ],
  'update-failing': [
    { update: { version: '0.1.0', cameFrom: '0.0.9', starts: 3, isFailing: true, story: null } },
    none,
  ],
  'policy-door': [
    {
      isEnrolled: false,
      enrolment: { code: 'not_enrolled' },
      policy: { ...laidDown, enrolmentCode: 'ZZ02-4K7M-9QRT-XW2D-HJ3N-P8VB' },
    },
    none,
  ],
};
