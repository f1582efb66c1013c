import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { areaNames } from '../../../src/shared/catalog/areas';
import type { PracticeCaller } from '../../../src/shared/practice/caller';
import { PracticeState, ScoreView, type PracticeRun } from '../../../src/shared/practice/messages';
import { AgentKeyboard, type Complaint } from '../stage/agent-keyboard';
import { modelForm, practiceCaller } from '../../builders/practice';
import type { CenterChild } from '../stage/center-child';
import { PASSPHRASE, PASSWORD, PICTURES, raise } from '../stage/raise';
import type { SeatApp } from '../stage/seat-app';
import { dress, findCall } from '../stage/seat-questions';
import { realContent as contentOf, type RealContent } from './real-content';

/** Order of the main types on the page. */
const TYPES = ['water', 'air', 'noise', 'waste', 'soil', 'radiation', 'ecology'];

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;
let pictures = 0;
const barriers: string[] = [];

const snap = async (name: string, look = 'light') => {
  pictures += 1;
  await app.picture(join(PICTURES, look, `70-${String(pictures).padStart(2, '0')}-practice-${name}.png`));
  barriers.push(...(await app.barriers()).map((barrier) => `${look} ${name}: ${barrier}`));
};

async function valueOf(name: string, input: unknown = {}): Promise<unknown> {
  const answer = (await app.ask(name, input)) as { ok: boolean; value?: unknown };
  expect([name, answer.ok]).toEqual([name, true]);
  return answer.value;
}
const state = async (): Promise<PracticeState> => PracticeState.parse(await valueOf('practice.state'));
const callerInHand = async (): Promise<PracticeCaller> =>
  practiceCaller((await state()).inHand?.caller.id ?? '');

async function comeBack(): Promise<void> {
  hands = new AgentKeyboard(app.page);
  await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
}

/** Opens a page of the navigation by what it is called. */
async function open(page: string): Promise<void> {
  const key = await app.page
    .getByRole('navigation')
    .getByRole('button', { name: page })
    .getAttribute('aria-keyshortcuts');
  await hands.press(key ?? '');
  await app.page.waitForSelector(`nav [aria-keyshortcuts="${key}"][aria-current=page]`);
}

async function press(testId: string): Promise<void> {
  await hands.tabTo(`[data-testid=${testId}]`);
  await hands.press('Enter');
}

async function begin(kind: 'calls' | 'consultations' | 'outage'): Promise<void> {
  await open('练习');
  await press(`begin-${kind}`);
  await app.page.getByTestId('practice-band').waitFor();
  await app.page.waitForSelector('[data-testid=practice-answer]');
}

/** The key is there once the call is judged, a moment after its receipt. */
async function lookAtScore(): Promise<void> {
  await app.page.getByTestId('practice-look').waitFor();
  await hands.press('F5');
  await app.page.getByTestId('score-sheet').waitFor();
}

/** The window says in five ways that this is practice. */
async function expectMarks(): Promise<void> {
  const { page } = app;
  await page.getByTestId('practice-band').getByText('练习 · 不上报').waitFor();
  await page.getByTestId('practice-mark').waitFor();
  await page.waitForFunction(() => document.title.startsWith('▧ 练习'));
  const look = await page
    .getByTestId('practice-band')
    .evaluate((band) => getComputedStyle(band).backgroundImage);
  expect(look).toContain('repeating-linear-gradient');
  expect(await page.getByTestId('status-seat').textContent()).toContain('LX');
}

async function expectNoMarks(): Promise<void> {
  await app.page.waitForFunction(() => document.title === '12369 远程坐席');
  expect(await app.page.getByTestId('practice-band').count()).toBe(0);
  expect(await app.page.getByTestId('practice-mark').count()).toBe(0);
  expect(await app.page.getByTestId('status-seat').textContent()).not.toContain('LX');
}

async function takeConsultation(): Promise<void> {
  await hands.startCall();
  await hands.greet();
  const caller = await callerInHand();
  await hands.choose('purpose', 2);
  await hands.typeInto(hands.field('consultation.matter'), caller.title);
  const { expected } = caller;
  await hands.typeInto(
    hands.field('consultation.answer'),
    expected.purpose === 'consultation' ? expected.answer : '',
  );
  await hands.onwardTo('closing');
  await hands.finish();
}

/** More than a township: the form would ask on. */
const TELLS_A_PLACE = /[村组河库厂]|小区|附近/u;

/** From 匿名/实名 to the end, as the caller says. */
async function takeReport(caller: PracticeCaller): Promise<void> {
  const { report, identity } = modelForm(caller);
  const [city = '', county = ''] = areaNames(report.address);
  const complaint: Complaint = {
    city,
    county: county || city,
    detail: report.address.detail,
    target: report.target.answer,
    types: report.pollution.types.map((type) => TYPES.indexOf(type) + 1),
    description: report.pollution.description,
    wish: report.investigationWish.answer,
  };
  if (identity === null) await hands.stayAnonymous();
  else await hands.giveName(identity);
  await hands.tellTargetAndPlace(complaint);
  await hands.choosePollution(complaint.types);
  await hands.describePollution(complaint.description);
  if (report.pollution.pattern !== '') {
    await hands.typeInto(hands.field('report.pollution.pattern'), report.pollution.pattern);
  }
  const urgency = report.urgency === 'urgent' ? 1 : report.urgency === 'important' ? 2 : 3;
  await hands.wishAndClose(complaint.wish, report.callbackWish.answer === 'yes' ? 1 : 2, urgency);
}

