import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { ArrivalProof } from '../../../src/shared/queue/arrival';
import { AgentKeyboard } from '../stage/agent-keyboard';
import { CenterChild } from '../stage/center-child';
import { SeatApp } from '../stage/seat-app';
import { detailOf, dress, findCall } from '../stage/seat-questions';

const PASSPHRASE = 'anlan-bridge-77-willow';
const PASSWORD = 'demo-12369';
const PICTURES = at('tests', 'end-to-end', 'pictures');

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;
let refused: string;
const barriers: string[] = [];

const snap = async (name: string, look = 'light') => {
  await app.picture(join(PICTURES, look, `97-${name}.png`));
  barriers.push(...(await app.barriers()).map((barrier) => `${look} ${name}: ${barrier}`));
};

type Figures = Partial<Record<'made' | 'received' | 'owed' | 'unconfirmed' | 'quarantined', number>>;

/** Waits until the line on the queue page shows these figures; what is not named is 0. */
async function shows(wanted: Figures): Promise<void> {
  const all = { made: 0, received: 0, owed: 0, unconfirmed: 0, quarantined: 0, ...wanted };
  await app.page.waitForFunction((figures) => {
    const line = document.querySelector('[data-testid=arrival-proof]');
    return (
      line?.getAttribute('data-closed') === 'true' &&
      Object.entries(figures).every(([part, count]) => {
        const shown = line.querySelector(`[data-testid=arrival-${part}][data-day=all]`)?.textContent ?? '0';
        return Number(shown) === count;
      })
    );
  }, all);
}

const proof = async (): Promise<ArrivalProof> => {
  const answer = (await app.ask('arrival.proof', { withDays: true })) as { value: unknown };
  return ArrivalProof.parse(answer.value);
};

async function queuePage(): Promise<void> {
  await hands.press('Alt+2');
  await app.page.getByTestId('arrival-proof').waitFor();
}

async function pressOn(selector: string): Promise<void> {
  await hands.tabTo(selector);
  await hands.press('Enter');
}

/** A whole nuisance call by keys; returns its number. */
async function takeCall(): Promise<string> {
  await hands.startCall();
  await hands.greet();
  await hands.choose('purpose', 3);
  return hands.finish();
}

const REFUSAL = { kind: 'refuse', on: 'push', next: 1, field: 'consultation.answer', code: 'answer_missing' };

async function takeConsultation(): Promise<string> {
  await hands.startCall();
  await hands.greet();
  await hands.choose('purpose', 2);
  await hands.typeInto(hands.field('consultation.matter'), '问夜间施工几点以后算扰民');
  await hands.typeInto(hands.field('consultation.answer'), '已答复');
  await hands.onwardTo('closing');
  return hands.finish();
}

/** All that is owed goes at once, whatever the pause after the last failure. */
const hurry = () => app.ask('queue.retry', { id: null });

/** Asked again while it says otherwise: a comparison that was under way knows nothing of what came since. */
async function compare(verdict: string): Promise<void> {
  const check = '[data-testid=arrival-check]:not([disabled])';
  await expect
    .poll(async () => {
      await pressOn(check);
      await app.page.waitForSelector(check);
      return app.page.getByTestId('arrival-center').getAttribute('data-verdict');
    })
    .toBe(verdict);
}

beforeAll(async () => {
  center = new CenterChild();
  await center.up();
  app = await SeatApp.launch({ enrolment: center.enrolment });
  hands = new AgentKeyboard(app.page);
  await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
  await hands.closeTour();
});

beforeEach(() => {
  onTestFailed(async () => {
    await app.picture(join(PICTURES, 'failed', `arrival-${Date.now()}.png`)).catch(() => undefined);
  });
});

afterAll(async () => {
  await app?.kill();
  await center?.down('SIGKILL');
});

test('received: one call, its receipt, and the center counts as we do', async () => {
  await takeCall();
  await queuePage();
  await shows({ made: 1, received: 1 });
  await compare('agrees');
  // The sums agreed before there was anything, too: the answer waited for is the one that has the call.
  await expect
    .poll(async () => (await proof()).center, { timeout: 20_000 })
    .toMatchObject({ received: 1, ownReceived: 1 });
  await snap('agrees');
});

