import Database from 'better-sqlite3';
import type { AuditAnchor } from '../../../shared/center-api/anchor';
import type { QueueState } from '../../../shared/queue/state';
import { driverOf, unlock, type OpenOptions } from './open';
import { AuditRepository, type AuditRow } from './repositories/audit';
import { KeptSums } from './repositories/arrival/kept-sums';
import { AnchorRepository } from './repositories/seat/anchors';
import { RetentionRepository } from './repositories/seat/retention';
import { StatisticsReads } from './statistics-reads';

/** A row of the matcher's table. `features` is JSON, made by `featuresOf`. */
export interface RepeatRow {
  seq: number;
  callId: string;
  features: string;
}

/** What a list may say of a call: never who called or who answered. */
export interface CallFacts {
  callId: string;
  localNumber: string;
  centerNumber: string | null;
  startedAt: number;
  title: string;
  place: string;
  state: QueueState;
}

/** In this order. A reader sorts in memory too: temporary files are not encrypted. */
const SETTINGS: readonly string[] = [
  'query_only = ON',
  'busy_timeout = 5000',
  'temp_store = MEMORY',
  'trusted_schema = OFF',
  'cache_size = -8000',
];

/**
 * The store through a connection that cannot write, for the reader's worker: same file, cipher and key. Opened after the
 * store itself, which has checked and migrated it. Every read is short: an open one would keep the log from being wiped.
 */
export class ReadStore {
  readonly statistics: StatisticsReads;
  readonly retention: RetentionRepository;
  private readonly pages: Database.Statement<[number, number], RepeatRow>;
  private readonly one: Database.Statement<[number], RepeatRow>;
  private readonly newest: Database.Statement<[], { seq: number | null }>;
  private readonly facts: Database.Statement<[string], CallFacts>;
  private readonly audit: AuditRepository;
  private readonly anchors: AnchorRepository;
  private readonly sums: KeptSums;

  private constructor(private readonly db: Database.Database) {
    this.statistics = new StatisticsReads(db);
    this.retention = new RetentionRepository(db);
    this.pages = db.prepare(
      'select seq, call_id as callId, features from repeats where seq < ? order by seq desc limit ?',
    );
    this.one = db.prepare('select seq, call_id as callId, features from repeats where seq = ?');
    this.newest = db.prepare('select max(seq) as seq from repeats');
    this.facts = db.prepare(`select id as callId, local_number as localNumber, center_number as centerNumber,
      started_at as startedAt, title, place, state from queue_items where id = ?`);
    this.audit = new AuditRepository(db);
    this.anchors = new AnchorRepository(db);
    this.sums = new KeptSums(db);
  }

  /** Throws what the driver throws; the caller's answer to any failure is to do without. */
  static open(options: OpenOptions): ReadStore {
    const db = new Database(options.file, { ...driverOf(options), readonly: true });
    try {
      unlock(db, options.key);
      for (const line of SETTINGS) db.pragma(line);
      return new ReadStore(db);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Rows before `before`, newest first. */
  repeatsBefore(before: number, limit: number): RepeatRow[] {
    return this.pages.all(before, limit);
  }

  /** Undefined for a revision that another has taken the place of. */
  repeat(seq: number): RepeatRow | undefined {
    return this.one.get(seq);
  }

  lastRepeat(): number {
    return this.newest.get()?.seq ?? 0;
  }

  factsOf(callId: string): CallFacts | undefined {
    return this.facts.get(callId);
  }

  auditAfter(seq: number, limit: number): AuditRow[] {
    return this.audit.after(seq, limit);
  }

  anchorsBetween(from: number, to: number): AuditAnchor[] {
    return this.anchors.between(from, to);
  }

  tables(): string[] {
    const sql =
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name";
    return this.db.prepare<[], string>(sql).pluck().all();
  }

  /** False where a page, a row or an index of the table does not hold, or kept sums do not agree with their rows. */
  isWhole(table: string): boolean {
    const sql = 'select quick_check from pragma_quick_check(?)';
    try {
      const said = this.db.prepare<[string], string>(sql).pluck().all(table);
      return said.length === 1 && said[0] === 'ok' && this.sums.agrees(table);
    } catch (error) {
      // A page that the cipher does not accept is no answer of the check but the end of it.
      if (error instanceof Database.SqliteError) return false;
      throw error;
    }
  }

  close(): void {
    if (this.db.open) this.db.close();
  }
}
