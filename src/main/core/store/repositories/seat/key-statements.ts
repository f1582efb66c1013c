import type Database from 'better-sqlite3';
import type { SignedKeyStatement } from '../../../../../shared/keys/statement';

export interface KeptKeyStatement extends SignedKeyStatement {
  followedAt: number;
}

/** The center's rolls that this seat has followed, in their order. Nothing of them is changed or taken back. */
export class KeyStatementRepository {
  private readonly added: Database.Statement<[KeptKeyStatement & { seq: number }]>;
  private readonly all: Database.Statement<[], KeptKeyStatement>;

  constructor(db: Database.Database) {
    this.added = db.prepare(`insert into key_statements (seq, key_id, body, signature, proof, followed_at)
      values (:seq, :keyId, :body, :signature, :proof, :followedAt)`);
    this.all = db.prepare(`select key_id as keyId, body, signature, proof, followed_at as followedAt
      from key_statements order by seq`);
  }

  add(seq: number, signed: SignedKeyStatement, followedAt: number): void {
    this.added.run({ ...signed, seq, followedAt });
  }

  list(): KeptKeyStatement[] {
    return this.all.all();
  }
}
