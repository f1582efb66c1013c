import fc from 'fast-check';
import Database from 'better-sqlite3';
import { sm3 as sm3InJs } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { AuditChain, hashOf } from '../../../src/main/core/audit/chain';
import { sm3 } from '../../../src/main/core/audit/sm3';
import {
  anchorCheck,
  BEFORE_THE_FIRST,
  verifyAudit,
  verifySlice,
  type AuditPlace,
} from '../../../src/main/core/audit/verify';
import { migrate } from '../../../src/main/core/store/migrate';
import { AuditRepository, type AuditRow } from '../../../src/main/core/store/repositories/audit';
import { createSignatureCheck } from '../../../src/main/core/sync/center/receipt-check';
import type { AuditAnchor } from '../../../src/shared/center-api/anchor';
import { createSigner, SEAT } from '../../builders/sync/keys';

const center = createSigner('sign-1');
const stranger = createSigner('sign-1');
const isSigned = anchorCheck(SEAT, createSignatureCheck([center.key]));

function aChain(rows = 5, from = 0) {
  const db = new Database(':memory:');
  migrate(db);
  const repository = new AuditRepository(db);
  const chain = new AuditChain(repository);
  for (let i = 0; i < rows; i += 1)
    chain.append({ at: from + i, actor: 'p-1001', act: 'call_finished', subject: `c${i}` });
  // Somebody with the key and without the laws.
  db.exec('drop trigger audit_fixed; drop trigger audit_stays; drop trigger audit_chained');
  return { db, chain, rows: () => [...repository.rows()] };
}

const verify = (rows: Iterable<AuditRow>, anchors: readonly AuditAnchor[] = []) =>
  verifyAudit(rows, anchors, isSigned);

/** What somebody does who knows how the chain is made: every hash anew, from `seq` on. */
function forgedFrom(rows: readonly AuditRow[]): AuditRow[] {
  let previousHash = '';
  return rows.map((row, index) => {
    const made = { ...row, seq: index + 1, previousHash };
    previousHash = hashOf(made);
    return { ...made, hash: previousHash };
  });
}

const anchorsOf = (rows: readonly AuditRow[], ...seqs: number[]) =>
  seqs.map((seq) => center.anchor(seq, rows[seq - 1]?.hash ?? ''));

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

test('an untouched chain holds, with every anchor at its row', () => {
  const rows = aChain().rows();
  expect(verify(rows, anchorsOf(rows, 2, 5))).toMatchObject({ rows: 5, anchors: 2, matched: 2, fault: null });
});

test('an audit without a row holds, and one that an anchor knows rows of does not', () => {
  expect(verify([]).fault).toBeNull();
  expect(verify([], [center.anchor(3, 'a'.repeat(64))]).fault).toMatchObject({ kind: 'cut', seq: 1 });
});

test.each([
  ['edited', "update audit set subject = 'other' where seq = 3", 'edited', 3],
  ['deleted', 'delete from audit where seq = 3', 'missing', 3],
  ['deleted at the beginning', 'delete from audit where seq = 1', 'missing', 1],
  ['inserted', "insert into audit values (6, 1, 'a', 'sign_in', 'x', '', 'x', 'y')", 'edited', 6],
  [
    'exchanged with another',
    "update audit set subject = iif(seq = 2, 'c2', 'c1') where seq in (2, 3)",
    'edited',
    2,
  ],
])('a row %s is found', (_, sql, kind, seq) => {
  const { db, rows } = aChain();
  db.exec(sql);
  expect(verify(rows()).fault).toMatchObject({ kind, seq });
});

test('rows in another order are found, whatever the numbers say', () => {
  const rows = aChain().rows();
  const [a, b, c, ...others] = rows as [AuditRow, AuditRow, AuditRow, ...AuditRow[]];
  expect(verify([a, c, b, ...others]).fault).toMatchObject({ kind: 'missing', seq: 2 });
  expect(verify([a, b, b, c, ...others]).fault).toMatchObject({ kind: 'order', seq: 2 });
  // Renumbered and hashed anew, each alone: the next does not follow.
  const renumbered = { ...b, seq: 2, subject: 'other' };
  const alone = { ...renumbered, hash: hashOf(renumbered) };
  expect(verify([a, alone, c, ...others]).fault).toMatchObject({ kind: 'unlinked', seq: 3 });
});

