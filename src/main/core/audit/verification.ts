import type { AuditVerification } from '../../../shared/audit/verification';
import type { SessionPerson } from '../../../shared/ipc/contract';
import { keysOf } from '../enrolment/enrolment';
import { Refusal } from '../refusal';
import type { Opened } from '../self-check/opened';
import type { Clock } from '../sync/ports';
import { AuditChain } from './chain';
import { runVerification } from './verifier';

export interface VerificationParts {
  opened: () => Opened | undefined;
  clock: Clock;
  onProgress: () => void;
}

/** A supervisor's verification of the audit: one at a time, and itself an act of the audit. */
export class Verification {
  private current: AuditVerification | null = null;

  constructor(private readonly parts: VerificationParts) {}

  report(): AuditVerification | null {
    return this.current;
  }

  /** Begins one, unless one runs. Throws `store_locked` where there is no open store. */
  start(person: SessionPerson): AuditVerification {
    if (this.current?.isRunning === true) return this.current;
    const { opened, clock, onProgress } = this.parts;
    const open = opened();
    if (open === undefined) throw new Refusal('store_locked');
    void runVerification({
      reader: open.reader,
      seatId: open.enrolment.seat.id,
      signingKeys: keysOf(open.store, open.enrolment).signing,
      rows: () => open.store.audit.head().seq,
      now: () => clock.now(),
      monotonic: () => clock.monotonic(),
      lane: 'verification',
      onProgress: (verification) => {
        this.current = verification;
        onProgress();
      },
    }).then((done) => this.writeDown(open, person, done));
    if (this.current === null) throw new Refusal('store_locked');
    return this.current;
  }

  private writeDown({ store, enrolment }: Opened, person: SessionPerson, done: AuditVerification): void {
    const { fault } = done.verdict;
    const at = this.parts.clock.now();
    const detail = fault?.kind ?? (done.isWhole ? 'holds' : 'not_whole');
    try {
      store.write(() =>
        new AuditChain(store.audit).append({
          at,
          actor: person.id,
          act: 'audit_verified',
          subject: enrolment.seat.id,
          detail,
        }),
      );
    } catch (error) {
      // A store that cannot be written to, or was closed meanwhile, says so elsewhere; what was found stays shown.
      if (!(error instanceof Refusal) && store.isOpen) throw error;
    }
  }
}
