import { join } from 'node:path';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import type { CallId } from '../../../src/shared/ids';
import { InvestigationView } from '../../../src/shared/investigation/views';
import { shanghaiDate, shanghaiTimestamp } from '../../../src/shared/shanghai-time';
import { aPdf } from '../../builders/files/documents';
import { aTellingJpeg } from '../../builders/files/pictures';
import { anInvestigation } from '../../builders/investigation/report';
import { AgentKeyboard } from '../stage/agent-keyboard';
import { CenterChild } from '../stage/center-child';
import { bytesInFolder, wordsInText } from '../stage/profile-bytes';
import { SeatApp } from '../stage/seat-app';
import { aReferredCase } from './referred-case';

const PASSPHRASE = 'anlan-bridge-77-willow';
const PASSWORD = 'demo-12369';
const PICTURES = at('tests', 'end-to-end', 'pictures', 'investigation');
const HOUR_MS = 3_600_000;

let center: CenterChild;
let app: SeatApp | undefined;
let hands: AgentKeyboard;
let callId: CallId;

const page = () => {
  if (app === undefined) throw new Error('The app is not running');
  return app.page;
};

beforeAll(async () => {
  center = new CenterChild();
  await center.up();
});

beforeEach(({ task }) => onTestFailed(() => app?.picture(join(PICTURES, 'failed', `${task.id}.png`))));

afterAll(async () => {
  await app?.kill();
  await center?.down('SIGKILL');
});

const field = (path: string) => page().locator(`[data-field="${path}"]`);
const fill = (path: string, text: string) => field(path).locator('input, textarea').first().fill(text);
const choose = (path: string, label: string) =>
  field(path).getByRole('button', { name: label, exact: true }).click();
const toSection = (name: string) => page().getByTestId(`section-${name}`).click();
const minute = (ms: number) => shanghaiTimestamp(ms).slice(0, 16).replace(' ', 'T');
const settled = () => page().locator('[data-testid=investigation-saved][data-dirty=false]').waitFor();
async function viewNow(): Promise<InvestigationView> {
  const answer = (await app?.ask('investigation.get', { callId })) as { value: unknown };
  return InvestigationView.parse(answer.value);
}

async function openReport(): Promise<void> {
  await hands.press('Alt+9');
  await page().getByTestId('investigation-item').click();
  await page().locator('[data-view="investigation:ready"]').waitFor();
}

const form = anInvestigation();

test('the case that was referred three days ago waits for its report', async () => {
  const home = mkdtempSync(join(tmpdir(), 'seat-e2e-'));
  callId = await aReferredCase(center.enrolment, PASSPHRASE, join(home, 'hn12369-seat', 'store'));
  app = await SeatApp.launch({ enrolment: center.enrolment, isDemo: true, home });
  await page().setViewportSize({ width: 1280, height: 720 });
  hands = new AgentKeyboard(page());
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
  await hands.closeTour();
  await openReport();
  expect(await field('source.origin').locator('textarea').inputValue()).toContain(
    '河南省12369生态环境举报热线',
  );
  await fill('source.matters', form.source.matters);
  await hands.press('F8');
  for (const name of ['name', 'legalPerson', 'address', 'creditCode', 'process', 'facilities'] as const) {
    await fill(`enterprise.${name}`, form.enterprise[name]);
  }
  await choose('enterprise.eia.standing', '已取得');
  await fill('enterprise.eia.obtainedOn', form.enterprise.eia.obtainedOn);
  await fill('enterprise.eia.number', form.enterprise.eia.number);
  await choose('enterprise.permit.standing', '无或未办');
  await fill('enterprise.permit.reason', form.enterprise.permit.reason);
  await settled();
});

test('killed in the middle, it goes on with all that was typed', async () => {
  await app?.restart();
  await page().setViewportSize({ width: 1280, height: 720 });
  hands = new AgentKeyboard(page());
  await hands.signIn('p-2001', PASSWORD, PASSPHRASE);
  await openReport();
  await toSection('enterprise');
  expect(await field('enterprise.creditCode').locator('input').inputValue()).toBe(form.enterprise.creditCode);
  expect(await field('enterprise.permit.reason').locator('input').inputValue()).toBe(
    form.enterprise.permit.reason,
  );
});

