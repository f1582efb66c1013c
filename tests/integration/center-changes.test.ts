import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../../src/center/changes/changes';
import { DEMO_PEOPLE } from '../../src/center/enrolment';
import { createSignatureCheck } from '../../src/main/core/sync/center/receipt-check';
import { Change, ChangesAnswer, MAX_CHANGES } from '../../src/shared/center-api/changes';
import type { CallId } from '../../src/shared/ids';
import { aDemoRecord, DEMO_BUNDLE, pushed, startCenter, type TestCenter } from '../builders/center';
import { aReportForm } from '../builders/draft';

let center: TestCenter;
let recordId: CallId;
beforeAll(async () => {
  center = await startCenter();
  const record = aDemoRecord();
  recordId = record.id;
  await center.push([pushed(record)]);
});
afterAll(() => center.close());

const ask = async (after: number, seat = 'ZZ01', token = center.token) => {
  const response = await fetch(`${center.url}/v1/seats/${seat}/changes?after=${after}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: (await response.json()) as unknown };
};
const changesAfter = async (after: number) => ChangesAnswer.parse((await ask(after)).body);
const told = () => ({ recordId, at: 1_795_455_000_000, by: '省中心受理组', why: '核对后更正' });
const returned = (): Act => ({ ...told(), kind: 'returned' });

describe('what the center does with a record afterwards', () => {
  it('is numbered without a gap, however many officers act at once, and signed', async () => {
    const acts = await Promise.all(Array.from({ length: 30 }, () => center.act(returned())));
    expect(acts.map(({ position }) => position).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_each, index) => index + 1),
    );
    const { changes, hasMore } = await changesAfter(0);
    expect(hasMore).toBe(false);
    const isSigned = createSignatureCheck([center.keys.signing]);
    expect(changes.map(({ body }) => Change.parse(JSON.parse(body)).position)).toEqual(
      Array.from({ length: 30 }, (_each, index) => index + 1),
    );
    for (const { body, keyId, signature } of changes) expect(isSigned(body, keyId, signature)).toBe(true);
  });

  it('comes in pages, the same each time', async () => {
    await Promise.all(Array.from({ length: 40 }, () => center.act(returned())));
    const first = await changesAfter(0);
    expect(first).toMatchObject({ hasMore: true });
    expect(first.changes).toHaveLength(MAX_CHANGES);
    const rest = await changesAfter(MAX_CHANGES);
    expect(rest).toMatchObject({ hasMore: false });
    expect(rest.changes).toHaveLength(20);
    expect((await changesAfter(0)).changes).toEqual(first.changes);
    expect((await changesAfter(70)).changes).toEqual([]);
  });

  it('names the revision the center had, and carries its own version of the report', async () => {
    const record = aDemoRecord();
    await center.push([pushed(record)]);
    const { report } = aReportForm();
    const amended = { ...report, target: { ...report.target, answer: '河南某某建材有限公司' } };
    const first = await center.act({ ...told(), recordId: record.id, kind: 'amended', report: amended });
    expect(first).toMatchObject({ revision: 1, kind: 'amended' });
    await center.push([pushed({ ...record, revision: 2, why: '补充' })]);
    const second = await center.act({ ...told(), recordId: record.id, kind: 'returned' });
    expect(second).toMatchObject({ revision: 2, position: first.position + 1 });
  });

  it('is told to the seat that took it alone', async () => {
    const other = await center.enrol({ id: 'ZZ02', unitCode: '4101' }, DEMO_PEOPLE.slice(0, 1));
    expect((await ask(0, 'ZZ01', other.token)).status).toBe(401);
    expect((await ask(0, 'ZZ02', other.token)).body).toMatchObject({ changes: [], hasMore: false });
  });

  it('cannot be done to a record that never came', async () => {
    await expect(center.act({ ...returned(), recordId: aDemoRecord().id })).rejects.toThrow('No record');
  });
});

describe('a bundle in stages', () => {
  const versionAt = async (token: string) => {
    const response = await fetch(`${center.url}/v1/bundle`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const { body } = (await response.json()) as { body: string };
    return (JSON.parse(body) as { version: string }).version;
  };

  it('is offered to the seats named, then to a share, then to all', async () => {
    const seats = await Promise.all(
      Array.from({ length: 16 }, (_each, index) =>
        center.enrol(
          { id: `YY${String(index).padStart(2, '0')}`, unitCode: '4101' },
          DEMO_PEOPLE.slice(0, 1),
        ),
      ),
    );
    const next = { ...DEMO_BUNDLE, version: '2027.1' };
    const share = async () => {
      const versions = await Promise.all(seats.map(({ token }) => versionAt(token)));
      return versions.filter((version) => version === '2027.1').length;
    };
    expect(await center.offerBundle(next, { seats: ['ZZ01'] })).toMatchObject({ ok: true, changed: true });
    expect(await versionAt(center.token)).toBe('2027.1');
    expect(await share()).toBe(0);
    await center.offerBundle(next, { percent: 50 });
    const half = await share();
    expect(half).toBeGreaterThan(2);
    expect(half).toBeLessThan(14);
    expect(await center.offerBundle(next)).toMatchObject({ changed: true });
    expect(await share()).toBe(16);
    expect(await center.offerBundle(next)).toMatchObject({ changed: false });
  });
});
