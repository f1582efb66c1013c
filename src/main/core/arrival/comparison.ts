import { createHash } from 'node:crypto';
import { ledgerText, MAX_LEDGER_DAYS, type LedgerAnswer } from '../../../shared/center-api/ledger';
import type { RecordKey } from '../../../shared/center-api/receipt';
import {
  isAlarm,
  NOTHING_MADE,
  verdictOf,
  type ArrivalCounts,
  type CenterVerdict,
} from '../../../shared/queue/arrival';
import { addDays, shanghaiDate } from '../../../shared/shanghai-time';
import type { AuditChain } from '../audit/chain';
import type { CenterCounts } from '../store/repositories/arrival/center-counts';
import type { ArrivalEquation, DaySpan } from '../store/repositories/arrival/equation';
import type { Writer } from '../store/writer';
import { classifyAsk, classifyLedger, keyOf, nameOf, type LinkFailure } from '../sync/center/classify';
import type { CenterClient, Clock, Comparison, LinkCause, SyncEngineParts, SyncEvent } from '../sync/ports';

/** Receipts came in: the center is asked again, but not more often than this. */
const AFTER_NEWS_MS = 180_000;
/** An idle seat looks whether the center still has all. */
const IDLE_MS = 1_800_000;
/** Days that are compared each time; older ones where the sums differ, or a person asks. */
const RECENT_DAYS = 31;
/** Keys of one question (`ReceiptQuery`). */
const MAX_KEYS = 500;

export interface ComparisonParts {
  seatId: string;
  arrival: ArrivalEquation;
  counts: CenterCounts;
  center: CenterClient;
  isTrusted: SyncEngineParts['isTrusted'];
  /** Whether what is owed may have come to the center in a file. */
  mayBeCarried: () => boolean;
  writer: Writer;
  audit: AuditChain;
  clock: Clock;
  log: (event: SyncEvent) => void;
}

type Keys = ReturnType<ArrivalEquation['receivedKeys']>;

/** What comparing one day brought. */
interface Finding {
  day: string;
  received: number;
  ownReceived: number;
  verdict: CenterVerdict;
  lacking: Keys;
  /** What the center has for certain. */
  proven: Keys;
}

/**
 * Compares the days with the center's own count of them: by number and digest first; where these differ, by asking for
 * each receipt of the day. It finds what the center lost, and never takes anything away.
 */
export class CenterComparison implements Comparison {
  private nextAt = 0;
  private lastAt = -AFTER_NEWS_MS;
  private isAsked = false;
  private isRunning = false;
  private cause: Exclude<LinkCause, 'untrusted_receipt'> | null = null;

  constructor(private readonly parts: ComparisonParts) {}

  hasNews(): void {
    this.nextAt = Math.min(this.nextAt, this.lastAt + AFTER_NEWS_MS);
  }

  /** A person wants to know: all days, as soon as the link is free. */
  ask(): void {
    this.isAsked = true;
  }

  dueInMs(): number {
    return this.isAsked ? 0 : Math.max(0, this.nextAt - this.parts.clock.monotonic());
  }

  get isChecking(): boolean {
    return this.isAsked || this.isRunning;
  }

  /** Why the last question has no answer; null: it has. */
  get failure(): Exclude<LinkCause, 'untrusted_receipt'> | null {
    return this.cause;
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.parts;
    const isWhole = this.isAsked;
    this.isAsked = false;
    this.isRunning = true;
    this.lastAt = clock.monotonic();
    this.nextAt = this.lastAt + IDLE_MS;
    try {
      const failure = await this.compare(isWhole, signal);
      this.cause = failure === null ? null : causeOf(failure);
      if (failure === null) return;
      this.nextAt = this.lastAt + Math.max(AFTER_NEWS_MS, failure.holdMs ?? 0);
      log({ event: 'not_compared', cause: failure.cause });
    } finally {
      this.isRunning = false;
    }
  }

  private async compare(isWhole: boolean, signal: AbortSignal): Promise<LinkFailure | null> {
    const { arrival, clock } = this.parts;
    const today = shanghaiDate(clock.now());
    const made = arrival.span() ?? { from: today, to: today };
    const to = made.to > today ? made.to : today; // a clock that was set back made days ahead
    const recent = addDays(to, 1 - RECENT_DAYS);
    const first = isWhole || made.from > recent ? made.from : recent;
    const answer = await this.compareSpan({ from: first, to }, signal);
    if ('kind' in answer) return answer;
    const total = arrival.total();
    const surplus = answer.total - total.received;
    const isExplained = verdictOf({ surplus, lacking: 0, unconfirmed: this.inDoubt(total) });
    if (!isWhole && isExplained !== 'agrees' && first > made.from) {
      const older = await this.compareSpan({ from: made.from, to: addDays(first, -1) }, signal);
      if ('kind' in older) return older;
    }
    this.saveTotal(answer, total, surplus);
    return null;
  }

  /** In pieces as long as one question may be, latest first; the first answer has the latest days. */
  private async compareSpan(span: DaySpan, signal: AbortSignal): Promise<LedgerAnswer | LinkFailure> {
    let latest: LedgerAnswer | undefined;
    for (let to = span.to; latest === undefined || to >= span.from;) {
      const earliest = addDays(to, 1 - MAX_LEDGER_DAYS);
      const from = earliest > span.from ? earliest : span.from;
      const { center, clock, seatId } = this.parts;
      const exchange = await center.ledger({ from, to }, signal);
      const outcome = classifyLedger({ seatId, from, to }, exchange, clock.now());
      if (outcome.kind === 'failed') return outcome;
      const failure = await this.compareDays({ from, to }, outcome.ledger, signal);
      if (failure !== null) return failure;
      latest ??= outcome.ledger;
      to = addDays(from, -1);
    }
    return latest;
  }

