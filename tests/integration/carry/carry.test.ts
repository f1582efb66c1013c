import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { answerFileOf, importCarried } from '../../../src/center/carry/command';
import { aCarryingCenter, aCarryingSeat, enrolmentAt, inFolder } from '../../builders/sync/carrying-seat';
import { aReportForm } from '../../builders/draft';
import { aJpeg } from '../../builders/files/pictures';
import { finish, handOver, statesOf } from '../../builders/files/seat';

const NAMED = aReportForm({ isNamed: true });
const FORM = aReportForm();

test('a queue goes out as a file, is taken in, and its receipts settle it', async () => {
  const center = await aCarryingCenter();
  const seat = await aCarryingSeat(center);
  for (let n = 0; n < 3; n += 1) await seat.agent.takeCall(FORM);
  const file = inFolder('stick.hn12369out');

  expect(await seat.exportTo(file)).toEqual({
    kind: 'saved',
    fileName: 'stick.hn12369out',
    records: 3,
    left: 0,
  });
  expect(seat.offered).toEqual([expect.stringMatching(/^12369-ZZ01-\d{8}-\d{4}\.hn12369out$/)]);
  expect(readdirSync(dirname(file))).toEqual(['stick.hn12369out']);
  expect(await seat.counts()).toEqual({ waiting: 3 }); // an export takes nothing out
  expect(seat.core.core.desk()?.carriages.mayHoldOwed()).toBe(true);
  expect(await seat.supervisor.ask('carry.state', {})).toMatchObject({
    waiting: 3,
    lastOut: { records: 3, by: '赵强' },
    lastIn: null,
    work: null,
  });

  const figures: unknown = JSON.parse(await importCarried(center, file));
  expect(figures).toMatchObject({ seatId: 'ZZ01', records: 3, taken: 3, known: 0, refused: 0 });
  expect(await center.records()).toHaveLength(3);

  expect(await seat.importFrom(answerFileOf(file))).toEqual({
    kind: 'taken',
    received: 3,
    known: 0,
    refused: 0,
    unknown: 0,
    changes: 0,
  });
  expect(await seat.counts()).toEqual({ accepted: 3 });
  await seat.agent.takeCall(FORM); // made after the file: it cannot be in it
  expect(seat.core.core.desk()?.carriages.mayHoldOwed()).toBe(false);
  expect(seat.core.core.desk()?.store.conservation()).toMatchObject({ received: 3, owed: 1, unknown: 0 });
});

test('both ways may be brought twice: the same receipts, and nothing new', async () => {
  const center = await aCarryingCenter();
  const seat = await aCarryingSeat(center);
  const { id } = await seat.agent.takeCall(FORM);
  const file = inFolder('a.hn12369out');
  await seat.exportTo(file);
  await importCarried(center, file);
  const again: unknown = JSON.parse(await importCarried(center, file, `${file}.2`));
  expect(again).toMatchObject({ taken: 0, known: 1, refused: 0 });
  expect(await center.records()).toHaveLength(1);

  expect(await seat.importFrom(answerFileOf(file))).toMatchObject({ received: 1, known: 0 });
  const { revisions } = await seat.supervisor.ask('queue.detail', { id });
  expect(await seat.importFrom(answerFileOf(file))).toMatchObject({ received: 0, known: 1 });
  expect(await seat.importFrom(`${file}.2`)).toMatchObject({ received: 0, known: 1, unknown: 0 });
  expect((await seat.supervisor.ask('queue.detail', { id })).revisions).toEqual(revisions);
});

test('two exports before one import, and the line coming back in between', async () => {
  const center = await aCarryingCenter();
  const seat = await aCarryingSeat(center);
  await seat.agent.takeCall(FORM);
  const [first, second] = [inFolder('1.hn12369out'), inFolder('2.hn12369out')];
  await seat.exportTo(first);
  await seat.agent.takeCall(FORM);
  await seat.exportTo(second);
  await importCarried(center, first);

  seat.setLine(true);
  await seat.supervisor.ask('queue.retry', { id: null });
  await seat.core.core.desk()?.sync.whenIdle();
  expect(await seat.counts()).toEqual({ accepted: 2 });

  await importCarried(center, second);
  expect(await center.records()).toHaveLength(2);
  expect(await seat.importFrom(answerFileOf(second))).toMatchObject({ received: 0, known: 2, unknown: 0 });
  expect(await seat.importFrom(answerFileOf(first))).toMatchObject({ received: 0, known: 1, unknown: 0 });
});

