import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enrolmentOf } from '../../../src/main/core/enrolment/enrolment';
import { anchorCheck, verifyAudit } from '../../../src/main/core/audit/verify';
import type { Store } from '../../../src/main/core/store/store';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import { createSignatureCheck } from '../../../src/main/core/sync/center/receipt-check';
import { AuditAnchor, anchorText } from '../../../src/shared/center-api/anchor';
import { DEMO_PEOPLE, DEMO_SEAT } from '../../../src/center/enrolment';
import { aBundle } from '../../builders/bundle';
import { pushed, startCenter, type TestCenter } from '../../builders/center';
import { aCore, type RunningCore } from '../../builders/core';
import { aDraft, anOutOfScopeForm, aRecord } from '../../builders/draft';
import { aFolder } from '../../builders/store';

let center: TestCenter;
beforeEach(async () => {
  center = await startCenter({ bundle: aBundle() });
});
afterEach(() => center.close());

async function aSeat(folder: string): Promise<RunningCore> {
  const { enrolment } = await center.enrol(DEMO_SEAT, DEMO_PEOPLE);
  return aCore({ folder, enrolled: { signed: enrolment } as never, connectCenter: createCenterClient });
}

/** A call is taken and brought over; what is here then is anchored. */
async function takeOneCall({ core, signedIn }: RunningCore): Promise<Store> {
  const window = await signedIn();
  await window.takeCall(anOutOfScopeForm());
  await new Promise<void>((done) => setImmediate(done));
  const desk = core.desk();
  if (desk === undefined) throw new Error('No desk');
  await desk.sync.whenIdle();
  await window.ask('session.signOut', {});
  return desk.store;
}

function verdictOf(store: Store) {
  const enrolment = enrolmentOf(store);
  if (enrolment === undefined) throw new Error('Not enrolled');
  const { seat, keys } = enrolment;
  const isSigned = anchorCheck(seat.id, createSignatureCheck(keys.signing));
  return verifyAudit(store.audit.rows(), store.anchors.list(), isSigned);
}

const files = (folder: string) => ['seat.db', 'seat.db-wal'].map((name) => join(folder, 'data', name));

test('each push is answered with the center’s signed word on where the audit ended', async () => {
  const seat = await aSeat(aFolder());
  const store = await takeOneCall(seat);
  const [anchor] = store.anchors.list();
  expect(anchor).toMatchObject({ seatId: 'ZZ01' });
  expect(store.audit.at(anchor?.seq ?? 0)).toMatchObject({ hash: anchor?.hash });
  expect((await center.anchors.of('ZZ01')).at(-1)).toEqual({ anchor, isBehind: false });
  expect(verdictOf(store)).toMatchObject({ anchors: 1, matched: 1, fault: null });
  expect(() => store.write(() => store.anchors.add({ ...(anchor as AuditAnchor), seq: 999 }))).not.toThrow();
  expect(verdictOf(store).fault).toMatchObject({ kind: 'false_anchor', seq: 999 });
});

test('an older copy of the store that is put back is found with the next push, by seat and by center', async () => {
  const folder = aFolder();
  const first = await aSeat(folder);
  await takeOneCall(first);
  await first.core.stop();
  const older = aFolder();
  for (const [index, file] of files(folder).entries())
    if (existsSync(file)) copyFileSync(file, join(older, String(index)));

  const second = await aSeat(folder);
  await takeOneCall(second);
  await second.core.stop();
  const heads = await center.anchors.of('ZZ01');

  for (const [index, file] of files(folder).entries()) {
    rmSync(file, { force: true });
    if (existsSync(join(older, String(index)))) copyFileSync(join(older, String(index)), file);
  }
  const third = await aSeat(folder);
  const before = third.core.desk()?.store as Store;
  expect(verdictOf(before).fault).toBeNull(); // nothing on this PC can know it yet
  // One call makes fewer rows than what was lost, or other ones: both show.
  const store = await takeOneCall(third);
  const { fault } = verdictOf(store);
  expect(['cut', 'other_chain']).toContain(fault?.kind);
  expect(fault?.seq).toBeLessThanOrEqual(heads.at(-1)?.anchor.seq ?? 0);
  const acts = [...store.audit.rows()].map(({ act }) => act);
  expect(acts.filter((act) => act === 'audit_not_as_anchored')).toHaveLength(1);
  expect((await center.anchors.of('ZZ01')).some(({ isBehind }) => isBehind)).toBe(true);
});

test('a head that cannot be read holds up no record, and one without a head is answered as ever', async () => {
  const push = async (headers: Record<string, string>) => {
    const response = await fetch(`${center.url}/v1/seats/ZZ01/records`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${center.token}`,
        ...headers,
      },
      body: JSON.stringify({ records: [pushed(aRecord(aDraft({ form: anOutOfScopeForm() })))] }),
    });
    return { status: response.status, body: (await response.json()) as { auditAnchor?: AuditAnchor } };
  };
  for (const head of ['', 'x', `-1 ${'a'.repeat(64)}`, `1 ${'A'.repeat(64)}`, `0 ${'a'.repeat(64)}`]) {
    const { status, body } = await push({ 'X-Audit-Head': head });
    expect(status).toBe(200);
    expect(body.auditAnchor).toBeUndefined();
  }
  expect((await push({})).body.auditAnchor).toBeUndefined();
  const { body } = await push({ 'X-Audit-Head': `100000 ${'c'.repeat(64)}` });
  const anchor = AuditAnchor.parse(body.auditAnchor);
  const isSigned = createSignatureCheck([center.keys.signing]);
  expect(anchor).toMatchObject({ seq: 100_000, hash: 'c'.repeat(64) });
  expect(isSigned(anchorText(anchor), anchor.keyId, anchor.signature)).toBe(true);
  // The same number under another hash: the first stays what the center says.
  const again = await push({ 'X-Audit-Head': `100000 ${'d'.repeat(64)}` });
  expect(again.body.auditAnchor).toEqual(anchor);
});
