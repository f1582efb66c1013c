import Database from 'better-sqlite3';
import { Refusal } from '../refusal';
import { migrate, STORE_VERSION, versionOf } from './migrate';
import { assertSettings, driverOf, openStoreFile, settingsAmiss, unlock, type OpenOptions } from './open';
import { CenterCounts } from './repositories/arrival/center-counts';
import { ArrivalEquation } from './repositories/arrival/equation';
import { KeptSums } from './repositories/arrival/kept-sums';
import { AttachmentRepository } from './repositories/attachments/attachments';
import { UploadRepository } from './repositories/attachments/uploads';
import { AuditRepository } from './repositories/audit';
import { AnchorRepository } from './repositories/seat/anchors';
import { BundleRepository } from './repositories/seat/bundles';
import { ChangeRepository } from './repositories/changes';
import { CarriageRepository } from './repositories/carriages';
import { CaseListRepository } from './repositories/cases/case-lists';
import { CaseRepository } from './repositories/cases/cases';
import { DirectoryRepository } from './repositories/cases/directory';
import { EvidenceRepository } from './repositories/cases/evidence';
import { InvestigationRepository } from './repositories/cases/investigations';
import { QualityLooks } from './repositories/cases/quality-looks';
import { SheetRepository } from './repositories/cases/sheets';
import { CallRepository } from './repositories/calls';
import { DraftRepository } from './repositories/drafts';
import { EnrolmentRepository } from './repositories/seat/enrolments';
import { LedgerDays } from './repositories/ledger/days';
import { PhoneCalls } from './repositories/ledger/phone-calls';
import { SignOffs } from './repositories/ledger/sign-offs';
import { LeadAlertRepository } from './repositories/lead-alerts';
import { KeyStatementRepository } from './repositories/seat/key-statements';
import { MetaRepository } from './repositories/seat/meta';
import { OutboxRepository } from './repositories/outbox';
import { PersonRepository } from './repositories/seat/people';
import { RetentionRepository } from './repositories/seat/retention';
import { SeatKeyRepository } from './repositories/seat/seat-key';
import { QueueRepository } from './repositories/queue';
import { RecentRepository } from './repositories/recents';
import { RepeatRepository } from './repositories/repeats';
import { ReviewRepository } from './repositories/reviews';
import { WordBlocks } from './repositories/search/word-blocks';
import { CauseRepository } from './repositories/statistics/causes';
import { FactRepository } from './repositories/statistics/facts';
import type { Reserve } from './reserve';
import { isIoError, storeRefusal } from './sqlite-failure';
import type { Writer } from './writer';

export interface Conservation {
  finished: number;
  received: number;
  owed: number;
  quarantined: number;
  unknown: number;
}

/** The open, checked, migrated store. One per process; it is the only writer. */
export class Store implements Writer {
  readonly drafts: DraftRepository;
  readonly calls: CallRepository;
  readonly cases: CaseRepository;
  readonly caseLists: CaseListRepository;
  readonly directory: DirectoryRepository;
  readonly investigations: InvestigationRepository;
  readonly evidence: EvidenceRepository;
  readonly sheets: SheetRepository;
  readonly qualityLooks: QualityLooks;
  readonly carriages: CarriageRepository;
  readonly changes: ChangeRepository;
  readonly outbox: OutboxRepository;
  readonly queue: QueueRepository;
  readonly people: PersonRepository;
  readonly seatKey: SeatKeyRepository;
  readonly retention: RetentionRepository;
  readonly bundles: BundleRepository;
  readonly enrolments: EnrolmentRepository;
  readonly recents: RecentRepository;
  readonly repeats: RepeatRepository;
  readonly reviews: ReviewRepository;
  readonly words: WordBlocks;
  readonly facts: FactRepository;
  readonly causes: CauseRepository;
  readonly audit: AuditRepository;
  readonly anchors: AnchorRepository;
  readonly keyStatements: KeyStatementRepository;
  readonly leadAlerts: LeadAlertRepository;
  readonly attachments: AttachmentRepository;
  readonly uploads: UploadRepository;
  readonly meta: MetaRepository;
  readonly days: LedgerDays;
  readonly signOffs: SignOffs;
  readonly phoneCalls: PhoneCalls;
  readonly arrival: ArrivalEquation;
  readonly centerCounts: CenterCounts;
  readonly sums: KeptSums;
  private readonly inTransaction: Database.Transaction<(change: () => unknown) => unknown>;
  private isChecked = false;
  /** True while the disk was found full and the room for the call in hand could not be set aside again. */
  isCramped = false;

  /** True where the log of an earlier process could not be emptied at the opening (a full disk): do it as soon as may be. */
  owesWipe = false;

