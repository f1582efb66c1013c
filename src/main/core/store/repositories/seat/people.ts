import type Database from 'better-sqlite3';
import type { Person } from '../../../../../shared/center-api/enrolment';

/** Which list of people is here; `confirmedAt`: when the center last stood by it, UTC ms by its clock. */
export interface RosterMark {
  version: number;
  confirmedAt: number;
}

/** The seat's roster and its wrong passwords in a row. */
export class PersonRepository {
  private readonly listed: Database.Statement<[], Person & { isActive: number }>;
  private readonly put: Database.Statement<[Person]>;
  private readonly retired: Database.Statement<[string]>;
  private readonly failures: Database.Statement<[string], { failures: number }>;
  private readonly failed: Database.Statement<[string, number, number]>;

  private readonly mark: Database.Statement<[], RosterMark>;
  private readonly marked: Database.Statement<[RosterMark]>;

  constructor(db: Database.Database) {
    this.listed = db.prepare(
      'select id, number, name, role, verifier, is_active as isActive from people order by number',
    );
    this.put = db.prepare(`insert into people (id, number, name, role, verifier)
      values (:id, :number, :name, :role, :verifier)
      on conflict (id) do update set number = excluded.number, name = excluded.name, role = excluded.role,
        verifier = excluded.verifier, is_active = 1`);
    this.retired = db.prepare(
      'update people set is_active = 0 where id not in (select value from json_each(?))',
    );
    this.mark = db.prepare('select version, confirmed_at as confirmedAt from roster');
    this.marked =
      db.prepare(`insert into roster (one, version, confirmed_at) values (1, :version, :confirmedAt)
      on conflict (one) do update set version = excluded.version, confirmed_at = excluded.confirmed_at`);
    this.failures = db.prepare('select failures from sign_in_failures where person_id = ?');
    this.failed = db.prepare(`insert into sign_in_failures (person_id, failures, last_failed_at)
      values (?, ?, ?) on conflict (person_id) do update
      set failures = excluded.failures, last_failed_at = excluded.last_failed_at`);
  }

  /** Who may sign in. */
  list(): Person[] {
    return this.listed
      .all()
      .filter((row) => row.isActive === 1)
      .map(({ id, number, name, role, verifier }) => ({ id, number, name, role, verifier }));
  }

  /** Names of everybody who ever worked here, by id. */
  names(): Map<string, string> {
    return new Map(this.listed.all().map((row) => [row.id, row.name]));
  }

  /** Of everybody who ever worked here. */
  numberOf(personId: string): string | undefined {
    return this.listed.all().find((row) => row.id === personId)?.number;
  }

  /** Null for a seat of an earlier program whose center has not told it any people yet. */
  rosterMark(): RosterMark | null {
    return this.mark.get() ?? null;
  }

  markRoster(mark: RosterMark): void {
    this.marked.run(mark);
  }

  /** Takes the roster over; who is no longer on it may not sign in, but stays known. */
  replaceRoster(people: readonly Person[]): void {
    for (const person of people) this.put.run(person);
    this.retired.run(JSON.stringify(people.map((person) => person.id)));
  }

  failuresOf(personId: string): number {
    return this.failures.get(personId)?.failures ?? 0;
  }

  setFailures(personId: string, failures: number, at: number): void {
    this.failed.run(personId, failures, at);
  }
}
