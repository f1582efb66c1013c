import type { Amendments } from './changes/amendments';
import type { AuditChain } from './audit/chain';
import type { Bundles } from './bundle/bundles';
import { CaseDesk, type SavePaper } from './cases/case-desk';
import { Cases } from './cases/cases';
import type { CenterClock } from './clock/center-clock';
import { Directory } from './directory/directory';
import type { Announce } from './ports';
import type { Store } from './store/store';
import type { Clock } from './sync/ports';

export interface WorkbenchParts {
  store: Store;
  writer: Store;
  audit: AuditChain;
  clock: Clock;
  centerClock: CenterClock;
  announce: Announce;
  bundles: Bundles;
  amendments: Amendments;
  /** The seat's own unit; its first digits are its city's. */
  unitCode: string;
  heardAt: () => number | null;
  savePaper?: SavePaper | undefined;
}

/** The supervisor's side: what becomes of a report after the call. Nothing of it holds up a delivery. */
export class Workbench {
  readonly directory: Directory;
  readonly cases: Cases;
  readonly caseDesk: CaseDesk;

  constructor(parts: WorkbenchParts) {
    const { store } = parts;
    this.directory = new Directory({ ...parts, directory: store.directory });
    this.cases = new Cases({ ...parts, calls: store.calls, cases: store.cases });
    this.caseDesk = new CaseDesk({
      cases: this.cases,
      rows: store.cases,
      lists: store.caseLists,
      calls: store.calls,
      people: store.people,
      directory: store.directory,
      bundles: parts.bundles,
      amendments: parts.amendments,
      centerClock: parts.centerClock,
      heardAt: parts.heardAt,
      savePaper: parts.savePaper,
    });
  }
}