beforeAll(async () => {
  const stage = await raise();
  ({ center, app, hands } = stage);
  return stage.clear;
});

beforeEach(({ task }) => onTestFailed(() => app.picture(join(PICTURES, 'failed', `${task.id}.png`))));

const realContent = () => contentOf(app.profile, PASSPHRASE);
let before: RealContent;

describe('an hour of practice by keyboard alone', () => {
  test('a real seat before it, to compare with', async () => {
    await expectNoMarks();
    await app.close();
    before = await realContent();
    await app.start();
    await comeBack();
    await open('练习');
    await app.page.getByTestId('begin-calls').waitFor();
    await snap('choose');
  });

  test('one short call to its score', async () => {
    await begin('consultations');
    await expectMarks();
    await snap('ringing');
    await takeConsultation();
    expect(await hands.receiptNumber()).toMatch(/^LX-/);
    await snap('received');
    await lookAtScore();
    expect(await app.page.getByTestId('score-total').textContent()).toContain('100');
    await snap('score');
    await press('practice-end');
    await app.page.getByTestId('practice-history').waitFor();
    await expectNoMarks();
    await app.page.getByTestId('practice-run').waitFor();
    expect(await app.page.getByTestId('practice-run').count()).toBe(1);
  });

  test('a whole complaint: heard bit by bit, recorded, judged part by part', async () => {
    await begin('calls');
    for (;;) {
      await hands.startCall();
      const caller = await callerInHand();
      await hands.greet();
      const { expected } = caller;
      if (expected.purpose === 'report' && expected.scope === 'in' && TELLS_A_PLACE.test(expected.address))
        break;
      // Not this one: it ends as broken off, and the same caller would ring again.
      await hands.press('F9');
      await press('end-dropped');
      await app.page.getByTestId('finished-number').waitFor();
      await open('练习');
      await app.page.getByTestId('practice-skip').waitFor();
      await hands.press('F5');
    }
    const caller = await callerInHand();
    await app.page.getByTestId('caller-said').waitFor();
    expect(caller.text).toContain(await app.page.getByTestId('caller-said').textContent());
    await snap('purpose');
    await hands.takeAsReport();
    expect(await app.page.getByTestId('caller-answer').textContent()).toBe(caller.answers.identity);
    await snap('identity');
    await takeReport(caller);
    expect(await hands.receiptNumber()).toMatch(/^LX-/);
    await lookAtScore();
    await snap('score-report');
    const { last } = await state();
    const score = ScoreView.parse(await valueOf('practice.score', { id: last?.callId }));
    const verdicts = Object.fromEntries(score.parts.map(({ id, verdict }) => [id, verdict]));
    const all = [
      'script',
      'scope',
      'five',
      'place',
      'types',
      'urgency',
      'night',
      'callback',
      'choice',
    ] as const;
    for (const id of all) expect([caller.id, id, verdicts[id]]).toEqual([caller.id, id, 'right']);
    expect(verdicts['identity']).not.toBe('wrong');
  });

  test('the mark is on every page, in the dark and in English, and axe finds nothing', async () => {
    for (const look of ['light', 'dark'] as const) {
      await dress(app, look, 'zh-CN');
      for (const page of ['接听', '队列', '设置', '练习']) {
        await open(page);
        await expectMarks();
        await snap(`page-${look}-${page}`, look);
      }
    }
    await dress(app, 'light', 'en-US');
    await app.page.waitForFunction(() => document.title.startsWith('▧ PRACTICE'));
    await snap('en');
    await dress(app, 'light', 'zh-CN');
    await press('practice-end');
    await app.page.getByTestId('begin-calls').waitFor();
  });

  test('the outage drill to its end', async () => {
    await begin('outage');
    await takeConsultation();
    await hands.receiptNumber();
    await app.page.waitForSelector('[data-testid=status-link][data-link=offline]');
    await app.page.getByTestId('offline-notice').waitFor();
    await snap('offline');
    await app.page.getByTestId('practice-answer').waitFor();
    await takeConsultation();
    await app.page.waitForSelector('[data-testid=status-owed][data-owed="1"]');
    await app.page.getByTestId('practice-answer').waitFor();

    await hands.startCall();
    await hands.greet();
    const caller = await callerInHand();
    const target = modelForm(caller).report.target.answer;
    await hands.takeAsReport();
    await hands.stayAnonymous();
    await hands.typeInto(hands.field('report.target'), target);
    await app.page.getByTestId('seat-down').waitFor();
    await snap('seat-down');
    await hands.press('Enter');
    await app.page.getByTestId('call').waitFor();
    expect(await app.page.inputValue(hands.field('report.target'))).toBe(target);
    const { report } = modelForm(caller);
    const [city = '', county = ''] = areaNames(report.address);
    await hands.tellTargetAndPlace({
      city,
      county,
      detail: report.address.detail,
      target: '',
      types: [],
      description: '',
      wish: '',
    });
    await hands.choosePollution(report.pollution.types.map((type) => TYPES.indexOf(type) + 1));
    await hands.describePollution(report.pollution.description);
    await hands.wishAndClose(report.investigationWish.answer, 2, 3);
    await app.page.waitForSelector('[data-testid=status-owed][data-owed="2"]');

    await open('队列');
    await app.page.getByTestId('queue-grid').waitFor();
    await snap('queue-waiting');
    await open('练习');
    for (const [question, choice] of [
      ['oldest_age', null],
      ['what_to_do', 'go_on'],
      ['when_accepted', 'when_receipt'],
    ] as const) {
      const asked = app.page.locator(`[data-question=${question}]`);
      await asked.waitFor();
      await snap(`question-${question}`);
      const choices = await asked
        .locator('[data-choice]')
        .evaluateAll((all) => all.map((each) => each.getAttribute('data-choice')));
      // The first choice of the age is what the status bar says.
      await hands.press(String(choice === null ? 1 : choices.indexOf(choice) + 1));
      await asked.waitFor({ state: 'detached' });
    }
    await app.page.getByTestId('drill-passed').waitFor();
    await app.page.waitForSelector('[data-testid=status-owed][data-owed="0"]');
    const checks = app.page.getByTestId('drill-check');
    expect(await checks.evaluateAll((all) => all.map((each) => each.getAttribute('data-state')))).toEqual(
      Array.from({ length: 8 }, () => 'done'),
    );
    await snap('drill-done');
    await press('practice-end');
    await app.page.getByTestId('begin-calls').waitFor();
    const history = (await valueOf('practice.history')) as PracticeRun[];
    expect(history.find(({ kind }) => kind === 'outage')).toMatchObject({ total: 100 });
    await snap('history');
  });

  test('the real database is as it was but for its audit; the center got nothing', async () => {
    expect(await center.records()).toEqual([]);
    await app.close();
    const after = await realContent();
    expect(after.rest).toEqual(before.rest);
    const added = after.acts.slice(before.acts.length);
    expect(added.filter((act) => act.startsWith('practice_'))).toEqual([
      ...['practice_begun', 'practice_ended'],
      ...['practice_begun', 'practice_ended'],
      ...['practice_begun', 'practice_ended'],
    ]);
    expect(added.filter((act) => !act.startsWith('practice_') && act !== 'sign_in')).toEqual([]);
    await app.start();
    await comeBack();
  });
});