test('what the center refuses comes back into quarantine with its reasons, and blocks no other', async () => {
  const center = await aCarryingCenter();
  const seat = await aCarryingSeat(center);
  const bad = await seat.agent.takeCall(FORM);
  await seat.agent.takeCall(FORM);
  const file = inFolder('a.hn12369out');
  await seat.exportTo(file);
  // The center has another text under this very revision.
  const store = seat.core.core.desk()?.store;
  const body = store?.calls.listRevisions(bad.id)[0]?.body ?? '';
  const other = body.replace(/"finishedAt":(\d+)/, (_all, at: string) => `"finishedAt":${Number(at) + 1}`);
  expect(other).not.toBe(body);
  const pushed = {
    id: bad.id,
    revision: 1,
    body: other,
    bodySha256: createHash('sha256').update(other).digest('hex'),
  };
  expect((await center.push([pushed])).body.results[0]?.status).toBe(201);

  expect(JSON.parse(await importCarried(center, file))).toMatchObject({ taken: 1, refused: 1 });
  const answer = answerFileOf(file);
  expect(await seat.importFrom(answer)).toMatchObject({ received: 1, refused: 1, unknown: 0 });
  expect(await seat.counts()).toEqual({ accepted: 1, quarantined: 1 });
  expect((await seat.supervisor.ask('queue.detail', { id: bad.id })).refusal).toMatchObject({ status: 409 });

  // A person asks for another try; the old answer must not take that away.
  await seat.supervisor.ask('queue.retry', { id: bad.id });
  expect(await seat.counts()).toEqual({ accepted: 1, waiting: 1 });
  expect(await seat.importFrom(answer)).toMatchObject({ received: 0, refused: 0, known: 2 });
  expect(await seat.counts()).toEqual({ accepted: 1, waiting: 1 });
});

test('what the center did meanwhile, and its bundle, come with the receipts', async () => {
  const center = await aCarryingCenter();
  const seat = await aCarryingSeat(center);
  const { id } = await seat.agent.takeCall(FORM);
  const file = inFolder('a.hn12369out');
  await seat.exportTo(file);
  await importCarried(center, file);
  await center.act({ recordId: id, at: Date.now(), by: '省中心受理组', why: '地址不详', kind: 'returned' });
  await importCarried(center, file);
  expect(await seat.importFrom(answerFileOf(file))).toMatchObject({ received: 1, changes: 1 });
  expect(await seat.counts()).toEqual({ returned: 1 });
});

test('an attachment is not carried, and goes as soon as its record’s receipt was carried back', async () => {
  const center = await aCarryingCenter();
  const { core, agent, exportTo, importFrom } = await aCarryingSeat(center);
  const draft = await agent.fill(await agent.ask('call.start', {}), FORM);
  await handOver(agent, draft.id, await aJpeg());
  await finish(agent, draft);
  const file = inFolder('a.hn12369out');
  await exportTo(file);
  await importCarried(center, file);
  core.core.desk()?.uploader?.wake('work');
  expect(await statesOf(agent, draft.id)).toEqual(['waiting']);

  expect(await importFrom(answerFileOf(file))).toMatchObject({ received: 1 });
  await expect.poll(() => statesOf(agent, draft.id), { timeout: 8_000 }).toEqual(['received']);
});

test('files of other seats are refused on both sides', async () => {
  const center = await aCarryingCenter();
  const seat = await aCarryingSeat(center);
  await seat.agent.takeCall(FORM);
  const other = await aCarryingSeat(center, {
    enrolment: await enrolmentAt(center, { id: 'ZZ02', unitCode: '4101' }),
  });
  await other.agent.takeCall(FORM);
  const file = inFolder('other.hn12369out');
  await other.exportTo(file);

  // The other seat's file under this one's name.
  const text = readFileSync(file, 'latin1').replace('"seatId":"ZZ02"', '"seatId":"ZZ01"');
  const posed = inFolder('posed.hn12369out');
  writeFileSync(posed, text, 'latin1');
  await expect(importCarried(center, posed)).rejects.toThrow('damaged');
  expect(await center.records()).toHaveLength(0);

  await importCarried(center, file);
  seat.choose(answerFileOf(file));
  expect(await seat.supervisor.answer('carry.import', {})).toMatchObject({
    ok: false,
    error: { code: 'carry_refused', params: { reason: 'other_seat' } },
  });
  expect(await seat.counts()).toEqual({ waiting: 1 });

  const stranger = await aCarryingCenter();
  await expect(importCarried(stranger, file)).rejects.toThrow('No seat ZZ02');
});

