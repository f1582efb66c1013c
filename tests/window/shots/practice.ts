import type { Page } from 'playwright-core';
import { CallId } from '../../../src/shared/ids.ts';
import type { PracticeRun, PracticeState, ScoreView } from '../../../src/shared/practice/messages.ts';
import type { Scenario } from '../seat/scenario.ts';

// Pictures of practice: the states it can stand in, each as the core would tell them.

type Shot = [Scenario, (page: Page) => Promise<void>];

/** The id that the seat in memory gives its first draft. */
const CALL = CallId.parse('019ab0c0-0000-7000-8000-000000000008');
const now = Date.UTC(2026, 10, 24, 6);

const on = (changes: Partial<PracticeState>, kind: 'calls' | 'outage' = 'calls'): PracticeState => ({
  mode: { kind, life: 1, isDown: false },
  tellsAll: false,
  isRinging: false,
  inHand: null,
  last: null,
  drill: null,
  interrupted: null,
  ...changes,
});

const caller = {
  id: 'c79',
  story: [
    '荥阳广武镇南董杨寨村五组，村最南头，有好几家喂泔水猪的，还有个养鸡场，离住家户不到五十米。',
    '泔水拉来到处堆，大热天馊臭味全村都是，苍蝇成群，白天还收着点，一到晚上味儿更重。',
    '养鸡那家开大排风扇，声音也吵。',
    '都是一个村的，谁也不敢吭气，我也就敢偷偷打这个电话，别问我叫啥。',
  ],
  answers: { identity: '不留名字了，匿名。', wishes: '查查他们的环保设施到底开没开。不用给我回话了。' },
};

const run = (index: number, total: number): PracticeRun => ({
  id: CallId.parse(`019ab0c0-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`),
  finishedAt: now - index * 5_400_000,
  kind: index % 3 === 2 ? 'consultations' : 'calls',
  title:
    ['泔水猪场、养鸡场 · 荥阳市', '磐筑商砼 · 新郑市', '举报有没有奖金', '朝门水库 · 罗山县'][index % 4] ??
    '',
  total,
  seconds: 190 + index * 13,
});
const history = [92, 86, 100, 74, 81, 69, 88, 60, 72, 55, 64].map((total, index) => run(index, total));

const score: ScoreView = {
  callId: CALL,
  kind: 'calls',
  title: '泔水猪场、养鸡场 · 荥阳市',
  total: 81,
  text: caller.story.join('') + '\n不留名字了，匿名。\n查查他们的环保设施到底开没开。不用给我回话了。',
  seconds: 231,
  targetSeconds: 240,
  before: [
    { total: 86, seconds: 262 },
    { total: 74, seconds: 301 },
  ],
  parts: [
    { id: 'script', points: 10, of: 10, verdict: 'right', form: 'count', expected: ['6'], got: ['6'] },
    {
      id: 'scope',
      points: 10,
      of: 10,
      verdict: 'right',
      form: 'disposition',
      expected: ['report'],
      got: ['report'],
    },
    {
      id: 'five',
      points: 12,
      of: 15,
      verdict: 'partly',
      form: 'five',
      expected: ['target', 'address', 'pollution', 'investigationWish', 'callbackWish'],
      got: ['target', 'address', 'pollution', 'callbackWish'],
    },
    {
      id: 'place',
      points: 15,
      of: 15,
      verdict: 'right',
      form: 'area',
      expected: ['4101', '410182'],
      got: ['4101', '410182'],
    },
    {
      id: 'types',
      points: 5,
      of: 10,
      verdict: 'partly',
      form: 'type',
      expected: ['air', 'noise'],
      got: ['air'],
    },
    {
      id: 'lead',
      points: 10,
      of: 10,
      verdict: 'right',
      form: 'lead',
      expected: ['general'],
      got: ['general'],
    },
    {
      id: 'urgency',
      points: 5,
      of: 5,
      verdict: 'right',
      form: 'urgency',
      expected: ['important', 'general'],
      got: ['general'],
    },
    { id: 'night', points: 0, of: 5, verdict: 'wrong', form: 'yes_no', expected: ['yes'], got: ['no'] },
    { id: 'callback', points: 5, of: 5, verdict: 'right', form: 'callback', expected: ['no'], got: ['no'] },
    {
      id: 'choice',
      points: 5,
      of: 5,
      verdict: 'right',
      form: 'choice',
      expected: ['anonymous'],
      got: ['anonymous'],
    },
    {
      id: 'identity',
      points: 5,
      of: 10,
      verdict: 'partly',
      form: 'words',
      expected: [],
      got: ['离住家户不到五十米'],
    },
  ],
};

const check = (id: string, state: 'open' | 'done' | 'missed') => ({ id, state }) as never;
const drill = (phase: string, changes: object = {}): PracticeState =>
  on(
    {
      drill: {
        phase,
        checks: [
          check('calls_went_on', 'done'),
          check('draft_came_back', 'done'),
          check('saw_waiting', 'done'),
          check('found_oldest', phase === 'done' ? 'missed' : 'open'),
          check('knew_what_to_do', phase === 'done' ? 'done' : 'open'),
          check('knew_when_accepted', phase === 'done' ? 'done' : 'open'),
          check('nothing_lost', phase === 'done' ? 'done' : 'open'),
          check('nothing_doubled', phase === 'done' ? 'done' : 'open'),
        ],
        question: null,
        answered: null,
        seconds: 244,
        ...changes,
      } as never,
    },
    'outage',
  );

