import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStoreFile } from '../../../src/main/core/store/open';
import { aCore, aKeyStore, type RunningCore, type Window } from '../../builders/core';
import { aConsultationForm, aReportForm } from '../../builders/draft';
import { AGENT, AGENT_2, openSealed, SUPERVISOR } from '../../builders/enrolment';
import { bytesInFolder, wordsInText } from '../../end-to-end/stage/profile-bytes';

const IDENTITY = { name: '𠮷田金丝雀', phone: '13711112222', contactNote: '微信canary_7731', originals: [] };
const CANARIES = [IDENTITY.name, IDENTITY.phone, IDENTITY.contactNote];
const named = () => aReportForm({ isNamed: true, identity: IDENTITY });

async function twoOfThem(): Promise<{ seat: RunningCore; agent: Window; supervisor: Window }> {
  const seat = await aCore();
  return { seat, agent: await seat.signedIn(AGENT.id), supervisor: await seat.signedIn(SUPERVISOR.id) };
}

/** The store's pages without their cipher, free ones included. */
async function pagesOf(seat: RunningCore): Promise<Buffer> {
  const data = join(seat.folder, 'data');
  const { kept } = JSON.parse(readFileSync(join(data, 'key.json'), 'utf8'));
  const key = Buffer.from(await aKeyStore().unwrap(kept.wrapped), 'base64');
  const db = openStoreFile({ file: join(data, 'seat.db'), key, nativeBinding: null, salt: null });
  try {
    return db.serialize();
  } finally {
    db.close();
  }
}

function storeOf(seat: RunningCore) {
  const store = seat.core.desk()?.store;
  if (store === undefined) throw new Error('The store is shut');
  return store;
}

test('a supervisor ends a colleague’s call and never reads who reported; the center still can (R-7, R-17)', async () => {
  const { seat, agent, supervisor } = await twoOfThem();
  // Typed in pieces, as a person types: each save writes a page anew.
  let draft = await agent.ask('call.start', {});
  for (const end of [2, 5, 30]) {
    const identity = { ...IDENTITY, name: IDENTITY.name.slice(0, end) };
    draft = await agent.fill(draft, { ...named(), identity });
  }
  draft = await agent.fill(draft, named());
  const seen: unknown[] = [];
  const taken = await supervisor.ask('call.takeOver', { id: draft.id, why: '本人已下班' });
  seen.push(taken, await supervisor.ask('draft.list', {}), await supervisor.ask('ledger.openCalls', {}));
  expect(taken).toMatchObject({
    agentId: AGENT.id,
    takenOver: { why: '本人已下班', hasSealedIdentity: true },
    form: { identity: null, note: draft.form.note, report: { identityChoice: 'named' } },
  });
  // While it is still open, too: the plaintext is gone from the disk and from under the cipher.
  const wal = join(seat.folder, 'data', 'seat.db-wal');
  await expect.poll(() => statSync(wal).size, { timeout: 5_000 }).toBe(0);
  expect(bytesInFolder(seat.folder, CANARIES)).toEqual([]);
  const pages = await pagesOf(seat);
  expect(pages.includes(Buffer.from('磐筑商砼'))).toBe(true); // in clear indeed
  for (const canary of CANARIES) expect(pages.includes(Buffer.from(canary))).toBe(false);

  // The colleague has it no more: not to read, not to save over, and is free for the next.
  expect(await agent.ask('draft.list', {})).toEqual([]);
  expect(await agent.codeOf('draft.get', { id: draft.id })).toBe('not_allowed');
  const late = { id: draft.id, saveCount: 99, step: 'closing' as const, confirmations: draft.confirmations };
  expect(await agent.codeOf('draft.save', { ...late, form: named(), hungUpAt: null })).toBe('not_allowed');
  expect(await agent.codeOf('call.start', {})).toBe('ok');
  expect(await supervisor.codeOf('call.start', {})).toBe('open_calls');

  // Nothing more has to be asked of the caller, and the box goes on to the center as it was.
  const filled = await supervisor.fill(taken, { ...taken.form, note: '班长代为登记' });
  const outcome = await supervisor.ask('call.finish', { id: taken.id, saveCount: filled.saveCount });
  expect(outcome).toMatchObject({ kind: 'finished', revision: 1 });
  const detail = await supervisor.ask('queue.detail', { id: draft.id });
  seen.push(
    detail,
    await supervisor.ask('queue.list', {
      states: [],
      search: '',
      onlyUnreviewed: false,
      offset: 0,
      limit: 50,
    }),
  );
  expect(detail.timeline).toContainEqual(
    expect.objectContaining({ what: 'taken_over', who: '赵强', detail: '本人已下班' }),
  );
  expect(detail).toMatchObject({ hasSealedIdentity: true, item: { agentName: '李敏' } });
  const record = storeOf(seat).calls.findLatest(draft.id);
  expect(record).toMatchObject({ agentId: AGENT.id, agentNumber: AGENT.number, madeBy: SUPERVISOR.id });
  if (record?.disposition !== 'report' || record.sealedIdentity === null) throw new Error('not sealed');
  expect(openSealed(record.sealedIdentity.box, seat.enrolled.sealing)).toEqual({
    ...IDENTITY,
    callId: draft.id,
  });
  expect(wordsInText(JSON.stringify([seen, seat.log]), CANARIES)).toEqual([]);
  const acts = [...storeOf(seat).audit.rows()].map(({ act, actor, detail: from }) => ({ act, actor, from }));
  expect(acts).toContainEqual({ act: 'call_taken_over', actor: SUPERVISOR.id, from: AGENT.id });
  await seat.core.stop();
  expect(readdirSync(join(seat.folder, 'data')).length).toBeGreaterThan(0);
  expect(bytesInFolder(seat.folder, CANARIES)).toEqual([]);
});

