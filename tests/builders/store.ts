import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { formOf } from '../../src/shared/call/finish';
import type { CallRecord } from '../../src/shared/call/record';
import { canonicalJson } from '../../src/shared/canonical-json';
import { Reserve } from '../../src/main/core/store/reserve';
import { Store } from '../../src/main/core/store/store';
import { summaryOf } from '../../src/main/core/store/summary';
import { aBundle } from './bundle';
import { aRecord } from './draft';
import { anEnrolment } from './enrolment';

/** A folder that is gone after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'seat-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface StoreOnDisk {
  store: Store;
  folder: string;
  file: string;
  key: Buffer;
  /** Opens the same file again, e.g. after `store.close()`. */
  reopen(): Store;
}

/** An encrypted store with roster and bundle in it, without the rest of the core. Closed after the test. */
export async function aStore(folder: string = aFolder()): Promise<StoreOnDisk> {
  const file = join(folder, 'seat.db');
  const key = randomBytes(32);
  const reopen = (): Store => {
    const store = Store.open(
      { file, key, nativeBinding: null, salt: null },
      new Reserve(join(folder, 'reserve'), 4096),
    );
    onTestFinished(() => store.close());
    return store;
  };
  const store = reopen();
  const { enrolment } = await anEnrolment();
  store.write(() => {
    store.people.replaceRoster(enrolment.people);
    const { version, effectiveFrom } = aBundle();
    store.bundles.add({ version, effectiveFrom }, enrolment.bundle, 0);
  });
  return { store, folder, file, key, reopen };
}

/** Puts a finished record into the store as `call.finish` does, owed from then on; returns what is owed. */
export function takeIn(store: Store, record: CallRecord = aRecord()) {
  const body = canonicalJson(record);
  const bodySha256 = createHash('sha256').update(body, 'utf8').digest('hex');
  const summary = summaryOf(formOf(record), record.localNumber, aBundle());
  store.write(() => store.calls.addRevision({ record, body, bodySha256 }, summary));
  return { id: record.id, revision: record.revision, body, bodySha256 };
}
