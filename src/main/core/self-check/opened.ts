import type { BackupBook } from '../../../shared/backup/backup';
import type { Enrolment } from '../../../shared/center-api/enrolment';
import type { StoreState } from '../../../shared/ipc/contract';
import type { Reader } from '../reader/reader';
import type { Store } from '../store/store';
import type { LineTester } from '../sync/line/line-tester';
import type { Network } from '../sync/line/network';

/** What is there once the store is open: of the running seat, or of the command line, which only reads. */
export interface Opened {
  store: Store;
  reader: Reader;
  enrolment: Enrolment;
  network: Network;
  tester: LineTester;
  /** Center minus PC, ms; null where nobody knows. */
  clockOffset(): number | null;
  /** The daily backups of the running seat; none for the command line. */
  backups?: { book(): BackupBook | null };
  /** False for the command line's connection, whose settings say nothing of the seat's. */
  isSeats: boolean;
}

/** How the store stands for a check. */
export type StandingStore = Exclude<StoreState, { kind: 'open' }> | { kind: 'open' };
