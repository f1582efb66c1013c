import { AUDIT_HEAD_HEADER, headerOfHead, type AuditHead } from '../../../../shared/center-api/anchor';
import type { CenterClient } from '../ports';
import { createExchange, type ExchangeOptions } from './exchange';
import { createPeopleClient } from './people-client';
import { createReleaseClient } from './release-client';
import { createUploadClient } from './upload-client';

export interface CenterClientOptions extends ExchangeOptions {
  /** The seat's code; the token must be its own. */
  seatId: string;
  token: string;
  /** Where the seat's audit ends now, told with each push; null, or left out, where there is none to tell of. */
  auditHead?: () => AuditHead | null;
}

/** What a seat asks of its center, each over the one exchange. */
export function createCenterClient(options: CenterClientOptions): CenterClient {
  const { exchange, close } = createExchange(options);
  const seat = `/v1/seats/${encodeURIComponent(options.seatId)}`;
  return {
    push: (records, signal) =>
      exchange(
        { method: 'POST', url: `${seat}/records`, body: { records }, headers: headOf(options.auditHead) },
        signal,
      ),
    ask: (keys, signal) =>
      exchange({ method: 'POST', url: `${seat}/receipts/query`, body: { keys } }, signal),
    ledger: ({ from, to }, signal) =>
      exchange({ method: 'GET', url: `${seat}/ledger?from=${from}&to=${to}` }, signal),
    health: (signal) => exchange({ method: 'GET', url: '/v1/health' }, signal),
    bundle: (etag, signal) =>
      exchange(
        { method: 'GET', url: '/v1/bundle', ...(etag !== null && { headers: { 'If-None-Match': etag } }) },
        signal,
      ),
    changes: (after, signal) => exchange({ method: 'GET', url: `${seat}/changes?after=${after}` }, signal),
    region: (etag, signal) =>
      exchange(
        {
          method: 'GET',
          url: `${seat}/region`,
          ...(etag !== null && { headers: { 'If-None-Match': etag } }),
        },
        signal,
      ),
    keys: {
      keys: (etag, signal) =>
        exchange(
          { method: 'GET', url: '/v1/keys', ...(etag !== null && { headers: { 'If-None-Match': etag } }) },
          signal,
        ),
      tell: (inUse, signal) => exchange({ method: 'PUT', url: `${seat}/keys`, body: inUse }, signal),
    },
    uploads: createUploadClient(seat, exchange),
    people: createPeopleClient(seat, exchange),
    releases: createReleaseClient(exchange),
    close,
  };
}

function headOf(read: CenterClientOptions['auditHead']): Record<string, string> {
  const head = read?.() ?? null;
  return head === null ? {} : { [AUDIT_HEAD_HEADER]: headerOfHead(head) };
}
