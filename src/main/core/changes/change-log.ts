import { Change, type SignedChange } from '../../../shared/center-api/changes';
import type { SeatId } from '../../../shared/ids';
import type { AuditChain } from '../audit/chain';
import type { SignatureCheck } from '../bundle/bundles';
import type { Announce } from '../ports';
import type { CallRepository } from '../store/repositories/calls';
import type { ChangeRepository } from '../store/repositories/changes';
import type { Writer } from '../store/writer';
import type { ChangeSink } from '../sync/ports';

export interface ChangeLogParts {
  seatId: SeatId;
  changes: ChangeRepository;
  calls: CallRepository;
  writer: Writer;
  audit: AuditChain;
  announce: Announce;
  isSigned: SignatureCheck;
}

type Refused = Exclude<ReturnType<ChangeSink['take']>, { ok: true }>['reason'];

/**
 * Takes in what the center did with this seat's records: signed, of this seat, numbered without a gap, a page at a time in
 * one transaction. Changes no record; a return only marks the call 已退回. What cannot be believed changes nothing and is
 * put on record once.
 */
export class ChangeLog implements ChangeSink {
  private lastRefusal = '';

  constructor(private readonly parts: ChangeLogParts) {}

  lastPosition(): number {
    return this.parts.changes.lastPosition();
  }

  take(offered: readonly SignedChange[], now: number): ReturnType<ChangeSink['take']> {
    const { changes, calls, writer, audit, announce } = this.parts;
    const checked = this.check(offered, changes.lastPosition());
    if ('reason' in checked) return this.refuse(checked.reason, checked.at, now);
    const { fresh } = checked;
    if (fresh.length === 0) return { ok: true, taken: 0 };
    writer.write(() => {
      for (const { change, signed } of fresh) {
        changes.add(change, signed, now);
        if (change.kind === 'returned' && calls.findHead(change.recordId)?.revision === change.revision) {
          calls.setStage(change.recordId, 'returned');
        }
        audit.append({
          at: now,
          actor: 'center',
          act: 'change_taken',
          subject: change.recordId,
          detail: change.kind,
        });
      }
    });
    const ids = fresh.map(({ change }) => change.recordId);
    announce('queue', ids);
    announce('changes', ids);
    return { ok: true, taken: fresh.length };
  }

  /** What is new among them; what came before is passed over. */
  private check(
    offered: readonly SignedChange[],
    last: number,
  ): { fresh: { change: Change; signed: SignedChange }[] } | { reason: Refused; at: number } {
    const fresh: { change: Change; signed: SignedChange }[] = [];
    for (const signed of offered) {
      const next = last + fresh.length + 1;
      if (!this.parts.isSigned(signed.body, signed.keyId, signed.signature)) {
        return { reason: 'bad_signature', at: next };
      }
      const change = parsed(signed.body);
      if (change === null) return { reason: 'malformed', at: next };
      if (change.seatId !== this.parts.seatId) return { reason: 'other_seat', at: next };
      if (change.position < next) continue;
      if (change.position > next) return { reason: 'gap', at: next };
      fresh.push({ change, signed });
    }
    return { fresh };
  }

  private refuse(reason: Refused, position: number, at: number): { ok: false; reason: Refused } {
    const what = `${reason}/${position}`;
    if (what !== this.lastRefusal) {
      this.lastRefusal = what;
      const { writer, audit } = this.parts;
      const subject = String(position);
      writer.write(() => audit.append({ at, actor: 'seat', act: 'change_refused', subject, detail: reason }));
    }
    return { ok: false, reason };
  }
}

function parsed(body: string): Change | null {
  try {
    return Change.parse(JSON.parse(body));
  } catch {
    return null;
  }
}
