import type Database from 'better-sqlite3';
import type { SignedEnrolment } from '../../../../../shared/center-api/enrolment';

/** What made this PC a seat; the latest holds. */
export class EnrolmentRepository {
  private readonly added: Database.Statement<[SignedEnrolment & { seatId: string; importedAt: number }]>;
  private readonly known: Database.Statement<[string], { id: number }>;
  private readonly first: Database.Statement<[], { at: number }>;
  private readonly latest: Database.Statement<[], SignedEnrolment>;

  constructor(db: Database.Database) {
    this.added = db.prepare(`insert into enrolments (seat_id, key_id, body, signature, imported_at)
      values (:seatId, :keyId, :body, :signature, :importedAt)`);
    this.known = db.prepare('select id from enrolments where body = ?');
    this.first = db.prepare('select imported_at as at from enrolments order by id limit 1');
    this.latest = db.prepare(
      'select key_id as keyId, body, signature from enrolments order by id desc limit 1',
    );
  }

  add(signed: SignedEnrolment, seatId: string, importedAt: number): void {
    this.added.run({ ...signed, seatId, importedAt });
  }

  has(body: string): boolean {
    return this.known.get(body) !== undefined;
  }

  /** When this PC became a seat. */
  firstAt(): number | undefined {
    return this.first.get()?.at;
  }

  findLatest(): SignedEnrolment | undefined {
    return this.latest.get();
  }
}
