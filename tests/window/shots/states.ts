import type { Page } from 'playwright-core';
import type { RequestName } from '../../../src/shared/ipc/contract.ts';
import { toCarry } from './pages.ts';
import type { Scenario } from '../seat/scenario.ts';
import { ALERT, busy, openCall } from './ledger.ts';
import {
  agent,
  keys,
  nav,
  none,
  opening,
  settled,
  supervisor,
  toFinished,
  toPurpose,
  toTarget,
  type Shots,
  type Walk,
} from './walks.ts';

// The states that nobody wishes for: what is still fetched, what failed, what there is nothing of.

export const failing = (name: RequestName): Scenario => ({ fails: { [name]: 'internal' } });
const waiting = (name: RequestName): Scenario => ({ waits: [name] });
export const toFailure = async (page: Page) => {
  await page.locator('[data-view$=":failed"]').first().waitFor();
};
const toDetail: Walk = async (page) => {
  await nav('2')(page);
  await page.getByText('ZZ01-20261122-0178').click();
};
const toAmendment: Walk = async (page) => {
  await nav('2')(page);
  await page.getByTestId('open-amendments').click();
  await page.locator('[data-view^="amendment:"]').first().waitFor();
};
const toRefusedAnswer: Walk = async (page) => {
  await toCarry(page);
  await page.getByTestId('carry-import').click();
  await toFailure(page);
};
/** The scripts of pages not opened yet don't come. */
const withoutScripts = (page: Page, how: 'abort' | 'never') =>
  page.route('**/*.js', (route) => (how === 'abort' ? route.abort() : undefined));
const STRONG = '蓝天-颍河-七棵杨树-2026';

