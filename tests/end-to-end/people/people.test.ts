import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { complaintOf } from '../../builders/callers';
import { AgentKeyboard } from '../stage/agent-keyboard';
import { CenterChild } from '../stage/center-child';
import { SeatApp } from '../stage/seat-app';
import { dress, findCall } from '../stage/seat-questions';

const PASSPHRASE = 'anlan-bridge-77-willow';
const PICTURES = at('tests', 'end-to-end', 'pictures');
const REPORTER = { name: '麻建勋', phone: '151-0000-3378' };
/** The time-box of this center: long enough to look, short enough to wait for its end. */
const BOX_MINUTES = '0.2';

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;
let code = '';
let number = '';
const passwords = new Map<string, string>();

/** The password is told once, by the command that makes it. */
async function enter(where: readonly string[], who: readonly [number: string, name: string, role: string]) {
  const [personNumber, name, role] = who;
  const words = ['people', 'add', ...where, '--number', personNumber, '--name', name, '--role', role];
  const [, password] = /password\t(\S+)/.exec(await center.operator(...words)) ?? [];
  passwords.set(personNumber, password ?? '');
}

beforeAll(async () => {
  center = new CenterChild('--identity-minutes', BOX_MINUTES);
  await enter(['--seat', 'ZZ02'], ['1001', '李敏', 'agent']);
  await enter(['--seat', 'ZZ02'], ['2001', '赵强', 'supervisor']);
  await enter(['--center'], ['9001', '周正', 'supervisor']);
  const told = await center.operator('enrol', '--seat', 'ZZ02', '--unit', '4101');
  code = told.split('\n')[0] ?? '';
  await center.up();
  app = await SeatApp.launch({ enrolment: join(center.folder, 'no-such-file.json') });
  hands = new AgentKeyboard(app.page);
});

afterAll(async () => {
  await app?.kill();
  await center?.down('SIGKILL');
});

test('a bare PC asks for a code, says what is wrong with a wrong one, and is a seat with the right one', async () => {
  await app.page.getByTestId('enrol-by-code').waitFor();
  expect(code).toMatch(/^ZZ02(-[0-9A-Z]{4}){5}$/);
  // Whoever installs it can read how, before there is anybody to sign in; then the caret is where it was.
  await hands.press('Shift+F1');
  await app.page.getByTestId('handbook-chapter').waitFor();
  expect(await app.page.getByTestId('handbook-chapter').innerText()).toContain('glibc 2.28');
  expect(await app.barriers()).toEqual([]);
  await hands.press('Escape');
  await app.page.locator('[data-view="door-handbook:ready"]').waitFor({ state: 'detached' });
  await hands.type(center.url);
  await hands.press('Enter'); // on to the code
  const last = code.at(-1) === '0' ? '1' : '0';
  await hands.type(`${code.slice(0, -1)}${last}`);
  await hands.press('Enter');
  await app.page.locator('[data-view="not-enrolled:failed"]').waitFor();
  expect(await app.page.locator('[data-view="not-enrolled:failed"]').textContent()).toContain('对不上');
  await app.picture(join(PICTURES, 'light', '96-enrol-by-code.png'));
  // The code's other half was right: the same PC asks again, and nothing is lost.
  await hands.press('Backspace');
  await hands.type(code.slice(-1));
  await hands.press('Enter');
  await hands.signIn('p-1001', passwords.get('1001') ?? '', PASSPHRASE);
  await hands.closeTour();
  expect(await app.ask('app.state')).toMatchObject({ value: { seat: { id: 'ZZ02' } } });
});

test('the agent takes a call of a reporter who will help on site, and sees no way to the name', async () => {
  const complaint = complaintOf(143, '请取样化验');
  await hands.startCall();
  await hands.greet();
  await hands.takeAsReport();
  await hands.giveName(REPORTER, true);
  await hands.tellTargetAndPlace(complaint);
  await hands.choosePollution(complaint.types);
  await hands.describePollution(complaint.description);
  await hands.wishAndClose(complaint.wish, 1, 2);
  number = (await app.page.getByTestId('finished-number').textContent()) ?? '';
  await expect.poll(() => findCall(app, number)).toMatchObject({ state: 'accepted' });
  const { id } = (await findCall(app, number)) ?? { id: '' };
  expect(await app.ask('identity.standing', { recordId: id })).toMatchObject({
    error: { code: 'not_allowed' },
  });
  await hands.signOut();
});

test('the supervisor asks by key, another person at the center approves, and it is gone with its time', async () => {
  const { page } = app;
  await hands.signIn('p-2001', passwords.get('2001') ?? '', PASSPHRASE);
  await hands.press('Alt+2');
  await page.getByText(number).click();
  await hands.tabTo('[data-testid=ask-identity]');
  await hands.press('Enter');
  await page.getByTestId('identity-form').waitFor();
  await page.keyboard.insertText('现场找不到排污口，需要指认');
  await hands.press('Tab');
  await hands.type(passwords.get('2001') ?? '');
  await hands.press('Enter');
  await page.locator('[data-testid=identity-standing][data-state=waiting]').waitFor();

  const waiting = await center.decide(['list'], '9001', passwords.get('9001') ?? '');
  expect(waiting).toContain('需要指认');
  expect(waiting).not.toContain(REPORTER.name);
  const requestId = waiting.split('\t')[0] ?? '';
  await expect(center.decide(['approve', requestId], '2001', passwords.get('2001') ?? '')).rejects.toThrow(
    /wrong_password/,
  );
  const said = await center.decide(['approve', requestId], '9001', passwords.get('9001') ?? '');
  expect(said).toContain('approved');

  await page.getByTestId('identity-reveal').waitFor();
  await hands.press('Enter');
  const shown = page.getByTestId('identity-shown');
  await shown.waitFor();
  expect(await shown.textContent()).toContain(REPORTER.name);
  expect(await shown.textContent()).toContain(REPORTER.phone);
  await hands.press('Control+A');
  await hands.press('Control+C');
  expect(await page.title()).not.toContain(REPORTER.name);
  await page.locator('[data-testid=identity-standing][data-state=closed]').waitFor();
  expect(await page.content()).not.toContain(REPORTER.name);
  expect(await app.ask('identity.reveal', { requestId })).toMatchObject({
    error: { code: 'identity_refused', params: { reason: 'time_box_over' } },
  });
  expect(app.output.join('\n')).not.toContain(REPORTER.name);
  expect(app.output.join('\n')).not.toContain(passwords.get('2001'));
  await dress(app, 'dark', 'zh-CN');
  await app.picture(join(PICTURES, 'dark', '97-identity-closed.png'));
  expect(app.violations).toEqual([]);
});
