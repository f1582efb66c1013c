import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, DEMO_SEAT } from '../../src/center/enrolment';
import { CENTER, withVerifier } from '../../src/center/people/people';
import type { IdentityRequest } from '../../src/shared/center-api/identity';
import { SessionAnswer } from '../../src/shared/center-api/people';
import type { CallRecord } from '../../src/shared/call/record';
import { aDemoRecord, aNamedRecord, pushed, startCenter, type TestCenter } from '../builders/center';
import { anIdentityRequest, aSeatKey } from '../builders/people/seat-key';
import { breaches } from './contract';

const ASK = '/v1/seats/{seatId}/identity-requests';
const ONE = `${ASK}/{requestId}`;
const IDENTITY = `${ONE}/identity`;
const WAITING = '/v1/identity-requests';
const APPROVAL = `${WAITING}/{requestId}/approval`;
const PASSWORD = 'demo-12369';
const QUARTER_MS = 900_000;
const CANARY = { name: '麻建勋', phone: '13703710001', contactNote: '晚上打', originals: [] };

let center: TestCenter;
let time = 1_795_455_000_000;
let token = '';
const key = aSeatKey();
const answers: string[] = [];

beforeAll(async () => {
  center = await startCenter({ now: () => time });
  ({ token } = await center.enrol(DEMO_SEAT, DEMO_PEOPLE));
  for (const [number, role] of [
    ['9001', 'supervisor'],
    ['2001', 'supervisor'],
    ['9002', 'agent'],
  ] as const) {
    const person = { id: `p-${number}`, number, name: '周正', role, password: PASSWORD };
    await center.people.add(CENTER, await withVerifier(person), time);
  }
});
afterAll(() => center.close());