test('what the chain alone cannot tell, an anchor does: cut off, written anew, exchanged', () => {
  const rows = aChain(8).rows();
  const anchors = anchorsOf(rows, 3, 6);
  const cut = rows.slice(0, 5);
  expect(verify(cut).fault).toBeNull();
  expect(verify(cut, anchors).fault).toEqual({ kind: 'cut', seq: 6, at: anchors[1]?.centerTime });
  const anew = forgedFrom(rows.map((row) => (row.seq === 2 ? { ...row, actor: 'p-1002' } : row)));
  expect(verify(anew).fault).toBeNull();
  expect(verify(anew, anchors).fault).toMatchObject({ kind: 'other_chain', seq: 3, at: rows[2]?.at });
  const without = forgedFrom(rows.filter(({ seq }) => seq !== 4));
  expect(verify(without).fault).toBeNull();
  expect(verify(without, anchors).fault).toMatchObject({ kind: 'other_chain', seq: 6 });
  const other = aChain(8, 1_000).rows();
  expect(verify(other, anchors).fault).toMatchObject({ kind: 'other_chain', seq: 3 });
});

test('an anchor that the center did not sign, or not for this seat, is itself the fault', () => {
  const rows = aChain().rows();
  const hash = rows[1]?.hash ?? '';
  const [good] = anchorsOf(rows, 2) as [AuditAnchor];
  for (const bad of [
    stranger.anchor(2, hash),
    center.anchor(2, hash, { seatId: 'KF01' as typeof SEAT }),
    { ...good, centerTime: good.centerTime + 1 },
    { ...good, seq: 1 },
  ]) {
    expect(verify(rows, [good, bad]).fault).toMatchObject({ kind: 'false_anchor', seq: bad.seq });
  }
});

test('whatever one change is made to rows, it is found once the end is anchored', () => {
  const rows = aChain(12).rows();
  const anchors = anchorsOf(rows, 12);
  const at = fc.nat({ max: 11 });
  const change = fc.oneof(
    fc.record({ kind: fc.constant('delete' as const), at }),
    fc.record({ kind: fc.constant('edit' as const), at, word: fc.string({ minLength: 1 }) }),
    fc.record({ kind: fc.constant('move' as const), at, to: at }),
    fc.record({ kind: fc.constant('cut' as const), at }),
  );
  fc.assert(
    fc.property(change, fc.boolean(), (done, isForged) => {
      let changed = [...rows];
      if (done.kind === 'delete') changed.splice(done.at, 1);
      if (done.kind === 'edit') {
        changed = rows.map((row, index) =>
          index === done.at ? { ...row, subject: `${row.subject}${done.word}` } : row,
        );
      }
      if (done.kind === 'move') {
        fc.pre(done.at !== done.to);
        changed.splice(done.to, 0, ...changed.splice(done.at, 1));
      }
      if (done.kind === 'cut') changed = changed.slice(0, done.at);
      return verify(isForged ? forgedFrom(changed) : changed, anchors).fault !== null;
    }),
  );
});

test('slices, however long, say together what the whole says, sound or not', () => {
  const rows = aChain(23).rows();
  const faults: ((row: AuditRow) => AuditRow[])[] = [
    (row) => [row],
    (row) => (row.seq === 9 ? [] : [row]),
    (row) => [row.seq === 16 ? { ...row, actor: 'p-2001' } : row],
    (row) => (row.seq > 20 ? [] : [row]),
  ];
  const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 23 }), { maxLength: 8 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom(...faults),
      seqs,
      (limit, change, anchored) => {
        const here = rows.flatMap(change);
        const anchors = anchorsOf(rows, ...anchored);
        const whole = verify(here, anchors);
        const sum = { rows: 0, matched: 0 };
        const source = {
          auditAfter: (seq: number, count: number) => here.filter((row) => row.seq > seq).slice(0, count),
          anchorsBetween: (from: number, to: number) => anchors.filter(({ seq }) => seq >= from && seq <= to),
        };
        let fault: typeof whole.fault = null;
        for (let from: AuditPlace | null = BEFORE_THE_FIRST; from !== null;) {
          const slice = verifySlice(source, { seatId: SEAT, signingKeys: [center.key], from, limit });
          sum.rows += slice.verdict.rows;
          sum.matched += slice.verdict.matched;
          fault = slice.verdict.fault;
          from = slice.next;
        }
        expect({ ...sum, fault }).toEqual({ rows: whole.rows, matched: whole.matched, fault: whole.fault });
      },
    ),
  );
});
