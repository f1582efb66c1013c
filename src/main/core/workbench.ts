import type { AuditChain } from './audit/chain';
import type { Cleaner } from './attachments/cleaner';
import type { Bundles } from './bundle/bundles';
import { Cases } from './cases/cases';
import type { CenterClock } from './clock/center-clock';
import { DailySheets } from './daily-sheet/daily-sheets';
import { Quality } from './daily-sheet/quality';
import { SheetPapers } from './daily-sheet/sheet-papers';
import { Directory } from './directory/directory';
import type { PaperOffice } from './papers/office';
import { Papers } from './papers/papers';
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
  clean: Cleaner;
  office: PaperOffice | undefined;
  seatId: string;
}

/** The supervisor's side: what becomes of a report after the call. Nothing of it holds up a delivery. */
export class Workbench {
  readonly directory: Directory;
  readonly cases: Cases;
  readonly papers: Papers;
  readonly dailySheets: DailySheets;
  readonly sheetPapers: SheetPapers;
  readonly quality: Quality;

  constructor(parts: WorkbenchParts) {
    const { store } = parts;
    this.directory = new Directory({ ...parts, directory: store.directory });
    this.papers = new Papers(parts);
    this.cases = new Cases({ ...parts, calls: store.calls, cases: store.cases });
    const { cases, directory, papers } = this;
    const { people, sheets } = store;
    this.dailySheets = new DailySheets({ ...parts, sheets, cases, directory, people });
    this.sheetPapers = new SheetPapers({ dailySheets: this.dailySheets, sheets, papers });
    this.quality = new Quality({ ...parts, looks: store.qualityLooks, people });
  }
}
