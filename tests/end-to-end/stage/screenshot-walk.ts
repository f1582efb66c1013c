// One scripted call from sign-in to its receipt and to the supervisor's review, with a picture of each screen:
// `npm start -- --screenshot DIR`.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AgentKeyboard } from './agent-keyboard';
import { complaintOf } from '../../builders/callers';
import { SeatApp } from './seat-app';

const PASSPHRASE = 'demo-only-2026-walk';
const PASSWORD = 'demo-12369';

const folder = process.argv[2];
const { SEAT_USER_DATA: profile, SEAT_ENROLMENT: enrolment } = process.env;
if (!folder || !profile || !enrolment) {
  throw new Error('Start it with: npm start -- --screenshot DIR');
}

let count = 0;
const app = await SeatApp.launch({ enrolment, home: dirname(profile), isDemo: true });
async function show(name: string): Promise<void> {
  count += 1;
  const file = join(folder as string, `${String(count).padStart(2, '0')}-${name}.png`);
  await app.picture(file);
  process.stdout.write(`${file}\n`);
}

try {
  mkdirSync(folder, { recursive: true });
  const hands = new AgentKeyboard(app.page);
  await app.page.waitForSelector('[data-person], input[type=password]');
  await show('door');
  await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
  await app.page.waitForSelector('[role=dialog]');
  await show('tour');
  await hands.closeTour();
  const complaint = complaintOf(79, '夜里来看，味最大');
  await hands.startCall();
  await show('greeting');
  await hands.greet();
  await show('purpose');
  await hands.takeAsReport();
  await show('identity');
  await hands.stayAnonymous();
  await hands.tellTargetAndPlace(complaint);
  await hands.choosePollution(complaint.types);
  await hands.describePollution(complaint.description);
  await show('pollution');
  await hands.wishAndClose(complaint.wish, 2, 3, show);
  const receipt = await hands.receiptNumber();
  await show('received');
  await hands.press('Alt+2');
  await app.page.getByText(receipt).first().waitFor();
  await show('queue');
  await hands.press('Alt+3');
  await app.page.getByTestId('equation').waitFor();
  await show('ledger');
  await hands.press('Alt+4');
  await show('settings');
  await hands.signOut();
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
  await app.page.getByTestId('review-completeness').or(app.page.locator('main table')).first().waitFor();
  await show('review');
  process.stdout.write(`receipt ${receipt}\n`);
} finally {
  await app.kill();
}
