import { join } from 'node:path';
import { beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { Draft } from '../../../src/shared/call/form';
import { RepeatsFound } from '../../../src/shared/ipc/contract';
import { AgentKeyboard, type Complaint } from '../stage/agent-keyboard';
import { PASSPHRASE, PASSWORD, PICTURES, raise } from '../stage/raise';
import type { SeatApp } from '../stage/seat-app';
import { findCall } from '../stage/seat-questions';

const first: Complaint = {
  city: '郑州市',
  county: '新郑市',
  detail: '龙湖镇双湖大道',
  target: '磐筑商砼有限公司',
  types: [2],
  description: '罐车不冲洗,夜里也不停,路上全是泥。',
  wish: '夜里来看',
};
const again: Complaint = {
  ...first,
  detail: '龙湖镇双湖大道中段',
  target: '盘筑搅拌站',
  description: '灰罐车一趟接一趟,轮子不冲,灰能没脚面。',
};

let app: SeatApp;
let hands: AgentKeyboard;
let number = '';

beforeAll(async () => {
  const stage = await raise();
  ({ app, hands } = stage);
  return stage.clear;
});

beforeEach(({ task }) => onTestFailed(() => app.picture(join(PICTURES, 'failed', `${task.id}.png`))));

async function takeUpTo(complaint: Complaint): Promise<void> {
  await hands.startCall();
  await hands.greet();
  await hands.takeAsReport();
  await hands.stayAnonymous();
  await hands.tellTargetAndPlace(complaint);
}

const candidate = '[data-testid=repeats] [data-candidate]';

test('a call is finished, and nothing was like it', async () => {
  await takeUpTo(first);
  await app.page.waitForFunction(() =>
    /没有类似/.test(document.querySelector('[data-testid=repeats]')?.textContent ?? ''),
  );
  await hands.choosePollution(first.types);
  await hands.describePollution(first.description);
  await hands.wishAndClose(first.wish, 2, 3);
  number = (await app.page.getByTestId('finished-number').textContent()) ?? '';
});

test('the next caller means the same in other words: shown while typing, linked with a key', async () => {
  await takeUpTo(again);
  await app.page.waitForSelector(candidate);
  expect(await app.page.locator(candidate).textContent()).toContain(first.target);
  await hands.describePollution(again.description);
  await hands.press('Alt+k');
  await app.page.waitForFunction((selector) => document.activeElement?.matches(selector), candidate);
  await hands.press('l');
  await app.page.waitForSelector(`${candidate}[data-decision=linked]`);
  expect(await app.barriers()).toEqual([]);
  await app.picture(join(PICTURES, 'light', 'repeats.png'));
  await hands.press('d');
  await app.page.waitForSelector(`${candidate}[data-decision=dismissed]`);
  await hands.press('l');
  await app.page.waitForSelector(`${candidate}[data-decision=linked]`);
  await hands.press('Escape');
  await app.page.waitForFunction(() =>
    document.querySelector('[data-step-form]')?.contains(document.activeElement),
  );
});

test('the link survives a kill, and merges nothing', async () => {
  await app.page.waitForSelector('[data-save=saved]');
  const drafts = await draftsOf();
  expect(drafts[0]?.form.report.repeats.links).toMatchObject([{ localNumber: number, decision: 'linked' }]);
  await app.restart();
  hands = new AgentKeyboard(app.page);
  await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
  await app.page.waitForSelector(`${candidate}[data-decision=linked]`);
  const call = await findCall(app, number);
  expect(call).toMatchObject({ title: first.target, revision: 1 });
});

test('the window is told no more of a colleague’s call than a list says', async () => {
  const [draft] = await draftsOf();
  const { address } = draft?.form.report ?? {};
  const question = {
    id: draft?.id,
    city: address?.city,
    county: address?.county,
    town: '',
    detail: '龙湖镇双湖大道中段',
  };
  const answer = (await app.ask('repeats.find', {
    ...question,
    target: '磐筑',
    types: [],
    description: '',
  })) as {
    value: unknown;
  };
  const { candidates } = RepeatsFound.parse(answer.value);
  expect(Object.keys(candidates[0] ?? {}).sort()).toEqual([
    'callId',
    'centerNumber',
    'decision',
    'localNumber',
    'parts',
    'place',
    'score',
    'startedAt',
    'state',
    'title',
    'verdict',
  ]);
});

async function draftsOf(): Promise<Draft[]> {
  const answer = (await app.ask('draft.list', {})) as { value: unknown[] };
  return answer.value.map((draft) => Draft.parse(draft));
}
