import { join } from 'node:path';
import { openStoreFile, saltOf } from '../../../src/main/core/store/open';
import { takeWithPassphrase } from '../../../src/main/core/vault/key';
import { readKeyFile } from '../../../src/main/core/vault/key-file';

/** Audit and sign-ins are looked at apart; what the center last said of counts and people is asked anew at each start. */
const BESIDE = new Set(['audit', 'sign_in_failures', 'center_days', 'center_total', 'roster']);
const BESIDE_IN_META = /^(?:region$|practice_key:)/;

export interface RealContent {
  rest: Record<string, unknown[]>;
  /** Acts of the audit, in order. */
  acts: string[];
}

/** What lies in the real database, table by table; apart from `BESIDE` and the key of the practice files. */
export async function realContent(profile: string, passphrase: string): Promise<RealContent> {
  const folder = join(profile, 'store');
  const keyFile = readKeyFile(join(folder, 'key.json'));
  if (keyFile?.kept.by !== 'passphrase') throw new Error('Not under a passphrase');
  const file = join(folder, 'seat.db');
  const key = await takeWithPassphrase(keyFile.kept, passphrase);
  const db = openStoreFile({ file, key, nativeBinding: null, salt: saltOf(file) });
  try {
    const names = db
      .prepare<[], { name: string }>("select name from sqlite_schema where type = 'table' order by name")
      .all()
      .map(({ name }) => name)
      .filter((name) => !BESIDE.has(name) && !name.startsWith('sqlite_'));
    const rowsOf = (name: string) =>
      db
        .prepare<[], Record<string, unknown>>(`select * from "${name}"`)
        .all()
        .filter((row) => !BESIDE_IN_META.test(String(row['name'])));
    const acts = db.prepare<[], { act: string }>('select act from audit order by seq').all();
    return {
      rest: Object.fromEntries(names.map((name) => [name, rowsOf(name)])),
      acts: acts.map(({ act }) => act),
    };
  } finally {
    db.close();
  }
}
