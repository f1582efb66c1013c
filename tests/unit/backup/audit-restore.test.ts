import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AuditChain } from '../../../src/main/core/audit/chain';
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
import { restoreDetail } from '../../../src/shared/backup/backup';
import { createSigner, SEAT } from '../../builders/sync/keys';

const center = createSigner('sign-1');
const isSigned = anchorCheck(SEAT, createSignatureCheck([center.key]));
const HOUR = 3_600_000;
/** An act an hour. */
const RESTORED_AT = 20 * HOUR;

/** A chain: `before` acts, then perhaps a restore, then `after` acts. Another tail gives other hashes. */
function aChain(before: number, restored: boolean, after: number, who = 'p-1001'): AuditRow[] {
  const db = new Database(':memory:');
  migrate(db);
  const rows = new AuditRepository(db);
  const chain = new AuditChain(rows);
  const acts = (count: number, from: number, actor: string) => {
    for (let i = 0; i < count; i += 1)
      chain.append({ at: from + i * HOUR, actor, act: 'call_finished', subject: `c${String(i)}` });
  };
  acts(before, 0, 'p-1001');
  if (restored) {
    const detail = restoreDetail('damaged', rows.head(), 'password');
    chain.append({ at: RESTORED_AT, actor: 'p-2001', act: 'store_restored', subject: 'ZZ01', detail });
  }
  acts(after, restored ? RESTORED_AT + HOUR : before * HOUR, who);
  return [...rows.rows()];
}

/** What the center saw of the chain that was lost: rows 5 to 15 of it. */
const lost = aChain(15, false, 0);
const seenOfLost = [5, 9, 15].map((seq) =>
  center.anchor(seq, lost[seq - 1]?.hash ?? '', { centerTime: (seq - 1) * HOUR }),
);

const anchorOf = (rows: readonly AuditRow[], seq: number, centerTime: number) =>
  center.anchor(seq, rows[seq - 1]?.hash ?? '', { centerTime });

test('an older store that was put back without a word is not whole, however long it goes on', () => {
  for (const after of [0, 3, 20]) {
    const rows = aChain(8, false, after, 'p-1002');
    expect(['cut', 'other_chain']).toContain(verifyAudit(rows, seenOfLost, isSigned).fault?.kind);
  }
});

test('one that was restored is whole, and the restore is named: when, by whom, why, and where the backup ended', () => {
  for (const after of [0, 3, 20]) {
    const rows = aChain(8, true, after, 'p-1002');
    expect(verifyAudit(rows, seenOfLost, isSigned)).toEqual({
      restores: [{ seq: 9, at: RESTORED_AT, by: 'p-2001', reason: 'damaged', proof: 'password', from: 8 }],
      rows: 9 + after,
      anchors: 3,
      matched: 1,
      replaced: 2,
      fault: null,
    });
  }
});

test('a restore excuses nothing that the center saw afterwards: who rewinds behind it is found', () => {
  const whole = aChain(8, true, 20, 'p-1002');
  const after = [20, 28].map((seq) => anchorOf(whole, seq, RESTORED_AT + (seq - 8) * HOUR));
  const anchors = [...seenOfLost, ...after];
  expect(verifyAudit(whole, anchors, isSigned).fault).toBeNull();
  // Rewound to row 22: the center has seen 28.
  expect(verifyAudit(whole.slice(0, 22), anchors, isSigned).fault).toMatchObject({ kind: 'cut', seq: 23 });
  // Rewound to row 12, before the center had seen anything of it: its anchors are later than the restore.
  expect(verifyAudit(whole.slice(0, 12), anchors, isSigned).fault).toMatchObject({ kind: 'cut', seq: 13 });
  const other = aChain(8, true, 20, 'p-1003');
  expect(verifyAudit(other, anchors, isSigned).fault).toMatchObject({ kind: 'other_chain', seq: 20 });
});

test('what lies before the restore is excused nothing: the backup has to be as the center saw it', () => {
  const other = aChain(2, true, 9, 'p-9999').map((row) => row);
  const early = [center.anchor(2, 'f'.repeat(64), { centerTime: HOUR }), ...seenOfLost];
  expect(verifyAudit(other, early, isSigned).fault).toMatchObject({ kind: 'other_chain', seq: 2 });
});

test('slice by slice says what the whole says', () => {
  fc.assert(
    fc.property(
      fc.nat(20),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 30 }),
      (after, limit, kept) => {
        const rows = aChain(8, true, after, 'p-1002').slice(0, kept);
        const source = {
          auditAfter: (seq: number, count: number) => rows.filter((row) => row.seq > seq).slice(0, count),
          anchorsBetween: (from: number, to: number) =>
            seenOfLost.filter(({ seq }) => seq >= from && seq <= to),
        };
        const sum = { restores: 0, rows: 0, matched: 0, replaced: 0, fault: null as string | null };
        for (let from: AuditPlace | null = BEFORE_THE_FIRST; from !== null;) {
          const slice = verifySlice(source, { seatId: SEAT, signingKeys: [center.key], from, limit });
          sum.restores += slice.verdict.restores.length;
          sum.rows += slice.verdict.rows;
          sum.matched += slice.verdict.matched;
          sum.replaced += slice.verdict.replaced;
          sum.fault = slice.verdict.fault?.kind ?? null;
          from = slice.next;
        }
        const { restores, rows: count, matched, replaced, fault } = verifyAudit(rows, seenOfLost, isSigned);
        expect(sum).toEqual({
          restores: restores.length,
          rows: count,
          matched,
          replaced,
          fault: fault?.kind ?? null,
        });
      },
    ),
  );
});
