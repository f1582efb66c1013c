import type Database from 'better-sqlite3';
import type { AuditAnchor } from '../../../../../shared/center-api/anchor';

/** What the center saw of this seat's audit, as it signed it. Nothing of it is changed or taken back. */
export class AnchorRepository {
  private readonly added: Database.Statement<[AuditAnchor]>;
  private readonly all: Database.Statement<[], AuditAnchor>;
  private readonly latest: Database.Statement<[], AuditAnchor>;

  constructor(db: Database.Database) {
    const columns = 'seat_id as seatId, seq, hash, center_time as centerTime, key_id as keyId, signature';
    this.added = db.prepare(`insert into audit_anchors (seat_id, seq, hash, center_time, key_id, signature)
      values (:seatId, :seq, :hash, :centerTime, :keyId, :signature) on conflict do nothing`);
    this.all = db.prepare(`select ${columns} from audit_anchors order by seq, ordinal`);
    this.latest = db.prepare(`select ${columns} from audit_anchors order by ordinal desc limit 1`);
  }

  /** True where it is one that was not here. */
  add(anchor: AuditAnchor): boolean {
    return this.added.run(anchor).changes > 0;
  }

  list(): AuditAnchor[] {
    return this.all.all();
  }

  last(): AuditAnchor | undefined {
    return this.latest.get();
  }
}
