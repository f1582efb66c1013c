import {
  MOST_RESTORES,
  type AuditFault,
  type AuditRestore,
  type AuditVerdict,
} from '../../../shared/audit/verification';
import { readRestoreDetail } from '../../../shared/backup/backup';
import { WRONG_CLOCK_MS } from '../../../shared/network/clock';
import { anchorText, type AuditAnchor } from '../../../shared/center-api/anchor';
import type { SignatureCheck } from '../bundle/bundles';
import type { AuditRow } from '../store/repositories/audit';
import { createSignatureCheck, type SigningKey } from '../sync/center/receipt-check';
import { hashOf } from './chain';

/** A row as the next one has to follow it. */
export type AuditPlace = Pick<AuditRow, 'seq' | 'hash'> & { restore?: StandingRestore | null };

/** The last restore so far. `isSeen`: the center has seen this chain since. */
interface StandingRestore {
  seq: number;
  at: number;
  isSeen: boolean;
}
export const BEFORE_THE_FIRST: AuditPlace = { seq: 0, hash: '' };

/** Whether the center signed this anchor, for this seat. */
export type AnchorCheck = (anchor: AuditAnchor) => boolean;

/** Whether the certificate is here that a row `identity_destroyed` tells of. */
export type CertificateCheck = (row: AuditRow) => boolean;

/** The judge of an anchor: of this seat, and truly signed by the center. */
export function anchorCheck(seatId: string, isSigned: SignatureCheck): AnchorCheck {
  return (anchor) => anchor.seatId === seatId && isSigned(anchorText(anchor), anchor.keyId, anchor.signature);
}

/**
 * Goes through an audit row by row, in the order in which it lies: each hash anew (SM3, GB/T 32905), each row on the one
 * before, each anchor at its row. Ends at the first fault; what comes behind one proves nothing.
 *
 * An anchor of a row that a restore replaced is none: the row `store_restored` says so, and it excuses only what the center saw
 * before that moment, and nothing any more once the center has seen the chain that goes on from there. Who rewinds a store
 * cannot hide it behind an older restore, and no restore goes unnamed.
 */
export class AuditWalk {
  private last: AuditPlace;
  private readonly anchors: readonly AuditAnchor[];
  private next = 0;
  private rows = 0;
  private replaced = 0;
  private readonly restores: AuditRestore[] = [];
  private restore: StandingRestore | null;
  private fault: AuditFault | null = null;

  /** `from`: the row it goes on behind; `anchors` are of rows behind that. */
  constructor(
    anchors: readonly AuditAnchor[],
    isSigned: AnchorCheck,
    from: AuditPlace = BEFORE_THE_FIRST,
    private readonly isCertified: CertificateCheck = () => true,
  ) {
    this.last = from;
    this.restore = from.restore ?? null;
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

  /** The last row that holds: where to read on. */
  get place(): AuditPlace {
    return { seq: this.last.seq, hash: this.last.hash, restore: this.restore };
  }

  /** As far as it was gone; call `end` before where the rows are all through. */
  verdict(): AuditVerdict {
    const { rows, replaced, fault } = this;
    const matched = this.next - replaced;
    return { restores: [...this.restores], replaced, rows, anchors: this.anchors.length, matched, fault };
  }

  /** There are no more rows: an anchor further on tells of some that were cut off. */
  end(): AuditVerdict {
    while (this.fault === null) {
      const open = this.anchors[this.next];
      if (open === undefined) break;
      if (!this.isReplaced(open))
        this.fault = { kind: 'cut', seq: this.last.seq + 1, at: this.anchors.at(-1)?.centerTime ?? null };
      else this.excuse();
    }
    return this.verdict();
  }

  private isReplaced(anchor: AuditAnchor): boolean {
    const { restore } = this;
    return (
      restore !== null &&
      !restore.isSeen &&
      anchor.seq >= restore.seq &&
      anchor.centerTime <= restore.at + WRONG_CLOCK_MS
    );
  }

  private excuse(): void {
    this.next += 1;
    this.replaced += 1;
  }

  private noteRestore({ seq, at, act, actor, detail }: AuditRow): void {
    if (act !== 'store_restored') return;
    this.restore = { seq, at, isSeen: false };
    const told = readRestoreDetail(detail);
    if (told !== null && this.restores.length < MOST_RESTORES)
      this.restores.push({ seq, at, by: actor, reason: told.reason, proof: told.proof, from: told.seq });
  }

  private faultOf(row: AuditRow): AuditFault | null {
    const { seq, at } = row;
    if (seq <= this.last.seq) return { kind: 'order', seq, at };
    if (seq > this.last.seq + 1) return { kind: 'missing', seq: this.last.seq + 1, at };
    if (row.hash !== hashOf(row)) return { kind: 'edited', seq, at };
    if (row.previousHash !== this.last.hash) return { kind: 'unlinked', seq, at };
    if (row.act === 'identity_destroyed' && !this.isCertified(row)) return { kind: 'certificate', seq, at };
    // Before the anchors: what the center saw in this very place is the first that it replaced.
    this.noteRestore(row);
    for (let anchor = this.anchors[this.next]; anchor?.seq === seq; anchor = this.anchors[this.next]) {
      if (anchor.hash === row.hash) {
        this.next += 1;
        if (this.restore !== null) this.restore = { ...this.restore, isSeen: true };
      } else if (this.isReplaced(anchor)) this.excuse();
      else return { kind: 'other_chain', seq, at };
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

/** What one slice of a verification is asked of: `limit` rows behind `from`, and the anchors of these rows. */
export interface AuditSliceAsked {
  seatId: string;
  signingKeys: readonly SigningKey[];
  from: AuditPlace;
  limit: number;
}

export interface AuditSlice {
  verdict: AuditVerdict;
  /** Where the next slice begins; null: there is none. */
  next: AuditPlace | null;
}

export interface AuditSource {
  auditAfter(seq: number, limit: number): AuditRow[];
  /** Both ends counted. */
  anchorsBetween(from: number, to: number): AuditAnchor[];
}

/** One slice of `verifyAudit`, from a store. What the slices say, added up, is what the whole says. */
export function verifySlice(
  store: AuditSource,
  { seatId, signingKeys, from, limit }: AuditSliceAsked,
  isCertified?: CertificateCheck,
): AuditSlice {
  const rows = store.auditAfter(from.seq, limit);
  const isLast = rows.length < limit;
  const upTo = isLast ? Number.MAX_SAFE_INTEGER : (rows.at(-1)?.seq ?? from.seq);
  const isSigned = anchorCheck(seatId, createSignatureCheck(signingKeys));
  const walk = new AuditWalk(store.anchorsBetween(from.seq + 1, upTo), isSigned, from, isCertified);
  const isWhole = rows.every((row) => walk.take(row));
  const verdict = isLast && isWhole ? walk.end() : walk.verdict();
  return { verdict, next: isLast || verdict.fault !== null ? null : walk.place };
}
