import type { AuditChain } from './audit/chain';
import type { Bundles } from './bundle/bundles';
import { Cases } from './cases/cases';
import type { CenterClock } from './clock/center-clock';
import { Directory } from './directory/directory';
import { createSavePaper } from './papers/save-paper';
import { paperToXlsx } from './papers/xlsx';
import type { Announce, FileDialogs } from './ports';
import type { Reader } from './reader/reader';
import { Statistics } from './statistics/statistics';
import type { Store } from './store/store';
import type { Clock } from './sync/ports';

export interface WorkbenchParts {
  store: Store;
  writer: Store;
  audit: AuditChain;
  clock: Clock;
  centerClock: CenterClock;
  announce: Announce;
  reader: Reader;
  bundles: Bundles;
  /** Undefined where there is nobody to ask. */
  dialogs: FileDialogs | undefined;
}

/** The supervisor's side: what becomes of a report after the call. Nothing of it holds up a delivery. */
export class Workbench {
  readonly directory: Directory;
  readonly cases: Cases;
  readonly statistics: Statistics;

  constructor(parts: WorkbenchParts) {
    const { store } = parts;
    this.directory = new Directory({ ...parts, directory: store.directory });
    this.cases = new Cases({ ...parts, calls: store.calls, cases: store.cases });
    const papers = createSavePaper({ xlsx: paperToXlsx }, parts.dialogs?.saveTo);
    this.statistics = new Statistics({ ...parts, causes: store.causes, papers });
  }
}
