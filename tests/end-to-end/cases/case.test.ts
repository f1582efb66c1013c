import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { caseOf } from '../../../src/shared/case/case';
import { CaseView } from '../../../src/shared/ipc/contract';
import { addDays } from '../../../src/shared/shanghai-time';
import { aTellingJpeg } from '../../builders/files/pictures';
import { AgentKeyboard } from '../stage/agent-keyboard';
import type { CenterChild } from '../stage/center-child';
import { PASSPHRASE, PASSWORD, PICTURES, raise } from '../stage/raise';
import type { SeatApp } from '../stage/seat-app';
import { findCall } from '../stage/seat-questions';
import { noteActs } from './investigated';

// A major lead on its way: referred, urged, extended, reported, replied to twice, concluded, called back, closed.

const reporter = { name: '麻建勋', phone: '151-0000-3378' };
const uuid = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;
let number = '';
let callId = '';

const sheet = () => app.page.getByTestId('case-sheet');
const stage = (wanted: string) =>
  app.page.locator(`[data-testid=case-sheet][data-case="${number}"][data-stage=${wanted}]`).waitFor();
const dialog = () => app.page.getByTestId('act-dialog');
/** The dialog is gone once the act is taken. */
async function submit(): Promise<void> {
  await app.page.getByTestId('act-submit').click();
  await dialog().waitFor({ state: 'detached' });
}
async function choose(field: string, words: string | RegExp): Promise<void> {
  await app.page.locator(`[role=combobox][data-field=${field}]`).click();
  await app.page.getByRole('option', { name: words }).click();
}
async function list(part: string): Promise<void> {
  await app.page.locator(`[data-part=${part}]`).click();
  await app.page.getByTestId('case-item').filter({ hasText: number }).click();
}
async function view(): Promise<CaseView> {
  const answer = (await app.ask('case.view', { callId })) as { value: unknown };
  return CaseView.parse(answer.value);
}
beforeAll(async () => {
  const stage = await raise();
  ({ center, app, hands } = stage);
  return stage.clear;
});

test('a named caller tells of a major lead, and says who calls in the middle of the story', async () => {
  await hands.startCall();
  await hands.greet();
  await hands.takeAsReport();
  await hands.giveName(reporter);
  await hands.tellTargetAndPlace({
    city: '郑州市',
    county: '荥阳市',
    detail: '广武镇黄河路北段',
    target: '恒源耐火材料厂',
    types: [],
    description: '',
    wish: '',
  });
  await hands.choosePollution([1]);
  await hands.describePollution('厂里每天夜里往河里偷排黑水，我叫马长顺，电话13700002222，鱼都死了');
  await hands.wishAndClose('要求夜里去查', 1, 2);
  number = (await app.page.getByTestId('finished-number').textContent()) ?? '';
  callId = (await findCall(app, number))?.id ?? '';
  expect(callId).not.toBe('');
  expect(await app.ask('case.view', { callId })).toMatchObject({ error: { code: 'not_allowed' } });
  await hands.signOut();
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
});

test('the directory begins with the city’s divisions; persons are added', async () => {
  await hands.press('Alt+8');
  await app.page.getByTestId('part-bar').waitFor();
  await hands.press('Alt+f');
  await app.page.getByTestId('seed').click();
  await app.page.getByText('荥阳分局', { exact: false }).first().waitFor();
  const listed = (await app.ask('directory.list')) as { value: { units: { id: string; name: string }[] } };
  const unitId = listed.value.units.find(({ name }) => name.endsWith('荥阳分局'))?.id;
  const cityId = listed.value.units.find(({ name }) => name.endsWith('生态环境局'))?.id;
  const people = [
    [201, unitId, '孙立', 'unit_head'],
    [202, unitId, '周明', 'handler'],
    [203, cityId, '韩松', 'head'],
  ] as const;
  for (const [n, unit, name, role] of people) {
    const official = { id: uuid(n), unitId: unit, name, role, phone: '', areas: [], isActive: true };
    expect(await app.ask('directory.saveOfficial', official)).toMatchObject({ ok: true });
  }
  await app.page.getByTestId('new-official').click();
  await app.page.locator('input[data-field=name]').fill('蔡敏');
  await choose('unitId', /生态环境局$/);
  await choose('role', '分管领导');
  await app.page.getByTestId('entry-save').click();
  await app.page.getByText('蔡敏').waitFor();
  await app.picture(join(PICTURES, 'light', '95-directory.png'));
  await hands.press('Alt+f');
});

test('it is analysed, and does not go while a word in it tells who called (R-18, R-26)', async () => {
  await list('new');
  await stage('new');
  await hands.press('Alt+a');
  await dialog().waitFor();
  await app.page.locator('[data-choice=grade] [data-value=major]').check();
  await submit();
  await hands.press('F8');
  const referral = app.page.getByTestId('referral-dialog');
  await referral.waitFor();
  await app.page.locator('[data-goes=pollution]').waitFor();
  expect(await app.page.locator('[data-goes=pollution]').textContent()).not.toContain('马长顺');
  await app.page.locator('[data-field=asked]').check();
  await app.page.getByTestId('refer').click();
  await app.page.getByTestId('referral-lacks').waitFor();
  await hands.press('Alt+c');
  await app.page.locator('[data-goes=pollution] mark').first().waitFor();
  const goes = (await app.page.locator('[data-goes=pollution]').textContent()) ?? '';
  expect(goes).toContain('偷排黑水');
  expect(goes).not.toMatch(/马长顺|13700002222/);
  await app.picture(join(PICTURES, 'light', '96-referral.png'));
  await app.page.getByTestId('refer').click();
  await referral.waitFor({ state: 'detached' });
  await list('handling');
  await stage('handling');
  expect(await sheet().textContent()).toContain('荥阳分局承办');
  const { referral: sent } = caseOf((await view()).facts, (await view()).acts);
  expect(JSON.stringify(sent)).not.toMatch(/马长顺|13700002222|麻建勋|3378/);
});

