import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { AgentKeyboard } from './stage/agent-keyboard';
import { complaintOf } from '../builders/callers';
import { PASSPHRASE, PASSWORD, PICTURES, raise } from './stage/raise';
import type { SeatApp } from './stage/seat-app';
import { dress, findCall } from './stage/seat-questions';

const reporter = { name: '麻建勋', phone: '151-0000-3378' };

let app: SeatApp;
let hands: AgentKeyboard;
let number = '';

/** Everything the window holds: text, values, and what is not shown at the moment. */
const domText = () =>
  app.page.evaluate(() => {
    const values = [...document.querySelectorAll('input, textarea')].map(
      (field) => (field as HTMLInputElement).value,
    );
    return [document.documentElement.outerHTML, ...values].join('\n');
  });

beforeAll(async () => {
  const stage = await raise();
  ({ app, hands } = stage);
  return stage.clear;
});

test('an agent has no 复核, neither in the window nor behind it', async () => {
  const complaint = complaintOf(143, '请取样化验');
  number = await hands.takeReport(complaint, reporter);

  expect(await app.page.locator('nav [aria-label="复核"]').count()).toBe(0);
  await hands.press('Alt+4');
  expect(await app.page.getByTestId('review-list').count()).toBe(0);
  const id = (await findCall(app, number))?.id;
  expect(id).toBeDefined();
  expect(await app.ask('review.add', { id, verdict: 'confirmed', remark: '' })).toMatchObject({
    ok: false,
    error: { code: 'not_allowed' },
  });
});

test('nobody goes while a call is open; then the agent leaves and the supervisor comes', async () => {
  await hands.signOut();
  expect(await app.ask('queue.counts')).toMatchObject({ ok: false, error: { code: 'not_signed_in' } });
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
});

test('the supervisor sees each record, how complete it is and what was said, and no identity', async () => {
  await app.page.getByTestId('review-list').waitFor();
  const first = app.page.getByTestId('review-item').first();
  await first.getByText(number).waitFor();
  const sheet = app.page.getByTestId('review-sheet');
  await sheet.getByTestId('review-completeness').waitFor();
  expect(await sheet.getByTestId('review-completeness').textContent()).toContain('5');
  const proof = sheet.getByTestId('script-proof');
  expect(await proof.textContent()).toContain('河南省12369生态环境举报热线');
  expect(await proof.textContent()).toMatch(/\d{2}:\d{2}/);
  await app.picture(join(PICTURES, 'light', '90-review.png'));

  for (const key of ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5']) {
    await hands.press(key);
    await app.page.waitForSelector(`nav [aria-keyshortcuts="${key}"][aria-current=page]`);
    const text = await domText();
    for (const secret of [reporter.name, reporter.phone, reporter.phone.replaceAll('-', '')]) {
      expect(text).not.toContain(secret);
    }
  }
});

test('the verdict is given by key, and the record stays received', async () => {
  await dress(app, 'dark', 'zh-CN');
  await hands.press('Alt+3');
  await app.page.getByTestId('review-sheet').waitFor();
  await app.picture(join(PICTURES, 'dark', '90-review.png'));
  await hands.press('F8');
  await expect.poll(() => findCall(app, number)).toMatchObject({ isReviewed: true, state: 'accepted' });
});
