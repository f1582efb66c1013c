import type { Receipt, RecordKey } from '../../../shared/center-api/receipt';
import { classifyAsk, classifyPush, keyOf, type LinkFailure, type Verdict } from './classify';
import type { Contact } from './link';
import type { CenterClient, Clock, OwedRecord } from './ports';

/** What one round found out. Exactly one verdict for each claimed record. */
export interface RoundResult {
  verdicts: Verdict[];
  /** Why the round ended early; null where the center answered to the end. */
  failure: LinkFailure | null;
  /** Characters of the largest push the center called too large; null where none was. */
  tooLargeChars: number | null;
  /** The center's clock at the last answer and how that answer travelled; null where it never answered. */
  contact: Contact | null;
}

export interface RoundParts {
  center: CenterClient;
  isTrusted: (sent: RecordKey, receipt: Receipt) => boolean;
  clock: Clock;
}

/**
 * One round over claimed records: asks for the unconfirmed first, then sends what is left under the same keys. Where the
 * center refuses a push as a whole, the push is halved until the one to blame stands alone; that one is quarantined.
 * The first failure of the link ends the round. Touches no store and decides nothing about time.
 */
export async function runRound(
  claimed: readonly OwedRecord[],
  { center, isTrusted, clock }: RoundParts,
  signal: AbortSignal,
): Promise<RoundResult> {
  const result: RoundResult = { verdicts: [], failure: null, tooLargeChars: null, contact: null };

  async function timed<T extends { kind: string }>(call: () => Promise<T>): Promise<T> {
    const before = clock.monotonic();
    const outcome = await call();
    if ('centerTime' in outcome && typeof outcome.centerTime === 'number') {
      const roundTripMs = clock.monotonic() - before;
      result.contact = { centerTime: outcome.centerTime, receivedAt: clock.now(), roundTripMs };
    }
    return outcome;
  }

  const unconfirmed = claimed.filter((record) => record.isUnconfirmed);
  const proven = new Set<OwedRecord>();
  if (unconfirmed.length > 0) {
    const keys = unconfirmed.map(keyOf);
    const outcome = await timed(async () =>
      classifyAsk(keys, await center.ask(keys, signal), isTrusted, clock.now()),
    );
    if (outcome.kind === 'failed') {
      result.failure = outcome;
      result.verdicts = claimed.map((record) => unsent(record, outcome));
      return result;
    }
    // A center that refuses the question still takes the records again: the keys are the same.
    const receipts = outcome.kind === 'answered' ? outcome.receipts : [];
    for (const record of unconfirmed) {
      const receipt = receipts.find((each) => isTrusted(keyOf(record), each));
      if (receipt === undefined) continue;
      proven.add(record);
      result.verdicts.push({ ...keyOf(record), kind: 'accepted', receipt });
    }
  }

  const open = claimed.filter((record) => !proven.has(record));
  const pushes: OwedRecord[][] = open.length > 0 ? [open] : [];
  for (let push = pushes.shift(); push !== undefined; push = pushes.shift()) {
    const outcome = await send(push);
    switch (outcome.kind) {
      case 'answered':
        result.verdicts.push(...outcome.verdicts);
        break;
      case 'refused': {
        const [only, ...others] = push;
        if (outcome.isTooLarge) result.tooLargeChars = Math.max(result.tooLargeChars ?? 0, charsOf(push));
        if (only !== undefined && others.length === 0) {
          result.verdicts.push({ ...keyOf(only), kind: 'quarantined', problem: outcome.problem });
        } else {
          const half = Math.ceil(push.length / 2);
          pushes.unshift(push.slice(0, half), push.slice(half));
        }
        break;
      }
      case 'failed':
        result.failure = outcome;
        result.verdicts.push(
          ...push.map((record) => sentInVain(record, outcome)),
          ...pushes.flat().map((record) => unsent(record, outcome)),
        );
        return result;
    }
  }
  return result;

  function send(records: readonly OwedRecord[]) {
    const body = records.map((record) => ({ ...keyOf(record), body: record.body }));
    return timed(async () => classifyPush(records, await center.push(body, signal), isTrusted, clock.now()));
  }
}

function sentInVain(record: OwedRecord, { cause, mayHaveArrived }: LinkFailure): Verdict {
  const isOpen = mayHaveArrived || record.isUnconfirmed;
  return { ...keyOf(record), kind: isOpen ? 'unconfirmed' : 'retry', cause };
}

/** Not sent in this round: what was unconfirmed stays so, the rest is simply still owed. */
function unsent(record: OwedRecord, { cause }: LinkFailure): Verdict {
  return { ...keyOf(record), kind: record.isUnconfirmed ? 'unconfirmed' : 'retry', cause };
}

export function charsOf(records: readonly OwedRecord[]): number {
  return records.reduce((sum, record) => sum + record.body.length, 0);
}
