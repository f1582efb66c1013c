import { createHash, randomBytes } from 'node:crypto';
import type { CenterKeys } from '../../src/center/keys/keys';
import type { CenterClient, Exchange } from '../../src/main/core/sync/ports';
import { canonicalJson } from '../../src/shared/canonical-json';
import { PushResponse, type PushedRecord } from '../../src/shared/center-api/messages';
import { receiptText, type Receipt } from '../../src/shared/center-api/receipt';
import { CallId, SeatId } from '../../src/shared/ids';
import type { PlantName } from './protocol';

/** The way to the center with a bug in it. Only ever here: the product has no such door. */
export function plantedCenter(center: CenterClient, plant: PlantName | null, keys: CenterKeys): CenterClient {
  const { ask, ledger, health, bundle, changes, close } = center;
  switch (plant) {
    case 'new-key':
      return {
        ask,
        ledger,
        health,
        bundle,
        changes,
        close,
        push: (records, signal) => pushUnderNewKeys(center, records, signal, keys),
      };
    case 'delete-first':
      return {
        ask,
        ledger,
        health,
        bundle,
        changes,
        close,
        // Calls them received, so that the outbox lets go, and sends them afterwards.
        push: (records, signal) => {
          void center.push(records, signal);
          const results = records.map((record) => ({
            ...named(record),
            status: 201,
            receipt: forge(record, keys),
          }));
          return Promise.resolve(asAnswer({ centerTime: Date.now(), results }));
        },
      };
    case 'ack-first':
    case null:
      return center;
  }
}

async function pushUnderNewKeys(
  center: CenterClient,
  records: readonly PushedRecord[],
  signal: AbortSignal,
  keys: CenterKeys,
): Promise<Exchange> {
  const renamed = records.map((record) => {
    const id = newId();
    const body = canonicalJson({ ...(JSON.parse(record.body) as Record<string, unknown>), id });
    return { id, revision: record.revision, body, bodySha256: sha256(body) };
  });
  const exchange = await center.push(renamed, signal);
  if (exchange.kind !== 'answered' || exchange.status !== 200) return exchange;
  const response = PushResponse.safeParse(readAsJson(exchange.body));
  if (!response.success) return exchange;
  const results = response.data.results.flatMap((result) => {
    const own = records[renamed.findIndex(({ id }) => id === result.id)];
    if (own === undefined) return [];
    return 'receipt' in result
      ? { ...result, ...named(own), receipt: forge(own, keys) }
      : { ...result, ...named(own) };
  });
  return asAnswer({ ...response.data, results });
}

function readAsJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return null;
  }
}

function named({ id, revision }: PushedRecord) {
  return { id, revision };
}

function asAnswer(value: unknown): Exchange {
  return {
    kind: 'answered',
    status: 200,
    contentType: 'application/json',
    retryAfter: null,
    etag: null,
    body: Buffer.from(JSON.stringify(value), 'utf8'),
  };
}

function forge(record: PushedRecord, keys: CenterKeys): Receipt {
  const claim = {
    recordId: record.id,
    revision: record.revision,
    bodySha256: record.bodySha256,
    seatId: SeatId.parse('ZZ01'),
    centerNumber: 'HN-FORGED',
    receivedAt: Date.now(),
    keyId: keys.signing.id,
  };
  return { ...claim, signature: keys.sign(receiptText(claim)) };
}

function newId(): CallId {
  const hex = randomBytes(10).toString('hex');
  const time = Date.now().toString(16).padStart(12, '0');
  return CallId.parse(
    `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
