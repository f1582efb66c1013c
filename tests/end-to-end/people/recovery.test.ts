import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgentKeyboard } from '../stage/agent-keyboard';
import { CenterChild } from '../stage/center-child';
import { SeatApp } from '../stage/seat-app';

const PASSPHRASE = 'anlan-bridge-77-willow';
const ANOTHER = 'songyang-oak-31-harvest';
const PASSWORD = 'demo-12369';

let center: CenterChild;
let old: SeatApp;
let app: SeatApp;

beforeAll(async () => {
  center = new CenterChild();
  await center.up();
  old = await SeatApp.launch({ enrolment: center.enrolment, isDemo: true });
});

afterAll(async () => {
  await old?.kill();
  await app?.kill();
  await center?.down('SIGKILL');
});

test('a PC dies in the middle of a call; the next one opens its store by two codes and comes back to the call', async () => {
  const hands = new AgentKeyboard(old.page);
  await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
  await hands.closeTour();
  await hands.startCall();
  await hands.greet();
  await hands.takeAsReport();
  await old.kill();

  app = await SeatApp.launch({ enrolment: center.enrolment, isDemo: true });
  await app.kill();
  const store = join(app.profile, 'store');
  mkdirSync(store, { recursive: true });
  for (const name of ['seat.db', 'seat.db-wal', 'key.json']) {
    copyFileSync(join(old.profile, 'store', name), join(store, name));
  }
  const told = await center.operator('recover', join(store, 'key.json'));
  const codes = [...told.matchAll(/person\t(\S+)/g)].map(([, code]) => code ?? '');
  expect(codes).toHaveLength(2);

  const wrong = await app.command(['--recover'], `${codes[0]}\n${codes[0]}\n${ANOTHER}\n`);
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.output).toContain('数据没有改动');
  const done = await app.command(['--recover'], `${codes.join('\n')}\n${ANOTHER}\n`);
  expect(done.output).toContain('ZZ01');
  expect(done).toMatchObject({ code: 0 });
  for (const secret of [...codes, ANOTHER]) expect(done.output).not.toContain(secret);

  await app.start();
  const again = new AgentKeyboard(app.page);
  await again.signIn('p-1001', PASSWORD, ANOTHER);
  await app.page.waitForSelector('[role=dialog]');
  await again.press('Escape');
  await again.at('identity');
});