test('only a supervisor carries, one file at a time; a dialog closed changes nothing', async () => {
  const center = await aCarryingCenter();
  const seat = await aCarryingSeat(center);
  expect(await seat.supervisor.ask('carry.export', { days: null })).toEqual({ kind: 'nothing_owed' });
  await seat.agent.takeCall(FORM);
  for (const name of ['carry.state', 'carry.import'] as const) {
    expect(await seat.agent.codeOf(name, {})).toBe('not_allowed');
  }
  expect(await seat.agent.codeOf('carry.export', { days: null })).toBe('not_allowed');

  seat.choose(null);
  expect(await seat.supervisor.ask('carry.export', { days: null })).toEqual({ kind: 'cancelled' });
  expect(await seat.supervisor.ask('carry.import', {})).toEqual({ kind: 'cancelled' });
  expect((await seat.supervisor.ask('carry.state', {})).lastOut).toBeNull();

  const file = inFolder('a.hn12369out');
  seat.choose(file);
  const codes = await Promise.all([
    seat.supervisor.codeOf('carry.export', { days: 7 }),
    seat.supervisor.codeOf('carry.export', { days: 7 }),
  ]);
  expect(codes).toEqual(['ok', 'carry_busy']);
  expect(await seat.supervisor.ask('carry.export', { days: 1 })).toMatchObject({ records: 1 });
});

test('a stick that fails leaves the queue as it was and no half file under the name', async () => {
  const center = await aCarryingCenter();
  const seat = await aCarryingSeat(center);
  await seat.agent.takeCall(FORM);
  const folder = dirname(inFolder('x'));
  const cases = [`${folder}/gone/a.hn12369out`, '/dev/full/a.hn12369out'];
  for (const path of cases) {
    seat.choose(path);
    expect(await seat.supervisor.codeOf('carry.export', { days: null })).toBe('carry_failed');
  }
  seat.choose(`${folder}/nothing.hn12369in`);
  expect(await seat.supervisor.codeOf('carry.import', {})).toBe('carry_failed');
  expect(await seat.counts()).toEqual({ waiting: 1 });
  expect(await seat.supervisor.ask('carry.state', {})).toMatchObject({ lastOut: null, work: null });
  expect(readdirSync(folder)).toEqual([]);
});

test('nothing of a caller stands in the file or the answer, and both acts stand in the audit', async () => {
  const center = await aCarryingCenter();
  const seat = await aCarryingSeat(center);
  await seat.agent.takeCall(NAMED);
  const file = inFolder('a.hn12369out');
  await seat.exportTo(file);
  await importCarried(center, file);
  await seat.importFrom(answerFileOf(file));
  const name = NAMED.identity?.name ?? '';
  const canaries = [name, NAMED.identity?.phone ?? '', NAMED.report.target.answer ?? '', 'localNumber'];
  expect(canaries.filter((canary) => canary.length < 2)).toEqual([]);
  for (const bytes of [readFileSync(file), readFileSync(answerFileOf(file))]) {
    for (const canary of canaries) {
      expect(bytes.includes(Buffer.from(canary, 'utf8'))).toBe(false);
      expect(bytes.includes(Buffer.from(canary, 'utf16le'))).toBe(false);
      expect(
        bytes.includes(Buffer.from(canary, 'utf8').toString('base64').replace(/=+$/, '').slice(0, -1)),
      ).toBe(false);
    }
  }
  // What the center reads holds the sealed identity alone.
  const [record] = await center.records();
  expect(record?.body).not.toContain(name);

  const rows = [...(seat.core.core.desk()?.store.audit.rows() ?? [])].slice(-3);
  expect(rows.map(({ actor, act, detail }) => [actor, act, detail])).toEqual([
    ['p-2001', 'carry_begun', '1'],
    ['p-2001', 'carried_out', '1'],
    ['p-2001', 'carried_in', '1/0/0'],
  ]);
  const spoken = JSON.stringify(seat.core.log);
  expect(spoken).not.toContain(dirname(file));
});
