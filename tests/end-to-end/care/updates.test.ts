import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { writeRelease } from '../../builders/updates/release';
import { AgentKeyboard } from '../stage/agent-keyboard';
import { CenterChild } from '../stage/center-child';
import { SeatApp } from '../stage/seat-app';

const PASSPHRASE = 'anlan-bridge-77-willow';
const PASSWORD = 'demo-12369';
const folder = mkdtempSync(join(tmpdir(), 'updates-'));

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;

beforeAll(async () => {
  center = new CenterChild();
  await center.up();
  const release = writeRelease(folder, { notes: '台账导出加快' });
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, JSON.stringify({ schema: 1, updates: { releaseKey: release.releaseKey } }));
  const preload = at('tests', 'end-to-end', 'stage', 'answered-dialogs.cjs');
  app = await SeatApp.launch({
    enrolment: center.enrolment,
    isDemo: true,
    env: { SEAT_POLICY: policy, STICK_FOLDER: release.folder, NODE_OPTIONS: `--require ${preload}` },
  });
  hands = new AgentKeyboard(app.page);
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
  await hands.closeTour();
});

afterAll(async () => {
  await app?.kill();
  await center?.down('SIGKILL');
  rmSync(folder, { recursive: true });
});

test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  'by key: a supervisor takes an update from a stick, and reads which line an administrator runs',
  async () => {
    await hands.press('Alt+5');
    await app.page.getByTestId('open-updates').waitFor();
    await hands.tabTo('[data-testid=open-updates]');
    await hands.press('Enter');
    await app.page.locator('[data-view="updates:empty"]').waitFor();
    await hands.tabTo('[data-testid=update-import]');
    await hands.press('Enter');
    await app.page.locator('[data-view="update-staged:ready"]').waitFor();
    const line = await app.page.getByTestId('update-run-line').innerText();
    expect(line).toMatch(/^sudo dpkg --refuse-downgrade -i '.*\/updates\/1\.2\.0\/.*_amd64\.deb'$/);
    expect(await app.page.locator('[data-view="update-staged:ready"]').innerText()).toContain('台账导出加快');
  },
);
