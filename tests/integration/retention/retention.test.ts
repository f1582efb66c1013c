import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { NotedAct } from '../../../src/shared/case/act';
import type { CallId, PersonId } from '../../../src/shared/ids';
import type { Store } from '../../../src/main/core/store/store';
import { Searcher } from '../../builders/canaries/searcher';
import { aBundle } from '../../builders/bundle';
import { aNamedRecord, pushed, startCenter } from '../../builders/center';
import type { CoreOptions, RunningCore, Window } from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { DEMO_PASSWORD } from '../../builders/enrolment';
import { aFolder } from '../../builders/store';
import { fileOf, pagesOf, searchFor } from '../../builders/people/canaries';
import { aPeopledCenter, aSeatByCode, decide, nextRound } from '../../builders/people/center-and-pc';

const CANARIES = ['𠮷田保管雀', '13711113333', '微信canary_8842'] as const;
const IDENTITY = { name: CANARIES[0], phone: CANARIES[1], contactNote: CANARIES[2], originals: [] };
const DAY_MS = 86_400_000;
const RETENTION = { identityDays: 190 };
const INPUTS = {
  'retention.view': {},
  'retention.destroy': { calls: 1 },
  'retention.save': { name: 'XH-ZZ02-0001', format: 'docx' },
};
const { hitsIn, hitsInFiles } = searchFor(CANARIES);

const storeOf = (seat: RunningCore): Store => {
  const store = seat.core.desk()?.store;
  if (store === undefined) throw new Error('no open store');
  return store;
};

async function start(retention: typeof RETENTION | null = RETENTION, options: CoreOptions = {}) {
  const { center, time } = await aPeopledCenter(undefined, aBundle({ retention }));
  const seat = await aSeatByCode(center, time, options);
  await nextRound(seat, time);
  const agent = await seat.window().signIn('p-1001');
  const supervisor = await seat.window().signIn('p-2001');
  return { center, time, seat, agent, supervisor };
}

/** A named report that the center has. */
async function aNamedReport(agent: Window): Promise<CallId> {
  const form = aReportForm({ isNamed: true, identity: IDENTITY });
  const { id } = await agent.takeCall({ ...form, report: { ...form.report, onSiteHelp: 'yes' } });
  await expect.poll(async () => (await agent.ask('queue.detail', { id })).item.state).toBe('accepted');
  return id;
}

/** The case is over now: one act stands for all that led there. */
function close(seat: RunningCore, callId: CallId, at: number): void {
  const known = seat.core.desk()?.workbench.cases.get(callId);
  if (known === undefined) throw new Error('no case');
  const act = { kind: 'concluded', note: '' } as const;
  const noted: NotedAct = {
    number: known.acts.length + 1,
    act,
    by: 'p-2001' as PersonId,
    at,
    clockOffsetMs: 0,
  };
  const store = storeOf(seat);
  store.write(() =>
    store.cases.add(callId, noted, { ...known.state, stage: 'closed', owner: null, closedAt: at }),
  );
}

const bodyOf = (store: Store, id: CallId) => store.calls.listRevisions(id).at(-1)?.body ?? '';
const boxIn = (body: string): string => JSON.parse(body).sealedIdentity.box;

async function later(seat: RunningCore, time: { passedMs: number; now(): number }, ms: number) {
  await nextRound(seat, time as never, ms);
}

