import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { at } from '../../build/base/paths.mjs';
import { loadKeys } from '../../src/center/keys/keys';
import { canonicalJson } from '../../src/shared/canonical-json';
import type { Enrolment } from '../../src/shared/center-api/enrolment';
import type { ErrorCode } from '../../src/shared/ipc/errors';
import zh from '../../src/shared/locales/zh-CN.json';
import { readKeyFile } from '../../src/main/core/vault/key-file';
import { takeWithPassphrase } from '../../src/main/core/vault/key';
import { openStoreFile, saltOf } from '../../src/main/core/store/open';
import { AgentKeyboard } from './stage/agent-keyboard';
import { CenterChild } from './stage/center-child';
import { SeatApp } from './stage/seat-app';

const PASSPHRASE = 'anlan-bridge-77-willow';
const PASSWORD = 'demo-12369';

let center: CenterChild;
let app: SeatApp | undefined;

beforeAll(async () => {
  center = new CenterChild();
  await center.up();
});
afterEach(async () => {
  await app?.kill();
  app = undefined;
});
afterAll(() => center?.down('SIGKILL'));

const sentences: Record<ErrorCode, { what: string; todo: string }> = zh.error;
const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** The window says what is wrong and what to do, in the words of its locale. */
async function says(code: ErrorCode): Promise<void> {
  const page = (app as SeatApp).page;
  for (const part of [sentences[code].what, sentences[code].todo]) {
    const start = part.split('{{')[0] ?? part;
    await page.getByText(start).first().waitFor();
  }
  await app?.picture(at('tests', 'end-to-end', 'pictures', 'light', `80-${code}.png`));
}

/** A seat that was used once and closed in order. */
async function usedSeat(): Promise<{ home: string; database: string }> {
  const seat = await SeatApp.launch({ enrolment: center.enrolment });
  const hands = new AgentKeyboard(seat.page);
  await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
  await hands.closeTour();
  await hands.startCall();
  await hands.greet();
  expect(await seat.close()).toBe(0);
  return { home: seat.home, database: join(seat.profile, 'store', 'seat.db') };
}

async function start(home: string, enrolment = center.enrolment): Promise<AgentKeyboard> {
  app = await SeatApp.launch({ enrolment, home });
  return new AgentKeyboard(app.page);
}

async function unlock(hands: AgentKeyboard, passphrase = PASSPHRASE): Promise<void> {
  await hands.typeInto('input[type=password]', passphrase);
  await hands.press('Enter');
}

describe('a seat whose store cannot be opened', () => {
  test('wrong passphrase: said, nothing touched, and the right one opens', async () => {
    const { home, database } = await usedSeat();
    const before = sha256(database);
    const hands = await start(home);
    await unlock(hands, 'not-the-one-at-all');
    await says('wrong_passphrase');
    expect(sha256(database)).toBe(before);
    await unlock(hands);
    await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
    await hands.at('purpose');
  });

  test('a damaged file: said, kept to the byte', async () => {
    const { home, database } = await usedSeat();
    const file = openSync(database, 'r+');
    writeSync(file, Buffer.alloc(2_048, 0xa5), 0, 2_048, 600);
    closeSync(file);
    const before = sha256(database);
    await unlock(await start(home));
    await says('store_corrupt');
    await app?.kill();
    expect(sha256(database)).toBe(before);
  });

  test('somebody else’s file: said, kept to the byte', async () => {
    const { home, database } = await usedSeat();
    writeFileSync(database, createHash('sha512').update('x').digest().toString('hex').repeat(128));
    const before = sha256(database);
    await unlock(await start(home));
    await says('store_foreign');
    await app?.kill();
    expect(sha256(database)).toBe(before);
  });

  test('a file of a newer version: said, kept to the byte', async () => {
    const { home, database } = await usedSeat();
    const keyFile = readKeyFile(join(database, '..', 'key.json'));
    if (keyFile?.kept.by !== 'passphrase') throw new Error('Not under a passphrase');
    const key = await takeWithPassphrase(keyFile.kept, PASSPHRASE);
    const db = openStoreFile({ file: database, key, nativeBinding: null, salt: saltOf(database) });
    db.pragma('user_version = 9999');
    db.close();
    const before = sha256(database);
    await unlock(await start(home));
    await says('store_newer');
    await app?.kill();
    expect(sha256(database)).toBe(before);
  });
});

describe('a seat whose center cannot be believed', () => {
  /** The demo seat's enrolment, rightly signed, with a bundle whose signature does not hold. */
  async function enrolmentWithBadBundle(): Promise<string> {
    const { body } = JSON.parse(readFileSync(center.enrolment, 'utf8')) as { body: string };
    const enrolment = JSON.parse(body) as Enrolment;
    const keys = await loadKeys(join(center.folder, 'data'));
    const signature = keys.sign(`${enrolment.bundle.body} `);
    const changed = canonicalJson({ ...enrolment, bundle: { ...enrolment.bundle, signature } });
    const folder = mkdtempSync(join(tmpdir(), 'enrolment-e2e-'));
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'enrolment.json');
    writeFileSync(
      file,
      JSON.stringify({ keyId: keys.signing.id, body: changed, signature: keys.sign(changed) }),
    );
    return file;
  }

  test('a new seat takes no bundle with a bad signature, and says so', async () => {
    const bad = await enrolmentWithBadBundle();
    app = await SeatApp.launch({ enrolment: bad });
    const { page } = app;
    for (const text of [sentences.bundle_refused.what, zh.bundleWhy.bad_signature, zh.blocked.bundleTodo]) {
      await page.getByText(text).first().waitFor();
    }
    await app.picture(at('tests', 'end-to-end', 'pictures', 'light', '80-bundle_refused.png'));
    // Put right on the disk, one key is enough.
    writeFileSync(bad, readFileSync(center.enrolment));
    const hands = new AgentKeyboard(app.page);
    await hands.tabTo('main button');
    await hands.press('Enter');
    await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
  });

  test('an enrolled seat goes on with the bundle it has', async () => {
    const { home } = await usedSeat();
    const hands = await start(home, await enrolmentWithBadBundle());
    await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
    await hands.at('purpose');
    await hands.choose('purpose', 3);
    await hands.finish();
    await hands.startCall();
    await hands.greet();
  });

  test('a login page in the center’s place counts as offline; calls go on, and go out later', async () => {
    const { home } = await usedSeat();
    await center.setFaults([{ kind: 'portal' }]);
    const hands = await start(home);
    await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
    await hands.at('purpose');
    await hands.choose('purpose', 2);
    await hands.typeInto(hands.field('consultation.matter'), '问怎么办环评手续');
    await hands.typeInto(hands.field('consultation.answer'), '已告知先到政务大厅咨询窗口');
    await hands.onwardTo('closing');
    await hands.finish();
    const page = (app as SeatApp).page;
    await page.waitForSelector('[data-testid=status-link][data-link=offline]');
    await page.getByText(zh.sync.cause.portal).first().waitFor();
    await app?.picture(at('tests', 'end-to-end', 'pictures', 'light', '81-login-page.png'));
    expect(await page.getByTestId('receipt-number').count()).toBe(0);
    const before = (await center.records()).length;
    await center.setFaults([]);
    await (app as SeatApp).ask('queue.retry', { id: null });
    expect(await hands.receiptNumber()).not.toBe('');
    expect(await center.records()).toHaveLength(before + 1);
  });
});
