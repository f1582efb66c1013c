import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStoreFile } from '../../../src/main/core/store/open';
import { AGENT } from '../../builders/enrolment';
import { aDraft, aRecord, aReportForm } from '../../builders/draft';
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
  [
    'a second call is begun',
    `insert into drafts select 'second', 'n', seat_id, agent_id, owner_id, started_at, save_count,
    saved_at, hung_up_at, bundle_version, step, confirmations, form, revises_revision, revises, disposition, title, place,
    urgency, due_date, is_anonymous, answered, search_text, origin, sealed_identity, grade from drafts`,
  ],
  ['an open call changes hands by itself', "update drafts set owner_id = 'p-2001'"],
  ['it came into the ledger another way', `update drafts set origin = '{"kind":"telephony"}'`],
  ['a finished call came another way', "update calls set origin = 'telephony'"],
  ['a takeover is forgotten', 'delete from takeovers'],
  ['a takeover is rewritten', "update takeovers set taken_by = 'p-1002'"],
  ['an answered phone call is forgotten', 'delete from phone_calls'],
  ['it was answered at another time', 'update phone_calls set answered_at = 2'],
  ['what was settled is settled anew', "update phone_calls set state = 'missed' where state = 'entered'"],
  ['it is explained by nobody', "update phone_calls set state = 'explained' where state = 'open'"],
  ['a signature is taken back', 'delete from sign_offs'],
  ['a signature is moved', "update sign_offs set day = '2026-11-22'"],
  [
    'a day is signed off while a call is open',
    `insert into sign_offs
    select 9, '2026-11-23', 1, 1, 0, 0, 0, 0, 0, 'p-2001', 1`,
  ],
  [
    'a day is signed off while a phone call is in no ledger',
    `insert into sign_offs
    select 9, '1970-01-01', 0, 0, 0, 0, 0, 0, 0, 'p-2001', 1`,
  ],
  [
    'a day is signed off for more than there is',
    `insert into sign_offs
    select 9, '2026-10-01', 1, 1, 0, 0, 0, 0, 0, 'p-2001', 1`,
  ],
  ['an alert is forgotten', 'delete from lead_alerts'],
  ['an alert is rewritten', "update lead_alerts set flags = '[]'"],
  ['an alert is seen by nobody', 'update lead_alerts set seen_at = 1'],
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
    const takeover = { from: AGENT.id, by: AGENT.id, at: 1, why: '代为结束' };
    store.drafts.handOver(draft, takeover, null);
    store.leadAlerts.add(draft.id, ['yellow_river'], 1);
    store.phoneCalls.add(1, 'open');
    store.phoneCalls.add(2, 'entered');
    store.signOffs.add(
      '2026-09-01',
      {
        answered: 0,
        byDisposition: { report: 0, consultation: 0, out_of_scope: 0, nuisance: 0, dropped: 0 },
        open: 0,
        transfers: 0,
        backEntered: 0,
      },
      { by: AGENT.id, at: 1 },
    );
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

test('a call changes hands by a takeover alone, and never with an identity in clear (R-17)', async () => {
  const { store } = await aStore();
  const draft = aDraft({ form: aReportForm({ isNamed: true }) });
  const takeover = { from: AGENT.id, by: 'p-2001', at: 1, why: '代为结束' };
  store.write(() =>
    store.drafts.insert(draft, AGENT.id, summaryOf(draft.form, draft.localNumber, aBundle())),
  );
  const db = store.drafts as unknown as { owned: { run(row: object): void } };
  const inClear = { id: draft.id, by: 'p-2001', form: JSON.stringify(draft.form), sealed: null };
  expect(() => store.write(() => db.owned.run(inClear))).toThrow(/law:/);
  expect(() => store.write(() => db.owned.run({ ...inClear, form: '{"identity":null}' }))).toThrow(/law:/);
  store.write(() => store.drafts.handOver(draft, takeover, null));
  expect(store.drafts.find(draft.id)).toMatchObject({
    ownerId: 'p-2001',
    draft: { form: { identity: null } },
  });
  expect(store.drafts.find(draft.id)?.draft.agentId).toBe(AGENT.id);
});

function dump(db: Database.Database): string {
  const more = ['takeovers', 'phone_calls', 'sign_offs'];
  const tables = [
    ...more,
    'calls',
    'revisions',
    'outbox',
    'receipts',
    'audit',
    'drafts',
    'number_series',
    'people',
  ];
  return JSON.stringify(tables.map((table) => db.prepare(`select * from ${table}`).all()));
}
