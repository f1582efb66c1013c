import type Database from 'better-sqlite3';
import type { ReviewRow } from './queue';

/** 复核: a layer of its own, only ever added to; a record's delivery never waits for it. */
export class ReviewRepository {
  private readonly added: Database.Statement<[ReviewRow & { callId: string }]>;

  constructor(db: Database.Database) {
    this.added = db.prepare(`insert into reviews (call_id, revision, verdict, remark, reviewer_id, made_at)
      values (:callId, :revision, :verdict, :remark, :reviewerId, :madeAt)`);
  }

  insert(callId: string, review: ReviewRow): void {
    this.added.run({ callId, ...review });
  }
}
