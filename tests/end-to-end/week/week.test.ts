import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { LedgerDay } from '../../../src/shared/call/ledger';
import type { SheetDayHead } from '../../../src/shared/ipc/requests/workbench/daily-sheet';
import { Board } from './stations/board';
import { DEPUTY } from './month/bureau';
import { reportNothing, signTheLedger } from './stations/evening';
import { callBack, callBackTooSoon, investigateAgain, reward, studyTheWeek } from './stations/friday';
import * as monday from './stations/monday';
import { AGENT, Office, PASSPHRASE, SUPERVISOR } from './office';
import { readSheet, textsOfPapers } from './stations/papers';
import { CALLS, ON_MONDAY, seedMonth, type SeededCase, type SeededMonth } from './month/seeded-month';
import { ReportDesk } from './stations/thursday';
import { dayAfter } from './week-clock';

// A week of a bureau's 12369 duty over 2,000 calls, from sorting the day's leads to an answered citizen, in the real window
// with the real center; the days pass on the clocks of both.

const MONDAY = '2026-12-07';
const [TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] = [1, 2, 3, 4].map((days) => dayAfter(MONDAY, days)) as [
  string,
  string,
  string,
  string,
];
/** 附件2. */
const SECTIONS_OF_THE_NOTICE = [
  '一、案件来源',
  '二、相关企业基本情况',
  '三、现场调查情况',
  '四、存在问题',
  '五、属地生态环境部门履职情况',
  '六、工作建议',
  '七、落款',
];
const office = new Office();
const board = new Board(office);
let month: SeededMonth;
/** The call of Monday afternoon, from its first word to its reward. */
let own: SeededCase;

beforeAll(() => office.openCenter(MONDAY, '15:00'));
beforeEach(({ task }) =>
  onTestFailed(() => office.picture(join(at('tests', 'end-to-end', 'pictures', 'failed'), `${task.id}.png`))),
);
afterAll(() => office.end());

const reportsOf = (date: string) => month.cases.filter(({ acceptedOn }) => acceptedOn === date);
async function moved(each: SeededCase, change: Partial<SeededCase>, today: string): Promise<void> {
  Object.assign(each, change);
  await board.expectCounts(month.cases, today);
}

test('Monday: a call is taken over four weeks of others, and the day’s leads are sorted by keys (R-13, R-24)', async () => {
  month = await seedMonth(office.center.enrolment, PASSPHRASE, office.store, MONDAY);
  process.stderr.write(`2,000 calls in ${String(month.tookMs)} ms\n`);
  await office.morning(MONDAY, '15:30', AGENT);
  await office.hands.closeTour();
  own = await monday.takeTheCall(office, MONDAY, THURSDAY);
  month.cases.push(own);
  month.secrets.push(...Object.values(monday.REPORTER), ...Object.values(monday.TOLD));
  await office.signOut();
  await office.signIn(SUPERVISOR);
  await monday.seeTheMajorLeads(office, reportsOf(MONDAY).filter(({ isMajor }) => isMajor).length);
  const { regraded } = await monday.triage(office, ON_MONDAY + 1, own.number);
  const changed = reportsOf(MONDAY).find(({ number }) => number === regraded);
  expect(changed).toBeDefined();
});

test('Monday: the sheet is put right, analysed, signed and exported; each tick comes with its facts (R-20…R-23)', async () => {
  const { hands, page } = office;
  const reports = reportsOf(MONDAY).length;
  await hands.press('Alt+7');
  await expect.poll(() => page.getByTestId('sheet-row').count()).toBe(reports);
  // The one that went back to its agent was not confirmed.
  expect(await page.getByTestId('tick-analysed').textContent()).toContain('还缺 1 项');
  await page.locator('[data-testid=sheetAnalyse]:enabled').waitFor();
  await hands.press('F8');
  await monday.tick(office, 'analysed').waitFor();
  expect(await monday.settleCells(office)).toBeGreaterThan(0);
  await hands.press('Control+s');
  await monday.tick(office, 'sorted').waitFor();
  expect(await monday.tick(office, 'signed').count()).toBe(0);
  await monday.openSignature(office);
  await office.look('sheet-sign');
  await hands.press('Enter');
  await monday.tick(office, 'signed').waitFor();
  await office.look('sheet-signed');
  await monday.exportSheet(office);
});