describe('a real caller never waits for an exercise', () => {
  test('one key in the middle of a practised call: the real call stands open, and practice is offered later', async () => {
    await begin('consultations');
    await hands.startCall();
    await hands.greet();
    await hands.choose('purpose', 2);
    await hands.typeInto(hands.field('consultation.matter'), '只练到这里');
    await hands.press('F4');
    await hands.at('greeting');
    await expectNoMarks();
    const number = (await app.page.getByTestId('local-number').textContent()) ?? '';
    expect(number).toMatch(/^ZZ01-/);
    await hands.greet();
    await hands.choose('purpose', 2);
    await hands.typeInto(hands.field('consultation.matter'), '问怎么办环评手续');
    await hands.typeInto(hands.field('consultation.answer'), '已告知先到政务大厅咨询窗口');
    await hands.onwardTo('closing');
    await hands.finish();
    expect(await hands.receiptNumber()).not.toMatch(/^LX-/);
    await expect.poll(() => findCall(app, number)).toMatchObject({ state: 'accepted' });
    expect(await center.records()).toHaveLength(1);
  });

  test('what was broken off goes on where it stood', async () => {
    await open('练习');
    await app.page.getByTestId('practice-resume').waitFor();
    await snap('interrupted');
    await press('practice-resume');
    await app.page.getByTestId('call').waitFor();
    await expectMarks();
    expect(await app.page.inputValue(hands.field('consultation.matter'))).toBe('只练到这里');
    await press('practice-end');
    await app.page.getByTestId('begin-calls').waitFor();
  });

  test('nobody practises while a real call lacks its end (R-14)', async () => {
    await open('接听');
    await hands.startCall();
    await hands.greet();
    await open('练习');
    await press('begin-calls');
    await app.page.getByRole('alert').getByText('真实来电没有结束').waitFor();
    await expectNoMarks();
    await snap('busy');
    await open('接听');
    await hands.at('purpose');
    await hands.press('F9');
    await press('end-dropped');
    await app.page.getByTestId('finished-number').waitFor();
  });
});

test('no screen of practice shut anybody out (axe), and the window kept its policy', () => {
  expect(barriers).toEqual([]);
  expect(app.violations).toEqual([]);
  expect(app.output.filter((line) => line.startsWith('page error'))).toEqual([]);
});