test('it is urged and extended, and its date is told with how it came about (R-35, R-36)', async () => {
  await hands.press('F9');
  await dialog().waitFor();
  await hands.type('请对应夜间安排检查');
  const input = app.page.getByTestId('evidence-input');
  await input.setInputFiles({ name: '片.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('ID3 recording') });
  await app.page.getByTestId('evidence-refused').waitFor();
  await input.setInputFiles({ name: '张三拍.jpg', mimeType: 'image/jpeg', buffer: aTellingJpeg() });
  await app.page.locator('[data-testid=act-files] [data-evidence]').waitFor();
  await submit();
  // Seen in the case's history, and looked at as it was cleaned.
  const evidence = app.page.getByTestId('case-timeline').getByTestId('evidence-list');
  await evidence.getByRole('button', { name: '查看附件1.jpg' }).click();
  await app.page.getByTestId('evidence-picture').waitFor();
  expect(await evidence.textContent()).not.toContain('张三');
  await app.picture(join(PICTURES, 'light', '96b-evidence.png'));
  expect((await view()).acts.at(-1)).toMatchObject({ act: { kind: 'urged' }, files: [expect.any(String)] });
  const before = await view();
  await hands.press('Alt+e');
  await dialog().waitFor();
  await app.page.locator('[data-choice=reason] [data-value=procedure]').check();
  const until = app.page.locator('input[data-field=until]');
  await until.fill(addDays(before.facts.dueDate, 31));
  await choose('approver', '蔡敏');
  await app.page.locator('textarea[data-field=why]').first().fill('处罚听证程序未完');
  await app.page.getByTestId('act-refused').waitFor();
  await until.fill(addDays(before.facts.dueDate, 10));
  await submit();
  const words = await app.page.getByTestId('date-words').textContent();
  expect(words).toMatch(
    /受理，重要 15 日，受理当日不计，应于 .*办结。.*延期（环境违法案件程序需要），蔡敏批准/,
  );
  expect(words).toContain('时限不中止');
});

test('signed, reported, answered twice, concluded (R-22, R-39, R-40)', async () => {
  await hands.press('Alt+s');
  await dialog().waitFor();
  await choose('leader', '蔡敏');
  await app.page.getByTestId('act-refused').waitFor();
  await choose('leader', '韩松');
  await submit();
  expect(await app.page.locator('[data-act=concluded]').getAttribute('data-refused')).toBe('report_missing');
  const { now } = await view();
  const leader = { id: uuid(203), name: '韩松', role: 'head' } as never;
  await app.kill();
  const store = join(app.profile, 'store');
  await noteActs({ store, enrolmentFile: center.enrolment, passphrase: PASSPHRASE }, callId, [
    { kind: 'reported', revision: 1, finding: 'true', leader, signedAt: now },
    { kind: 'replied', channel: 'platform', at: now, proof: 'PT-1' },
    { kind: 'replied', channel: 'mail', at: now, proof: '<1@hn>' },
  ]);
  await app.restart();
  hands = new AgentKeyboard(app.page);
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
  await hands.press('Alt+8');
  await list('replying');
  await stage('replying');
  await hands.press('Alt+j');
  await dialog().waitFor();
  await submit();
});

test('called back until somebody answers, told both things, satisfied by the reporter’s own word (R-42, R-43)', async () => {
  await list('feedback');
  await stage('feedback');
  const call = async (outcome: string) => {
    await hands.press('Alt+h');
    await dialog().waitFor();
    await app.page.locator(`[data-choice=outcome] [data-value=${outcome}]`).check();
  };
  await call('not_reached');
  await submit();
  await call('not_reached');
  await app.page.getByTestId('act-refused').waitFor();
  await app.page.locator('[data-choice=outcome] [data-value=reached]').check();
  await app.page.getByTestId('act-submit').click();
  expect(await dialog().count()).toBe(1);
  for (const field of ['toldFindings', 'toldResult']) {
    await app.page.locator(`[data-choice=${field}] [data-value=yes]`).check();
  }
  await app.page.locator('[data-choice=satisfaction] [data-value=satisfied]').check();
  await app.picture(join(PICTURES, 'light', '97-callback.png'));
  await submit();
  await list('closed');
  await stage('closed');
  await app.picture(join(PICTURES, 'light', '98-closed.png'));
  const text = await app.page.evaluate(() => document.documentElement.outerHTML);
  for (const secret of [reporter.name, reporter.phone, '15100003378']) expect(text).not.toContain(secret);
  const kinds = (await view()).acts.map(({ act: { kind } }) => kind);
  expect(kinds).toEqual([
    'analysed',
    'referred',
    'urged',
    'extended',
    'signed',
    'reported',
    'replied',
    'replied',
    'concluded',
    'called_back',
    'called_back',
  ]);
});
