import type Database from 'better-sqlite3';
import type { PracticeKind } from '../../../../shared/practice/messages';
import { migrate } from '../migrate';
import { assertSettings, openStoreFile, type OpenOptions } from '../open';
import { storeRefusal } from '../sqlite-failure';
import first from './migrations/0001-runs.sql?raw';

/** Of the practice history's own file; never edited once shipped. */
export const PRACTICE_MIGRATIONS: readonly string[] = [first];

export interface OpenRun {
  id: string;
  callerId: string;
  kind: PracticeKind;
  startedAt: number;
}

export interface FinishedRun extends OpenRun {
  finishedAt: number;
  total: number;
  seconds: number;
}

/** One person's practice history: when, which caller, what it came to. A file of its own, beside the exercises' store. */
export class PracticeRuns {
  private readonly begun: Database.Statement<[OpenRun]>;
  private readonly ended: Database.Statement<
    [{ id: string; finishedAt: number; total: number; seconds: number }]
  >;
  private readonly removed: Database.Statement<[string]>;
  private readonly one: Database.Statement<[string], FinishedRun>;
  private readonly unfinished: Database.Statement<[], OpenRun>;
  private readonly finished: Database.Statement<[number], FinishedRun>;

  private constructor(private readonly db: Database.Database) {
    const columns = `id, caller_id as callerId, kind, started_at as startedAt`;
    const all = `${columns}, finished_at as finishedAt, total, seconds`;
    this.begun = db.prepare(`insert into runs (id, caller_id, kind, started_at)
      values (:id, :callerId, :kind, :startedAt)`);
    this.ended = db.prepare(`update runs set finished_at = :finishedAt, total = :total, seconds = :seconds
      where id = :id and finished_at is null`);
    this.removed = db.prepare('delete from runs where id = ? and finished_at is null');
    this.one = db.prepare(`select ${all} from runs where id = ? and finished_at is not null`);
    this.unfinished = db.prepare(
      `select ${columns} from runs where finished_at is null order by started_at desc`,
    );
    this.finished = db.prepare(
      `select ${all} from runs where finished_at is not null order by finished_at desc, id desc limit ?`,
    );
  }

  /** Opens or makes the file. Throws a Refusal of the `store_…` family. */
  static open(options: OpenOptions): PracticeRuns {
    const db = openStoreFile(options);
    try {
      migrate(db, PRACTICE_MIGRATIONS);
      assertSettings(db);
      return new PracticeRuns(db);
    } catch (error) {
      db.close();
      throw storeRefusal(error) ?? error;
    }
  }

  begin(run: OpenRun): void {
    this.begun.run(run);
  }

  finish(id: string, end: { finishedAt: number; total: number; seconds: number }): void {
    this.ended.run({ id, ...end });
  }

  /** An exercise that was broken off counts for nothing. */
  drop(id: string): void {
    this.removed.run(id);
  }

  find(id: string): FinishedRun | undefined {
    return this.one.get(id);
  }

  /** Begun and not finished, latest first. */
  listOpen(): OpenRun[] {
    return this.unfinished.all();
  }

  /** Finished, latest first. */
  list(limit: number): FinishedRun[] {
    return this.finished.all(limit);
  }

  close(): void {
    if (this.db.open) this.db.close();
  }
}
