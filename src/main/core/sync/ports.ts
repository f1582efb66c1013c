import type { ProblemDetails } from '../../../shared/center-api/messages';
import type { Receipt, RecordKey } from '../../../shared/center-api/receipt';

/** A revision owed to the center, as it was hashed when it was finished. */
export interface OwedRecord extends RecordKey {
  body: string;
  tries: number;
  /** True where an earlier answer was lost: ask before sending again. */
  isUnconfirmed: boolean;
}

/** What one round found out about one claimed record. */
export type Settlement = RecordKey &
  (
    | { kind: 'accepted'; receipt: Receipt }
    /** Not sent or refused for now: still owed. `cause` is a closed word, never a body. */
    | { kind: 'retry'; cause: string; nextTryAt: number }
    /** The answer was lost or could not be believed: it may have arrived. */
    | { kind: 'unconfirmed'; cause: string; nextTryAt: number }
    | { kind: 'quarantined'; problem: ProblemDetails }
  );

/** The store's side of the outbox. Every method is one IMMEDIATE transaction; nothing is ever deleted on failure. */
export interface Outbox {
  /** At start: what a crash left in `sending` becomes `unconfirmed`, due at once. Returns how many. */
  recoverInterrupted(now: number): number;
  /**
   * Takes due records (`next_try_at <= now`, or absurdly far ahead because the clock was set back), fewest tries
   * first, then oldest; marks them `sending`. At most `limit` records and `maxChars` characters of bodies, at least one.
   */
  claim(now: number, limit: number, maxChars: number): OwedRecord[];
  /** Writes receipts and new states of claimed records in one transaction (a receipt with its record's state). */
  settle(settlements: readonly Settlement[], now: number): void;
  /** Makes one record, or all, due now. A quarantined one only when named. */
  makeDue(id: string | null, now: number): void;
  summary(): {
    owed: number;
    oldestOwedAt: number | null;
    nextTryAt: number | null;
    lastReceiptAt: number | null;
  };
}

/** The seat's clocks. `now` is wall time in UTC ms; `monotonic` never goes back. */
export interface Clock {
  now(): number;
  monotonic(): number;
}
