import { join } from 'node:path';
import { beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { LedgerDay } from '../../../src/shared/call/ledger';
import { PhoneAccess } from '../../../src/shared/telephony/event';
import { shanghaiDate } from '../../../src/shared/shanghai-time';
import { Softphone } from '../../softphone/softphone';
import type { AgentKeyboard } from '../stage/agent-keyboard';
import type { CenterChild } from '../stage/center-child';
import { PASSPHRASE, PASSWORD, PICTURES, raise } from '../stage/raise';
import { bytesInFolder, wordsInText } from '../stage/profile-bytes';
import type { SeatApp } from '../stage/seat-app';

const [ANONYMOUS, NAMED, MISSED] = ['13877770001', '0371-66660002', '13877770003'];

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;
let phone: Softphone;
let token = '';
const barriers: string[] = [];
/** Every title the window had; nothing of a call may stand there. */
const titles = new Set<string>();

const snap = async (name: string) => {
  titles.add(await app.page.title());
  await app.picture(join(PICTURES, 'light', `96-${name}.png`));
  barriers.push(...(await app.barriers()).map((barrier) => `${name}: ${barrier}`));
};

async function signInAs(personId: string): Promise<void> {
  await hands.signIn(personId, PASSWORD, PASSPHRASE);
}

/** Every text and value the window holds. */
const held = () =>
  app.page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')] as HTMLInputElement[];
    return [document.title, document.documentElement.outerHTML, ...fields.map(({ value }) => value)].join(
      '\n',
    );
  });

async function endAsDropped(): Promise<void> {
  await app.page.getByTestId('hang-up-notice').waitFor();
  await hands.press('Shift+F9');
  await app.page.getByTestId('finished-number').waitFor();
}

beforeAll(async () => {
  const stage = await raise({ person: null });
  ({ center, app, hands } = stage);
  return stage.clear;
});
beforeEach(({ task }) => onTestFailed(() => app.picture(join(PICTURES, 'failed', `${task.id}.png`))));
test('a supervisor switches the adapter on in the settings, and finds address and token there', async () => {
  await signInAs('p-2001');
  await hands.closeTour();
  await hands.press('Alt+5');
  await hands.tabTo('button[value=off]');
  await hands.press('ArrowRight');
  await hands.press('Enter');
  const shown = app.page.getByTestId('phone-address');
  await shown.waitFor();
  await hands.tabTo('[data-testid=show-token]');
  await hands.press('Enter');
  token = await app.page.getByTestId('phone-token').inputValue();
  await snap('settings');
  phone = new Softphone({ address: (await shown.textContent()) ?? '', token });
  const answer = (await app.ask('phone.settings')) as { value: unknown };
  expect(PhoneAccess.parse(answer.value)).toMatchObject({ isOn: true, token });
  await hands.signOut();
});

test('it rings: the number is shown; answered, the call opens by itself; anonymous drops it at once (R-16)', async () => {
  await signInAs('p-1001');
  await hands.press('Alt+2');
  await app.page.getByTestId('queue-grid').waitFor();
  expect(await phone.ring(ANONYMOUS)).toBe(204);
  await app.page.getByTestId('ringing-number').getByText(ANONYMOUS).waitFor();
  await snap('ringing');
  expect(await phone.answer()).toBe(204);
  await hands.at('greeting');
  expect(await app.page.getByTestId('ringing').count()).toBe(0);
  await app.page.getByTestId('caller-number').getByText(ANONYMOUS).waitFor();
  await hands.greet();
  await hands.takeAsReport();
  await hands.say('i_choice');
  await snap('caller-number');
  await hands.choose('report.identityChoice', 1);
  await app.page.getByTestId('caller-number').waitFor({ state: 'detached' });
  await expect
    .poll(() => app.ask('phone.state'))
    .toMatchObject({ value: { ringing: null, current: { number: null } } });
  expect(await held()).not.toContain(ANONYMOUS);
  expect(await phone.hangUp()).toBe(204);
  await endAsDropped();
});

test('a caller who wants to be known: one key takes the number into the form, and the end of the call takes it away', async () => {
  await phone.ring(NAMED);
  await phone.answer();
  await hands.at('greeting');
  await hands.greet();
  await hands.takeAsReport();
  await hands.say('i_choice');
  await hands.choose('report.identityChoice', 2);
  await hands.press('5');
  await app.page.waitForFunction(
    ([selector, number]) => document.querySelector<HTMLInputElement>(selector as string)?.value === number,
    [hands.field('identity.phone'), NAMED],
  );
  await snap('number-used');
  await phone.hangUp();
  await endAsDropped();
  expect(await held()).not.toContain(NAMED);
});

test('by link, without a second window: ring, answer, hang up (hn12369://call?…)', async () => {
  phone.dial(ANONYMOUS);
  expect(await app.startAgain([phone.link('ring')])).toBe(0);
  await app.page.getByTestId('ringing-number').getByText(ANONYMOUS).waitFor();
  expect(await app.startAgain([phone.link('answer').replace(token, token.replaceAll(/./g, 'x'))])).toBe(0);
  expect(await app.ask('draft.list')).toMatchObject({ value: [] });
  expect(await app.startAgain([phone.link('answer')])).toBe(0);
  await hands.at('greeting');
  await hands.greet();
  await app.startAgain([phone.link('hang_up')]);
  await endAsDropped();
});

test('answered while nobody is signed in: listed for the supervisor, and the day closes once it is explained (R-14)', async () => {
  await hands.signOut();
  await phone.ring(MISSED);
  await phone.answer();
  await phone.hangUp();
  await signInAs('p-2001');
  await hands.press('Alt+4');
  await app.page.getByTestId('missed-calls').getByTestId('explain-missed').waitFor();
  await snap('missed');
  const date = shanghaiDate(Date.now());
  const day = (await app.ask('ledger.day', { date })) as { value: unknown };
  expect(LedgerDay.parse(day.value)).toMatchObject({ answered: 3, unmatchedPhoneCalls: 1, isClosed: false });
  expect(await app.ask('ledger.signOff', { date })).toMatchObject({ error: { code: 'day_not_closed' } });
  await hands.tabTo('[data-testid=explain-missed]');
  await hands.press('Enter');
  await app.page.waitForSelector('[role=dialog]');
  await hands.type('坐席空置时的内部测试电话');
  await hands.press('Enter');
  await app.page.waitForSelector('[data-testid=equation][data-closed=true]');
  expect(await held()).not.toContain(MISSED);
});

test('no number, token or name of a call is left anywhere: not in the profile, the log, the title or the output', async () => {
  expect(await app.close()).toBe(0);
  const secrets = [ANONYMOUS, NAMED, MISSED, NAMED.replaceAll('-', ''), token, 'sim-'];
  expect(bytesInFolder(app.home, secrets)).toEqual([]);
  expect(wordsInText(app.output.join('\n'), secrets)).toEqual([]);
  expect(wordsInText([...titles].join('\n'), secrets)).toEqual([]);
  for (const { body } of await center.records()) expect(wordsInText(body, secrets)).toEqual([]);
  expect(barriers).toEqual([]);
});