test('after its term a box is nowhere, its report, proof, receipt and case are whole, and the center still has it', async () => {
  const { center, time, seat, agent, supervisor } = await start();
  const id = await aNamedReport(agent);
  const store = storeOf(seat);
  const before = { body: bodyOf(store, id), detail: await supervisor.ask('queue.detail', { id }) };
  const box = boxIn(before.body);
  expect(box.length).toBeGreaterThan(100);
  expect((await pagesOf(seat, '磐筑商砼')).includes(box)).toBe(true);
  close(seat, id, time.now());
  const caseOf = async (window: Window) => {
    const { row, acts } = await window.ask('case.view', { callId: id });
    return { row, acts };
  };
  const closed = await caseOf(supervisor);

  expect(await supervisor.ask('retention.view', {})).toMatchObject({
    held: 1,
    due: 0,
    kept: [{ reason: 'term', calls: 1 }],
    rule: { identityDays: 190, bundleVersion: '2026.1' },
  });
  expect(await supervisor.codeOf('retention.destroy', { calls: 1 })).toBe('retention_changed');
  expect(bodyOf(store, id)).toBe(before.body);

  await later(seat, time, 192 * DAY_MS);
  const again = await seat.window().signIn('p-2001');
  expect(await again.ask('retention.view', {})).toMatchObject({ held: 1, due: 1, kept: [] });
  // Nothing goes by itself, and nothing that was not shown.
  expect(await again.codeOf('retention.destroy', { calls: 2 })).toBe('retention_changed');
  const after = await again.ask('retention.destroy', { calls: 1 });
  expect(after).toMatchObject({
    held: 0,
    due: 0,
    certificates: [{ name: 'XH-ZZ02-0001', calls: 1, boxes: 1 }],
  });

  // The report and all its proof.
  const detail = await again.ask('queue.detail', { id });
  expect(detail.identityDestroyed).toMatchObject({ certificate: 'XH-ZZ02-0001' });
  expect({ ...detail, identityDestroyed: null }).toEqual(before.detail);
  expect(closed.acts).toHaveLength(1);
  expect(await caseOf(again)).toEqual(closed);
  expect(store.conservation()).toMatchObject({ finished: 1, received: 1, unknown: 0 });
  const left = JSON.parse(bodyOf(store, id));
  const boxSha256 = createHash('sha256').update(box).digest('hex');
  expect(left).toEqual({
    ...JSON.parse(before.body),
    sealedIdentity: { keyId: left.sealedIdentity.keyId, box: '', destroyed: boxSha256 },
  });
  expect(store.calls.listRevisions(id).at(-1)?.bodySha256).toBe(
    createHash('sha256').update(before.body).digest('hex'),
  );
  const row = store.retention.find('XH-ZZ02-0001');
  expect(JSON.parse(row?.body ?? '')).toMatchObject({
    by: 'p-2001',
    bundleVersion: '2026.1',
    destroyed: [{ callId: id, revision: 1, boxSha256, bodySha256: detail.revisions[0]?.bodySha256 }],
  });
  expect(hitsIn(Buffer.from(JSON.stringify([row, after, detail, seat.log])))).toEqual([]);

  // The audit vouches for it.
  await again.ask('audit.verify', {});
  await expect
    .poll(async () => await again.ask('audit.verification', {}))
    .toMatchObject({ isRunning: false, isWhole: true, verdict: { fault: null } });

  // Asking for the identity goes to the center, as before.
  const { requestId } = await again.ask('identity.ask', {
    recordId: id,
    purpose: 'on_site_help',
    reason: '现场找不到排污口，需要指认',
    password: DEMO_PASSWORD,
  });
  expect(await decide(center, requestId)).toBe(200);
  expect(await again.ask('identity.reveal', { requestId })).toMatchObject({ name: CANARIES[0] });
  await again.ask('identity.close', { requestId });

  await seat.core.stop();
  const boxes = new Searcher([box.slice(0, 60), box.slice(-60)]);
  expect(boxes.hitsIn(await pagesOf(seat, '磐筑商砼'))).toEqual([]);
  expect(boxes.hitsInFolder(seat.folder)).toEqual([]);
  expect(hitsInFiles(seat.folder)).toEqual([]);
});

test('a certificate is saved as a paper: hashes and names of the office, none of the reporter', async () => {
  const file = join(aFolder(), 'certificate.docx');
  const nothing = () => Promise.reject(new Error('not asked for'));
  const office = {
    toPdf: nothing,
    toPng: nothing,
    print: nothing,
    openPaper: nothing,
    saveTo: () => Promise.resolve(file),
  };
  const { time, seat, agent } = await start(RETENTION, { office });
  const id = await aNamedReport(agent);
  const box = boxIn(bodyOf(storeOf(seat), id));
  close(seat, id, time.now());
  await later(seat, time, 192 * DAY_MS);
  const supervisor = await seat.window().signIn('p-2001');
  const { certificates } = await supervisor.ask('retention.destroy', { calls: 1 });
  const name = certificates[0]?.name ?? '';
  expect(await supervisor.codeOf('retention.save', { name: 'XH-ZZ02-0009', format: 'docx' })).toBe(
    'not_found',
  );
  expect(await supervisor.ask('retention.save', { name, format: 'docx' })).toEqual({
    fileName: 'certificate.docx',
  });
  const written = readFileSync(file);
  expect(new Searcher([createHash('sha256').update(box).digest('hex')]).hitsIn(written)).not.toEqual([]);
  expect(hitsIn(written)).toEqual([]);
  expect(new Searcher([box.slice(0, 60)]).hitsIn(written)).toEqual([]);
  const acts = [...storeOf(seat).audit.rows()].filter(({ subject }) => subject === name);
  expect(acts.map(({ act, actor }) => [act, actor])).toEqual([
    ['identity_destroyed', 'p-2001'],
    ['paper_saved', 'p-2001'],
  ]);
});

