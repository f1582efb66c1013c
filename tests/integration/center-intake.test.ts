import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../src/center/enrolment';
import { openIdentity } from '../../src/center/keys/open-identity';
import { createReceiptCheck } from '../../src/main/core/sync/center/receipt-check';
import { canonicalJson } from '../../src/shared/canonical-json';
import { SeatId } from '../../src/shared/ids';
import {
  aDemoOutOfScope,
  aDemoRecord,
  aNamedRecord,
  keyOf,
  pushed,
  pushedText,
  sealedFor,
  startCenter,
} from '../builders/center';
import type { TestCenter } from '../builders/center';
import { aConsultationForm, aReportForm } from '../builders/draft';

let now = Date.UTC(2026, 10, 23, 2);
let center: TestCenter;
beforeAll(async () => {
  center = await startCenter({ now: () => now });
});
afterAll(() => center.close());

const statuses = (answer: Awaited<ReturnType<TestCenter['push']>>) =>
  answer.body.results.map((result) => result.status);
const rowsOf = async (id: string) => (await center.records()).filter((row) => row.id === id);
const errorsOf = async (record: unknown) => {
  const [result] = (await center.push([record])).body.results;
  expect(result?.status).toBe(422);
  return result && 'problem' in result ? (result.problem.errors ?? []) : [];
};

describe('taking records in', () => {
  it('stores the exact text and proves it with a receipt that the seat believes', async () => {
    const sent = pushed(aDemoRecord());
    const { body } = await center.push([sent]);
    const [result] = body.results;
    if (result?.status !== 201) throw new Error(JSON.stringify(result));
    const isTrusted = createReceiptCheck('ZZ01', [center.keys.signing]);
    expect(isTrusted(keyOf(sent), result.receipt)).toBe(true);
    expect(result.receipt.centerNumber).toMatch(/^HN20261123-\d{6}$/);
    expect(body.centerTime).toBe(now);
    expect(await rowsOf(sent.id)).toMatchObject([{ body: sent.body, seatId: 'ZZ01', receivedAt: now }]);
  });

  it('takes every disposition in', async () => {
    const forms = [aConsultationForm(), { ...aReportForm(), purpose: 'nuisance' as const }];
    forms.push({ ...aReportForm(), purpose: 'dropped' as const });
    const records = [
      ...forms.map((form) => aDemoRecord(form)),
      aDemoOutOfScope(),
      await aNamedRecord(center),
    ];
    expect(statuses(await center.push(records.map(pushed)))).toEqual([201, 201, 201, 201, 201]);
  });

  it('makes one row and one receipt of 50 at once and of any number later (S3)', async () => {
    const sent = pushed(aDemoRecord());
    const answers = await Promise.all(Array.from({ length: 50 }, () => center.push([sent])));
    const results = answers.flatMap((answer) => answer.body.results);
    expect(results.filter((result) => result.status === 201)).toHaveLength(1);
    expect(results.filter((result) => result.status === 208)).toHaveLength(49);
    now += 400 * 86_400_000; // keys never expire
    const late = (await center.push([sent])).body.results;
    const receipts = [...results, ...late].map((result) =>
      JSON.stringify('receipt' in result && result.receipt),
    );
    expect(new Set(receipts).size).toBe(1);
    expect(await rowsOf(sent.id)).toHaveLength(1);
    expect((await center.ask([keyOf(sent)])).body.receipts.map((each) => JSON.stringify(each))).toEqual(
      receipts.slice(0, 1),
    );
  });

  it('refuses another body under a revision it has, and keeps the first', async () => {
    const record = aDemoRecord();
    const sent = pushed(record);
    const other = pushed({ ...record, note: '另一份' });
    expect(statuses(await center.push([sent]))).toEqual([201]);
    const answer = await center.push([other]);
    expect(answer.body.results).toMatchObject([
      { status: 409, problem: { type: 'urn:hn12369:problem:revision_taken', status: 409 } },
    ]);
    expect(await rowsOf(record.id)).toMatchObject([{ body: sent.body }]);
    expect((await center.ask([keyOf(other)])).body.receipts).toEqual([]);
  });

  it('knows of no revision beyond all numbers', async () => {
    const key = { ...keyOf(pushed(aDemoRecord())), revision: Number.MAX_SAFE_INTEGER };
    expect(await center.ask([key])).toMatchObject({ status: 200, body: { receipts: [] } });
  });

  it('gives a mention twice in a batch two answers and one row', async () => {
    const record = aDemoRecord();
    const sent = pushed(record);
    const batch = [sent, sent, pushed({ ...record, note: '另一份' })];
    expect(statuses(await center.push(batch))).toEqual([201, 208, 409]);
    expect(await rowsOf(record.id)).toHaveLength(1);
  });

  it('lets no bad record hold up the others (R-13)', async () => {
    const good = [pushed(aDemoRecord()), pushed(aDemoRecord())];
    const bad = { ...pushed(aDemoRecord()), bodySha256: '0'.repeat(64) };
    const worse = { id: good[0]?.id, revision: 2, bodySha256: 'x', body: 7 };
    expect(statuses(await center.push([good[0], bad, worse, good[1]]))).toEqual([201, 422, 422, 201]);
  });

  it('takes revisions in any order under one number, and shows the gaps', async () => {
    const record = aDemoRecord();
    const third = await center.push([pushed({ ...record, revision: 3, why: '补充门牌' })]);
    expect(statuses(third)).toEqual([201]);
    const missing = async () => (await center.missingRevisions()).filter((each) => each.id === record.id);
    expect((await missing()).map((each) => each.revision)).toEqual([1, 2]);
    await center.push([pushed(record), pushed({ ...record, revision: 2, why: '补充规律' })]);
    expect(await missing()).toEqual([]);
    expect(new Set((await rowsOf(record.id)).map((row) => row.centerNumber)).size).toBe(1);
  });
});

