import { join } from 'node:path';
import { beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { CallRecord } from '../../../src/shared/call/record';
import { complaintOf } from '../../builders/callers';
import { aPdf } from '../../builders/files/documents';
import { aTellingJpeg, aTellingPng, CANARY } from '../../builders/files/pictures';
import { aLargeJpeg } from '../../builders/files/uploads';
import { AgentKeyboard } from '../stage/agent-keyboard';
import type { CenterChild } from '../stage/center-child';
import { PASSPHRASE, PASSWORD, raise } from '../stage/raise';
import { bytesInFolder, wordsInText } from '../stage/profile-bytes';
import type { SeatApp } from '../stage/seat-app';
import { dress, findCall } from '../stage/seat-questions';

const PICTURES = at('tests', 'end-to-end', 'pictures', 'attachments');
/** Names of files tell who took them: they must be found nowhere. */
const FILE_NAME = '张桂兰家门口.jpg';

let center: CenterChild;
let app: SeatApp;
let hands: AgentKeyboard;
let number = '';

beforeAll(async () => {
  const stage = await raise();
  ({ center, app, hands } = stage);
  await app.page.setViewportSize({ width: 1280, height: 720 });
  await hands.startCall();
  await hands.greet();
  await hands.takeAsReport();
  await hands.stayAnonymous();
  return stage.clear;
});

beforeEach(({ task }) => onTestFailed(() => app.picture(join(PICTURES, 'failed', `${task.id}.png`))));

const desk = () => app.page.getByTestId('attachment-desk');
const row = (name: string) => app.page.locator(`[data-attachment="${name}"]`);
const choose = (name: string, mimeType: string, buffer: Buffer) =>
  desk().locator('input[type=file]').setInputFiles({ name, mimeType, buffer });

/** A file that comes by another way than the button. */
function offer(kind: 'drop' | 'paste', file: Buffer, type: string): Promise<void> {
  return app.page.evaluate(
    ([how, base64, mime]) => {
      const bytes = Uint8Array.from(atob(base64 ?? ''), (char) => char.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], 'x', { type: mime }));
      const init = { bubbles: true, cancelable: true };
      const event =
        how === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...init, clipboardData: transfer });
      document.body.dispatchEvent(event);
    },
    [kind, file.toString('base64'), type] as const,
  );
}

test('by button, drop and paste; what cannot be taken says why', async () => {
  await choose(FILE_NAME, 'image/jpeg', aTellingJpeg());
  await row('附件1.jpg').waitFor();
  await offer('drop', aPdf(), 'application/pdf');
  await row('附件2.pdf').waitFor();
  await offer('paste', aTellingPng(), 'image/png');
  await row('附件3.png').waitFor();
  // Called a picture, and none: the bytes decide.
  await choose('通话.jpg', 'image/jpeg', Buffer.from('ID3\x04 sound'));
  const refusal = app.page.getByTestId('attachment-refused');
  await refusal.waitFor();
  expect(await refusal.textContent()).toContain('录音');
  await app.picture(join(PICTURES, 'call.png'));
  expect(await app.barriers()).toEqual([]);
});

test('by key: shown as it was cleaned, taken away, and there again after a kill', async () => {
  await hands.tabTo('[data-attachment="附件1.jpg"] button');
  await hands.press('Enter');
  const picture = app.page.getByTestId('attachment-picture');
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(16);
  expect(await picture.getAttribute('src')).not.toContain(
    Buffer.from(CANARY).toString('base64').slice(2, 10),
  );
  await picture.scrollIntoViewIfNeeded();
  await app.picture(join(PICTURES, 'call-picture.png'));
  for (const [theme, language] of [
    ['dark', 'zh-CN'],
    ['light', 'en-US'],
  ] as const) {
    await dress(app, theme, language);
    await desk().scrollIntoViewIfNeeded();
    await app.picture(join(PICTURES, `call-${theme}-${language}.png`));
    expect(await app.barriers()).toEqual([]);
  }
  await dress(app, 'light', 'zh-CN');
  await hands.tabTo('button[aria-label="移除附件3.png"]');
  await hands.press('Enter');
  await row('附件3.png').waitFor({ state: 'detached' });
  expect(app.violations).toEqual([]);
  await app.restart();
  await app.page.setViewportSize({ width: 1280, height: 720 });
  hands = new AgentKeyboard(app.page);
  await hands.signIn('p-1001', PASSWORD, PASSPHRASE);
  await row('附件1.jpg').waitFor();
  expect(await app.page.locator('[data-attachment]').count()).toBe(2);
});

test('a photograph of 20 MB; the call ends, and all of it arrives', { timeout: 240_000 }, async () => {
  const before = Date.now();
  await choose(FILE_NAME, 'image/jpeg', aLargeJpeg(19_900_000));
  await row('附件3.jpg').waitFor({ timeout: 30_000 });
  console.info(`20 MB from the file chooser to the list: ${Date.now() - before} ms`);
  const complaint = complaintOf(79, '夜里来看，味最大');
  await hands.at('target');
  await hands.tellTargetAndPlace(complaint);
  await hands.choosePollution(complaint.types);
  await hands.describePollution(complaint.description);
  await hands.wishAndClose(complaint.wish, 2, 3);
  number = (await app.page.getByTestId('finished-number').textContent()) ?? '';
  expect(await hands.receiptNumber()).not.toBe('');
  const call = await findCall(app, number);
  const views = async () => {
    const { value } = (await app.ask('attachment.list', { callId: call?.id })) as {
      value: { state: string }[];
    };
    return value.map(({ state }) => state);
  };
  await expect.poll(views, { timeout: 90_000 }).toEqual(['received', 'received', 'received']);
  const record = (await center.records()).find(({ id }) => id === call?.id);
  const { attachments } = CallRecord.parse(JSON.parse(record?.body ?? 'null'));
  expect(attachments?.map(({ type }) => type)).toEqual(['jpeg', 'pdf', 'jpeg']);
});

test('the queue shows them with their state; a name of a file is nowhere', async () => {
  await hands.press('Alt+2');
  await app.page.waitForSelector('nav [aria-keyshortcuts="Alt+2"][aria-current=page]');
  await app.page.getByText(number).first().click();
  await app.page.getByTestId('attachments').waitFor();
  await app.page.getByTestId('attachments').scrollIntoViewIfNeeded();
  await app.page.locator('[data-attachment="附件1.jpg"][data-state=received]').waitFor();
  await app.picture(join(PICTURES, 'queue.png'));
  expect(await app.barriers()).toEqual([]);
  expect(app.violations).toEqual([]);
  const words = [FILE_NAME.replace('.jpg', ''), CANARY];
  expect(wordsInText(app.output.join('\n'), words)).toEqual([]);
  expect(bytesInFolder(app.profile, words)).toEqual([]);
});