test('the log is emptied while the seat runs, so that no earlier page of it is left', async () => {
  const { time, seat, agent } = await start();
  const id = await aNamedReport(agent);
  close(seat, id, time.now());
  await later(seat, time, 192 * DAY_MS);
  const supervisor = await seat.window().signIn('p-2001');
  const log = join(
    seat.folder,
    'data',
    readdirSync(join(seat.folder, 'data')).find((name) => name.endsWith('-wal')) ?? '',
  );
  await supervisor.ask('retention.destroy', { calls: 1 });
  expect(statSync(log).size).toBeGreaterThan(0);
  await expect.poll(() => statSync(log).size).toBe(0);
  expect(readFileSync(log).length).toBe(0);
});

test('without a term in the bundle everything is kept, however old', async () => {
  const { time, seat, agent } = await start(null);
  const id = await aNamedReport(agent);
  close(seat, id, time.now());
  await later(seat, time, 900 * DAY_MS);
  const supervisor = await seat.window().signIn('p-2001');
  expect(await supervisor.ask('retention.view', {})).toMatchObject({ rule: null, held: 1, due: 0 });
  expect(await supervisor.codeOf('retention.destroy', { calls: 1 })).toBe('retention_changed');
});

test('an open case, a revision in the making and a request in hand keep it; an agent has no part in it', async () => {
  const { time, seat, agent } = await start();
  const [open, inHand, asked] = [
    await aNamedReport(agent),
    await aNamedReport(agent),
    await aNamedReport(agent),
  ];
  close(seat, inHand, time.now());
  close(seat, asked, time.now());
  await later(seat, time, 192 * DAY_MS);
  const supervisor = await seat.window().signIn('p-2001');
  await supervisor.ask('call.revise', { id: inHand, why: '地址写错' });
  await supervisor.ask('identity.ask', {
    recordId: asked,
    purpose: 'on_site_help',
    reason: '现场找不到排污口，需要指认',
    password: DEMO_PASSWORD,
  });
  const view = await supervisor.ask('retention.view', {});
  expect(view.due).toBe(0);
  expect(view.kept.toSorted((a, b) => a.reason.localeCompare(b.reason))).toEqual([
    { reason: 'case_open', calls: 1 },
    { reason: 'identity_asked', calls: 1 },
    { reason: 'in_hand', calls: 1 },
  ]);
  expect(boxIn(bodyOf(storeOf(seat), open))).not.toBe('');
  const other = await seat.window().signIn('p-1001');
  for (const name of ['retention.view', 'retention.destroy', 'retention.save'] as const)
    expect(await other.codeOf(name, INPUTS[name])).toBe('not_allowed');
});

test('a revision made afterwards names the box that the center has, and is taken in; its identity is still found', async () => {
  const { center, time, seat, agent } = await start();
  const id = await aNamedReport(agent);
  close(seat, id, time.now());
  await later(seat, time, 192 * DAY_MS);
  const supervisor = await seat.window().signIn('p-2001');
  await supervisor.ask('retention.destroy', { calls: 1 });
  const draft = await supervisor.ask('call.revise', { id, why: '补记门牌' });
  const filled = await supervisor.fill(draft, { ...draft.form, note: '门牌已补记' });
  expect(await supervisor.ask('call.finish', { id, saveCount: filled.saveCount })).toMatchObject({
    kind: 'finished',
    revision: 2,
  });
  await expect
    .poll(async () =>
      (await supervisor.ask('queue.detail', { id })).revisions.map(({ receipt }) => receipt !== null),
    )
    .toEqual([true, true]);
  const { requestId } = await supervisor.ask('identity.ask', {
    recordId: id,
    purpose: 'on_site_help',
    reason: '现场找不到排污口，需要指认',
    password: DEMO_PASSWORD,
  });
  await decide(center, requestId);
  expect(await supervisor.ask('identity.reveal', { requestId })).toMatchObject({ phone: CANARIES[1] });
});

test('what is left of a text is no longer what was signed for: handed in again, the center refuses it aloud', async () => {
  const { time, seat, agent } = await start();
  const id = await aNamedReport(agent);
  close(seat, id, time.now());
  await later(seat, time, 192 * DAY_MS);
  const supervisor = await seat.window().signIn('p-2001');
  await supervisor.ask('retention.destroy', { calls: 1 });
  const store = storeOf(seat);
  store.write(() => {
    store.centerCounts.addLack(1, time.now());
    store.outbox.handInAgain(1, time.now());
    store.centerCounts.setHandedIn(1, 'p-2001', time.now());
  });
  await nextRound(seat, time);
  const detail = await supervisor.ask('queue.detail', { id });
  expect(detail.item.state).toBe('quarantined');
  expect(detail.refusal?.errors).toEqual([{ field: 'bodySha256', code: 'hash_mismatch' }]);
  // Its first receipt stays.
  expect(detail.revisions[0]?.receipt).not.toBeNull();
});