describe('refusing records', () => {
  it('names the fields that are missing (R-9…R-11)', async () => {
    const record = aDemoRecord(
      aReportForm({ report: { target: { answer: '无' }, urgency: null, deadlineTold: null } }),
    );
    expect(await errorsOf(pushed(record))).toEqual([
      { field: 'report.target', code: 'filler_text' },
      { field: 'report.urgency', code: 'urgency_missing' },
    ]);
  });

  it('takes none that was answered without its greeting (R-4)', async () => {
    const record = aDemoRecord(aConsultationForm());
    expect(await errorsOf(pushed({ ...record, scriptProof: [] }))).toEqual([
      { field: 'g_greeting', code: 'line_not_said' },
    ]);
  });

  it('takes no named report without its sealed identity, no anonymous one with it (R-15…R-17)', async () => {
    const named = await aNamedRecord(center);
    const lacking = [{ field: 'identity.phone', code: 'contact_missing' }];
    expect(await errorsOf(pushed({ ...named, sealedIdentity: null }))).toEqual(lacking);
    const anonymous = aDemoRecord();
    if (anonymous.disposition !== 'report') throw new Error('Not a report');
    expect(await errorsOf(pushed({ ...anonymous, sealedIdentity: named.sealedIdentity }))).toEqual(lacking);
    const elsewhere = { keyId: 'seal-00000000', box: named.sealedIdentity?.box ?? '' };
    expect(await errorsOf(pushed({ ...named, sealedIdentity: elsewhere }))).toEqual([
      { field: 'sealedIdentity', code: 'not_sealed_to_center' },
    ]);
  });

  it.each([
    ['a body that is no JSON', (body: string) => body.slice(1), 'body'],
    ['white space', (body: string) => body.replace(',', ', '), 'body'],
    ['a field too many', (body: string) => body.replace('{', '{"a":1,'), 'body'],
    ['a field twice', (body: string) => body.replace('"revision":1', '"revision":1,"revision":1'), 'body'],
    ['half a character', (body: string) => body.replace('"note":""', '"note":"\\ud800"'), 'note'],
    ['__proto__', (body: string) => body.replace('"note":""', '"__proto__":{},"note":""'), 'body'],
  ])('refuses %s', async (_what, change, field) => {
    const record = aDemoRecord();
    const body = change(canonicalJson(record));
    expect(body).not.toBe(canonicalJson(record));
    expect((await errorsOf(pushedText(record, body))).map((error) => error.field)).toEqual([field]);
  });

  it('takes none whose number, seat or version is not its own', async () => {
    const record = aDemoRecord();
    const seatId = SeatId.parse('ZZ02');
    const fields = async (sent: unknown) => (await errorsOf(sent)).map((error) => error.field);
    expect(await fields({ ...pushed(record), id: aDemoRecord().id })).toEqual(['id']);
    expect(await fields({ ...pushed(record), revision: 2 })).toEqual(['revision']);
    expect(await fields(pushed({ ...record, seatId }))).toEqual(['seatId']);
    expect(await fields(pushed({ ...record, bundleVersion: '2025.9' }))).toEqual(['bundleVersion']);
    expect(await fields(pushed({ ...record, scriptVersion: '2025.9' }))).toEqual(['scriptVersion']);
  });

  it('keeps a record to the seat that brought it first', async () => {
    const record = aDemoRecord();
    await center.push([pushed(record)]);
    const { token } = await center.enrol({ id: 'ZZ02', unitCode: '4102' }, DEMO_PEOPLE);
    const asSeat = (path: string, value: unknown) =>
      fetch(`${center.url}/v1/seats/ZZ02/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify(value),
      }).then((response) => response.json());
    const stolen = pushed({ ...record, seatId: SeatId.parse('ZZ02'), revision: 2 });
    expect(await asSeat('records', { records: [stolen] })).toMatchObject({ results: [{ status: 409 }] });
    expect(await asSeat('receipts/query', { keys: [keyOf(pushed(record))] })).toMatchObject({ receipts: [] });
  });

  it('never tells a value in its reasons', async () => {
    const secret = '13800001234';
    const record = aDemoRecord(aReportForm({ report: { target: { answer: '', reason: secret } } }));
    const sent = pushedText(record, canonicalJson({ ...record, note: { secret } }));
    expect(JSON.stringify(await center.push([pushed(record), sent]))).not.toContain(secret);
  });
});

describe('identity', () => {
  it('opens with the center key alone, for its own call alone (R-17)', async () => {
    const identity = { name: '周密之', phone: '13703710001', contactNote: '晚上', originals: [] };
    const record = await aNamedRecord(center, identity);
    if (record.sealedIdentity === null) throw new Error('Not sealed');
    await center.push([pushed(record)]);
    const [row] = await rowsOf(record.id);
    expect(row?.body).not.toMatch(/周密之|13703710001/);
    const { sealedIdentity } = record;
    expect(await openIdentity({ id: record.id, sealedIdentity }, center.keys.sealing)).toEqual(identity);
    await expect(openIdentity({ id: record.id, sealedIdentity }, center.keys.recovery)).rejects.toThrow();
    const moved = await sealedFor(center, identity, aDemoRecord().id);
    await expect(openIdentity({ id: record.id, sealedIdentity: moved }, center.keys.sealing)).rejects.toThrow(
      'another call',
    );
  });
});