test('Monday: everything is referred; what names a reporter or who stands back does not pass (R-18, R-25, R-26)', async () => {
  const { hands, page } = office;
  const reports = reportsOf(MONDAY);
  await board.open();
  await board.expectCounts(month.cases, MONDAY);
  await office.look('board-monday');
  const name = await monday.declareInterest(office, board);
  await board.list('new');
  const going = await monday.referInBulk(office, reports.length, own.number);
  const left = await page.getByTestId('case-item').locator('strong').allTextContents();
  expect(left).toContain(own.number);
  expect(going + left.length).toBe(reports.length);
  for (const number of left) await monday.referAlone(office, number, number === own.number ? name : null);
  for (const each of reports) each.stage = 'handling';
  await board.expectCounts(month.cases, MONDAY);
  await hands.press('Alt+7');
  await monday.tick(office, 'referred').waitFor();
  for (const step of ['sorted', 'analysed', 'signed']) await monday.tick(office, step).waitFor();
  await office.look('sheet-done');
  await signTheLedger(office, MONDAY, ON_MONDAY + 1);
  await page.locator('[data-testid=status-owed][data-owed="0"]').waitFor();
  expect((await office.center.records()).length).toBe(CALLS + 1);
  await office.evening();
});

test('Tuesday: the board by the new day; nobody calls, and that is reported (R-20, R-35)', async () => {
  await office.morning(TUESDAY, '08:40');
  await board.open();
  await board.expectCounts(month.cases, TUESDAY);
  await office.look('board-tuesday');
  await reportNothing(office);
  await signTheLedger(office, TUESDAY, 0);
  await office.evening();
});

test('Wednesday: urged, then extended for a reason that a leader approved (R-27, R-36)', async () => {
  await office.morning(WEDNESDAY, '09:10');
  await board.open();
  const before = await board.expectCounts(month.cases, WEDNESDAY);
  await board.find('tomorrow', own.number);
  await board.act('F9', () => board.fill('note', '明日到期，请报进展'));
  await expect.poll(async () => (await office.shownBoard()).urging).toBe(before.urging - 1);
  const until = dayAfter(own.dueOn, 6);
  await office.hands.press('Alt+e');
  await board.check('reason', 'procedure');
  await board.fill('until', dayAfter(own.dueOn, 31));
  await board.choose('approver', new RegExp(DEPUTY.name));
  await board.fill('why', '采样监测报告需五个工作日');
  await office.page.getByTestId('act-refused').waitFor();
  await office.look('extension');
  await board.fill('until', until);
  await office.page.getByTestId('act-submit').click();
  await office.page.getByTestId('act-dialog').waitFor({ state: 'detached' });
  await board.forgetSearch();
  await moved(own, { dueOn: until }, WEDNESDAY);
  await board.find('week', own.number);
  expect(await office.page.getByTestId('date-words').textContent()).toMatch(
    /12月7日受理，紧急 3 日，受理当日不计，应于 12月10日办结.*12月9日延期（环境违法案件程序需要），蔡敏批准，已延期至 12月16日/,
  );
  await office.look('extended');
  await board.forgetSearch();
  await reportNothing(office);
  await signTheLedger(office, WEDNESDAY, 0);
  await office.evening();
});

test('Thursday: the report is written, signed and sealed, both replies made, the case concluded (R-29, R-37…R-41)', async () => {
  await office.morning(THURSDAY, '14:00');
  await board.open();
  await board.expectCounts(month.cases, THURSDAY);
  await board.find('handling', own.number);
  const desk = new ReportDesk(office, own.callId);
  await desk.open();
  await desk.writeOrigin();
  await desk.writeSite(`${WEDNESDAY}T22:40`, `${WEDNESDAY}T23:50`);
  await desk.writeRest(THURSDAY);
  await desk.sign();
  await desk.export();
  await desk.sealAndReply();
  await board.open();
  await board.find('replying', own.number);
  await board.act('Alt+j', () => Promise.resolve());
  await board.forgetSearch();
  await moved(own, { stage: 'feedback' }, THURSDAY);
  await reportNothing(office);
  await signTheLedger(office, THURSDAY, 0);
  await office.evening();
});

