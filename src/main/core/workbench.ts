import type { AuditChain } from './audit/chain';
import type { Cleaner } from './attachments/cleaner';
import type { Bundles } from './bundle/bundles';
import { Cases } from './cases/cases';
import type { CenterClock } from './clock/center-clock';
import { DailySheets } from './daily-sheet/daily-sheets';
import { Quality } from './daily-sheet/quality';
import { SheetPapers } from './daily-sheet/sheet-papers';
import { Directory } from './directory/directory';
import type { Cleaner } from './attachments/cleaner';
import { InvestigationDocuments } from './investigation/documents';
import { EvidenceFiles } from './investigation/evidence';
import { Investigations } from './investigation/investigations';
import type { ReportOffice } from './investigation/ports';
import type { PaperOffice } from './papers/office';
import { Papers } from './papers/papers';
import type { Announce } from './ports';
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
  /** Looks into evidence. */
  clean: Cleaner;
  /** Undefined where there is nobody to ask. */
  reportOffice?: ReportOffice | undefined;
  reader: Reader;
  bundles: Bundles;
  /** Undefined where there is nobody to ask. */
  dialogs: FileDialogs | undefined;
  bundles: Bundles;
  clean: Cleaner;
  office: PaperOffice | undefined;
  seatId: string;
}

/** The supervisor's side: what becomes of a report after the call. Nothing of it holds up a delivery. */
export class Workbench {
  readonly directory: Directory;
  readonly cases: Cases;
  readonly investigations: Investigations;
  readonly documents: InvestigationDocuments;
  readonly evidence: EvidenceFiles;
  readonly statistics: Statistics;
  readonly papers: Papers;
  readonly dailySheets: DailySheets;
  readonly sheetPapers: SheetPapers;
  readonly quality: Quality;

  constructor(parts: WorkbenchParts) {
    const { store } = parts;
    this.directory = new Directory({ ...parts, directory: store.directory });
    this.papers = new Papers(parts);
    this.cases = new Cases({ ...parts, calls: store.calls, cases: store.cases });
    const { investigations, evidence, directory } = store;
    this.investigations = new Investigations({
      ...parts,
      cases: this.cases,
      investigations,
      evidence,
      directory,
    });
    this.documents = new InvestigationDocuments({
      ...parts,
      own: this.investigations,
      investigations,
      evidence,
      office: parts.reportOffice,
    });
    this.evidence = new EvidenceFiles({ ...parts, writer: store, cases: this.cases, evidence });
    void this.evidence.sweep();
    const papers = createSavePaper({ xlsx: paperToXlsx }, parts.dialogs?.saveTo);
    this.statistics = new Statistics({ ...parts, causes: store.causes, papers });
    const { cases, directory, papers } = this;
    const { people, sheets } = store;
    this.dailySheets = new DailySheets({ ...parts, sheets, cases, directory, people });
    this.sheetPapers = new SheetPapers({ dailySheets: this.dailySheets, sheets, papers });
    this.quality = new Quality({ ...parts, looks: store.qualityLooks, people });
  }
}
