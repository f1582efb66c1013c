import type Database from 'better-sqlite3';

export interface AuditRow {
  seq: number;
  at: number;
  actor: string;
  act: string;
  subject: string;
  detail: string;
  previousHash: string;
  hash: string;
}

/** The audit chain's rows; the hashing is the chain's own business (`audit/chain.ts`). */
export class AuditRepository {
  private readonly added: Database.Statement<[AuditRow]>;
  private readonly last: Database.Statement<[], { seq: number; hash: string }>;
  private readonly latest: Database.Statement<[], { at: number }>;
  private readonly all: Database.Statement<[], AuditRow>;
  private readonly one: Database.Statement<[number], AuditRow>;
  private readonly newest: Database.Statement<[string], { seq: number; at: number }>;
  private readonly page: Database.Statement<[number, number], AuditRow>;

  constructor(db: Database.Database) {
    this.added = db.prepare(`insert into audit (seq, at, actor, act, subject, detail, previous_hash, hash)
      values (:seq, :at, :actor, :act, :subject, :detail, :previousHash, :hash)`);
    this.last = db.prepare('select seq, hash from audit order by seq desc limit 1');
    this.latest = db.prepare('select at from audit order by seq desc limit 1');
    const columns = 'seq, at, actor, act, subject, detail, previous_hash as previousHash, hash';
    this.all = db.prepare(`select ${columns} from audit order by seq`);
    this.one = db.prepare(`select ${columns} from audit where seq = ?`);
    this.newest = db.prepare('select seq, at from audit where act = ? order by seq desc limit 1');
    this.page = db.prepare(`select ${columns} from audit where seq > ? order by seq limit ?`);
  }

  insert(row: AuditRow): void {
    this.added.run(row);
  }

  head(): { seq: number; hash: string } {
    return this.last.get() ?? { seq: 0, hash: '' };
  }

  /** When the last act was written down, by the seat's clock of then. */
  lastAt(): number | null {
    return this.latest.get()?.at ?? null;
  }

  rows(): IterableIterator<AuditRow> {
    return this.all.iterate();
  }

  at(seq: number): AuditRow | undefined {
    return this.one.get(seq);
  }

  /** The last row of this act: a search from the end. */
  lastOf(act: string): { seq: number; at: number } | null {
    return this.newest.get(act) ?? null;
  }

  /** The next rows behind `seq`. */
  after(seq: number, limit: number): AuditRow[] {
    return this.page.all(seq, limit);
  }
}
