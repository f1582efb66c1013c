import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, DEMO_SEAT } from '../../../src/center/enrolment';
import { CENTER, withVerifier } from '../../../src/center/people/people';
import { SessionAnswer } from '../../../src/shared/center-api/people';
import { aNamedRecord, pushed, startCenter, type TestCenter } from '../../builders/center';
import { hasPostgres, startPostgres, type LocalPostgres } from '../../builders/machine/local-postgres';
import { CHIEF } from '../../builders/people/center-and-pc';
import { anEnrolmentRequest, anIdentityRequest, aSeatKey } from '../../builders/people/seat-key';

const PASSWORD = 'demo-12369';

/** Two centers over one PostgreSQL: once is once, whichever of them is asked. */
describe.skipIf(!hasPostgres)('people and keys on a PostgreSQL server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'center-keys-'));
  let server: LocalPostgres;
  let centers: readonly [TestCenter, TestCenter];
  beforeAll(async () => {
    server = await startPostgres();
    const options = { folder, databaseUrl: server.url };
    const first = await startCenter(options);
    centers = [first, await startCenter(options)];
    await first.enrol(DEMO_SEAT, DEMO_PEOPLE);
    for (const person of DEMO_PEOPLE) await first.people.add('ZZ02', await withVerifier(person), Date.now());
    await first.people.add(CENTER, await withVerifier({ ...CHIEF, password: PASSWORD }), Date.now());
  });
  afterAll(async () => {
    for (const center of centers) await center.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const post = async (turn: number, path: string, body: unknown, token?: string) => {
    const center = turn % 2 === 0 ? centers[0] : centers[1];
    const response = await fetch(`${center.url}/v1/${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const session = async (personId: string, token?: string) =>
    SessionAnswer.parse((await post(0, 'sessions', { personId, password: PASSWORD }, token)).body).token;

  it('one of twenty PCs with the same code becomes the seat', async () => {
    const { code } = await centers[0].codes.make({ id: 'ZZ02', unitCode: '4101' }, Date.now());
    const asked = Array.from({ length: 20 }, (_, turn) =>
      post(turn, 'enrolments', anEnrolmentRequest(code, 'https://center', aSeatKey())),
    );
    const statuses = (await Promise.all(asked)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
  });

  it('twenty wrong passwords at once are five tries', async () => {
    const tries = Array.from({ length: 20 }, (_, turn) =>
      post(turn, 'sessions', { personId: 'p-1001', password: 'wrong' }, centers[0].token),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('a request asked at one center is decided at the other, once, and opened at either', async () => {
    const record = await aNamedRecord(centers[0]);
    const helpful = { ...record, report: { ...record.report, onSiteHelp: 'yes' as const } };
    await centers[0].push([pushed(helpful)]);
    const { token } = centers[0];
    const made = await anIdentityRequest(aSeatKey(), {
      recordId: record.id,
      session: await session('p-2001', token),
    });
    const { requestId } = made.request;
    const twice = await Promise.all(
      [0, 1].map((turn) => post(turn, 'seats/ZZ01/identity-requests', made.request, token)),
    );
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    const chief = await session(CHIEF.id);
    const decisions = await Promise.all(
      (['approved', 'refused', 'approved', 'refused'] as const).map((decision, turn) =>
        post(turn, `identity-requests/${requestId}/approval`, { decision }, chief),
      ),
    );
    expect(decisions.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409]);
    const rows = (await centers[0].databaseRows('identity_acts')).filter(
      (row) => row['request_id'] === requestId,
    );
    expect(rows).toHaveLength(2); // asked once, decided once
  });
});
