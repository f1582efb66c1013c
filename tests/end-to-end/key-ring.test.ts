import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { at } from '../../build/base/paths.mjs';
import { hasKeyRing, openKeyRing, type KeyRing } from '../builders/machine/key-ring';
import { AgentKeyboard } from './stage/agent-keyboard';
import { CenterChild } from './stage/center-child';
import { SeatApp } from './stage/seat-app';

const PASSWORD = 'demo-12369';
const secrets = mkdtempSync(join(tmpdir(), 'key-ring-'));

let center: CenterChild;
let ring: KeyRing | undefined;
let app: SeatApp | undefined;

beforeAll(async () => {
  center = new CenterChild();
  await center.up();
});

afterEach(async () => {
  await app?.kill();
  await ring?.close();
});

afterAll(() => center?.down('SIGKILL'));

const storeFile = (name: string) => join((app as SeatApp).profile, 'store', name);
const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

async function seatUnderRing(home?: string): Promise<AgentKeyboard> {
  ring = await openKeyRing(secrets);
  app = await SeatApp.launch({ enrolment: center.enrolment, env: ring.env, ...(home && { home }) });
  return new AgentKeyboard(app.page);
}

describe.skipIf(!hasKeyRing())('a seat whose key is kept by the desktop’s real key ring', () => {
  test('asks for no passphrase, opens by itself after a kill, and refuses kindly without the ring', async () => {
    const hands = await seatUnderRing();
    const seat = app as SeatApp;
    await seat.page.waitForSelector('[data-person]');
    expect(await seat.page.locator('text=口令').count()).toBe(0);
    await hands.signIn('p-1001', PASSWORD, '');
    await hands.closeTour();
    await hands.startCall();
    await hands.greet();
    await hands.at('purpose');
    const kept = JSON.parse(readFileSync(storeFile('key.json'), 'utf8')) as {
      kept: { by: string; backend: string };
    };
    expect(kept.kept).toMatchObject({ by: 'os_key_store', backend: 'gnome_libsecret' });

    await seat.restart();
    await new AgentKeyboard(seat.page).signIn('p-1001', PASSWORD, '');
    await new AgentKeyboard(seat.page).at('purpose');

    // The ring is gone, as under another user of the system: nothing is made anew over what is there.
    expect(await seat.close()).toBe(0);
    const before = [sha256(storeFile('seat.db')), sha256(storeFile('key.json'))];
    await ring?.close();
    await seat.start();
    await seat.page.getByText('取不到数据库的密钥').first().waitFor();
    await seat.picture(at('tests', 'end-to-end', 'pictures', 'light', '80-key_store_changed.png'));
    await seat.kill();
    expect([sha256(storeFile('seat.db')), sha256(storeFile('key.json'))]).toEqual(before);

    // With the ring back, the call is where it was.
    const again = await seatUnderRing(seat.home);
    await again.signIn('p-1001', PASSWORD, '');
    await again.at('purpose');
  });
});
