import type { Exchange, OwedRecord, Settlement } from '../../../src/main/core/sync/ports';
import type { RecordKey } from '../../../src/shared/center-api/receipt';
import { PushResponse } from '../../../src/shared/center-api/messages';
import { keyOf } from '../../../src/main/core/sync/center/classify';
import { answer } from './simulated-center';
import { callId, type Signer } from './keys';
import type { Plant } from './world';

/** Receipts of the test's own making: how a planted bug "removes" an outbox row past the store's laws. */
function pretend(keys: readonly RecordKey[], forge: Signer): Settlement[] {
  return keys.map((key) => ({ ...keyOf(key), kind: 'accepted', receipt: forge.receipt(key) }));
}

function pushAnswer(keys: readonly RecordKey[], forge: Signer): Exchange {
  const results = keys.map((key) => ({
    id: key.id,
    revision: key.revision,
    status: 201,
    receipt: forge.receipt(key),
  }));
  return answer(200, { centerTime: 0, results });
}

function asIfUnderTheirOwnKeys(
  exchange: Extract<Exchange, { kind: 'answered' }>,
  renamed: readonly RecordKey[],
  records: readonly RecordKey[],
  forge: Signer,
): Exchange {
  if (!exchange.contentType.startsWith('application/json')) return exchange;
  const response = PushResponse.parse(JSON.parse(Buffer.from(exchange.body).toString('utf8')));
  const results = response.results.map((result) => {
    const own = records[renamed.findIndex(({ id }) => id === result.id)] ?? result;
    return 'receipt' in result && 'bodySha256' in own
      ? { ...result, id: own.id, receipt: forge.receipt(own) }
      : { ...result, id: own.id };
  });
  return answer(200, { ...response, results });
}

let nextKey = 0x1000_0000;

/** The classic bugs of a sync engine (D2, S1). Every check must fail on every one of them. */
export const PLANTS: Record<string, { plant: Plant; seenAs: RegExp }> = {
  'a new key per try': {
    // Under a new key the center also takes what it had refused: whichever shows first.
    seenAs: /doubled|withheld: poison/,
    plant: {
      center: (center, forge) => ({
        ...methods(center),
        push: async (records, signal) => {
          const renamed = records.map((each) => ({ ...each, id: callId((nextKey += 1)) }));
          const exchange = await center.push(renamed, signal);
          if (exchange.kind !== 'answered' || exchange.status !== 200) return exchange;
          return asIfUnderTheirOwnKeys(exchange, renamed, records, forge);
        },
      }),
    },
  },
  'the outbox row goes before the answer': {
    seenAs: /lie/,
    plant: {
      outbox: (outbox, forge) => ({
        ...bound(outbox),
        claim: (now, limit, chars) => {
          const claimed: OwedRecord[] = outbox.claim(now, limit, chars);
          outbox.settle(pretend(claimed, forge), now);
          return claimed;
        },
      }),
    },
  },
  'acknowledged before commit': {
    seenAs: /lost/,
    plant: {
      enter: (save, later) => {
        later.push(save);
      },
    },
  },
  'any 200 is a receipt': {
    seenAs: /lie/,
    plant: {
      center: (center, forge) => ({
        ...methods(center),
        push: async (records, signal) => {
          const exchange = await center.push(records, signal);
          return exchange.kind === 'answered' && exchange.status === 200
            ? pushAnswer(records, forge)
            : exchange;
        },
      }),
    },
  },
  'poison is dropped': {
    seenAs: /lie/,
    plant: {
      outbox: (outbox, forge) => ({
        ...bound(outbox),
        settle: (settlements, now) => {
          const dropped = settlements.filter(({ kind }) => kind === 'quarantined');
          const others = settlements.filter(({ kind }) => kind !== 'quarantined');
          outbox.settle([...others, ...pretend(dropped, forge)], now);
        },
      }),
    },
  },
  'a refusal blocks the queue': {
    seenAs: /withheld/,
    plant: {
      outbox: (outbox) => ({
        ...bound(outbox),
        settle: (settlements, now) => {
          outbox.settle(
            settlements.map((each) =>
              each.kind === 'quarantined'
                ? { ...keyOf(each), kind: 'retry', cause: 'refused', nextTryAt: now + 60_000 }
                : each,
            ),
            now,
          );
        },
      }),
    },
  },
  'interrupted rows stay in sending': {
    seenAs: /withheld/,
    plant: {
      outbox: (outbox) => ({ ...bound(outbox), recoverInterrupted: () => 0 }),
    },
  },
  'the wall clock is believed': {
    seenAs: /withheld/,
    plant: {
      outbox: (outbox) => ({
        ...bound(outbox),
        // A due time further ahead than anybody would plan is waited for all the same.
        claim: (now, limit, chars) => {
          const { nextTryAt } = outbox.summary();
          return nextTryAt !== null && nextTryAt > now ? [] : outbox.claim(now, limit, chars);
        },
      }),
    },
  },
};

function methods<T extends Parameters<NonNullable<Plant['center']>>[0]>(center: T) {
  return {
    push: center.push.bind(center),
    ask: center.ask.bind(center),
    ledger: center.ledger.bind(center),
    health: center.health.bind(center),
    bundle: center.bundle.bind(center),
    changes: center.changes.bind(center),
    close: center.close.bind(center),
  };
}

function bound<T extends Parameters<NonNullable<Plant['outbox']>>[0]>(outbox: T) {
  return {
    recoverInterrupted: outbox.recoverInterrupted.bind(outbox),
    claim: outbox.claim.bind(outbox),
    settle: outbox.settle.bind(outbox),
    makeDue: outbox.makeDue.bind(outbox),
    summary: outbox.summary.bind(outbox),
  };
}
