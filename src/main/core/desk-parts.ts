import type { Enrolment } from '../../shared/center-api/enrolment';
import type { SessionPerson } from '../../shared/ipc/contract';
import type { Cleaner } from './attachments/cleaner';
import type { PaperOffice } from './papers/office';
import type { Announce, FileDialogs, Log } from './ports';
import type { Reader } from './reader/reader';
import type { Store } from './store/store';
import type { Escrow } from './vault/escrow';
import type { CenterClient, Clock, Timer } from './sync/ports';

/** What a desk is made of, and whom it tells. */
export interface DeskParts {
  store: Store;
  enrolment: Enrolment;
  center: CenterClient;
  /** The store key's copy for the bureau; undefined in practice, whose store nobody recovers. */
  escrow?: Escrow;
  /** False where the center forgets, as the one of practice does: then its count proves nothing. */
  comparesWithCenter: boolean;
  reader: Reader;
  /** Looks into attachments. */
  clean: Cleaner;
  clock: Clock;
  /** Ms since the PC was switched on, its sleep included. */
  sinceBoot: () => number;
  timer: Timer;
  random: () => number;
  announce: Announce;
  log: Log;
  /** Undefined where there is nobody to ask. */
  dialogs?: FileDialogs;
  office?: PaperOffice;
  /** Who is signed in, over all windows. */
  signedIn: () => readonly SessionPerson[];
  /** The telephone adapter was switched on or off. */
  onPhone: (isOn: boolean) => void;
  /** A reporter's identity stands in the window, or no longer. */
  onShown?: (isShown: boolean) => void;
}