test('the site: point by point, with evidence; what names the reporter is found at once', async () => {
  const from = Date.now() - 30 * HOUR_MS;
  await toSection('site');
  await fill('site.visits.0.from', minute(from));
  await fill('site.visits.0.to', minute(from + HOUR_MS));
  await fill('site.inspection', '据举报人王翠花（13912345678）反映，夜间排水。');
  const found = page().getByTestId('investigation-identity').first();
  await found.waitFor();
  await fill('site.inspection', form.site.inspection);
  await found.waitFor({ state: 'detached' });
  for (const [index, answer] of [
    '雨水管有泡沫残留，证实曾经排放。',
    '锅炉燃用天然气，未见黑烟。',
  ].entries()) {
    await fill(`site.points.${index}.answer`, answer);
    await choose(`site.points.${index}.finding`, index === 0 ? '属实' : '不属实');
  }
  await choose('finding', '部分属实');
  await choose('site.earlier.standing', '此前没有处理');
  await fill('site.recorder.number', 'ZF-0317');
  await fill('site.recorder.from', minute(from));
  await fill('site.recorder.to', minute(from + HOUR_MS));
  await page()
    .getByTestId('evidence-input')
    .setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: aTellingJpeg() });
  await page().getByRole('button', { name: '查看附件1.jpg' }).click();
  await page().waitForFunction(() => {
    const picture = document.querySelector<HTMLImageElement>('[data-testid=evidence-picture]');
    return picture !== null && picture.naturalWidth > 0;
  });
  await fill('evidence.0.caption', '雨水管口泡沫残留照片');
  await settled();
});

test('signed by a deputy only once nothing is open in it', async () => {
  await toSection('shortcomings');
  await fill('shortcomings', form.shortcomings);
  await toSection('duty');
  for (const part of ['supervision', 'enforcement', 'conclusion'] as const)
    await fill(`duty.${part}`, form.duty[part]);
  await toSection('advice');
  for (const part of ['toLocal', 'next', 'feedback'] as const)
    await fill(`advice.${part}`, form.advice[part]);
  // Too early: the key leads to what is still open.
  await hands.press('F9');
  await field('signature.assistants.0.name').getByRole('alert').waitFor();
  await fill('signature.assistants.0.name', '高远');
  await fill('signature.assistants.0.phone', '0371-67100015');
  await fill('signature.date', shanghaiDate(Date.now()));
  await page().locator('[data-testid=sign-open]').getByText('领导签字').waitFor();
  expect(await app?.barriers()).toEqual([]);
  await hands.press('F6');
  await page().getByTestId('paper').getByText('七、落款').waitFor();
  await app?.picture(join(PICTURES, 'paper.png'));
  await page().keyboard.press('Escape');
  await page().getByTestId('paper').waitFor({ state: 'detached' });
  await hands.press('F9');
  const dialog = page().getByTestId('sign-dialog');
  await dialog.getByRole('combobox').click();
  await page()
    .getByRole('option', { name: /刘新华/ })
    .click();
  await dialog.locator('[data-field=asked]').check();
  await dialog.getByRole('button', { name: '登记签字' }).click();
  await page().locator('[data-view="investigation-replies:ready"]').waitFor();
  expect(await viewNow()).toMatchObject({
    stage: 'replying',
    signed: { revision: 1, finding: 'partly', leader: { role: 'deputy' } },
  });
});

test('the sealed scan, then both replies, each with a proof of its own', async () => {
  const platform = page().getByTestId('reply-platform');
  expect(await platform.getByRole('button', { name: '登记回复' }).isDisabled()).toBe(true);
  await page()
    .getByTestId('evidence-input')
    .setInputFiles({ name: '扫描件.pdf', mimeType: 'application/pdf', buffer: aPdf() });
  await page().getByRole('button', { name: '分局', exact: true }).click();
  await page().getByRole('checkbox').check();
  await page().getByRole('button', { name: '确认盖章' }).click();
  await page().getByTestId('sealed').waitFor();
  for (const [channel, proof] of [
    ['platform', 'PT2026-12-0001'],
    ['mail', '<20261210.0001@mail.example.cn>'],
  ] as const) {
    const reply = page().getByTestId(`reply-${channel}`);
    await reply.getByRole('button', { name: '现在' }).click();
    await reply.getByRole('textbox').last().fill(proof);
    await reply.getByRole('button', { name: '登记回复' }).click();
    await page().getByTestId(`replied-${channel}`).waitFor();
  }
  await page().getByText('两条渠道都已回复。').waitFor();
  await app?.picture(join(PICTURES, 'replied.png'));
  expect((await viewNow()).replies.map(({ channel }) => channel)).toEqual(['platform', 'mail']);
});

test('nothing of it lies open on the disk, and neither window nor log told of it', async () => {
  await app?.close();
  const words = [form.shortcomings, form.advice.next, '现场.jpg', '扫描件.pdf', '王翠花'];
  expect(bytesInFolder(app?.home ?? '', words)).toEqual([]);
  expect(wordsInText(app?.output.join('\n') ?? '', words)).toEqual([]);
});
