import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { complaintOf } from '../builders/callers';
import type { AgentKeyboard } from './stage/agent-keyboard';
import type { CenterChild } from './stage/center-child';
import { PASSPHRASE, PASSWORD, PICTURES, raise } from './stage/raise';
import type { SeatApp } from './stage/seat-app';
import { dress, findCall } from './stage/seat-questions';

const reporter = { name: '麻建勋', phone: '151-0000-3378' };
const stick = mkdtempSync(join(tmpdir(), 'stick-'));

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;
let number = '';

beforeAll(async () => {
  // The center is down for days.
  const stage = await raise({ saveInto: stick, before: (each) => each.down() });
  ({ center, app, hands } = stage);
  return stage.clear;
});

test('a call is taken while the line is down, and the agent has no way to carry it', async () => {
  const complaint = complaintOf(143, '请取样化验');
  number = await hands.takeReport(complaint, reporter);
  await hands.press('Alt+2');
  await app.page.getByTestId('counts').waitFor();
  await hands.press('Alt+U');
  expect(await app.page.getByTestId('carry').count()).toBe(0);
  expect(await app.ask('carry.export', { days: null })).toMatchObject({ error: { code: 'not_allowed' } });
  expect(readdirSync(stick)).toEqual([]);
  await hands.signOut();
});

test('the supervisor exports by key; nothing leaves the queue, and no path is shown', async () => {
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
  await hands.press('Alt+2');
  await app.page.getByTestId('counts').waitFor();
  await hands.press('Alt+U');
  await app.page.getByTestId('carry-export').waitFor();
  await hands.tabTo('[data-testid=carry-export]');
  await hands.press('Enter');
  await app.page.getByTestId('carry').getByText('.hn12369out').waitFor();
  await app.page.getByTestId('carry-last-out').waitFor();
  const [file = ''] = readdirSync(stick);
  expect(file).toMatch(/^12369-ZZ01-\d{8}-\d{4}\.hn12369out$/);
  const shown = await app.page.getByTestId('carry').textContent();
  expect(shown).toContain(file);
  expect(await app.page.content()).not.toContain(stick);
  expect(await findCall(app, number)).toMatchObject({ centerNumber: null });
  const bytes = readFileSync(join(stick, file));
  for (const secret of [reporter.name, reporter.phone, number]) expect(bytes.includes(secret)).toBe(false);
  await app.picture(join(PICTURES, 'light', '95-carry.png'));
});

test('the center takes the stick, and its answer makes the call received, line or no line', async () => {
  const [file = ''] = readdirSync(stick);
  const said = await center.importFile(join(stick, file));
  expect(said).toMatchObject({ seatId: 'ZZ01', records: 1, taken: 1, refused: 0 });
  expect(await center.importFile(join(stick, file))).toMatchObject({ taken: 0, known: 1 });
  await hands.tabTo('[data-testid=carry-import]');
  await hands.press('Enter');
  await app.page.getByTestId('carry-last-in').waitFor();
  await expect.poll(() => findCall(app, number)).toMatchObject({ state: 'accepted' });
  await dress(app, 'dark', 'zh-CN');
  await app.picture(join(PICTURES, 'dark', '95-carry.png'));
});

/** Turns one bit of a file on the stick. */
function alter(ending: string): string {
  const file = join(stick, readdirSync(stick).find((name) => name.endsWith(ending)) ?? '');
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  return file;
}

test('an altered file is refused in words, at the center and at the seat', async () => {
  await expect(center.importFile(alter('out'))).rejects.toThrow(/ended with 3: .*Nothing was changed/);
  alter('in');
  await hands.press('Enter');
  await app.page.locator('[data-view="carry:failed"]').waitFor();
  expect(await app.page.locator('[data-view="carry:failed"]').textContent()).toContain('没有导入');
  expect(await findCall(app, number)).toMatchObject({ state: 'accepted' });
});
