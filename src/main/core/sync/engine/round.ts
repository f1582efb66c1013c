import type { AuditAnchor } from '../../../../shared/center-api/anchor';
import type { Receipt } from '../../../../shared/center-api/receipt';
import { classifyAsk, classifyPush, keyOf, nameOf, type LinkFailure, type Verdict } from '../center/classify';
import type { Contact } from './link';
import type { CenterClient, Clock, Exchange, OwedRecord, SyncEngineParts } from '../ports';

/** What one round found out. Exactly one verdict for each claimed record. */
export interface RoundResult {
  verdicts: Verdict[];
  /** Why the round ended early; null where the center answered to the end. */
  failure: LinkFailure | null;
  /** Characters of the largest push the center called too large; null where none was. */
  tooLargeChars: number | null;
  /** The center's clock at the last answer and how that answer travelled; null where it never answered. */
  contact: Contact | null;
  /** What the center last said it saw of the audit; not judged yet. Null where it said nothing. */
  anchor: AuditAnchor | null;
}

export interface RoundParts {
  center: CenterClient;
  isTrusted: SyncEngineParts['isTrusted'];
  clock: Clock;
}

/**
 * One round over claimed records: asks for the unconfirmed first, then sends what is left under the same keys. Where the
 * center refuses a push as a whole, the push is halved until the one to blame stands alone; that one is quarantined.
 * The first failure of the link ends the round. Touches no store and decides nothing about time. `onLastAnswer` is called
 * when the last push is answered and before the answer is judged, which takes as long as the next request's way.
 */
export async function runRound(
  claimed: readonly OwedRecord[],
  { center, isTrusted, clock }: RoundParts,
  signal: AbortSignal,
  onLastAnswer: () => void,
): Promise<RoundResult> {
  const result: RoundResult = {
    verdicts: [],
    failure: null,
    tooLargeChars: null,
    contact: null,
    anchor: null,
  };

  async function judged<T extends { kind: string }>(
    exchanged: Promise<Exchange>,
    judge: (exchange: Exchange) => Promise<T>,
  ): Promise<T> {
    const before = clock.monotonic();
    const exchange = await exchanged;
    const arrival = { receivedAt: clock.now(), roundTripMs: clock.monotonic() - before };
    const outcome = await judge(exchange);
    if ('centerTime' in outcome && typeof outcome.centerTime === 'number') {
      result.contact = { centerTime: outcome.centerTime, ...arrival };
    }
    return outcome;
  }

  const unconfirmed = claimed.filter((record) => record.isUnconfirmed);
  const proven = new Set<OwedRecord>();
  if (unconfirmed.length > 0) {
    const keys = unconfirmed.map(keyOf);
    const outcome = await judged(center.ask(keys, signal), (exchange) =>
      classifyAsk(keys, exchange, isTrusted, clock.now()),
    );
    if (outcome.kind === 'failed') {
      result.failure = outcome;
      result.verdicts = claimed.map((record) => unsent(record, outcome));
      return result;
    }
    // A center that refuses the question still takes the records again: the keys are the same.
    const proofs = outcome.kind === 'answered' ? outcome.proofs : new Map<string, Receipt>();
    for (const record of unconfirmed) {
      const receipt = proofs.get(nameOf(record));
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
        result.anchor = outcome.anchor ?? result.anchor;
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
    return judged(center.push(body, signal), (exchange) => {
      if (exchange.kind === 'answered' && exchange.status === 200 && pushes.length === 0) onLastAnswer();
      return classifyPush(records, exchange, isTrusted, clock.now());
    });
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
