import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { join } from 'node:path';
import { at } from '../../../build/base/paths.mjs';
import { AGENT, Office, PASSPHRASE } from './office';
import { seedMonth, type SeededMonth } from './seeded-month';

const MONDAY = '2026-12-07';
const office = new Office();
let month: SeededMonth;
beforeAll(async () => {
  await office.openCenter(MONDAY, '15:00');
});
beforeEach(({ task }) =>
  onTestFailed(() => office.app.picture(join(at('tests', 'end-to-end', 'pictures', 'failed'), `${task.id}.png`))),
);
afterAll(() => office.end());

test('seed', async () => {
  month = await seedMonth(office.center.enrolment, PASSPHRASE, office.store, MONDAY);
  process.stderr.write(`${month.tookMs} ms\n`);
  await office.morning(MONDAY, '15:30', AGENT);
  await office.hands.closeTour();
  await office.look('agent');
  await office.signOut();
  await office.signIn('p-2001');
  await office.hands.press('Alt+3');
  await office.page.getByTestId('review-sheet').waitFor();
  await office.look('review');
  await office.hands.press('Alt+7');
  await office.page.getByTestId('sheet-row').first().waitFor();
  await office.look('sheet');
  await office.hands.press('Alt+8');
  console.log(await office.shownBoard());
  await office.look('board');
  await office.hands.press('Alt+9');
  await office.page.getByTestId('investigation-item').first().waitFor();
  await office.look('investigations');
  await office.hands.press('Alt+0');
  await office.page.getByTestId('statistics-headline').waitFor();
  await office.look('statistics');
  await office.hands.press('Alt+4');
  await office.page.getByTestId('equation').waitFor();
  await office.look('ledger');
  console.log(office.app.output.slice(-5));
  await office.evening();
});