test('Friday: the reporter is reached at the third try and satisfied; the reward is examined (R-42…R-46)', async () => {
  await office.morning(FRIDAY, '16:30');
  await board.open();
  await board.find('feedback', own.number);
  await callBack(office, board, `${FRIDAY}T09:05`);
  await callBackTooSoon(office, board, `${FRIDAY}T09:40`);
  await callBack(office, board, `${FRIDAY}T11:20`);
  await callBack(office, board, `${FRIDAY}T14:10`, 'satisfied');
  await board.forgetSearch();
  await moved(own, { stage: 'closed' }, FRIDAY);
  await board.find('closed', own.number);
  await reward(office, board);
  await board.forgetSearch();
  const kinds = (await office.caseOf(own.callId)).acts.map(({ act: { kind } }) => kind);
  expect(kinds).toEqual([
    ...['analysed', 'signed', 'referred', 'urged', 'extended', 'reported', 'replied', 'replied', 'concluded'],
    ...['called_back', 'called_back', 'called_back', 'reward_assessed', 'reward_submitted'],
  ]);
});

test('Friday: one objects and is heard again by another unit; one is not reached in three tries (R-30, R-43, R-44)', async () => {
  const waiting = month.cases.filter(
    ({ stage, county }) => stage === 'feedback' && county.startsWith('4101'),
  );
  const [objecting, silent] = waiting;
  if (objecting === undefined || silent === undefined) throw new Error('Nobody waits for a call');
  const { row } = await office.caseOf(objecting.callId);
  await board.find('feedback', objecting.number);
  await callBack(office, board, `${FRIDAY}T10:00`, 'dissatisfied');
  await investigateAgain(office, board, { number: objecting.number, disputed: row.unitName ?? '' });
  await board.forgetSearch();
  await moved(objecting, { stage: 'handling', dueOn: dayAfter(FRIDAY, 15) }, FRIDAY);
  await board.find('feedback', silent.number);
  for (const time of ['09:00', '11:00', '15:00']) await callBack(office, board, `${FRIDAY}T${time}`);
  await board.forgetSearch();
  await moved(silent, { stage: 'closed' }, FRIDAY);
  await office.look('board-friday');
});

test('the week is studied, its days are signed, and no paper of it tells who called (R-18, R-23, R-32, R-47)', async () => {
  await studyTheWeek(office, { calls: ON_MONDAY + 1, reports: reportsOf(MONDAY).length });
  await reportNothing(office);
  await signTheLedger(office, FRIDAY, 0);
  const days = await office.ask<SheetDayHead[]>('sheet.days');
  for (const date of [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]) {
    expect(days.find((day) => day.date === date)?.ticks.map(({ state }) => state)).toEqual(
      Array.from({ length: 4 }, () => 'done'),
    );
    expect(LedgerDay.parse(await office.ask('ledger.day', { date })).signedOff).not.toBeNull();
  }
  const papers = textsOfPapers(office);
  expect([...papers.keys()].map((name) => name.split('.').at(-1)).sort()).toEqual(
    [...Array<string>(5).fill('docx'), ...Array<string>(3).fill('pdf'), 'xlsx', 'xlsx'].sort(),
  );
  const secrets = [...new Set(month.secrets.map((words) => words.replace(/\s/g, '')))];
  for (const [name, text] of papers)
    expect({ name, told: secrets.filter((words) => text.includes(words)) }).toEqual({ name, told: [] });
  const sheet = await readSheet(office);
  expect(sheet.title).toBe('12月7日全省12369受理举报线索（报领导签批）');
  expect(sheet.heads).toEqual([
    '序号',
    '地市',
    '县市区',
    '举报对象',
    '详细地址',
    '污染描述',
    '行业类型',
    '污染类型',
    '初步分析',
  ]);
  expect(sheet.rows.map(([number]) => Number(number))).toEqual(
    reportsOf(MONDAY).map((_, index) => index + 1),
  );
  const grades = ['重大线索', '重复举报', '一般线索'];
  const ranks = sheet.rows.map((row) => grades.indexOf(row[8] ?? ''));
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(ranks).not.toContain(-1);
  const told = (part: string, ending: string) =>
    [...papers].find(([name]) => name.includes(part) && name.endsWith(ending))?.[1] ?? '';
  expect(told('研判', '.docx')).toMatch(/本期接听来电41件.*受理举报29件/);
  for (const heading of SECTIONS_OF_THE_NOTICE) expect(papers.get(`${own.number}.docx`)).toContain(heading);
  expect(office.app.violations).toEqual([]);
  await office.evening();
});
