import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { aCore } from '../../builders/core';
import { aReportForm } from '../../builders/draft';
import { SUPERVISOR } from '../../builders/enrolment';
import { pagesOf, searchFor } from '../../builders/people/canaries';

const CANARIES = ['𠮷田金丝雀', '13711112222', '微信canary_7731'] as const;
const IDENTITY = { name: CANARIES[0], phone: CANARIES[1], contactNote: CANARIES[2], originals: [] };

const { hitsIn, hitsInFiles } = searchFor(CANARIES);

test('the search itself finds what was deleted and not overwritten', () => {
  const inDatabase = new Database(':memory:');
  inDatabase.exec('pragma secure_delete = off; create table t (a text)');
  inDatabase.prepare('insert into t values (?)').run(CANARIES[0]);
  inDatabase.exec('delete from t');
  expect(hitsIn(inDatabase.serialize())).not.toEqual([]);
});

test('while a call is being taken its identity is in no file in clear', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const draft = await agent.fill(
    await agent.ask('call.start', {}),
    aReportForm({ isNamed: true, identity: IDENTITY }),
  );
  expect(draft.form.identity).toEqual(IDENTITY);
  expect(hitsInFiles(seat.folder)).toEqual([]);
});

test('after the finish nobody finds the identity: not in files, not under the cipher, not in the log, not in a payload', async () => {
  const seat = await aCore();
  const agent = await seat.signedIn();
  const supervisor = await seat.signedIn(SUPERVISOR.id);
  const named = aReportForm({ isNamed: true, identity: IDENTITY });
  // Typed in pieces, as a person types: each save writes a page anew.
  for (let i = 0; i < 5; i += 1) {
    let draft = await agent.ask('call.start', {});
    for (const length of [1, 3, 30]) {
      const identity = {
        ...IDENTITY,
        name: IDENTITY.name.slice(0, length + 1),
        contactNote: IDENTITY.contactNote,
        originals: [],
      };
      draft = await agent.fill(draft, { ...named, identity });
    }
    draft = await agent.fill(draft, named);
    await agent.ask('call.finish', { id: draft.id, saveCount: draft.saveCount });
  }
  // And one who changed their mind.
  const turning = await agent.fill(await agent.ask('call.start', {}), named);
  const anonymous = { ...named, report: { ...named.report, identityChoice: 'anonymous' as const } };
  const turned = await agent.fill(turning, anonymous);
  await agent.ask('call.finish', { id: turned.id, saveCount: turned.saveCount });

  const list = { states: [], search: '', onlyUnreviewed: false, offset: 0, limit: 50 };
  const seen = [await supervisor.ask('queue.list', list), await supervisor.ask('app.state', {})];
  const details = [];
  for (const { id } of (await supervisor.ask('queue.list', list)).items) {
    details.push(await supervisor.ask('queue.detail', { id }));
  }
  expect(hitsIn(Buffer.from(JSON.stringify([seen, details, seat.log])))).toEqual([]);
  const wal = join(seat.folder, 'data', 'seat.db-wal');
  await expect.poll(() => statSync(wal).size, { timeout: 5_000 }).toBe(0);
  expect(hitsInFiles(seat.folder)).toEqual([]);
  await seat.core.stop();
  expect(hitsInFiles(seat.folder)).toEqual([]);
  expect(hitsIn(await pagesOf(seat, '磐筑商砼'))).toEqual([]);
});

test('a kill right after the finish: the next start wipes what the log still held', async () => {
  const seat = await aCore({ timer: { after: () => () => undefined } });
  const agent = await seat.signedIn();
  await agent.takeCall(aReportForm({ isNamed: true, identity: IDENTITY }));
  const wal = join(seat.folder, 'data', 'seat.db-wal');
  const before = statSync(wal).size;
  const again = await aCore({ folder: seat.folder, enrolled: seat.enrolled });
  // Emptied, then begun anew by the sync engine.
  expect(statSync(wal).size).toBeLessThan(before);
  await again.core.stop();
  expect(hitsIn(await pagesOf(seat, '磐筑商砼'))).toEqual([]);
});
