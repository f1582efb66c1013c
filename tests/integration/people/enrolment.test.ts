import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { codeIn, codeText } from '../../../src/shared/session/enrolment-code';
import { aReportForm } from '../../builders/draft';
import { noKeyStore, type RunningCore } from '../../builders/core';
import { aBarePc, aPeopledCenter, aSeatByCode, SEAT } from '../../builders/people/center-and-pc';

const reasonOf = async (pc: RunningCore, centerUrl: string, code: string) => {
  const answer = await pc.window().answer('enrolment.redeem', { centerUrl, code });
  return answer.ok ? 'ok' : `${answer.error.code} ${String(answer.error.params?.['reason'] ?? '')}`.trim();
};

/** A center between the PC and the real one: hands requests on, and may spoil or lose the answer. */
async function between(url: string, spoil: (text: string) => string | null): Promise<string> {
  const server: Server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      // The address that was typed is the one that the enrolment says.
      const answer = await fetch(url + (request.url ?? ''), {
        method: request.method,
        headers: { 'Content-Type': 'application/json' },
        body: Buffer.concat(pieces),
      });
      const text = spoil(await answer.text());
      if (text === null) {
        response.destroy();
        return;
      }
      response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? '' });
      response.end(text);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

test('a PC becomes a seat by a code, keeps its own key, and takes calls at once', async () => {
  const { center, time } = await aPeopledCenter();
  const pc = await aBarePc(time);
  expect(await pc.window().ask('app.state', {})).toMatchObject({
    seat: null,
    store: { kind: 'failed', error: { code: 'not_enrolled' } },
  });
  const { code } = await center.codes.make(SEAT, time.now());
  // As a person types it: small letters, blanks, and an O for a zero.
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `;
  const address = center.url.replace('127.0.0.1', 'LOCALHOST');
  await pc.window().ask('enrolment.redeem', { centerUrl: `${address}/`, code: typed });
  expect(await pc.window().ask('app.state', {})).toMatchObject({
    seat: { id: 'ZZ02', unitName: '郑州市' },
    store: { kind: 'open' },
  });
  const agent = await pc.window().signIn('p-1001');
  const { id } = await agent.takeCall(aReportForm());
  await expect.poll(async () => (await agent.ask('queue.detail', { id })).item.state).toBe('accepted');
  expect(JSON.stringify(await center.databaseRows('seats'))).toContain(
    pc.core.desk()?.store.seatKey.find()?.publicKey,
  );
  expect(await reasonOf(pc, center.url, code)).toBe('not_allowed');
});

test('it stays a seat over a restart, and no half of its key lies outside the encrypted store', async () => {
  const { center, time } = await aPeopledCenter();
  const pc = await aSeatByCode(center, time);
  const key = pc.core.desk()?.store.seatKey.find();
  await pc.core.stop();
  expect(readdirSync(pc.folder)).toEqual(['data']);
  const again = await aBarePc(time, { folder: pc.folder });
  expect(await again.window().ask('app.state', {})).toMatchObject({ seat: { id: 'ZZ02' } });
  expect(again.core.desk()?.store.seatKey.find()).toEqual(key);
  expect(readdirSync(join(pc.folder, 'data'))).toContain('seat.db');
});

test('without a key store the passphrase is asked for after the code, and the code is not lost by it', async () => {
  const { center, time } = await aPeopledCenter();
  const pc = await aSeatByCode(center, time, { keyStore: noKeyStore });
  expect((await pc.window().ask('app.state', {})).store).toEqual({ kind: 'needs_new_passphrase' });
  await pc.window().ask('store.create', { passphrase: '黄河之水天上来-2026' });
  expect((await pc.window().ask('app.state', {})).seat?.id).toBe('ZZ02');
  await pc.window().signIn('p-1001');
});

test('each way to fail says which, and leaves the PC as it was', async () => {
  const { center, time } = await aPeopledCenter();
  const pc = await aBarePc(time);
  const make = async () => (await center.codes.make(SEAT, time.now())).code;
  const parts = codeIn(await make());
  if (parts === null) throw new Error('no code');
  const wrong = codeText({ ...parts, secret: '000000000000' });
  expect(await reasonOf(pc, center.url, wrong)).toBe('enrolment_failed wrong_code');
  for (const code of [
    '',
    'ZZ02',
    codeText(parts).slice(0, -1),
    `${codeText(parts)}X`,
    'ZZ02-UUUU-0000-0000-0000-0000',
  ])
    expect(await reasonOf(pc, center.url, code)).toBe('enrolment_failed bad_code');
  for (const url of ['', ' ', 'ftp://x', 'http://a/b', 'https://u:p@a', 'http://a?b', 'http://'])
    expect(await reasonOf(pc, url, wrong)).toBe('enrolment_failed bad_address');
  const gone = await pc.window().answer('enrolment.redeem', { centerUrl: 'http://127.0.0.1:9', code: wrong });
  expect(gone).toMatchObject({ error: { params: { reason: 'no_line', cause: 'port_refused' } } });
  const late = await make();
  time.passedMs += 86_400_001;
  expect(await reasonOf(pc, center.url, late)).toBe('enrolment_failed code_expired');
  const used = await make();
  const other = await aBarePc(time);
  expect(await reasonOf(other, center.url, used)).toBe('ok');
  expect(await reasonOf(pc, center.url, used)).toBe('enrolment_failed code_used');
  expect(await pc.window().ask('app.state', {})).toMatchObject({ seat: null });
  expect(readdirSync(pc.folder)).toEqual(['data']);
  expect(JSON.stringify(pc.log)).not.toContain(parts.secret);
});

test('a proxy that puts another center’s keys in place of the center’s is found out', async () => {
  const { center, time } = await aPeopledCenter();
  const { center: evil } = await aPeopledCenter();
  const pc = await aBarePc(time);
  const { code } = await center.codes.make(SEAT, time.now());
  const { seatId } = codeIn(code) ?? { seatId: '' };
  // It answers with a whole, rightly signed enrolment of its own, which names the address that was typed.
  let url = '';
  url = await between(center.url, () => JSON.stringify(planted));
  const { people } = evil;
  const persons = (await people.list(SEAT.id)).map(({ isActive: _, ...person }) => person);
  const { makeEnrolment } = await import('../../../src/center/enrolment');
  const parts = { seat: { id: seatId, unitCode: '4101' }, centerUrl: url, token: 'x'.repeat(40) };
  const planted = makeEnrolment({ ...parts, bundle: evil.bundle() }, persons, evil.keys);
  expect(await reasonOf(pc, url, code)).toBe('enrolment_failed key_mismatch');
  expect(await pc.window().ask('app.state', {})).toMatchObject({ seat: null });
});

test('an answer that was lost costs no code: the same PC asks again and is the same seat', async () => {
  const { center, time } = await aPeopledCenter();
  const pc = await aBarePc(time);
  const { code } = await center.codes.make(SEAT, time.now());
  let lost = 0;
  const url = await between(center.url, (text) => (lost++ === 0 ? null : text));
  expect(await reasonOf(pc, url, code)).toBe('enrolment_failed no_line');
  expect(await reasonOf(pc, url, code)).toBe('ok');
  expect(await pc.window().ask('app.state', {})).toMatchObject({ seat: { id: 'ZZ02' } });
});