  private constructor(
    private readonly db: Database.Database,
    private readonly reserve: Pick<Reserve, 'free'>,
    private readonly onIoError: () => void,
  ) {
    this.drafts = new DraftRepository(db);
    this.calls = new CallRepository(db);
    this.cases = new CaseRepository(db);
    this.caseLists = new CaseListRepository(db);
    this.directory = new DirectoryRepository(db);
    this.investigations = new InvestigationRepository(db);
    this.evidence = new EvidenceRepository(db);
    this.sheets = new SheetRepository(db);
    this.qualityLooks = new QualityLooks(db);
    this.carriages = new CarriageRepository(db);
    this.changes = new ChangeRepository(db);
    this.outbox = new OutboxRepository(db, this);
    this.queue = new QueueRepository(db);
    this.people = new PersonRepository(db);
    this.seatKey = new SeatKeyRepository(db);
    this.retention = new RetentionRepository(db);
    this.bundles = new BundleRepository(db);
    this.enrolments = new EnrolmentRepository(db);
    this.recents = new RecentRepository(db);
    this.repeats = new RepeatRepository(db);
    this.reviews = new ReviewRepository(db);
    this.words = new WordBlocks(db);
    this.facts = new FactRepository(db);
    this.causes = new CauseRepository(db);
    this.audit = new AuditRepository(db);
    this.anchors = new AnchorRepository(db);
    this.keyStatements = new KeyStatementRepository(db);
    this.leadAlerts = new LeadAlertRepository(db);
    this.attachments = new AttachmentRepository(db);
    this.uploads = new UploadRepository(db, this, this.attachments);
    this.meta = new MetaRepository(db);
    this.days = new LedgerDays(db);
    this.signOffs = new SignOffs(db);
    this.phoneCalls = new PhoneCalls(db);
    this.arrival = new ArrivalEquation(db);
    this.centerCounts = new CenterCounts(db);
    this.sums = new KeptSums(db);
    this.inTransaction = db.transaction((change: () => unknown) => change());
  }

  /**
   * Opens or makes the store file. Throws a Refusal of the `store_…` family; the file is never deleted. `onIoError`: the
   * disk failed under a write. A connection must not be trusted after that (the system may have dropped what it could
   * not sync): close, open again, save again under the same ids.
   */
  static open(options: OpenOptions, reserve: Reserve, onIoError: () => void = () => undefined): Store {
    const db = openStoreFile(options);
    try {
      migrate(db);
      assertSettings(db);
      const store = new Store(db, reserve, onIoError);
      // What an earlier process left in the log may hold wiped identity.
      store.owesWipe = !store.wipeLog();
      return store;
    } catch (error) {
      db.close();
      throw storeRefusal(error) ?? error;
    }
  }

  /**
   * The same file through a connection that can write nothing, for the command line: beside a running seat, too. Throws
   * a Refusal; `store_failed` for a store that an earlier program left behind.
   */
  static openToRead(options: OpenOptions): Store {
    const db = new Database(options.file, { ...driverOf(options), readonly: true, fileMustExist: true });
    try {
      unlock(db, options.key);
      for (const line of ['query_only = ON', 'temp_store = MEMORY', 'trusted_schema = OFF']) db.pragma(line);
      const version = versionOf(db);
      if (version > STORE_VERSION) throw new Refusal('store_newer', { version, known: STORE_VERSION });
      if (version < STORE_VERSION) throw new Refusal('store_failed', { reason: 'earlier_program' });
      return new Store(db, { free: () => false }, () => undefined);
    } catch (error) {
      db.close();
      throw storeRefusal(error) ?? error;
    }
  }

  /** Settings of this connection that do not hold, read back now. */
  settingsAmiss(): string[] {
    return settingsAmiss(this.db);
  }

  /**
   * Runs `change` in one IMMEDIATE transaction. A full disk gives up the reserve and tries once more (D6). Throws a
   * Refusal: then nothing was changed as far as is known; a caller that tries again must use the same ids.
   */
  write<T>(change: () => T): T {
    try {
      const result = this.inTransaction.immediate(change) as T;
      this.checkOnce();
      return result;
    } catch (error) {
      const refusal = storeRefusal(error);
      if (refusal === undefined) throw error;
      if (isIoError(error)) this.onIoError();
      if (refusal.failure.code !== 'store_full') throw refusal;
      this.isCramped = true;
      if (!this.reserve.free()) throw refusal;
      return this.writeAgain(change);
    }
  }

  /**
   * The same for what can wait: a full disk is refused (`store_full`) and the reserve stays for the call in hand.
   */
  writeSpare<T>(change: () => T): T {
    const result = this.writeAgain(change);
    this.checkOnce();
    return result;
  }

  private writeAgain<T>(change: () => T): T {
    try {
      return this.inTransaction.immediate(change) as T;
    } catch (error) {
      if (isIoError(error)) this.onIoError();
      throw storeRefusal(error) ?? error;
    }
  }

  /** Settings are read back once more after this process' first write: that is when a missing one shows. */
  private checkOnce(): void {
    if (this.isChecked) return;
    assertSettings(this.db);
    this.isChecked = true;
  }

  /**
   * Moves the log into the file and empties it, so that overwritten identity is gone from both. False where a reader
   * kept it from finishing: then try again.
   */
  wipeLog(): boolean {
    try {
      const [row] = this.db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      return row?.busy === 0;
    } catch (error) {
      if (storeRefusal(error) === undefined) throw error;
      return false;
    }
  }

  conservation(): Conservation {
    const law = this.db.prepare<[], Conservation>('select * from conservation').get();
    if (law === undefined) throw new Refusal('store_failed');
    return law;
  }

  get isOpen(): boolean {
    return this.db.open;
  }

  close(): void {
    if (this.db.open) this.db.close();
  }
}
