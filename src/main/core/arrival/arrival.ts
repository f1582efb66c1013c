import { CallId } from '../../../shared/ids';
import type { SessionPerson } from '../../../shared/ipc/contract';
import {
  minus,
  NOTHING_MADE,
  plus,
  type ArrivalCounts,
  type ArrivalDay,
  type ArrivalProof,
} from '../../../shared/queue/arrival';
import { addDays, shanghaiDate } from '../../../shared/shanghai-time';
import type { AuditChain } from '../audit/chain';
import type { Announce } from '../ports';
import type { CenterCounts } from '../store/repositories/arrival/center-counts';
import type { ArrivalEquation } from '../store/repositories/arrival/equation';
import type { OutboxRepository } from '../store/repositories/outbox';
import type { Writer } from '../store/writer';
import type { Clock } from '../sync/ports';
import type { CenterComparison } from './comparison';

/** Days always listed; older ones only where something is open or in doubt. */
const RECENT_DAYS = 31;
/** Older days with something open that are still listed one by one. */
const MAX_OPEN_DAYS = 62;
const MAX_LACKING_SHOWN = 20;

export interface ArrivalParts {
  arrival: ArrivalEquation;
  centerCounts: CenterCounts;
  outbox: OutboxRepository;
  /** Undefined where there is no center to compare with. */
  comparison: CenterComparison | undefined;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  announce: Announce;
  wakeSync: (why: 'work' | 'person') => void;
}

/** The proof that everything made at this seat has arrived, and what to do where it has not. Figures alone. */
export class Arrival {
  constructor(private readonly parts: ArrivalParts) {}

  /** The seat's equation, in all and by day, and the center's count beside it. `withDays` false: sums alone. */
  proof(withDays: boolean): ArrivalProof {
    const { arrival, centerCounts, comparison } = this.parts;
    return arrival.atOnce(() => {
      const total = arrival.total();
      const days = withDays ? this.days() : [];
      const listed = days.reduce<ArrivalCounts>((sum, { counts }) => plus(sum, counts), NOTHING_MADE);
      const records = centerCounts.lacking(MAX_LACKING_SHOWN);
      return {
        total,
        days,
        earlier: minus(total, listed),
        lastReceipt: arrival.lastReceipt(),
        center: centerCounts.ofAll(),
        lacking: {
          count: centerCounts.countLacking(),
          records: records.map(({ callId, revision, localNumber, foundAt, handedInAt }) => {
            return { callId: CallId.parse(callId), revision, localNumber, foundAt, handedInAt };
          }),
        },
        isChecking: comparison?.isChecking ?? false,
        failure: comparison?.failure ?? null,
      };
    });
  }

  private days(): ArrivalDay[] {
    const { arrival, centerCounts, clock } = this.parts;
    const span = arrival.span();
    if (span === null) return [];
    const today = shanghaiDate(clock.now());
    const to = span.to > today ? span.to : today;
    const from = addDays(to, 1 - RECENT_DAYS);
    const recent = arrival.days({ from, to });
    const open = [...arrival.daysWithOpen(), ...centerCounts.daysInDoubt()];
    const older = [...new Set(open)]
      .filter((day) => day < from)
      .sort()
      .reverse();
    const all = [
      ...recent,
      ...older.slice(0, MAX_OPEN_DAYS).flatMap((day) => arrival.days({ from: day, to: day })),
    ];
    return all.map(({ day, counts }) => ({ day, counts, center: centerCounts.ofDay(day) }));
  }

  /** Asks the center at once for its count of every day. */
  check(): ArrivalProof {
    const { comparison, wakeSync, announce } = this.parts;
    comparison?.ask();
    wakeSync('person');
    announce('sync');
    return this.proof(false);
  }

  /**
   * Hands in again what the center lacks, under the same keys: the first receipts stay, nothing is taken away. What is on
   * its way already is left alone.
   */
  handIn(person: SessionPerson): ArrivalProof {
    const { centerCounts, outbox, writer, audit, clock, announce, wakeSync } = this.parts;
    const now = clock.now();
    const waiting = centerCounts.lacking(-1).filter(({ handedInAt }) => handedInAt === null);
    writer.write(() => {
      for (const { seq, callId, revision } of waiting) {
        outbox.handInAgain(seq, now);
        centerCounts.setHandedIn(seq, person.id, now);
        audit.append({
          at: now,
          actor: person.id,
          act: 'handed_in_again',
          subject: callId,
          detail: revision,
        });
      }
    });
    announce(
      'queue',
      waiting.map(({ callId }) => callId),
    );
    wakeSync('person');
    return this.proof(false);
  }
}