  private async compareDays(
    span: DaySpan,
    ledger: LedgerAnswer,
    signal: AbortSignal,
  ): Promise<LinkFailure | null> {
    const own = new Map(this.parts.arrival.days(span).map(({ day, counts }) => [day, counts]));
    const there = new Map(ledger.days.map((each) => [each.day, each]));
    const found: Finding[] = [];
    let failure: LinkFailure | null = null;
    for (const day of new Set([...own.keys(), ...there.keys()])) {
      const finding = await this.compareDay(day, own.get(day) ?? NOTHING_MADE, there.get(day), signal);
      if ('kind' in finding) {
        failure = finding;
        break;
      }
      found.push(finding);
    }
    this.save(found, ledger.centerTime);
    return failure;
  }

  private async compareDay(
    day: string,
    own: ArrivalCounts,
    there: LedgerAnswer['days'][number] | undefined,
    signal: AbortSignal,
  ): Promise<Finding | LinkFailure> {
    await new Promise<void>((resolve) => setImmediate(resolve)); // the window's requests go in between
    const keys = this.parts.arrival.receivedKeys(day);
    const received = there?.received ?? 0;
    const found = { day, received, ownReceived: keys.length };
    if (received === keys.length && (there === undefined || there.digest === digestOf(keys))) {
      return { ...found, verdict: 'agrees', lacking: [], proven: keys };
    }
    const proven = await this.askFor(keys, signal);
    if ('kind' in proven) return proven;
    const lacking = keys.filter((key) => !proven.has(nameOf(key)));
    const surplus = received - proven.size;
    // As many, all of them proved, and yet another digest: the center holds something else as well.
    const isOdd = surplus === 0 && lacking.length === 0;
    const verdict = isOdd
      ? 'differs'
      : verdictOf({ surplus, lacking: lacking.length, unconfirmed: this.inDoubt(own) });
    return { ...found, verdict, lacking, proven: keys.filter((key) => proven.has(nameOf(key))) };
  }

  /** "Have you these?": names of those the center proves anew. */
  private async askFor(keys: Keys, signal: AbortSignal): Promise<ReadonlySet<string> | LinkFailure> {
    const { center, clock, isTrusted } = this.parts;
    const proven = new Set<string>();
    for (let at = 0; at < keys.length; at += MAX_KEYS) {
      const asked: RecordKey[] = keys.slice(at, at + MAX_KEYS).map(keyOf);
      const outcome = await classifyAsk(asked, await center.ask(asked, signal), isTrusted, clock.now());
      if (outcome.kind === 'failed') return outcome;
      if (outcome.kind === 'refused') {
        return { kind: 'failed', cause: 'server_error', holdMs: null, mayHaveArrived: false };
      }
      for (const name of outcome.proofs.keys()) proven.add(name);
    }
    return proven;
  }

  /** What the center may have without our holding a receipt: an answer was lost, or has yet to be carried back. */
  private inDoubt({ unconfirmed, owed }: ArrivalCounts): number {
    return this.parts.mayBeCarried() ? unconfirmed + owed : unconfirmed;
  }

  /** One transaction, whatever became of the last question. */
  private save(found: readonly Finding[], centerTime: number): void {
    if (found.length === 0) return;
    const { counts, writer, audit, clock } = this.parts;
    const now = clock.now();
    const hasLacks = counts.countLacking() > 0;
    writer.write(() => {
      for (const { day, received, ownReceived, verdict, proven, lacking } of found) {
        counts.saveDay(day, { received, ownReceived, verdict, checkedAt: now, centerTime });
        if (hasLacks) for (const { seq } of proven) counts.settle(seq, now);
        for (const { seq, id, revision } of lacking) {
          if (!counts.addLack(seq, now)) continue;
          audit.append({ at: now, actor: 'seat', act: 'center_lacks', subject: id, detail: revision });
        }
      }
    });
  }

  private saveTotal(answer: LedgerAnswer, own: ArrivalCounts, surplus: number): void {
    const { counts, writer, clock, log } = this.parts;
    const inDoubt = counts.daysInDoubt().map((day) => counts.ofDay(day)?.verdict ?? 'agrees');
    const bySum = verdictOf({ surplus, lacking: 0, unconfirmed: this.inDoubt(own) });
    const verdict = inDoubt.find((each) => each === 'lacks') ?? inDoubt.find(isAlarm) ?? bySum;
    const now = clock.now();
    const { total, centerTime } = answer;
    const count = { received: total, ownReceived: own.received, verdict, checkedAt: now, centerTime };
    writer.write(() => counts.saveAll(count));
    log({ event: 'compared', verdict, records: total });
  }
}

function digestOf(keys: Keys): string {
  return createHash('sha256').update(ledgerText(keys), 'utf8').digest('hex');
}

function causeOf({ cause }: LinkFailure): Exclude<LinkCause, 'untrusted_receipt'> {
  return cause === 'untrusted_receipt' ? 'server_error' : cause;
}