async function ask(method: string, path: string, id: string, body?: unknown, as = token) {
  const response = await fetch(center.url + path.replace('{seatId}', 'ZZ01').replace('{requestId}', id), {
    method,
    headers: {
      Authorization: `Bearer ${as}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  answers.push(text);
  const answer = { status: response.status, headers: response.headers, text };
  expect(breaches(method.toLowerCase(), path, answer)).toEqual([]);
  return { status: response.status, body: JSON.parse(text) as Record<string, unknown>, text };
}
const typeOf = ({ body }: { body: Record<string, unknown> }) => String(body['type']).split(':').at(-1);

async function session(personId: string, isCenter = false): Promise<string> {
  const response = await fetch(`${center.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(!isCenter && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ personId, password: PASSWORD }),
  });
  return SessionAnswer.parse(await response.json()).token;
}

type Report = Extract<CallRecord, { disposition: 'report' }>;
async function aRecordThat(change: (record: Report) => CallRecord = (record) => record): Promise<CallRecord> {
  const record = await aNamedRecord(center, CANARY);
  const helpful = { ...record, report: { ...record.report, onSiteHelp: 'yes' as const } };
  const changed = change(helpful);
  expect((await center.push([pushed(changed)])).body.results[0]?.status).toBe(201);
  return changed;
}

async function asked(record: CallRecord, changes: Partial<IdentityRequest> = {}, by = key) {
  const made = await anIdentityRequest(by, {
    recordId: record.id,
    session: changes.session ?? (await session('p-2001')),
    ...changes,
  });
  const { requestId } = made.request;
  return { ...made, requestId, answer: await ask('POST', ASK, '', made.request) };
}

describe('a request for an identity', () => {
  it('waits for another person, then is answered to its own key alone, for a quarter of an hour', async () => {
    const record = await aRecordThat();
    const { request, requestId, open, answer } = await asked(record);
    expect(answer).toMatchObject({ status: 201, body: { state: 'waiting', expiresAt: null } });
    expect(typeOf(await ask('GET', IDENTITY, requestId))).toBe('not_approved');
    expect((await ask('POST', ASK, '', request)).body).toMatchObject({ state: 'waiting' });

    const chief = await session('p-9001', true);
    const listed = await ask('GET', WAITING, '', undefined, chief);
    expect(listed.text).toContain(requestId);
    expect(listed.text).toContain(request.reason);
    const approved = await ask('POST', APPROVAL, requestId, { decision: 'approved' }, chief);
    expect(approved.body).toMatchObject({ state: 'approved', expiresAt: time + QUARTER_MS });

    const { body } = await ask('GET', IDENTITY, requestId);
    const { name, phone, contactNote } = CANARY;
    expect(open(String(body['box']))).toEqual({ name, phone, contactNote, requestId });
    time += QUARTER_MS - 1;
    expect((await ask('GET', IDENTITY, requestId)).status).toBe(200);
    time += 1;
    expect(typeOf(await ask('GET', IDENTITY, requestId))).toBe('time_box_over');
    expect((await ask('GET', ONE, requestId)).body).toMatchObject({ state: 'closed' });

    const acts = (await center.databaseRows('identity_acts')).filter(
      (row) => row['request_id'] === requestId,
    );
    expect(acts.map((row) => `${String(row['act'])} ${String(row['person_id'])}`)).toEqual([
      'asked p-2001',
      'reveal_refused p-2001',
      'approved p-9001',
      'revealed p-2001',
      'revealed p-2001',
      'reveal_refused p-2001',
    ]);
  });

  it('is turned away where the reporter’s own word does not carry it', async () => {
    const anonymous = aDemoRecord();
    await center.push([pushed(anonymous)]);
    const cases: [CallRecord, IdentityRequest['purpose'], string][] = [
      [anonymous, 'on_site_help', 'anonymous'],
      [anonymous, 'callback', 'anonymous'],
      [
        await aRecordThat((record) => ({ ...record, report: { ...record.report, onSiteHelp: 'no' } })),
        'on_site_help',
        'no_on_site_help',
      ],
      [
        await aRecordThat((record) => ({
          ...record,
          report: { ...record.report, callbackWish: { answer: 'no', missing: null, reason: '' } },
        })),
        'callback',
        'no_callback_wish',
      ],
    ];
    for (const [record, purpose, code] of cases) {
      const { answer } = await asked(record, { purpose });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'recordId', code }] } });
    }
    const telling = await asked(await aRecordThat(), { reason: '请打举报人手机13703710001核实' });
    expect(telling.answer.body).toMatchObject({ errors: [{ code: 'identity_in_reason' }] });
  });

  it('opens for a callback only once the case is concluded', async () => {
    const record = await aRecordThat((each) => ({
      ...each,
      report: { ...each.report, callbackWish: { answer: 'yes', missing: null, reason: '' } },
    }));
    const early = await asked(record, { purpose: 'callback' });
    expect(early.answer.body).toMatchObject({ errors: [{ code: 'not_concluded' }] });
    const act = { recordId: record.id, at: time, by: '省中心', why: '' };
    await center.act({ ...act, kind: 'progressed', progress: 'concluded' });
    expect((await asked(record, { purpose: 'callback' })).answer.status).toBe(201);
  });

  it('is another’s to decide: never the one who asked, an agent, a seat, or nobody', async () => {
    const { requestId } = await asked(await aRecordThat());
    const approve = (as: string) => ask('POST', APPROVAL, requestId, { decision: 'approved' }, as);
    expect(typeOf(await approve(await session('p-2001', true)))).toBe('same_person');
    for (const as of ['', token, await session('p-2001'), await session('p-9002', true)])
      expect((await approve(as)).status).toBe(401);
    const chief = await session('p-9001', true);
    expect((await ask('POST', APPROVAL, requestId, { decision: 'x' }, chief)).status).toBe(400);
    expect((await ask('POST', APPROVAL, 'f'.repeat(32), { decision: 'refused' }, chief)).status).toBe(404);
    await ask('POST', APPROVAL, requestId, { decision: 'refused' }, chief);
    expect(typeOf(await approve(chief))).toBe('already_decided');
    expect(typeOf(await ask('GET', IDENTITY, requestId))).toBe('request_refused');
  });

  it('is refused from another key, another person, an agent, or with a changed word', async () => {
    const record = await aRecordThat();
    expect(typeOf((await asked(record, {}, aSeatKey())).answer)).toBe('other_key');
    expect(typeOf((await asked(record, { session: await session('p-1001') })).answer)).toBe('no_session');
    const agent = { askedBy: 'p-1001', session: await session('p-1001') };
    expect(typeOf((await asked(record, agent)).answer)).toBe('not_a_supervisor');
    const { request } = await anIdentityRequest(key, {
      recordId: record.id,
      session: await session('p-2001'),
    });
    const changed = { ...request, reason: '另一个完全不同的理由' };
    expect(typeOf(await ask('POST', ASK, '', changed))).toBe('bad_signature');
    expect((await ask('POST', ASK, '', { ...request, requestId: 'x' })).status).toBe(400);
    const other = { ...request, recordId: '019ab1f2-3c4d-7e5f-8a6b-0123456789ab' };
    expect(typeOf(await ask('POST', ASK, '', other))).toBe('bad_signature');
  });

  it('closes by itself where nobody decides', async () => {
    const { requestId } = await asked(await aRecordThat());
    time += 4 * 3_600_000;
    expect((await ask('GET', ONE, requestId)).body).toMatchObject({ state: 'closed' });
    const chief = await session('p-9001', true);
    const late = await ask('POST', APPROVAL, requestId, { decision: 'approved' }, chief);
    expect(typeOf(late)).toBe('time_box_over');
  });

  it('never shows the identity: not in an answer, not in the tables of requests', async () => {
    const rows = JSON.stringify([
      await center.databaseRows('identity_requests'),
      await center.databaseRows('identity_acts'),
    ]);
    for (const word of [CANARY.name, CANARY.phone, CANARY.contactNote]) {
      expect(rows).not.toContain(word);
      expect(answers.join()).not.toContain(word);
    }
  });
});
