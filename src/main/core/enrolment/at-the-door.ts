import type { Failure } from '../../../shared/ipc/errors';
import type { Input } from '../../../shared/ipc/contract';
import type { Log } from '../ports';
import { Refusal } from '../refusal';
import type { Store } from '../store/store';
import type { Clock } from '../sync/ports';
import { failureOf } from '../vault/keeper';
import type { EnrolmentByCode, TakenByCode } from './by-code';
import {
  enrolmentOf,
  readEnrolmentFile,
  renewEnrolment,
  takeEnrolment,
  type CheckedEnrolment,
} from './enrolment';

interface Parts {
  byCode: EnrolmentByCode;
  /** Where a signed enrolment may lie; the first that is there counts. */
  files: readonly string[];
  clock: Clock;
  log: Log;
}

/** What makes this PC a seat: a signed file, or what a one-time code brought; and why it is none. */
export class EnrolmentAtTheDoor {
  failure: Failure | null = null;
  /** What a one-time code brought, until a store holds it. */
  private taken: TakenByCode | undefined;
  /** The file, read and checked once. */
  private read: { checked: CheckedEnrolment | undefined } | undefined;

  constructor(private readonly parts: Parts) {}

  private offered(): CheckedEnrolment | undefined {
    if (this.taken !== undefined) return this.taken.checked;
    try {
      this.read ??= { checked: this.firstFile() };
      return this.read.checked;
    } catch (error) {
      this.failure = failureOf(error);
      this.parts.log({ event: 'enrolment', what: 'file', outcome: this.failure.code });
      return undefined;
    }
  }

  private firstFile(): CheckedEnrolment | undefined {
    for (const file of this.parts.files) {
      const checked = readEnrolmentFile(file);
      if (checked !== undefined) return checked;
    }
    return undefined;
  }

  /** The key that a new store's own is sealed to. @throws Refusal with why this PC is no seat. */
  recoveryKey(): CheckedEnrolment['enrolment']['keys']['recovery'] {
    const checked = this.offered();
    if (checked) return checked.enrolment.keys.recovery;
    const { code, params } = this.missing();
    throw new Refusal(code, params);
  }

  /** Says that the store has no enrolment, where nothing better is known. */
  missing(): Failure {
    return (this.failure ??= { code: 'not_enrolled' });
  }

  /** Puts what is offered into the store. An enrolled seat goes on with what it has where the file on the disk is bad. */
  enrol(store: Store): void {
    const { clock, log } = this.parts;
    const checked = this.offered();
    const isEnrolled = enrolmentOf(store) !== undefined;
    if (checked === undefined) {
      if (isEnrolled) this.failure = null;
      return;
    }
    try {
      if (isEnrolled) renewEnrolment(store, checked.signed, clock.now());
      else takeEnrolment(store, checked, clock.now(), this.taken?.key);
      this.taken = undefined;
      this.failure = null;
    } catch (error) {
      if (!(error instanceof Refusal) || !isEnrolled) throw error;
      log({ event: 'enrolment', what: 'renewal', outcome: error.failure.code });
    }
  }

  /** Asks the center by a one-time code; the next store that opens is enrolled by the answer. */
  async redeem({ centerUrl, code }: Input<'enrolment.redeem'>): Promise<void> {
    this.taken = await this.parts.byCode.redeem(centerUrl, code);
    this.parts.log({ event: 'enrolment', what: 'code', outcome: 'ok' });
    this.failure = null;
  }
}
