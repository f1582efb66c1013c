import type Database from 'better-sqlite3';
import type { DayCounts } from './days';

export interface SignOff {
  day: string;
  answered: number;
  by: string;
  at: number;
}

/** A day's signatures, oldest first; never changed, only added to (a law in SQL). */
export class SignOffs {
  private readonly added: Database.Statement<[Record<string, string | number>]>;
  private readonly listed: Database.Statement<[string], SignOff>;

  constructor(db: Database.Database) {
    this.added =
      db.prepare(`insert into sign_offs (day, answered, report, consultation, out_of_scope, nuisance,
        dropped, transfers, signed_by, signed_at)
      values (:day, :answered, :report, :consultation, :out_of_scope, :nuisance, :dropped, :transfers, :by, :at)`);
    this.listed = db.prepare(
      'select day, answered, signed_by as by, signed_at as at from sign_offs where day = ? order by seq',
    );
  }

  /** Throws (`law: …`) where the day's sum does not close. */
  add(day: string, counts: DayCounts, signed: { by: string; at: number }): void {
    const { answered, transfers, byDisposition } = counts;
    this.added.run({ day, answered, transfers, ...byDisposition, ...signed });
  }

  of(day: string): SignOff[] {
    return this.listed.all(day);
  }
}
