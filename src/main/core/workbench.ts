import type { SeatId } from '../../shared/ids';
import type { Cleaner } from './attachments/cleaner';
import type { AuditChain } from './audit/chain';
import type { Bundles } from './bundle/bundles';
import { CaseDesk } from './cases/case-desk';
import { Cases } from './cases/cases';
import { EvidenceFiles } from './cases/evidence';
import type { Amendments } from './changes/amendments';
import type { CenterClock } from './clock/center-clock';
import { DailySheets } from './daily-sheet/daily-sheets';
import { Quality } from './daily-sheet/quality';
import { SheetPapers } from './daily-sheet/sheet-papers';
import { Directory } from './directory/directory';
import { InvestigationDocuments } from './investigation/documents';
import { Investigations } from './investigation/investigations';
import { reportOfficeOf } from './investigation/report-office';
import type { PaperOffice } from './papers/office';
import { Papers } from './papers/papers';
import type { Announce, FileDialogs } from './ports';
import type { Reader } from './reader/reader';
import { Retention } from './retention/retention';
import { Statistics } from './statistics/statistics';
import type { Store } from './store/store';
import type { Wiper } from './store/wiper';
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
  amendments: Amendments;
  /** Looks into evidence and into papers that come in. */
  clean: Cleaner;
  seatId: SeatId;
  /** The seat's own unit; its first digits are its city's. */
  unitCode: string;
  /** When this seat last heard of the center, UTC ms. */
  heardAt: () => number | null;
  /** Undefined where there is nobody to ask: a harness without a shell. */
  office: PaperOffice | undefined;
  dialogs: FileDialogs | undefined;
  wiper: Wiper;
  isIdentityAsked: (callId: string) => boolean;
}

/** The supervisor's side: what becomes of a report after the call. Nothing of it holds up a delivery. */
export class Workbench {
  readonly directory: Directory;
  readonly cases: Cases;
  readonly caseDesk: CaseDesk;
  readonly investigations: Investigations;
  readonly documents: InvestigationDocuments;
  readonly evidence: EvidenceFiles;
  readonly dailySheets: DailySheets;
  readonly sheetPapers: SheetPapers;
  readonly quality: Quality;
  readonly statistics: Statistics;
  readonly retention: Retention;

  constructor(parts: WorkbenchParts) {
    const { store, office, dialogs } = parts;
    const { people, sheets, calls, investigations, evidence } = store;
    const papers = new Papers(parts);
    this.directory = new Directory({ ...parts, directory: store.directory });
    this.cases = new Cases({ ...parts, calls, cases: store.cases });
    const { cases, directory } = this;
    this.caseDesk = new CaseDesk({
      ...parts,
      cases,
      rows: store.cases,
      evidence,
      lists: store.caseLists,
      calls,
      people,
      directory: store.directory,
      retention: store.retention,
      papers,
    });
    this.investigations = new Investigations({
      ...parts,
      cases,
      investigations,
      evidence,
      lists: store.caseLists,
      directory: store.directory,
    });
    this.documents = new InvestigationDocuments({
      ...parts,
      own: this.investigations,
      investigations,
      evidence,
      office: office && dialogs && reportOfficeOf(papers, office, dialogs),
    });
    this.evidence = new EvidenceFiles({ ...parts, writer: store, cases, evidence });
    void this.evidence.sweep();
    this.dailySheets = new DailySheets({ ...parts, sheets, cases, directory, people });
    this.sheetPapers = new SheetPapers({ dailySheets: this.dailySheets, sheets, papers });
    this.quality = new Quality({ ...parts, looks: store.qualityLooks, people });
    this.retention = new Retention({ ...parts, retention: store.retention, people, papers });
    this.statistics = new Statistics({ ...parts, causes: store.causes, papers });
  }
}
