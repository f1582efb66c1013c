import { createHash } from 'node:crypto';
import { CallRecord, type SealedIdentity } from '../../shared/call/record';
import type { Queries } from '../database/database';

/** The hash by which a record names a box that its seat destroyed; null where it holds its own, or none. */
export function destroyedBoxOf(record: CallRecord): string | null {
  return record.disposition === 'report' ? (record.sealedIdentity?.destroyed ?? null) : null;
}

/** The box of this hash, as an earlier revision of the record brought it; null where none did. */
export async function findBox(
  queries: Queries,
  seatId: string,
  recordId: string,
  sha256: string,
): Promise<SealedIdentity | null> {
  const rows = await queries.query<{ body: string }>(
    'select body from records where record_id = $1 and seat_id = $2 order by revision',
    [recordId, seatId],
  );
  for (const { body } of rows) {
    const record = CallRecord.parse(JSON.parse(body));
    const sealed = record.disposition === 'report' ? record.sealedIdentity : null;
    if (sealed && createHash('sha256').update(sealed.box, 'utf8').digest('hex') === sha256) return sealed;
  }
  return null;
}