test('a portal page: nobody knows, and the line says so until the center was asked', async () => {
  await center.setFaults([
    { kind: 'portal', when: 'after', on: 'push' },
    { kind: 'portal', on: 'query' },
  ]);
  const number = await takeCall();
  await queuePage();
  await shows({ made: 2, received: 1, unconfirmed: 1 });
  const item = await findCall(app, number);
  const detail = await detailOf(app, item?.id ?? '');
  expect(detail.unconfirmedSince).not.toBeNull();
  // The figure opens exactly this call.
  await pressOn('[data-testid=arrival-unconfirmed]');
  await app.page.waitForSelector('[data-testid=arrival-filter][data-calls="1"]');
  await snap('unconfirmed');
  await pressOn('[data-testid=arrival-clear]');
  await center.setFaults([]);
  await hurry();
  await shows({ made: 2, received: 2 });
  expect((await center.records()).filter(({ id }) => id === item?.id)).toHaveLength(1);
});

test('offline: what is made is owed, and the last comparison is shown with its age', async () => {
  await center.down();
  await takeCall();
  await queuePage();
  await shows({ made: 3, received: 2, owed: 1 });
  await app.page.waitForSelector('[data-testid=arrival-center][data-verdict=agrees]');
  await snap('offline');
  await center.up();
  await hurry();
  await shows({ made: 3, received: 3 });
});

test('refused: in quarantine, with the center’s reason on the field', async () => {
  await center.setFaults([REFUSAL]);
  refused = await takeConsultation();
  await queuePage();
  await shows({ made: 4, received: 3, quarantined: 1 });
  await pressOn('[data-testid=arrival-quarantined]');
  await app.page.waitForSelector('[data-testid=arrival-filter][data-calls="1"]');
  await app.page.locator('[role=row][data-id]').first().click();
  await app.page.getByTestId('refusal').waitFor();
  await app.page.getByTestId('revise').click();
  await app.page.getByTestId('revise-refusal').waitFor();
  await hands.type('按省中心意见补充备注');
  await hands.press('Enter');
  await app.page.getByTestId('refused-notice').waitFor();
  await snap('repair');
});

test('put right as a new revision, which goes out at once; the old one stays, marked and counted', async () => {
  await pressOn('[data-refused-step=purpose]');
  await hands.at('purpose');
  await app.page.waitForSelector('[data-testid=field-refused][data-changed=false]');
  await hands.typeInto(hands.field('consultation.answer'), '：二十二时至次日六时，告知怎样查询证明');
  await app.page.waitForSelector('[data-testid=field-refused][data-changed=true]');
  await snap('repaired');
  await hands.onwardTo('closing');
  await hands.finish();
  await queuePage();
  await shows({ made: 5, received: 4, quarantined: 1 });
  expect((await proof()).total).toMatchObject({ superseded: 1, lost: 0 });
  const item = await findCall(app, refused);
  expect(item?.state).toBe('accepted');
  const { revisions } = await detailOf(app, item?.id ?? '');
  expect(revisions.map(({ delivery, correctedBy }) => [delivery, correctedBy])).toEqual([
    ['quarantined', 2],
    ['accepted', null],
  ]);
  await compare('agrees');
});

test('the center loses a record: an alarm on every page, and it is handed in again under its key', async () => {
  const [lost] = await center.records();
  if (lost === undefined) throw new Error('Nothing to lose');
  await center.lose(lost.id);
  await compare('lacks');
  await app.page.getByTestId('arrival-hand-in').waitFor();
  await snap('lacks');
  await hands.press('Alt+1');
  await app.page.getByTestId('status-arrival').waitFor();
  await queuePage();
  await pressOn('[data-testid=arrival-hand-in]');
  await app.page.getByTestId('arrival-hand-in').waitFor({ state: 'detached' });
  await shows({ made: 5, received: 4, quarantined: 1 });
  const again = (await center.records()).find(({ id }) => id === lost.id);
  expect(again?.body).toBe(lost.body);
  await compare('agrees');
  await app.page.getByTestId('status-arrival').waitFor({ state: 'detached' });
});

test('day by day, in the dark and in English; nobody is shut out (axe)', async () => {
  await pressOn('[data-testid=arrival-days]');
  await app.page.getByTestId('arrival-table').waitFor();
  await snap('days');
  await dress(app, 'dark', 'zh-CN');
  await snap('days', 'dark');
  await dress(app, 'light', 'en-US');
  await snap('days', 'en');
  expect(barriers).toEqual([]);
});
