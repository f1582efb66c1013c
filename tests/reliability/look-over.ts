import { openStoreFile } from '../../src/main/core/store/open';
import type { Conservation } from '../../src/main/core/store/store';
import { Receipt, RecordKey } from '../../src/shared/center-api/receipt';
import type { StoredRevision } from './protocol';

interface RevisionRow {
  id: string;
  revision: number;
  sha256: string;
  body: string;
  receipt: string | null;
}

/** Whether a receipt is the center's and stands for this record: `createReceiptCheck` under the center's own key. */
type Proves = (key: RecordKey, receipt: Receipt) => boolean;

/** Opens a closed store's file as the seat would and says what is in it. Throws where it cannot be opened or read. */
export function lookOver(file: string, key: Buffer, sha256: (text: string) => string, proves: Proves) {
  const db = openStoreFile({ file, key, nativeBinding: null, salt: null });
  try {
    const [check] = db.pragma('integrity_check') as { integrity_check: string }[];
    const law = db.prepare<[], Conservation>('select * from conservation').get();
    const rows = db
      .prepare<[], RevisionRow>(
        `select v.call_id as id, v.revision, v.body_sha256 as sha256, v.body,
           (select json_object('recordId', r.call_id, 'revision', r.revision, 'bodySha256', r.body_sha256, 'seatId', r.seat_id,
              'centerNumber', r.center_number, 'receivedAt', r.received_at, 'keyId', r.key_id, 'signature', r.signature)
            from receipts r where r.call_id = v.call_id and r.revision = v.revision) as receipt
         from revisions v`,
      )
      .all();
    const revisions: StoredRevision[] = rows.map(({ body, receipt, ...row }) => ({
      ...row,
      isIntact: sha256(body) === row.sha256,
      centerNumber: receipt === null ? '' : (JSON.parse(receipt) as Receipt).centerNumber,
      receipt: receipt === null ? 'none' : isTrue(row, receipt, proves) ? 'true' : 'false',
    }));
    return {
      integrity: check?.integrity_check ?? 'no answer',
      unknown: law?.unknown ?? -1,
      quarantined: law?.quarantined ?? -1,
      revisions,
    };
  } finally {
    db.close();
  }
}

function isTrue(
  { id, revision, sha256 }: Omit<RevisionRow, 'body' | 'receipt'>,
  text: string,
  proves: Proves,
): boolean {
  const receipt = Receipt.safeParse(JSON.parse(text));
  return receipt.success && proves(RecordKey.parse({ id, revision, bodySha256: sha256 }), receipt.data);
}
