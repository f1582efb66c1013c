import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStoreFile } from '../../../src/main/core/store/open';
import { AGENT } from '../../builders/enrolment';
import { aDraft, aRecord } from '../../builders/draft';
import { aStore, takeIn } from '../../builders/store';
import { summaryOf } from '../../../src/main/core/store/summary';
import { aBundle } from '../../builders/bundle';

/** What no code path may do to the store, said in SQL by somebody who has the key. */
const FORBIDDEN: readonly [law: string, sql: string][] = [
  ['a call is deleted', 'delete from calls'],
  ['somebody else answered it', "update calls set agent_id = 'p-1002'"],
  ['its number is changed', "update calls set local_number = 'ZZ01-20261123-9999'"],
  ['it is back-dated', 'update calls set started_at = 0'],
  ['a revision is left out', 'update calls set revision = revision + 2'],
  ['it is called accepted without a receipt', "update calls set delivery = 'accepted'"],
  ['a revision is rewritten', "update revisions set body = '{}'"],
  ['a revision is deleted', 'delete from revisions'],
  ['what is owed is forgotten', 'delete from outbox'],
  ['what is owed is exchanged', 'update outbox set revision = 7'],
  ['a receipt is made up', "insert into receipts values (1, 'x', 1, 'y', 'ZZ01', 'n', 1, 'k', 's', 1)"],
  ['the audit is edited', "update audit set actor = 'nobody'"],
  ['the audit is cut', 'delete from audit'],
  ['the audit is forked', "insert into audit values (99, 1, 'a', 'b', 'c', '', 'not the head', 'h')"],
  ['a draft is thrown away', 'delete from drafts'],
  ['a draft changes hands', "update drafts set agent_id = 'p-1002'"],
  ['a draft is replaced', `insert or replace into drafts select * from drafts`],
  ['a number is skipped', 'update number_series set last = last + 2'],
  ['a number is used again', 'update number_series set last = last - 1'],
  ['a person is deleted', 'delete from people'],
  ['a bundle is edited', "update bundles set body = '{}'"],
  ['an enrolment is deleted', 'delete from enrolments'],
  ['a text stands where a time belongs', "update calls set due_date = 1, stage = 'gone'"],
];

test.each(FORBIDDEN)('the store refuses that %s', async (_, sql) => {
  const { store, file, key } = await aStore();
  const draft = aDraft();
  store.write(() => {
    store.enrolments.add({ keyId: 'k', body: '{}', signature: '' }, 'ZZ01', 1);
    store.drafts.takeNumber('ZZ01', '20261123');
    store.drafts.insert(draft, AGENT.id, summaryOf(draft.form, draft.localNumber, aBundle()));
    store.audit.insert({
      seq: 1,
      at: 1,
      actor: 'a',
      act: 'b',
      subject: 'c',
      detail: '',
      previousHash: '',
      hash: 'h',
    });
  });
  takeIn(store, aRecord(aDraft()));
  const db = openStoreFile({ file, key, nativeBinding: null, salt: null });
  const before = dump(db);
  expect(() => db.exec(sql)).toThrow(/law:|CHECK|constraint/);
  expect(dump(db)).toBe(before);
  db.close();
});

function dump(db: Database.Database): string {
  const tables = ['calls', 'revisions', 'outbox', 'receipts', 'audit', 'drafts', 'number_series', 'people'];
  return JSON.stringify(tables.map((table) => db.prepare(`select * from ${table}`).all()));
}
