import type { AuditAnchor } from '../../../shared/center-api/anchor';
import type { SignedChange } from '../../../shared/center-api/changes';
import type { LedgerSpan } from '../../../shared/center-api/ledger';
import type { ProblemDetails, PushedRecord } from '../../../shared/center-api/messages';
import type { Receipt, RecordKey } from '../../../shared/center-api/receipt';
import type { SyncState } from '../../../shared/ipc/contract';
import type { LinkCause, WayCause } from '../../../shared/network/causes';
import type { CenterVerdict } from '../../../shared/queue/arrival';
import type { KeysInUse } from '../../../shared/keys/statement';
import type { SignedBundle } from '../../../shared/script/bundle';
import type { SignedRoster } from '../../../shared/center-api/people';
import type { LinkFailure } from './center/classify';
import type { PeopleClient } from './people/ports';
import type { RegionOutcome, RegionQuestion } from './region/classify';
import type { UploadClient } from './uploads/ports';

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
    /** Refused in an answer that was carried back: counts for what is not on its way online just now. */
    | { kind: 'refused_by_hand'; problem: ProblemDetails }
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

/** The seat's timer. `after` runs once, `delayMs` from now, and returns how to call it off. Never keeps the process up. */
export interface Timer {
  after(delayMs: number, run: () => void): () => void;
}

/** Why a round brought nothing, in the closed words a person is shown (SyncState.cause). */
export type { LinkCause };

/** One request and what came back, before anybody believes it. Never a body or a token outside `body`. */
export type Exchange =
  | {
      kind: 'answered';
      status: number;
      contentType: string;
      retryAfter: string | null;
      etag: string | null;
      /** Who that was, where it turns out not to be the center's; `not_the_center` unless told. */
      stranger?: WayCause;
      /** Where the answer speaks tus: its version, and how much of an upload is there. */
      tus?: { resumable: string; offset: string | null };
      /** Which stretch of something larger this is, as the answer says. */
      contentRange?: string;
      body: Uint8Array;
    }
  /** `mayHaveArrived` is false only where it is certain that no byte of the request left. */
  | { kind: 'failed'; cause: WayCause; mayHaveArrived: boolean };

/** What the center is asked of a release: its signed list, and stretches of its packages. */
export interface ReleaseClient {
  release(signal: AbortSignal): Promise<Exchange>;
  piece(
    asked: { version: string; file: string; offset: number; length: number },
    signal: AbortSignal,
  ): Promise<Exchange>;
}

/** The way to the center. Every method resolves; none throws for what a network or a stranger does. */
export interface CenterClient {
  push(records: readonly PushedRecord[], signal: AbortSignal): Promise<Exchange>;
  /** "Have you these?" */
  ask(keys: readonly RecordKey[], signal: AbortSignal): Promise<Exchange>;
  /** The center's own count of the seat, day by day. */
  ledger(span: LedgerSpan, signal: AbortSignal): Promise<Exchange>;
  health(signal: AbortSignal): Promise<Exchange>;
  bundle(etag: string | null, signal: AbortSignal): Promise<Exchange>;
  /** What the center did with records, after the seat's last position. */
  changes(after: number, signal: AbortSignal): Promise<Exchange>;
  /** For bytes of attachments; a center without it is owed them. */
  uploads?: UploadClient;
  /** Persons and identities; a center without it tells no people and answers no such request. */
  people?: PeopleClient;
  /** The rolls of the center's keys; a center without it rolls none. */
  keys?: KeyClient;
  /** What the center counts over all seats of the city. */
  region?(etag: string | null, signal: AbortSignal): Promise<Exchange>;
  /** Packages of the seat's program; an earlier center has none. */
  releases?: ReleaseClient;
  /** Lets go of kept connections. */
  close(): void;
}

export interface KeyClient {
  keys(etag: string | null, signal: AbortSignal): Promise<Exchange>;
  /** Which of them are in use here. */
  tell(inUse: KeysInUse, signal: AbortSignal): Promise<Exchange>;
}

/** Keeps up with the center's keys. Throws only for the store's own failures. */
export interface KeySink {
  /** Asks for rolls and follows them. */
  pull(signal: AbortSignal): Promise<LinkFailure | null>;
  /** Something is signed by this key: where it is not known, the center is asked for its rolls first, now and then. */
  learn(keyId: string): Promise<void>;
}

/**
 * Takes in a bundle the center offers. The core's side checks the signature under an enrolled key and `checkBundle`,
 * and stores it; a refused one changes nothing. Throws only for the store's own failures.
 */
