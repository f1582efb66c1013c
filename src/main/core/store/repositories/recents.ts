import type Database from 'better-sqlite3';
import {
  KEPT_RECENTS,
  noRecents,
  type Choice,
  type RecentCatalogue,
  type Recents,
} from '../../../../shared/catalog/recents';

/** What each person chose lately, for their pickers. Writes belong inside `Store.write`. */
export class RecentRepository {
  private readonly put: Database.Statement<[string, number, string]>;
  private readonly trimmed: Database.Statement<[string, string, number]>;
  private readonly listed: Database.Statement<[string], { catalogue: RecentCatalogue; code: string }>;

  constructor(db: Database.Database) {
    this.put = db.prepare(`insert into recents (person_id, catalogue, code, chosen_at)
      select ?, value ->> 'catalogue', value ->> 'code', ? from json_each(?) where true
      on conflict (person_id, catalogue, code) do update set chosen_at = excluded.chosen_at`);
    this.trimmed = db.prepare(`delete from recents where person_id = ? and (catalogue, code) in (
      select catalogue, code from (
        select catalogue, code, row_number() over (partition by catalogue order by chosen_at desc, code) as place
        from recents where person_id = ?
      ) where place > ?)`);
    this.listed = db.prepare(
      'select catalogue, code from recents where person_id = ? order by chosen_at desc, code',
    );
  }

  /** Puts the choices first and lets go of the oldest beyond what is kept. `at`: UTC ms. */
  add(personId: string, choices: readonly Choice[], at: number): void {
    if (choices.length === 0) return;
    this.put.run(personId, at, JSON.stringify(choices));
    this.trimmed.run(personId, personId, KEPT_RECENTS);
  }

  listOf(personId: string): Recents {
    const recents = noRecents();
    for (const { catalogue, code } of this.listed.all(personId)) recents[catalogue].push(code);
    return recents;
  }
}
