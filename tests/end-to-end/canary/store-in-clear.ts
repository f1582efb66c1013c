import { join } from 'node:path';
import { openStoreFile, saltOf } from '../../../src/main/core/store/open';
import { takeWithPassphrase } from '../../../src/main/core/vault/key';
import { readKeyFile } from '../../../src/main/core/vault/key-file';

/** The seat's store without its cipher, free pages included: what somebody with the key and a hex editor sees. */
export async function storeInClear(profile: string, passphrase: string): Promise<Buffer> {
  const folder = join(profile, 'store');
  const keyFile = readKeyFile(join(folder, 'key.json'));
  if (keyFile?.kept.by !== 'passphrase') throw new Error('Not under a passphrase');
  const file = join(folder, 'seat.db');
  const key = await takeWithPassphrase(keyFile.kept, passphrase);
  const db = openStoreFile({ file, key, nativeBinding: null, salt: saltOf(file) });
  try {
    return db.serialize();
  } finally {
    db.close();
  }
}
