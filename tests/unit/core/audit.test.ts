import Database from 'better-sqlite3';
import { sm3 as sm3InJs } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { AuditChain } from '../../../src/main/core/audit/chain';
import { sm3 } from '../../../src/main/core/audit/sm3';
import { migrate } from '../../../src/main/core/store/migrate';
import { AuditRepository } from '../../../src/main/core/store/repositories/audit';

function aChain(rows = 5) {
  const db = new Database(':memory:');
  migrate(db);
  const chain = new AuditChain(new AuditRepository(db));
  for (let i = 0; i < rows; i += 1)
    chain.append({ at: i, actor: 'p-1001', act: 'call_finished', subject: `c${i}` });
  // Somebody with the key and without the laws.
  db.exec('drop trigger audit_fixed; drop trigger audit_stays; drop trigger audit_chained');
  return { db, chain };
}

test('SM3 gives the standard’s own digests, native or not (GB/T 32905 A.1, A.2)', () => {
  const vectors = [
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ] as const;
  for (const [text, digest] of vectors) {
    expect(sm3(text)).toBe(digest);
    expect(sm3InJs(text)).toBe(digest);
  }
  expect(sm3('河南省12369')).toBe(sm3InJs('河南省12369'));
});

test('an untouched chain holds', () => {
  expect(aChain().chain.firstBroken()).toBeNull();
});

test.each([
  ['edited', "update audit set subject = 'other' where seq = 3", 3],
  ['deleted', 'delete from audit where seq = 3', 4],
  ['inserted', "insert into audit values (6, 1, 'a', 'sign_in', 'x', '', 'x', 'y')", 6],
  ['swapped', "update audit set subject = iif(seq = 2, 'c2', 'c1') where seq in (2, 3)", 2],
])('a row %s is found', (_, sql, seq) => {
  const { db, chain } = aChain();
  db.exec(sql);
  expect(chain.firstBroken()).toBe(seq);
});
