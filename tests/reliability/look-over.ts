import { openStoreFile } from '../../src/main/core/store/open';
import type { Conservation } from '../../src/main/core/store/store';
import type { StoredRevision } from './protocol';

interface RevisionRow {
  id: string;
  revision: number;
  sha256: string;
  body: string;
  hasReceipt: number;
}

/** Opens a closed store's file as the seat would and says what is in it. Throws where it cannot be opened or read. */
export function lookOver(file: string, key: Buffer, sha256: (text: string) => string) {
  const db = openStoreFile({ file, key, nativeBinding: null, salt: null });
  try {
    const [check] = db.pragma('integrity_check') as { integrity_check: string }[];
    const law = db.prepare<[], Conservation>('select * from conservation').get();
    const rows = db
      .prepare<[], RevisionRow>(
        `select v.call_id as id, v.revision, v.body_sha256 as sha256, v.body,
           exists (select 1 from receipts r where r.call_id = v.call_id and r.revision = v.revision) as hasReceipt
         from revisions v`,
      )
      .all();
    const revisions: StoredRevision[] = rows.map(({ body, hasReceipt, ...row }) => ({
      ...row,
      isIntact: sha256(body) === row.sha256,
      hasReceipt: hasReceipt === 1,
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
