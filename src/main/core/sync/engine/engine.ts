import { backoffMs, MAX_DELAY_MS } from './backoff';
import { afterFailure, afterSuccess, afterTooLarge, firstBatchSize } from './batch-size';
import { nameOf, type Verdict, type VerdictCause } from '../center/classify';
import { createContact } from './contact';
import { createLink } from './link';
import type { LinkCause, OwedRecord, Settlement, SyncEngine, SyncEngineParts } from '../ports';
import { runRound, type RoundResult } from './round';

/** Between two looks at the store at least, so that a due time in the past cannot make a loop. */
const MIN_WAIT_MS = 250;

/** A round on its way. */
interface Flight {
  claimed: readonly OwedRecord[];
  result: Promise<RoundResult>;
  /** Monotonic ms. */
  since: number;
}

/** The center was there and this record in particular did not come through: it waits by its own tries. */
const OWN_FAULT: ReadonlySet<VerdictCause> = new Set(['not_mentioned', 'untrusted_receipt', 'server_error']);

/**
 * The one loop that empties the outbox: claim, round, settle, again while a round brought progress. One request at a time;
 * after a failure it keeps quiet (link.ts) and never spins. Owns no SQL, no network, no Electron.
 */
export function createSyncEngine(parts: SyncEngineParts): SyncEngine {
  const { outbox, clock, timer, random, onChange, log, comparison } = parts;
  const link = createLink(clock, random);
  const contact = createContact(parts);
  let size = firstBatchSize();
  let isStarted = false;
  let isWanted = false;
  /** Claimed records of which the store does not know the outcome: a crash's at start, a claim or settle that failed. */
  let hasUnsettled = true;
  let isWorking = false;
  /** Sent before the round in hand was settled. */
  let ahead: Flight | null = null;
  let current: Promise<void> = Promise.resolve();
  let breakOff = new AbortController();
  let callOff: () => void = () => undefined;

  function go(): void {
    isWanted = true;
    if (!isStarted || isWorking) return;
    callOff();
    isWorking = true;
    current = work().finally(() => {
      isWorking = false;
      // Woken between the loop's last look and now.
      if (isWanted) go();
      else plan();
    });
  }

  async function work(): Promise<void> {
    while (isStarted && isWanted) {
      isWanted = false;
      try {
        await drain();
        await keepInTouch();
        await compare();
      } catch {
        // The store's own failure (or a bug): nothing is known about the link any more. What was claimed is recovered
        // before the next claim, asked for first and re-sent under the same key.
        await ahead?.result.catch(() => undefined);
        ahead = null;
        log({ event: 'hold', cause: 'store_failed', forMs: Math.round(link.failed(null, null)) });
      }
    }
  }

  async function drain(): Promise<void> {
    if (!mayGo()) return;
    if (hasUnsettled) {
      const records = outbox.recoverInterrupted(clock.now());
      if (records > 0) log({ event: 'recovered', records });
    }
    for (let flight = takeOff(); flight !== null; flight = ahead ?? takeOff()) {
      ahead = null;
      await land(flight);
    }
    hasUnsettled = false;
  }

  function mayGo(): boolean {
    return isStarted && link.quietMs() === 0;
  }

  /** Claims what is due and sends it; null where there is nothing to do or it is time to be quiet. */
  function takeOff(): Flight | null {
    if (!mayGo()) return null;
    // Before the claim: one that fails may have been committed all the same.
    hasUnsettled = true;
    const claimed = outbox.claim(clock.now(), size.records, size.chars);
    if (claimed.length === 0) return null;
    onChange(claimed.map((record) => record.id));
    const result = runRound(claimed, parts, breakOff.signal, () => {
      // While all goes well the next push is on its way while this one's receipts are checked and stored.
      if (ahead === null && link.cause() === null) ahead = takeOff();
    });
    // Awaited in its turn; a failure before that is no stray one.
    result.catch(() => undefined);
    return { claimed, result, since: clock.monotonic() };
  }

  /** Judges a round's outcome and writes it down. */
  async function land({ claimed, result, since }: Flight): Promise<void> {
    const found = await result;
    learn(claimed, found);
    outbox.settle(settlementsOf(claimed, found.verdicts), clock.now());
    if (found.anchor !== null) parts.onAnchor?.(found.anchor);
    if (found.verdicts.some(({ kind }) => kind === 'accepted')) comparison?.hasNews();
    logRound(claimed, found, clock.monotonic() - since);
    onChange(claimed.map((record) => record.id));
  }

  /** Draws the round's lessons on the link and the batch size. */
  function learn(claimed: readonly OwedRecord[], result: RoundResult): void {
    const { verdicts, failure, tooLargeChars } = result;
    const hasProgress = verdicts.some(({ kind }) => kind === 'accepted' || kind === 'quarantined');
    const doubt = doubtOf(verdicts);
    if (result.contact !== null) {
      link.met(result.contact);
      contact.postpone();
    }
    if (hasProgress) link.succeeded(doubt);
    const tried = { ...size, records: Math.min(size.records, claimed.length) };
    if (tooLargeChars !== null) size = afterTooLarge(tried, tooLargeChars);
    else size = failure === null && hasProgress ? afterSuccess(size) : afterFailure(tried);
    if (failure !== null) hold(failure.cause, failure.holdMs);
    // The center answered and said nothing of use about any record: its trouble, not the records'.
    else if (!hasProgress) hold(doubt ?? 'server_error', null);
  }

  function hold(cause: LinkCause, askedMs: number | null): void {
    log({ event: 'hold', cause, forMs: Math.round(link.failed(cause, askedMs)) });
  }

  /** What failed with the link is due as soon as the link's own pause is over; only its own fault puts a record off. */
  function settlementsOf(claimed: readonly OwedRecord[], verdicts: readonly Verdict[]): Settlement[] {
    const now = clock.now();
    const tries = new Map(claimed.map((record) => [nameOf(record), record.tries]));
    return verdicts.map((verdict) => {
      if (verdict.kind === 'accepted' || verdict.kind === 'quarantined') return verdict;
      const delayMs = OWN_FAULT.has(verdict.cause) ? backoffMs(tries.get(nameOf(verdict)) ?? 0, random) : 0;
      return { ...verdict, nextTryAt: Math.round(now + delayMs) };
    });
  }

  async function keepInTouch(): Promise<void> {
    if (!isStarted || link.quietMs() > 0 || contact.dueInMs() > 0) return;
    const result = await contact.run(link.cause() === 'refused_token', breakOff.signal);
    if (result.contact !== null) link.met(result.contact);
    if (result.failure !== null) hold(result.failure.cause, result.failure.holdMs);
    // With something owed only a push that went through clears what a push has met.
    else if (outbox.summary().owed === 0 || link.cause() === 'refused_token') link.succeeded(null);
    onChange([]);
  }

  /** After the drain, between two rounds: nobody else writes receipts meanwhile. */
  async function compare(): Promise<void> {
    if (compareInMs() > 0) return;
    await comparison?.run(breakOff.signal);
    onChange([]);
  }

  function compareInMs(): number {
    return isStarted && link.facts().link === 'online' ? (comparison?.dueInMs() ?? Infinity) : Infinity;
  }

  /** How long until there is something to do, ms. */
  function nextDelayMs(nextTryAt: number | null): number {
    const quietMs = link.quietMs();
    const dueMs = Math.min(untilDueMs(nextTryAt), contact.dueInMs(), compareInMs());
    return quietMs > 0 ? quietMs : Math.max(MIN_WAIT_MS, dueMs);
  }

  /** A due time further away than any pause was written by another clock: it counts as the longest pause. */
  function untilDueMs(nextTryAt: number | null): number {
    return nextTryAt === null ? Infinity : Math.max(0, Math.min(MAX_DELAY_MS, nextTryAt - clock.now()));
  }

  function plan(): void {
    callOff();
    if (!isStarted) return;
    let delayMs = MAX_DELAY_MS;
    try {
      delayMs = nextDelayMs(outbox.summary().nextTryAt);
    } catch {
      // The store cannot be read: look again after the longest pause, or when woken.
    }
    callOff = timer.after(delayMs, go);
  }

  function logRound(claimed: readonly OwedRecord[], { verdicts }: RoundResult, ms: number): void {
    const count = (kind: Verdict['kind']) => verdicts.filter((verdict) => verdict.kind === kind).length;
    const accepted = count('accepted');
    const quarantined = count('quarantined');
    const unsettled = claimed.length - accepted - quarantined;
    log({ event: 'round', sent: claimed.length, accepted, quarantined, unsettled, ms: Math.round(ms) });
  }

  return {
    start() {
      if (isStarted) return;
      isStarted = true;
      hasUnsettled = true;
      breakOff = new AbortController();
      go();
    },
    async stop(deadlineMs) {
      isStarted = false;
      callOff();
      const cancel = timer.after(deadlineMs, () => {
        breakOff.abort();
      });
      await current;
      cancel();
      parts.center.close();
    },
    wake(why = 'work') {
      link.hurry(why);
      if (why === 'person') contact.hurry();
      go();
    },
    async whenIdle() {
      while (isWorking) await current;
    },
    state() {
      const { owed, oldestOwedAt, lastReceiptAt, nextTryAt } = outbox.summary();
      const delayMs = Math.max(link.quietMs(), untilDueMs(nextTryAt));
      const isPlanned = isStarted && owed > 0 && Number.isFinite(delayMs);
      const nextRoundAt = isPlanned ? Math.round(clock.now() + delayMs) : null;
      return { ...link.facts(), owed, oldestOwedAt, lastReceiptAt, nextRoundAt };
    },
  };
}

/** What an answered round leaves to be desired: receipts that prove nothing, or records it says nothing about. */
function doubtOf(verdicts: readonly Verdict[]): LinkCause | null {
  const causes = verdicts.flatMap((verdict) => ('cause' in verdict ? [verdict.cause] : []));
  if (causes.includes('untrusted_receipt')) return 'untrusted_receipt';
  return causes.length > 0 ? 'server_error' : null;
}
