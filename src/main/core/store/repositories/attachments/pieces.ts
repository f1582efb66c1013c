import type Database from 'better-sqlite3';

/** Whose bytes lie where. Names of this program's own, never a person's. */
interface PieceTable {
  pieces: 'attachment_pieces' | 'evidence_pieces';
  owner: 'attachments' | 'evidence';
  id: 'attachment_id' | 'evidence_id';
}

/** The bytes of files, piece by piece: each its own transaction, the owner's row that makes them count last. */
export class PieceRepository {
  private readonly added: Database.Statement<[string, number, Uint8Array]>;
  private readonly one: Database.Statement<[string, number], { bytes: Buffer }>;
  private readonly dropped: Database.Statement<[string]>;
  private readonly orphans: Database.Statement<[], { id: string }>;

  constructor(db: Database.Database, { pieces, owner, id }: PieceTable) {
    this.added = db.prepare(`insert into ${pieces} (${id}, place, bytes) values (?, ?, ?)`);
    this.one = db.prepare(`select bytes from ${pieces} where ${id} = ? and place = ?`);
    this.dropped = db.prepare(
      `delete from ${pieces} where rowid = (select rowid from ${pieces} where ${id} = ? limit 1)`,
    );
    this.orphans = db.prepare(`select distinct ${id} as id from ${pieces}
      where not exists (select 1 from ${owner} where id = ${pieces}.${id})`);
  }

  add(id: string, place: number, bytes: Uint8Array): void {
    this.added.run(id, place, bytes);
  }

  /** So many bytes from `offset` on, fewer at the end; reads the pieces that hold them and no other. */
  read(id: string, offset: number, length: number): Buffer {
    const parts: Uint8Array[] = [];
    let at = 0;
    for (let place = 0; at < offset + length; place += 1) {
      // Pieces are all of one length but the last; the first tells which.
      const piece = this.one.get(id, place)?.bytes;
      if (piece === undefined) break;
      const from = Math.max(0, offset - at);
      if (from < piece.length) parts.push(piece.subarray(from, Math.min(piece.length, offset + length - at)));
      at += piece.length;
      if (place === 0 && offset >= piece.length) {
        const skipped = Math.floor(offset / piece.length) - 1;
        place += skipped;
        at += skipped * piece.length;
      }
    }
    return Buffer.concat(parts);
  }

  /** False where there is none left. */
  dropOne(id: string): boolean {
    return this.dropped.run(id).changes > 0;
  }

  /** Ids of pieces that belong to nothing: a crash's, those taken back, those being written. */
  findOrphans(): string[] {
    return this.orphans.all().map(({ id }) => id);
  }
}