export interface BundleSink {
  offer(
    bundle: SignedBundle,
    now: number,
  ): { ok: true; changed: boolean } | { ok: false; reason: 'bad_signature' | 'bundle_refused' };
}

/** Takes in what the center did with records, a page in one transaction. Throws only for the store's own failures. */
export interface ChangeSink {
  lastPosition(): number;
  take(
    changes: readonly SignedChange[],
    now: number,
  ):
    { ok: true; taken: number } | { ok: false; reason: 'bad_signature' | 'malformed' | 'other_seat' | 'gap' };
}

/** Takes in who may sign in here. Throws only for the store's own failures. */
export interface PeopleSink {
  take(
    roster: SignedRoster,
    now: number,
  ):
    | { ok: true; changed: boolean }
    | { ok: false; reason: 'bad_signature' | 'malformed' | 'other_seat' | 'older' };
  /** The center stands by the list that is here. */
  confirm(now: number): void;
}

/** Keeps what the center counts of the city. Throws only for the store's own failures. */
export interface RegionSink {
  /** Ms until the center is to be asked. */
  dueInMs(): number;
  /** What is asked now. */
  question(centerTime: number): RegionQuestion;
  take(outcome: RegionOutcome, centerTime: number): void;
}

/** Compares what the seat holds receipts of with the center's own count; asked when the link is good and idle. */
export interface Comparison {
  /** Receipts came in: what the center said before is out of date. */
  hasNews(): void;
  /** Ms until the next comparison is due. */
  dueInMs(): number;
  /** Never rejects for what a network or a stranger does. */
  run(signal: AbortSignal): Promise<void>;
}

/** What the engine tells its log: closed words and numbers, never content. */
export type SyncEvent =
  | { event: 'round'; sent: number; accepted: number; quarantined: number; unsettled: number; ms: number }
  | { event: 'hold'; cause: LinkCause | 'store_failed'; forMs: number }
  | { event: 'recovered'; records: number }
  | { event: 'bundle_refused'; reason: string }
  | { event: 'bundle_changed' }
  | { event: 'keys_followed'; records: number }
  | { event: 'keys_refused'; reason: string }
  | { event: 'escrow_renewed' }
  | { event: 'escrow_not_renewed'; reason: string }
  | { event: 'people_taken' }
  | { event: 'people_refused'; reason: string }
  | { event: 'changes_taken'; records: number }
  | { event: 'changes_refused'; reason: string }
  | { event: 'region_not_taken'; cause: LinkCause }
  | { event: 'compared'; verdict: CenterVerdict; records: number }
  | { event: 'not_compared'; cause: LinkCause };

/** Everything the engine needs, handed in by compose.ts or by a test. */
export interface SyncEngineParts {
  outbox: Outbox;
  center: CenterClient;
  bundles: BundleSink;
  changes: ChangeSink;
  /** Left out where the keys never change. */
  keys?: KeySink;
  /** Left out where the people never change: in practice. */
  people?: PeopleSink;
  /** Left out in practice: its center knows no region. */
  region?: RegionSink;
  /** Left out where nobody compares. */
  comparison?: Comparison;
  /** Takes in what the center saw of the audit, once the round is written down. Throws only for the store's own failures. */
  onAnchor?: (anchor: AuditAnchor) => void;
  /** True where this receipt proves that the center has exactly this record: see receipt-check.ts. */
  isTrusted: (sent: RecordKey, receipt: Receipt) => boolean | Promise<boolean>;
  clock: Clock;
  timer: Timer;
  /** Uniform in [0, 1). */
  random: () => number;
  /** Records whose delivery changed; empty where only the link's state did. */
  onChange: (ids: readonly string[]) => void;
  log: (event: SyncEvent) => void;
}

export interface SyncEngine {
  /** Recovers what a crash left in `sending`, then goes to work at once. Call it when the store is open. */
  start(): void;
  /** Lets the round in hand finish for at most `deadlineMs`, then breaks it off and settles it. Resolves when quiet. */
  stop(deadlineMs: number): Promise<void>;
  /** `work`: something may be due. `person`: somebody asked for it now; skips the pause, but never a Retry-After. */
  wake(why?: 'work' | 'person'): void;
  /** Resolves when no round is in hand. Records may still be owed (paused, not due yet). */
  whenIdle(): Promise<void>;
  /** Derived from facts each time it is asked. */
  state(): SyncState;
}
