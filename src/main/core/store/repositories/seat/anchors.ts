import type Database from 'better-sqlite3';
import type { AuditAnchor } from '../../../../../shared/center-api/anchor';

/** What the center saw of this seat's audit, as it signed it. Nothing of it is changed or taken back. */
export class AnchorRepository {
  private readonly added: Database.Statement<[AuditAnchor]>;
  private readonly all: Database.Statement<[], AuditAnchor>;
  private readonly some: Database.Statement<[number, number], AuditAnchor>;

  constructor(db: Database.Database) {
    const columns = 'seat_id as seatId, seq, hash, center_time as centerTime, key_id as keyId, signature';
    this.added = db.prepare(`insert into audit_anchors (seat_id, seq, hash, center_time, key_id, signature)
      values (:seatId, :seq, :hash, :centerTime, :keyId, :signature) on conflict do nothing`);
    this.all = db.prepare(`select ${columns} from audit_anchors order by seq, ordinal`);
    this.some = db.prepare(
      `select ${columns} from audit_anchors where seq between ? and ? order by seq, ordinal`,
    );
  }

  /** True where it is one that was not here. */
  add(anchor: AuditAnchor): boolean {
    return this.added.run(anchor).changes > 0;
  }

  list(): AuditAnchor[] {
    return this.all.all();
  }

  /** Of rows from one number to another, both counted. */
  between(from: number, to: number): AuditAnchor[] {
    return this.some.all(from, to);
  }
}
