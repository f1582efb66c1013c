import type Database from 'better-sqlite3';
import type { AttachmentId, AttachmentType } from '../../../../../shared/attachments/attachment';
import { PieceRepository } from '../attachments/pieces';

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

/** Evidence, and in `pieces` its bytes. */
export class EvidenceRepository {
  readonly pieces: PieceRepository;
  private readonly ofCase: Database.Statement<[string], StoredEvidence>;
  private readonly byId: Database.Statement<[string], StoredEvidence>;
  private readonly added: Database.Statement<[Omit<StoredEvidence, 'number'>]>;

  constructor(db: Database.Database) {
    this.pieces = new PieceRepository(db, {
      pieces: 'evidence_pieces',
      owner: 'evidence',
      id: 'evidence_id',
    });
    const columns = `id, call_id as callId, number, type, size, sha256, added_by as addedBy, added_at as addedAt`;
    this.ofCase = db.prepare(`select ${columns} from evidence where call_id = ? order by number`);
    this.byId = db.prepare(`select ${columns} from evidence where id = ?`);
    this.added =
      db.prepare(`insert into evidence (id, call_id, number, type, size, sha256, added_by, added_at)
      values (:id, :callId, (select coalesce(max(number), 0) + 1 from evidence where call_id = :callId), :type, :size,
        :sha256, :addedBy, :addedAt)`);
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

  /** All of it, as it was cleaned. */
  bytesOf(id: string): Uint8Array {
    return this.pieces.read(id, 0, this.find(id)?.size ?? 0);
  }
}
