import type { Announce, Log } from '../ports';
import type { Reader } from '../reader/reader';
import { KEPT_SUMS } from '../store/repositories/arrival/kept-sums';
import type { Store } from '../store/store';

export interface HeldSumsParts {
  store: Store;
  reader: Reader;
  announce: Announce;
  log: Log;
}

/**
 * Holds the sums that the store keeps to the rows they count, once at each start, through the reader's connection. No act of ours
 * can part them (one transaction); a hand at the file could. Then they are counted anew, and what is lost shows as lost.
 */
export async function holdSums({ store, reader, announce, log }: HeldSumsParts): Promise<void> {
  for (const table of KEPT_SUMS) {
    const said = await reader.ask('store.check', { table }, `sums ${table}`);
    if (said === undefined || said.isWhole || !store.isOpen) continue;
    try {
      store.write(() => store.sums.recount());
      log({ event: 'store', what: 'sums_counted_anew' });
    } catch {
      // A disk that fails says so with the next call; what the pages show stays as it was.
      log({ event: 'failure', what: 'sums_counted_anew' });
    }
    announce('queue');
    announce('sync');
    return;
  }
}
