import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { fileTools } from '../../../src/main/core/attachments/file-tools';
import { unzip } from '../../../src/shared/attachments/office/zip';
import type { Check } from '../../../src/shared/self-check/check';
import type { AgentKeyboard } from '../stage/agent-keyboard';
import type { CenterChild } from '../stage/center-child';
import { PASSPHRASE, raise } from '../stage/raise';
import type { SeatApp } from '../stage/seat-app';

const stick = mkdtempSync(join(tmpdir(), 'support-'));

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;

beforeAll(async () => {
  const stage = await raise({ saveInto: stick });
  ({ center, app, hands } = stage);
  return stage.clear;
});

/** Of a command's last line. */
const said = ({ output }: { output: string }) =>
  JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
const withPassphrase = (...words: string[]) =>
  app.command([...words, '--passphrase-stdin'], `${PASSPHRASE}\n`);

test('by key, from the settings: a call is delivered and its audit anchored, and the self-check says that all holds', async () => {
  await hands.startCall();
  await hands.greet();
  await hands.press('F9');
  await app.page.getByTestId('hang-up-notice').waitFor();
  await hands.press('Shift+F9');
  await app.page.getByTestId('finished-number').waitFor();
  await expect
    .poll(async () => (await app.ask('arrival.proof', { withDays: false })) as object, { timeout: 30_000 })
    .toMatchObject({ value: { total: { made: 1, received: 1 } } });
  await hands.press('Alt+4');
  await app.page.getByRole('button', { name: '打开体检' }).waitFor();
  await hands.tabTo('[data-testid=open-self-check]');
  await hands.press('Enter');
  await app.page.locator('[data-view="self-check:empty"]').waitFor();
  await hands.press('Alt+R');
  await app.page
    .locator('[data-testid=check-summary]:not([data-result=running])')
    .waitFor({ timeout: 60_000 });
  for (const check of ['database', 'escrow', 'center', 'bundle', 'delivery', 'audit', 'fonts']) {
    const row = app.page.locator(`[data-check=${check}]`);
    expect(await row.getAttribute('data-result'), await row.innerText()).toBe('ok');
  }
  expect(await app.page.locator('[data-check=key_store]').innerText()).toContain('口令');
  expect(await app.barriers()).toEqual([]);
});

test('the support bundle is read file by file before it is saved, and saved is what was read', async () => {
  await app.page.getByRole('button', { name: '准备技术支持包' }).focus();
  await hands.press('Enter');
  const text = app.page.getByTestId('support-text');
  await text.waitFor({ timeout: 60_000 });
  const shown: string[] = [];
  for (const tab of await app.page.getByRole('tab').all()) {
    await tab.click();
    shown.push(await text.innerText());
  }
  await app.page.getByTestId('support-save').focus();
  await hands.press('Enter');
  await app.page.getByText('已保存。').waitFor();
  const [name = ''] = readdirSync(stick);
  const files = unzip(new Uint8Array(readFileSync(join(stick, name))), fileTools);
  expect(files.map((file) => file.name)).toEqual([
    'self-check.txt',
    'self-check.json',
    'state.json',
    'seat.log',
  ]);
  for (const [index, { bytes }] of files.entries()) {
    expect(Buffer.from(bytes).toString('utf8').trim()).toBe(shown[index]?.trim());
  }
  const all = files.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('\n');
  for (const secret of [PASSPHRASE, app.home, '李']) expect(all).not.toContain(secret);
  expect(all).toContain('core_ready');
  await hands.press('Escape');
});

test('--verify-audit beside the running seat: rows, anchors and 0; a wrong passphrase and none give 1', async () => {
  const done = await withPassphrase('--verify-audit');
  expect(done.output).toContain('审计链');
  expect(said(done)).toMatchObject({ command: 'verify-audit', fault: null, isWhole: true });
  expect(Number(said(done)['anchors'])).toBeGreaterThan(0);
  expect(said(done)['matched']).toBe(said(done)['anchors']);
  expect(done.code).toBe(0);
  const wrong = await app.command(['--verify-audit', '--passphrase-stdin'], 'wrong-passphrase-1\n');
  expect([wrong.code, said(wrong)['failure']]).toEqual([1, 'wrong_passphrase']);
  const none = await app.command(['--verify-audit'], '');
  expect([none.code, said(none)['failure']]).toEqual([1, 'store_locked']);
});

test('beside the running seat what writes is refused aloud, what only reads answers, and the seat is none the worse', async () => {
  for (const words of [
    ['--recover'],
    ['--restore', 'newest', '--by', '2001', '--why', 'drill'],
    ['--restore'],
  ]) {
    const refused = await app.command(words, 'x\ny\n');
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('坐席程序正在运行');
    expect(refused.output).toContain('退出坐席，再运行一次');
    expect(said(refused)).toEqual({ command: words[0]?.slice(2), failure: 'seat_running' });
  }
  for (const words of [['--owes'], ['--check-policy'], ['--stage-update', '/nowhere']]) {
    const answered = await withPassphrase(...words);
    expect(answered.output).not.toContain('坐席程序正在运行');
    expect(said(answered)).toMatchObject({ command: words[0]?.slice(2) });
  }
  expect(said(await withPassphrase('--owes'))).toMatchObject({ isKnown: true, records: 0 });
  expect((await app.ask('app.state', {})) as object).toMatchObject({ value: { person: { id: 'p-1001' } } });
});

test('--self-check says the same without a window: 0 while nothing is at fault, 1 once the center is gone', async () => {
  const well = await withPassphrase('--self-check');
  expect(said(well)).toMatchObject({ command: 'self-check', seatId: 'ZZ01' });
  expect(well.code, well.output).toBe(0);
  await center.down();
  const cut = await withPassphrase('--self-check');
  expect(cut.code).toBe(1);
  const checks = said(cut)['checks'] as Check[];
  expect(checks.find(({ check }) => check === 'center')).toMatchObject({
    result: 'fault',
    finding: 'not_reached',
  });
});