test('laws in SQL: no box goes without a certificate, of an open case, while it is owed; and nothing else of a record ever', async () => {
  const { time, seat, agent } = await start();
  const [open, over] = [await aNamedReport(agent), await aNamedReport(agent)];
  close(seat, over, time.now());
  const db = await fileOf(seat);
  onTestFinished(() => void db.close());
  const seqOf = (id: string) =>
    db.prepare<[string], number>('select seq from revisions where call_id = ?').pluck().get(id);
  const hash = 'a'.repeat(64);
  const destroy = (id: string) =>
    db
      .prepare('insert into destroyed_identities (seq, certificate, call_id, box_sha256) values (?, 1, ?, ?)')
      .run(seqOf(id), id, hash);
  const spoil = 'update revisions set body = replace(body, \'"box":"\', \'"box":"A\')';
  expect(() => db.exec(spoil)).toThrow(/law: revisions are fixed/);
  expect(() => destroy(over)).toThrow(/FOREIGN KEY/);
  db.prepare(
    `insert into retention_certificates (number, name, body, sm3, made_by, made_at) values (1, 'XH-ZZ02-0001', '{}', ?, 'p-2001', 1)`,
  ).run(hash);
  expect(() => destroy(open)).toThrow(/law: an identity that is owed, or of a case that goes on, is kept/);
  const told = bodyOf(storeOf(seat), over);
  db.exec('begin');
  db.prepare('insert into center_lacks (seq, found_at) values (?, 1)').run(seqOf(over));
  expect(() => destroy(over)).toThrow(/law: an identity that is owed/);
  db.exec('rollback');
  destroy(over);
  expect(bodyOf(storeOf(seat), over)).toBe(told.replace(/"box":"[^"]+"/, `"box":"","destroyed":"${hash}"`));
  expect(() => destroy(over)).toThrow(/law/);
  for (const change of [
    spoil,
    'update revisions set body = replace(body, \'"note":"\', \'"note":"x\')',
    'update destroyed_identities set certificate = 2',
    'delete from destroyed_identities',
    "update retention_certificates set sm3 = 'b'",
    'delete from retention_certificates',
    'insert into retention_certificates select 3, name, body, sm3, made_by, made_at from retention_certificates',
  ])
    expect(() => db.exec(change), change).toThrow(/law/);
});

test('a certificate that was altered, or a text that it left, is found by the audit', async () => {
  const { time, seat, agent } = await start();
  const id = await aNamedReport(agent);
  close(seat, id, time.now());
  await later(seat, time, 192 * DAY_MS);
  const supervisor = await seat.window().signIn('p-2001');
  await supervisor.ask('retention.destroy', { calls: 1 });
  const faultAfter = async (change: string) => {
    const db = await fileOf(seat);
    const guards = ['retention_certificates_fixed', 'revisions_fixed'].map((name) => {
      const sql = db
        .prepare<[string], string>('select sql from sqlite_schema where name = ?')
        .pluck()
        .get(name);
      db.exec(`drop trigger ${name}`);
      return sql ?? '';
    });
    db.exec(change);
    for (const guard of guards) db.exec(guard);
    db.close();
    await supervisor.ask('audit.verify', {});
    const verified = () => supervisor.ask('audit.verification', {});
    await expect.poll(async () => (await verified())?.isRunning).toBe(false);
    return (await verified())?.verdict.fault?.kind ?? null;
  };
  expect(await faultAfter('select 1')).toBeNull();
  const note = 'update revisions set body = replace(body, \'"note":"\', \'"note":"x\')';
  expect(await faultAfter(note)).toBe('certificate');
  expect(
    await faultAfter(note.replaceAll('\'"note":"\', \'"note":"x\'', '\'"note":"x\', \'"note":"\'')),
  ).toBeNull();
  expect(await faultAfter("update retention_certificates set body = replace(body, '190', '290')")).toBe(
    'certificate',
  );
});

test('the center takes a named report without its box only where it has that box', async () => {
  const center = await startCenter();
  onTestFinished(() => center.close());
  const first = await aNamedRecord(center);
  const box = first.sealedIdentity?.box ?? '';
  const keyId = first.sealedIdentity?.keyId ?? '';
  const hash = createHash('sha256').update(box).digest('hex');
  const without = (revision: number, destroyed: string) => ({
    ...first,
    revision,
    sealedIdentity: { keyId, box: '', destroyed },
  });
  const statusOf = async (record: unknown) =>
    (await center.push([pushed(record as never)])).body.results.map(({ status }) => status);
  expect(await statusOf(without(2, hash))).toEqual([422]);
  expect(await statusOf(first)).toEqual([201]);
  expect(await statusOf(without(2, 'b'.repeat(64)))).toEqual([422]);
  expect(await statusOf({ ...without(2, hash), sealedIdentity: { keyId, box, destroyed: hash } })).toEqual([
    422,
  ]);
  expect(await statusOf(without(2, hash))).toEqual([201]);
});