const there = (id: string) => async (page: Page) => {
  await page.getByTestId(id).first().waitFor();
};
const pageOf = (digit: string, id: string) => async (page: Page) => {
  await page.getByTestId('status-bar').waitFor();
  await page.keyboard.press(`Alt+${digit}`);
  await there(id)(page);
};
const agent = { person: 'p-1001', queued: 0 } as const;
const offline = {
  link: 'offline',
  cause: 'unreachable',
  owed: 2,
  oldestOwedAt: Date.now() - 190_000,
} as const;

export const PRACTICE_SHOTS: Record<string, Shot> = {
  'practice-choose': [
    { ...agent, queued: 9, practice: { state: on({ mode: null }), history } },
    pageOf('5', 'begin-calls'),
  ],
  'practice-offer': [
    { ...agent, queued: 9, practice: { state: on({ mode: null, interrupted: 'calls' }) } },
    there('practice-interrupted'),
  ],
  'practice-ringing': [
    { ...agent, practice: { state: on({ isRinging: true, last: { callId: CALL, total: 92 } }) } },
    there('practice-answer'),
  ],
  'practice-call': [
    { ...agent, draft: {}, practice: { state: on({ inHand: { callId: CALL, caller } }) } },
    async (page) => {
      await page.keyboard.press('Enter');
      await page.waitForSelector('[data-step=purpose]');
      await page.keyboard.press('1');
      await page.waitForSelector('[data-step=scope]');
      await page.keyboard.press('1');
      await page.waitForSelector('[data-step=identity]');
      await page.getByTestId('caller-answer').waitFor();
    },
  ],
  'practice-call-long': [
    { ...agent, draft: {}, practice: { state: on({ inHand: { callId: CALL, caller }, tellsAll: true }) } },
    async (page) => {
      await page.keyboard.press('Enter');
      await page.waitForSelector('[data-step=purpose]');
    },
  ],
  'practice-score': [
    {
      ...agent,
      practice: { state: on({ isRinging: true, last: { callId: CALL, total: 81 } }), score, history },
    },
    pageOf('5', 'score-sheet'),
  ],
  'practice-queue': [
    { ...agent, queued: 5, practice: { state: on({ isRinging: true }) } },
    pageOf('2', 'practice-answer'),
  ],
  'practice-settings': [
    { ...agent, practice: { state: on({ isRinging: true }) } },
    pageOf('4', 'practice-band'),
  ],
  'practice-drill': [
    {
      ...agent,
      sync: offline,
      practice: {
        state: drill('questions', { question: { id: 'oldest_age', choices: ['3', '11', '43'] } }),
        history,
      },
    },
    pageOf('5', 'drill-question'),
  ],
  'practice-drill-answer': [
    {
      ...agent,
      sync: offline,
      practice: {
        state: drill('questions', {
          question: { id: 'when_accepted', choices: ['when_saved', 'when_receipt', 'when_told'] },
          answered: { id: 'what_to_do', isRight: false },
        }),
        history,
      },
    },
    pageOf('5', 'drill-question'),
  ],
  'practice-drill-done': [
    { ...agent, practice: { state: drill('done'), history } },
    pageOf('5', 'drill-passed'),
  ],
  'practice-down': [
    { ...agent, practice: { state: on({ mode: { kind: 'outage', life: 1, isDown: true } }, 'outage') } },
    there('seat-down'),
  ],
  'practice-begin-waiting': [
    { ...agent, practice: { state: on({ mode: null }) }, waits: ['practice.begin'] },
    async (page) => {
      await pageOf('5', 'begin-calls')(page);
      await page.getByTestId('begin-calls').click();
    },
  ],
  'practice-choose-waiting': [
    { ...agent, practice: { state: on({ mode: null }) }, waits: ['practice.state'] },
    pageOf('5', 'practice-history'),
  ],
  'practice-history-failed': [
    { ...agent, practice: { state: on({ mode: null }) }, fails: { 'practice.history': 'internal' } },
    pageOf('5', 'practice-history'),
  ],
  'practice-empty': [{ ...agent, practice: { state: on({}) } }, pageOf('5', 'practice-history')],
  'practice-waiting': [
    { ...agent, practice: { state: on({}) }, waits: ['practice.state'] },
    pageOf('5', 'practice-history'),
  ],
  'practice-failed': [
    { ...agent, practice: { state: on({}) }, fails: { 'practice.state': 'internal' } },
    pageOf('5', 'practice-history'),
  ],
  'practice-score-waiting': [
    {
      ...agent,
      practice: { state: on({ last: { callId: CALL, total: 81 } }), score },
      waits: ['practice.score'],
    },
    pageOf('5', 'practice-history'),
  ],
  'practice-score-failed': [
    {
      ...agent,
      practice: { state: on({ last: { callId: CALL, total: 81 } }), score },
      fails: { 'practice.score': 'internal' },
    },
    pageOf('5', 'practice-history'),
  ],
  'practice-drill-failed': [
    {
      ...agent,
      practice: { state: drill('questions', { question: { id: 'oldest_age', choices: ['3', '11', '43'] } }) },
      fails: { 'practice.answer': 'internal' },
    },
    async (page) => {
      await pageOf('5', 'drill-question')(page);
      await page.keyboard.press('1');
      await page.locator('[data-view="drill:failed"]').waitFor();
    },
  ],
  'practice-down-failed': [
    {
      ...agent,
      practice: { state: on({ mode: { kind: 'outage', life: 1, isDown: true } }, 'outage') },
      fails: { 'practice.reopen': 'internal' },
    },
    async (page) => {
      await page.getByTestId('seat-reopen').click();
      await page.locator('[data-view="seat-down:failed"]').waitFor();
    },
  ],
};
