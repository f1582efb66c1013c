import type Database from 'better-sqlite3';

/** `open`: on the line, not in the ledger yet. `missed`: over, and never entered (只接不录). */
export type PhoneCallState = 'open' | 'entered' | 'missed' | 'explained';

export interface PhoneCallRow {
  seq: number;
  answeredAt: number;
  hungUpAt: number | null;
  state: PhoneCallState;
}

const COLUMNS = 'seq, answered_at as answeredAt, hung_up_at as hungUpAt, state';

/** The telephone system's log as far as it may be kept: times, without a number or any other trace of a caller. */
export class PhoneCalls {
  private readonly added: Database.Statement<[number, string]>;
  private readonly one: Database.Statement<[number], PhoneCallRow>;
  private readonly unmatched: Database.Statement<[number, number], PhoneCallRow>;
  private readonly onTheLine: Database.Statement<[], PhoneCallRow>;
  private readonly ended: Database.Statement<[number, number]>;
  private readonly matched: Database.Statement<[number]>;
  private readonly told: Database.Statement<[string, string, number]>;

  constructor(db: Database.Database) {
    this.added = db.prepare('insert into phone_calls (answered_at, state) values (?, ?)');
    this.one = db.prepare(`select ${COLUMNS} from phone_calls where seq = ?`);
    this.unmatched = db.prepare(`select ${COLUMNS} from phone_calls
      where state in ('open', 'missed') and answered_at between ? and ? order by answered_at desc`);
    this.onTheLine = db.prepare(`select ${COLUMNS} from phone_calls where hung_up_at is null order by seq`);
    this.ended =
      db.prepare(`update phone_calls set hung_up_at = ?, state = iif(state = 'open', 'missed', state)
      where seq = ? and hung_up_at is null`);
    this.matched = db.prepare("update phone_calls set state = 'entered' where seq = ?");
    this.told = db.prepare(
      "update phone_calls set state = 'explained', explained_by = ?, why = ? where seq = ?",
    );
  }

  /** An answered call; returns its number in the log. */
  add(answeredAt: number, state: 'open' | 'entered'): number {
    return Number(this.added.run(answeredAt, state).lastInsertRowid);
  }

  find(seq: number): PhoneCallRow | undefined {
    return this.one.get(seq);
  }

  /** Answered in this time and in no ledger, latest first. */
  listUnmatched(from: number, to: number): PhoneCallRow[] {
    return this.unmatched.all(from, to);
  }

  /** Calls that nobody has seen the end of. */
  listOnTheLine(): PhoneCallRow[] {
    return this.onTheLine.all();
  }

  end(seq: number, at: number): void {
    this.ended.run(at, seq);
  }

  enter(seq: number): void {
    this.matched.run(seq);
  }

  explain(seq: number, by: string, why: string): void {
    this.told.run(by, why, seq);
  }
}