export const STATE_SHOTS: Shots = {
  starting: [waiting('app.state'), none],
  'store-new-failed': [
    { store: { kind: 'needs_new_passphrase' }, ...failing('store.create') },
    async (page) => {
      for (const field of await page.locator('input[type=password]').all()) await field.fill(STRONG);
      await keys(page, 'Enter');
      await toFailure(page);
    },
  ],
  'sign-in-waiting': [waiting('session.people'), none],
  'sign-in-no-list': [failing('session.people'), toFailure],
  'sign-in-wrong': [
    {},
    async (page) => {
      await page.getByRole('radio').first().click();
      await page.keyboard.type('wrong');
      await keys(page, 'Enter');
      await toFailure(page);
    },
  ],
  'page-waiting': [
    { ...agent, waits: [] },
    async (page) => {
      await page.getByTestId('status-bar').waitFor();
      await settled(page);
      await withoutScripts(page, 'never');
      await page.keyboard.press('Alt+2');
      await page.locator('[data-view="page:loading"]').waitFor();
    },
  ],
  broken: [
    agent,
    async (page) => {
      await page.getByTestId('status-bar').waitFor();
      await settled(page);
      await withoutScripts(page, 'abort');
      await page.keyboard.press('Alt+2');
      await toFailure(page);
    },
  ],
  degraded: [
    {
      ...agent,
      store: { kind: 'open', keyKeptBy: 'passphrase', degraded: { code: 'store_full' } },
      enrolment: { code: 'enrolment_refused' },
    },
    none,
  ],
  'major-lead': [{ ...supervisor, alerts: [ALERT] }, none],
  'major-lead-failed': [
    { ...supervisor, alerts: [ALERT, { ...ALERT, seq: 2 }], ...failing('lead.acknowledge') },
    async (page) => {
      await page.getByTestId('major-lead').getByRole('button').last().click();
      await toFailure(page);
    },
  ],
  'command-nothing': [
    agent,
    async (page) => {
      await nav('1')(page);
      await opening('Control+K', 'dialog')(page);
      await page.keyboard.type('zzzz');
    },
  ],
  'leave-failed': [
    { ...agent, ...failing('session.signOut') },
    async (page) => {
      await page.getByText(/^退出$|^Sign out$/).click();
      await toFailure(page);
    },
  ],
  'intake-waiting': [{ ...agent, ...waiting('draft.list') }, none],
  'intake-failed': [{ ...agent, ...failing('draft.list') }, toFailure],
  'call-waiting': [{ ...agent, draft: {}, ...waiting('bundle.get') }, none],
  'call-failed': [{ ...agent, draft: {}, ...failing('bundle.get') }, toFailure],
  'transfer-failed': [
    agent,
    async (page) => {
      await toPurpose(page);
      await keys(page, 'F6', '1');
      await page.getByTestId('transfer-to').fill('郑州市生态环境局值班室');
      await page.getByTestId('transfer-note').fill('来电人要求转办案单位，已说明');
      await page.evaluate(() => (window.__fails = { 'draft.save': 'store_full' }));
      await keys(page, 'Enter');
      await toFailure(page);
    },
  ],
  'finished-waiting': [{ ...agent, ...waiting('queue.detail') }, toFinished],
  'finished-failed': [
    { ...agent, ...failing('queue.detail') },
    async (page) => {
      await toFinished(page);
      await toFailure(page);
    },
  ],
  'taken-away': [
    { ...busy, draft: {}, isTakenAway: true, openCalls: [openCall(8, '王建国', true)] },
    async (page) => {
      await nav('4')(page);
      await page.getByTestId('open-calls').getByRole('button').click();
      await page.getByTestId('taken-over').waitFor();
    },
  ],
  'picker-nothing': [
    agent,
    async (page) => {
      await toTarget(page);
      await page.getByLabel(/行业类型|Industry/).click();
      await page.keyboard.type('qqqq');
    },
  ],
  'industry-offers': [
    agent,
    async (page) => {
      await toTarget(page);
      await page.keyboard.type('新密市超化镇恒源耐火材料厂');
      await page.getByTestId('industry-offers').waitFor();
    },
  ],
  'referral-offers': [
    agent,
    async (page) => {
      await toPurpose(page);
      await keys(page, '1', '2');
      await page
        .getByLabel(/反映事项|事项|Matter/)
        .first()
        .fill('楼下烧烤店油烟呛人，半夜还有噪音');
      await page.getByTestId('referral-offers').waitFor();
    },
  ],
  'scope-doubt': [
    agent,
    async (page) => {
      await toTarget(page);
      await page.keyboard.insertText('锦绣花园小区物业');
      await keys(page, 'F8');
      await page.keyboard.insertText('荥阳广武镇锦绣花园小区');
      await keys(page, 'F8');
      await page.getByLabel(/污染描述|Description/).fill('自来水停水三天了，物业不收垃圾，堆在楼道里');
      await page.getByTestId('scope-doubt').waitFor();
    },
  ],
  'long-texts': [
    agent,
    async (page) => {
      await toTarget(page);
      await page.keyboard.insertText('郑州市荥阳市广武镇某某某环保科技新材料有限责任公司北厂区'.repeat(4));
      await keys(page, 'F8');
      await page.keyboard.insertText(
        '荥阳市广武镇南董杨寨村五组村最南头往西三百米大槐树下第二个路口'.repeat(5),
      );
      await settled(page);
    },
  ],
  'queue-waiting': [
    { ...agent, ...waiting('queue.list') },
    async (page) => {
      await nav('2')(page);
      await page.locator('[data-view="queue:loading"]').first().waitFor();
    },
  ],
  'amendment-waiting': [{ ...agent, isAmended: true, ...waiting('change.view') }, toAmendment],
  'amendment-failed': [{ ...agent, isAmended: true, ...failing('change.view') }, toAmendment],
  'carry-waiting': [{ ...supervisor, ...waiting('carry.state') }, toCarry],
  'carry-failed': [{ ...supervisor, fails: { 'carry.import': 'carry_refused' } }, toRefusedAnswer],
  'queue-detail-waiting': [{ ...agent, ...waiting('queue.detail') }, toDetail],
  'queue-detail-failed': [
    { ...agent, ...failing('queue.detail') },
    async (page) => {
      await toDetail(page);
      await toFailure(page);
    },
  ],
  'revise-failed': [
    { ...agent, ...failing('call.revise') },
    async (page) => {
      await toDetail(page);
      await page.getByTestId('revise').click();
      await page.keyboard.type('补充地址');
      await keys(page, 'Enter');
      await toFailure(page);
    },
  ],
  'review-waiting': [{ ...supervisor, ...waiting('queue.list') }, none],
  'review-failed': [{ ...supervisor, ...failing('queue.list') }, toFailure],
  'review-sheet-waiting': [{ ...supervisor, ...waiting('queue.detail') }, none],
  'review-sheet-failed': [{ ...supervisor, ...failing('queue.detail') }, toFailure],
  'ledger-waiting': [{ ...supervisor, ...waiting('ledger.list') }, nav('4')],
  'ledger-failed': [
    { ...supervisor, fails: { 'ledger.day': 'store_failed', 'ledger.list': 'store_failed' } },
    nav('4'),
  ],
  'ledger-panels-failed': [
    { ...busy, fails: { 'ledger.openCalls': 'store_failed', 'phone.missed': 'store_failed' } },
    nav('4'),
  ],
  'explain-failed': [
    { ...busy, ...failing('phone.explain') },
    async (page) => {
      await nav('4')(page);
      await page.getByTestId('explain-missed').first().click();
      await page.keyboard.type('试机，没有来电人');
      await keys(page, 'Enter');
      await toFailure(page);
    },
  ],
  'back-entry-failed': [
    { ...agent, ...failing('call.backEnter') },
    async (page) => {
      await nav('3')(page);
      await page.getByTestId('back-entry').click();
      await page.keyboard.type('停电，先记在纸上');
      await keys(page, 'Enter');
      await toFailure(page);
    },
  ],
  'settings-failed': [
    { ...agent, ...failing('settings.save') },
    async (page) => {
      await nav('4')(page);
      await page.getByRole('button', { name: /^深色$|^Dark$/ }).click();
      await toFailure(page);
    },
  ],
  'settings-phone-failed': [
    { ...supervisor, ...failing('phone.settings') },
    async (page) => {
      await nav('5')(page);
      await toFailure(page);
    },
  ],
};
