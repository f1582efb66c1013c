import { AuditHead, type AuditAnchor } from '../../../shared/center-api/anchor';
import type { Log } from '../ports';
import type { AuditRepository } from '../store/repositories/audit';
import type { AnchorRepository } from '../store/repositories/seat/anchors';
import type { Writer } from '../store/writer';
import type { SignatureCheck } from '../bundle/bundles';
import type { Clock } from '../sync/ports';
import type { AuditChain } from './chain';
import { anchorCheck, type AnchorCheck } from './verify';

export interface AnchoringParts {
  seatId: string;
  anchors: AnchorRepository;
  rows: AuditRepository;
  audit: AuditChain;
  writer: Writer;
  isSigned: SignatureCheck;
  clock: Clock;
  log: Log;
}

/** Where the audit ends, for the center to see; null before its first row. */
export function headOf({ audit }: { audit: AuditRepository }): AuditHead | null {
  const head = AuditHead.safeParse(audit.head());
  return head.success ? head.data : null;
}

/**
 * Keeps what the center says it saw of the audit. An anchor that this audit does not have is kept all the same, and
 * written down once: from then on every verification finds it.
 */
export class Anchoring {
  private readonly isTrusted: AnchorCheck;

  constructor(private readonly parts: AnchoringParts) {
    this.isTrusted = anchorCheck(parts.seatId, parts.isSigned);
  }

  take(anchor: AuditAnchor): void {
    const { anchors, rows, audit, writer, clock, log } = this.parts;
    if (!this.isTrusted(anchor)) {
      log({ event: 'sync', what: 'anchor_refused' });
      return;
    }
    writer.write(() => {
      if (!anchors.add(anchor)) return;
      if (rows.at(anchor.seq)?.hash === anchor.hash) return;
      log({ event: 'sync', what: 'audit_not_as_anchored' });
      audit.append({
        at: clock.now(),
        actor: 'center',
        act: 'audit_not_as_anchored',
        subject: this.parts.seatId,
        detail: anchor.seq,
      });
    });
  }
}
