import type { AuditFault, AuditVerdict } from '../../../shared/audit/verification';
import type { AuditAnchor } from '../../../shared/center-api/anchor';
import type { AuditRow } from '../store/repositories/audit';
import { hashOf } from './chain';

/** Whether the center signed this anchor, for this seat. */
export type AnchorCheck = (anchor: AuditAnchor) => boolean;

/**
 * Goes through an audit row by row, in the order in which it lies: each hash anew (SM3, GB/T 32905), each row on the one
 * before, each anchor at its row. Ends at the first fault; what comes behind one proves nothing.
 */
export class AuditWalk {
  private last: Pick<AuditRow, 'seq' | 'hash'> = { seq: 0, hash: '' };
  private readonly anchors: readonly AuditAnchor[];
  private next = 0;
  private rows = 0;
  private fault: AuditFault | null = null;

  constructor(anchors: readonly AuditAnchor[], isSigned: AnchorCheck) {
    this.anchors = anchors.toSorted((a, b) => a.seq - b.seq);
    const unsigned = this.anchors.find((anchor) => !isSigned(anchor));
    if (unsigned) this.fault = { kind: 'false_anchor', seq: unsigned.seq, at: unsigned.centerTime };
  }

  /** False once there is a fault: nothing more to see. */
  take(row: AuditRow): boolean {
    if (this.fault !== null) return false;
    this.fault = this.faultOf(row);
    if (this.fault !== null) return false;
    this.last = row;
    this.rows += 1;
    return true;
  }

  /** Where to read on. */
  get seq(): number {
    return this.last.seq;
  }

  /** As far as it was gone; call `end` before where the rows are all through. */
  verdict(): AuditVerdict {
    return { rows: this.rows, anchors: this.anchors.length, matched: this.next, fault: this.fault };
  }

  /** There are no more rows: an anchor further on tells of some that were cut off. */
  end(): AuditVerdict {
    const open = this.anchors.at(-1);
    if (this.fault === null && open !== undefined && open.seq > this.last.seq) {
      this.fault = { kind: 'cut', seq: this.last.seq + 1, at: open.centerTime };
    }
    return this.verdict();
  }

  private faultOf(row: AuditRow): AuditFault | null {
    const { seq, at } = row;
    if (seq <= this.last.seq) return { kind: 'order', seq, at };
    if (seq > this.last.seq + 1) return { kind: 'missing', seq: this.last.seq + 1, at };
    if (row.hash !== hashOf(row)) return { kind: 'edited', seq, at };
    if (row.previousHash !== this.last.hash) return { kind: 'unlinked', seq, at };
    for (let anchor = this.anchors[this.next]; anchor?.seq === seq; anchor = this.anchors[this.next]) {
      if (anchor.hash !== row.hash) return { kind: 'other_chain', seq, at };
      this.next += 1;
    }
    return null;
  }
}

/** The whole audit at once. Pure; `rows` in the order in which they lie in the store. */
export function verifyAudit(
  rows: Iterable<AuditRow>,
  anchors: readonly AuditAnchor[],
  isSigned: AnchorCheck,
): AuditVerdict {
  const walk = new AuditWalk(anchors, isSigned);
  for (const row of rows) if (!walk.take(row)) return walk.verdict();
  return walk.end();
}
