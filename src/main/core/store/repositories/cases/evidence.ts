import type Database from 'better-sqlite3';
import type { AttachmentId, AttachmentType } from '../../../../../shared/attachments/attachment';

export interface StoredEvidence {
  id: AttachmentId;
  callId: string;
  number: number;
  type: AttachmentType;
  size: number;
  sha256: string;
  addedBy: string;
  addedAt: number;
}

/** Evidence and its bytes, piece by piece: each its own transaction, the row that makes them count last. */
export class EvidenceRepository {
  private readonly ofCase: Database.Statement<[string], StoredEvidence>;
  private readonly byId: Database.Statement<[string], StoredEvidence>;
  private readonly added: Database.Statement<[Omit<StoredEvidence, 'number'>]>;
  private readonly piece: Database.Statement<[string, number, Uint8Array]>;
  private readonly read: Database.Statement<[string], { bytes: Buffer }>;
  private readonly orphans: Database.Statement<[], { id: string }>;
  private readonly dropped: Database.Statement<[string]>;

  constructor(db: Database.Database) {
    const columns = `id, call_id as callId, number, type, size, sha256, added_by as addedBy, added_at as addedAt`;
    this.ofCase = db.prepare(`select ${columns} from evidence where call_id = ? order by number`);
    this.byId = db.prepare(`select ${columns} from evidence where id = ?`);
    this.added =
      db.prepare(`insert into evidence (id, call_id, number, type, size, sha256, added_by, added_at)
      values (:id, :callId, (select coalesce(max(number), 0) + 1 from evidence where call_id = :callId), :type, :size,
        :sha256, :addedBy, :addedAt)`);
    this.piece = db.prepare('insert into evidence_pieces (evidence_id, place, bytes) values (?, ?, ?)');
    this.read = db.prepare('select bytes from evidence_pieces where evidence_id = ? order by place');
    this.orphans = db.prepare(`select distinct evidence_id as id from evidence_pieces
      where not exists (select 1 from evidence where id = evidence_id)`);
    this.dropped = db.prepare(`delete from evidence_pieces where rowid =
      (select rowid from evidence_pieces where evidence_id = ? limit 1)`);
  }

  listOf(callId: string): StoredEvidence[] {
    return this.ofCase.all(callId);
  }

  find(id: string): StoredEvidence | undefined {
    return this.byId.get(id);
  }

  add(evidence: Omit<StoredEvidence, 'number'>): void {
    this.added.run(evidence);
  }

  addPiece(id: AttachmentId, place: number, bytes: Uint8Array): void {
    this.piece.run(id, place, bytes);
  }

  /** All of it, as it was cleaned. */
  bytesOf(id: string): Uint8Array {
    return Buffer.concat(this.read.all(id).map(({ bytes }) => bytes));
  }

  /** Ids of pieces that belong to nothing: a crash's, and those being written. */
  findOrphans(): string[] {
    return this.orphans.all().map(({ id }) => id);
  }

  /** False where there is none left. */
  dropPiece(id: string): boolean {
    return this.dropped.run(id).changes > 0;
  }
}
