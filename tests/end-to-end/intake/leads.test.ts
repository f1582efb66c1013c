import { join } from 'node:path';
import { beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { Draft } from '../../../src/shared/call/form';
import { AgentKeyboard, type Complaint } from '../stage/agent-keyboard';
import { PASSPHRASE, PASSWORD, PICTURES, raise } from '../stage/raise';
import type { SeatApp } from '../stage/seat-app';

/** A river at night and the harm of it, in no word of the law; the township's name is no river. */
const complaint: Complaint = {
  city: '周口市',
  county: '太康县',
  detail: '毛庄镇段庄村马庄黄河路东头',
  target: '一家造纸作坊',
  types: [],
  description: '厂房后头地底下埋了根管子,每天半夜往沟里排黑水,鱼都死完了。以前这儿挖过沙,现在没有了。',
  wish: '夜里来看',
};

let app: SeatApp;
let hands: AgentKeyboard;

beforeAll(async () => {
  const stage = await raise();
  ({ app, hands } = stage);
  return stage.clear;
});

beforeEach(({ task }) => onTestFailed(() => app.picture(join(PICTURES, 'failed', `${task.id}.png`))));

const text = (testId: string) => app.page.getByTestId(testId).textContent();

async function report() {
  await app.page.waitForSelector('[data-save=saved]');
  const { value } = (await app.ask('draft.list', {})) as { value: unknown };
  const [draft] = Draft.array().parse(value);
  if (draft === undefined) throw new Error('No call in hand');
  return draft.form.report;
}

test('types and night are heard in the story, and one key takes them over (R-33)', async () => {
  await hands.startCall();
  await hands.greet();
  await hands.tellAnonymously(complaint);
  const heard = app.page.getByTestId('pollution-proposals');
  await heard.locator('[data-offered-type^=water]').first().waitFor();
  await heard.locator('[data-time]', { hasText: '半夜' }).waitFor();
  expect(await app.barriers()).toEqual([]);
  await app.picture(join(PICTURES, 'light', 'proposals.png'));
  await hands.press('Alt+t');
  await app.page.waitForFunction(() => document.querySelector('[data-offered-type]') === null);
  const { pollution } = await report();
  expect(pollution.types.some((type) => type.startsWith('water'))).toBe(true);
  expect(pollution.occurrences).toMatchObject([{ words: '半夜', isNight: true }]);
});

test('a flag is asked about with the caller’s words; a road and a thing of the past are not (R-21)', async () => {
  const question = app.page.locator('[data-testid=lead-question]');
  await question.first().waitFor();
  const flags = await question.evaluateAll((all) => all.map((each) => each.getAttribute('data-flag-asked')));
  expect(flags).toContain('secret_wastewater');
  expect(flags).not.toContain('yellow_river');
  expect(flags).not.toContain('illegal_mining');
  expect(await question.first().locator('mark').allTextContents()).not.toEqual([]);
  expect(await text('grade')).toBe('一般线索');
});

test('going on without a word stops once at the open flag; undecided ones do not hold the call', async () => {
  await hands.onwardTo('wishes');
  await hands.typeInto(hands.field('report.investigationWish'), complaint.wish);
  await hands.choose('report.callbackWish', 2);
  await hands.onwardTo('read_back');
  await hands.say('r_read_back');
  await hands.onwardTo('deadline');
  await hands.choose('report.urgency', 1);
  await hands.say('d_deadline');
  await app.page.getByTestId('flags-undecided').waitFor();
  await hands.press('F8');
  await app.page.waitForFunction(() => document.activeElement?.closest('[data-question]') !== null);
  await app.picture(join(PICTURES, 'light', 'lead-question.png'));
  expect(await app.page.getByTestId('call').getAttribute('data-step')).toBe('deadline');
});

test('yes by a digit: the grade is major, and everybody at the seat sees that it waits (R-24)', async () => {
  await hands.answerFlags('yes');
  await app.page.getByTestId('grade').getByText('重大线索').waitFor();
  expect((await report()).majorFlags).toContain('secret_wastewater');
  await app.page.getByTestId('status-leads').waitFor();
  expect(await text('status-leads')).toContain('1');
  expect(await app.page.getByTestId('major-lead').count()).toBe(0);
  await hands.onwardTo('closing');
  await hands.say('c_report');
  await hands.finish();
});

test('the supervisor finds the alert after a kill, on every page, and puts it away by key', async () => {
  await app.restart();
  hands = new AgentKeyboard(app.page);
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
  const alert = app.page.getByTestId('major-lead');
  await alert.getByText(complaint.target).waitFor();
  expect(await alert.textContent()).toContain('恶意偷排废水');
  expect(await app.barriers()).toEqual([]);
  await app.picture(join(PICTURES, 'light', 'major-lead.png'));
  await hands.press('Alt+2');
  await alert.waitFor();
  await app.page.getByTestId('queue-grid').getByTestId('grade').getByText('重大线索').waitFor();
  await hands.press('Alt+y');
  await alert.waitFor({ state: 'detached' });
  expect(await app.page.getByTestId('status-leads').count()).toBe(0);
});
