import type Database from 'better-sqlite3';

/** 原因分析 of a party that is reported again and again, as a supervisor put it. */
export interface RepeatCause {
  target: string;
  cause: string;
  enteredAt: number;
}

/** Why a party is reported again and again. Only ever added. Writes belong inside `Store.write`. */
export class CauseRepository {
  private readonly added: Database.Statement<[string, string, string, number]>;
  private readonly latest: Database.Statement<[string], RepeatCause>;

  constructor(db: Database.Database) {
    this.added = db.prepare(
      'insert into repeat_causes (target, cause, entered_by, entered_at) values (?, ?, ?, ?)',
    );
    this.latest = db.prepare(`select target, cause, entered_at as enteredAt from repeat_causes
      where target = ? order by seq desc limit 1`);
  }

  add({ target, cause, enteredAt }: RepeatCause, personId: string): void {
    this.added.run(target, cause, personId, enteredAt);
  }

  /** The latest of each of these parties; one without any is left out. */
  of(targets: readonly string[]): RepeatCause[] {
    return targets.flatMap((target) => this.latest.get(target) ?? []);
  }
}