test('a caller who turns anonymous after the takeover takes the sealed box along (R-15, R-16)', async () => {
  const { seat, agent, supervisor } = await twoOfThem();
  const draft = await agent.fill(await agent.ask('call.start', {}), named());
  const taken = await supervisor.ask('call.takeOver', { id: draft.id, why: '代为结束' });
  const anonymous = aReportForm();
  const turned = await supervisor.fill(taken, anonymous);
  expect(turned.takenOver?.hasSealedIdentity).toBe(false);
  expect(storeOf(seat).drafts.find(draft.id)?.sealedIdentity).toBeNull();
  // Back to named: nothing is there any more, so the contact has to be asked again.
  const again = await supervisor.fill(turned, { ...anonymous, report: { ...named().report } });
  expect(await supervisor.ask('call.finish', { id: draft.id, saveCount: again.saveCount })).toMatchObject({
    kind: 'incomplete',
    problems: [{ code: 'contact_missing' }],
  });
  const done = await supervisor.fill(again, anonymous);
  await supervisor.ask('call.finish', { id: draft.id, saveCount: done.saveCount });
  expect(storeOf(seat).calls.findLatest(draft.id)).toMatchObject({ sealedIdentity: null });
});

test('what the supervisor asks anew replaces the box; a field that was only touched does not', async () => {
  const { seat, agent, supervisor } = await twoOfThem();
  const boxOf = (id: string) => {
    const record = storeOf(seat).calls.findLatest(id);
    if (record?.disposition !== 'report' || record.sealedIdentity === null) throw new Error('not sealed');
    return openSealed(record.sealedIdentity.box, seat.enrolled.sealing);
  };
  for (const [typed, kept] of [
    [{ name: '', phone: ' ', contactNote: '', originals: [] }, IDENTITY.phone],
    [{ name: '新', phone: '13900009999', contactNote: '', originals: [] }, '13900009999'],
  ] as const) {
    const draft = await agent.fill(await agent.ask('call.start', {}), named());
    const taken = await supervisor.ask('call.takeOver', { id: draft.id, why: '代为结束' });
    const filled = await supervisor.fill(taken, { ...taken.form, identity: { ...typed, originals: [] } });
    await supervisor.ask('call.finish', { id: draft.id, saveCount: filled.saveCount });
    expect(boxOf(draft.id)).toMatchObject({ phone: kept });
  }
});

test('only an open call of somebody else is taken over, only by a supervisor, and it can change hands again', async () => {
  const { seat, agent, supervisor } = await twoOfThem();
  const other = await seat.signedIn(AGENT_2.id);
  const draft = await agent.fill(await agent.ask('call.start', {}), aConsultationForm());
  expect(await other.codeOf('call.takeOver', { id: draft.id, why: '代为结束' })).toBe('not_allowed');
  expect(await other.codeOf('ledger.openCalls', {})).toBe('not_allowed');
  expect(await supervisor.ask('ledger.openCalls', {})).toMatchObject([
    { id: draft.id, agentName: '李敏', ownerName: '李敏', isMine: false },
  ]);
  await supervisor.ask('call.takeOver', { id: draft.id, why: '代为结束' });
  // Asked twice it is done once.
  await supervisor.ask('call.takeOver', { id: draft.id, why: '代为结束' });
  expect(storeOf(seat).drafts.takeoversOf(draft.id)).toHaveLength(1);
  expect(await supervisor.ask('ledger.openCalls', {})).toMatchObject([
    { agentName: '李敏', ownerName: '赵强', isMine: true },
  ]);
  const list = await supervisor.ask('draft.list', {});
  const { saveCount } = list[0] as (typeof list)[number];
  await supervisor.ask('call.finish', { id: draft.id, saveCount });
  expect(await supervisor.codeOf('call.takeOver', { id: draft.id, why: '代为结束' })).toBe('not_found');
  // A revision in the making is its maker's alone.
  await supervisor.ask('review.add', { id: draft.id, verdict: 'returned', remark: '请补充' });
  await agent.ask('call.revise', { id: draft.id, why: '补正' });
  expect(await supervisor.codeOf('call.takeOver', { id: draft.id, why: '代为结束' })).toBe('not_found');
});
